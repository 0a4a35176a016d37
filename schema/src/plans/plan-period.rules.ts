import { InvalidInputProblem, Problem } from '../problem.ts';
import type { PlanCode } from './plan.rules.ts';

/** A purchased plan from one instant, included, to another, not included; without an end when that is null. */
export interface Period {
  id: string;
  planCode: PlanCode;
  startsAt: Date;
  endsAt: Date | null;
}

export interface Choice {
  planCode: PlanCode;
  startsAt: Date;
  endsAt: Date | null;
}

/** What a choice makes of the periods that there are. */
export interface PlanChange {
  /** The plan at the start of the choice as it stood. */
  before: PlanCode;
  /** The period to end at the start of the choice. */
  cut: Period | null;
  /** The period that the choice replaces, because it starts at the same instant. */
  replaced: Period | null;
  /** False for Basic, which stands wherever nothing is purchased (S19). */
  purchased: boolean;
}

/** A later period is already agreed and would overlap: an account is on exactly one plan at any instant (S5). */
export class PlanPeriodOverlapProblem extends Problem {
  readonly code = 'PLAN_PERIOD_OVERLAP';
  /** The earliest of the periods in the way. */
  readonly conflict: Period;

  constructor(conflict: Period) {
    const at = conflict.startsAt.toISOString();
    super({
      fr: `Un autre forfait est déjà convenu à partir du ${at} : terminez celui-ci au plus tard à cet instant.`,
      en: `Another plan is already agreed from ${at}: let this one end by then.`,
    });
    this.conflict = conflict;
  }
}

/**
 * What choosing a plan changes. The period that runs at the start of the choice ends there; one that starts at that
 * very instant is replaced. Where the choice ends, Basic stands until a later period starts. Choosing Basic
 * purchases nothing: it only ends what runs.
 *
 * @throws InvalidInputProblem for a start in the past (past answers never change), an end that does not follow the
 *   start, or an end of Basic
 * @throws PlanPeriodOverlapProblem when a later period starts before the choice ends
 * Source: S5, S19.
 */
export function changePlan(periods: readonly Period[], choice: Choice, now: Date): PlanChange {
  const { planCode, startsAt, endsAt } = choice;
  if (startsAt < now) {
    throw refused('startsAt', 'TOO_SMALL', {
      fr: 'est dans le passé, qui ne change plus.',
      en: 'is in the past, which does not change any more.',
    });
  }
  if (endsAt && planCode === 'BASIC') {
    throw refused('endsAt', 'UNEXPECTED', {
      fr: 'n’a pas de sens pour Basic, qui vaut dès qu’aucun autre forfait n’est acheté.',
      en: 'makes no sense for Basic, which holds whenever no other plan is purchased.',
    });
  }
  if (endsAt && endsAt <= startsAt) {
    throw refused('endsAt', 'TOO_SMALL', { fr: 'doit suivre le début.', en: 'must follow the start.' });
  }
  const running = periods.find((period) => covers(period, startsAt)) ?? null;
  const replaces = running?.startsAt.getTime() === startsAt.getTime();
  const [conflict] = periods
    .filter((period) => period.startsAt > startsAt && (!endsAt || period.startsAt < endsAt))
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  if (conflict && planCode !== 'BASIC') throw new PlanPeriodOverlapProblem(conflict);
  return {
    before: running?.planCode ?? 'BASIC',
    cut: replaces ? null : running,
    replaced: replaces ? running : null,
    purchased: planCode !== 'BASIC',
  };
}

function covers({ startsAt, endsAt }: Period, at: Date): boolean {
  return startsAt <= at && (!endsAt || endsAt > at);
}

function refused(path: string, code: string, text: { fr: string; en: string }): InvalidInputProblem {
  return new InvalidInputProblem([{ path, code, text }]);
}

/** A stretch of time on one plan. */
export interface PlanStretch {
  planCode: PlanCode;
  startsAt: Date;
  /** Exclusive. */
  endsAt: Date;
  /** Null for Basic, which stands where nothing is purchased. */
  periodId: string | null;
}

/**
 * The plans of a time, one after the other without a gap: purchased ones, and Basic where there is none.
 *
 * @param from before `to`
 * Source: S5, S19.
 */
export function planHistory(periods: readonly Period[], from: Date, to: Date): PlanStretch[] {
  const purchased = periods
    .filter(({ startsAt, endsAt }) => startsAt < to && (!endsAt || endsAt > from))
    .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  const stretches: PlanStretch[] = [];
  let at = from;
  const basicUntil = (endsAt: Date) => {
    if (at < endsAt) stretches.push({ planCode: 'BASIC', startsAt: at, endsAt, periodId: null });
  };
  for (const { id, planCode, startsAt, endsAt } of purchased) {
    basicUntil(startsAt);
    const ends = endsAt && endsAt < to ? endsAt : to;
    stretches.push({ planCode, startsAt: startsAt > from ? startsAt : from, endsAt: ends, periodId: id });
    at = ends;
  }
  basicUntil(to);
  return stretches;
}
