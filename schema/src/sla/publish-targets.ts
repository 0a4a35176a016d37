import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact, type Tx } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { checkTargets } from './targets.rules.ts';

export const PUBLISH_TARGETS_PROBLEMS = [InvalidInputProblem];

const publishTargetsInput = z.object({
  effectiveFrom: z.date().nullish(),
  atRiskPercent: z.number(),
  targets: z
    .array(
      z.object({
        plan: z.enum(['BASIC', 'ENHANCED', 'PREMIUM']),
        severity: z.enum(['SEVERE', 'MODERATE', 'LIMITED']),
        businessMinutes: z.number(),
      }),
    )
    .max(20),
});

/**
 * Publishes a table of targets that promises what is received from an instant on, now unless told. Running clocks keep
 * the table of their receipt (C27). Throws one of PUBLISH_TARGETS_PROBLEMS.
 */
export async function publishTargets(
  ctx: Context,
  raw: z.input<typeof publishTargetsInput>,
): Promise<{ version: number }> {
  const { actor, now } = ctx;
  allow(actor, 'targets.publish');
  const input = parse(publishTargetsInput, raw);
  const table = {
    effectiveFrom: input.effectiveFrom ?? now,
    atRiskPercent: input.atRiskPercent,
    targets: input.targets.map(({ plan, ...target }) => ({ ...target, planCode: plan })),
  };
  checkTargets(table, now);
  return transact(ctx, actor, async (tx) => {
    await holdTargets(tx);
    const { _max: newest } = await tx.targetVersion.aggregate({ _max: { version: true } });
    const version = (newest.version ?? 0) + 1;
    const { effectiveFrom, atRiskPercent } = table;
    await tx.targetVersion.create({
      data: { version, atRiskPercent, effectiveFrom, publishedAt: now, publishedById: actor.id },
    });
    await tx.target.createMany({ data: table.targets.map((target) => ({ ...target, version })) });
    return {
      value: { version },
      events: [
        happenedAtVendor('targets.published', `targets_${version}`, {
          version,
          effectiveFrom: effectiveFrom.toISOString(),
          atRiskPercent,
        }),
      ],
    };
  });
}

/** Tables are published and retired one after the other. */
export async function holdTargets(tx: Tx): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('tierline.targets'))`;
}
