import type { Tx } from '../event.ts';
import type { PlanCode, Severity } from '../plans/plan.rules.ts';

/** What a table of targets promises for a plan and severity. */
export interface Target {
  version: number;
  seconds: number;
  atRiskPercent: number;
}

/** The table that promises what is received at an instant: the last to take effect that was not retired by then (C27). */
export function tableAt(at: Date) {
  return {
    where: {
      effectiveFrom: { lte: at },
      OR: [{ retirement: null }, { retirement: { retiredAt: { gt: at } } }],
    },
    orderBy: [{ effectiveFrom: 'desc' as const }, { version: 'desc' as const }],
  };
}

/** The target of a plan and severity in the table in force at `at`; null where the plan has none (C25, C27). */
export async function targetAt(
  tx: Pick<Tx, 'targetVersion'>,
  planCode: PlanCode,
  severity: Severity,
  at: Date,
): Promise<Target | null> {
  const table = await tx.targetVersion.findFirst({
    ...tableAt(at),
    include: { targets: { where: { planCode, severity } } },
  });
  const target = table?.targets[0];
  if (!table || !target) return null;
  return {
    version: table.version,
    seconds: target.businessMinutes * 60,
    atRiskPercent: table.atRiskPercent,
  };
}

/** The same in a table that a clock keeps, retired or not (C27). */
export async function targetIn(
  tx: Tx,
  version: number,
  planCode: PlanCode,
  severity: Severity,
): Promise<Target | null> {
  const target = await tx.target.findUnique({
    where: { version_planCode_severity: { version, planCode, severity } },
    include: { targetVersion: true },
  });
  return (
    target && {
      version,
      seconds: target.businessMinutes * 60,
      atRiskPercent: target.targetVersion.atRiskPercent,
    }
  );
}
