import type { PlanCode, Severity } from '../plans/plan.rules.ts';
import { InvalidInputProblem, type InputIssue, type Text } from '../problem.ts';

/** One promise of a table that is to be published. */
export interface PublishedTarget {
  planCode: PlanCode;
  severity: Severity;
  businessMinutes: number;
}

/** The plans that promise a first response; Basic promises none (S48, C25). */
const PROMISING: readonly PlanCode[] = ['ENHANCED', 'PREMIUM'];
const SEVERITIES: readonly Severity[] = ['SEVERE', 'MODERATE', 'LIMITED'];
/** A hundred business days of ten hours: whatever is more is a slip of the pen. */
const MOST_MINUTES = 60_000;

/**
 * Confirms that a table is whole and makes sense: a promise for each severity of each plan but Basic, in business
 * minutes, at least one; never slower for a worse severity or a better plan; at risk before all of it has run; and in
 * force from now on at the earliest.
 *
 * @throws InvalidInputProblem with every issue at once
 * Source: C6, C15, C27, S48, S60.
 */
export function checkTargets(
  table: { targets: readonly PublishedTarget[]; atRiskPercent: number; effectiveFrom: Date },
  now: Date,
): void {
  const issues: InputIssue[] = [
    ...table.targets.flatMap((target, index) => issuesOf(target, `targets.${index}`, table.targets)),
    ...missing(table.targets),
  ];
  if (!Number.isInteger(table.atRiskPercent) || table.atRiskPercent < 1 || table.atRiskPercent > 99) {
    issues.push({ path: 'atRiskPercent', code: 'OUT_OF_RANGE', text: PERCENT });
  }
  if (table.effectiveFrom < now) issues.push({ path: 'effectiveFrom', code: 'TOO_SMALL', text: PAST });
  if (issues.length > 0) throw new InvalidInputProblem(issues);
}

function issuesOf(
  { planCode, severity, businessMinutes }: PublishedTarget,
  path: string,
  targets: readonly PublishedTarget[],
): InputIssue[] {
  if (!PROMISING.includes(planCode)) return [{ path, code: 'NOTHING_PROMISED', text: BASIC }];
  const same = targets.filter((other) => other.planCode === planCode && other.severity === severity);
  if (same.length > 1) return [{ path, code: 'TWICE', text: TWICE }];
  if (!Number.isInteger(businessMinutes) || businessMinutes < 1 || businessMinutes > MOST_MINUTES) {
    return [{ path: `${path}.businessMinutes`, code: 'OUT_OF_RANGE', text: MINUTES }];
  }
  const slower = targets.some(
    (other) =>
      other.businessMinutes < businessMinutes &&
      PROMISING.indexOf(other.planCode) <= PROMISING.indexOf(planCode) &&
      SEVERITIES.indexOf(other.severity) >= SEVERITIES.indexOf(severity),
  );
  return slower ? [{ path: `${path}.businessMinutes`, code: 'SLOWER', text: SLOWER }] : [];
}

function missing(targets: readonly PublishedTarget[]): InputIssue[] {
  return PROMISING.flatMap((planCode) =>
    SEVERITIES.filter(
      (severity) => !targets.some((target) => target.planCode === planCode && target.severity === severity),
    ).map((severity) => ({
      path: 'targets',
      code: 'MISSING',
      text: {
        fr: `ne dit rien de ${planCode} ${severity}.`,
        en: `says nothing of ${planCode} ${severity}.`,
      },
    })),
  );
}

const BASIC: Text = { fr: 'Basic ne promet aucun délai.', en: 'Basic promises no time.' };
const TWICE: Text = { fr: 'est promis deux fois.', en: 'is promised twice.' };
const MINUTES: Text = {
  fr: 'doit compter de 1 à 60 000 minutes ouvrées.',
  en: 'must be 1 to 60,000 business minutes.',
};
const SLOWER: Text = {
  fr: 'est plus lent que ce qu’un forfait inférieur ou une moindre gravité promet.',
  en: 'is slower than what a lower plan or a lesser severity promises.',
};
const PERCENT: Text = { fr: 'doit aller de 1 à 99.', en: 'must be 1 to 99.' };
const PAST: Text = {
  fr: 'est dans le passé, dont les promesses ne changent plus.',
  en: 'is in the past, whose promises do not change any more.',
};
