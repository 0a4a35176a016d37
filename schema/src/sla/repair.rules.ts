import { HORIZON_MS } from '../calendar/horizon.rules.ts';
import { InvalidInputProblem, Problem, type Text } from '../problem.ts';
import { clockState, type ClockInstants, type ClockState } from './clock.rules.ts';

/** What a correction sets: when the vendor responded, by when it had to, or that the clock gives no verdict. */
export type Correction =
  { kind: 'RESPONDED_AT'; at: Date } | { kind: 'DUE_AT'; at: Date } | { kind: 'CANCEL' };

/** As much of a calendar as a corrected promise needs. */
interface Measuring {
  dueAt(startMs: number, durationMs: number): number | null;
  elapsed(fromMs: number, toMs: number): number;
}

/** The instants of a clock that a correction can change. */
export type Corrected = Pick<ClockInstants, 'targetSeconds' | 'atRiskAt' | 'dueAt' | 'endedAt' | 'cancelled'>;

/**
 * What a correction makes of a clock: the only way in which one that is over changes. A corrected deadline keeps from
 * where it counts; its target is then the business time up to it, and it is at risk from the same share of that on.
 *
 * @throws InvalidInputProblem for an instant that cannot be, or a deadline where nothing was promised
 * Source: C33.
 */
export function corrected(
  clock: ClockInstants & { metric: string },
  calendar: Measuring,
  correction: Correction,
  atRiskPercent: number | null,
  now: Date,
): Corrected {
  const { targetSeconds, atRiskAt, dueAt, endedAt } = clock;
  switch (correction.kind) {
    case 'RESPONDED_AT': {
      if (clock.metric === 'RESOLUTION') throw refused('correction.respondedAt', 'NO_RESPONSE', NO_RESPONSE);
      if (correction.at < clock.startedAt) throw refused('correction.respondedAt', 'TOO_SMALL', BEFORE_START);
      if (correction.at > now) throw refused('correction.respondedAt', 'TOO_BIG', IN_FUTURE);
      return { targetSeconds, atRiskAt, dueAt, endedAt: correction.at, cancelled: null };
    }
    case 'DUE_AT': {
      if (!clock.countedFrom || atRiskPercent === null) {
        throw refused('correction.dueAt', 'NOTHING_PROMISED', NOTHING_PROMISED);
      }
      const countedFrom = clock.countedFrom.getTime();
      if (correction.at.getTime() - countedFrom > HORIZON_MS)
        throw refused('correction.dueAt', 'TOO_BIG', TOO_FAR);
      const seconds =
        correction.at > clock.countedFrom
          ? Math.floor(calendar.elapsed(countedFrom, correction.at.getTime()) / 1000)
          : 0;
      if (seconds < 60) throw refused('correction.dueAt', 'TOO_SMALL', NO_TIME);
      const riskMs = calendar.dueAt(countedFrom, Math.ceil((seconds * atRiskPercent) / 100) * 1000)!;
      return {
        targetSeconds: seconds,
        atRiskAt: new Date(riskMs),
        dueAt: correction.at,
        endedAt,
        cancelled: clock.cancelled,
      };
    }
    case 'CANCEL': {
      if (clock.cancelled) throw refused('correction.cancel', 'CANCELLED', ALREADY);
      return { targetSeconds, atRiskAt, dueAt, endedAt: endedAt ?? now, cancelled: 'REPAIRED' };
    }
  }
}

/** A clock at a moment, as receipts keep it: instants as RFC 3339. */
export interface ClockSnapshot {
  state: ClockState;
  targetSeconds: number | null;
  countedFrom: string | null;
  atRiskAt: string | null;
  dueAt: string | null;
  endedAt: string | null;
  cancelled: string | null;
}

export function snapshot(clock: ClockInstants, asOf: Date): ClockSnapshot {
  return {
    state: clockState(clock, asOf),
    targetSeconds: clock.targetSeconds,
    countedFrom: clock.countedFrom?.toISOString() ?? null,
    atRiskAt: clock.atRiskAt?.toISOString() ?? null,
    dueAt: clock.dueAt?.toISOString() ?? null,
    endedAt: clock.endedAt?.toISOString() ?? null,
    cancelled: clock.cancelled,
  };
}

/** Two people decide: the one who asks is not the one who answers (C33, C17). */
export class SamePersonProblem extends Problem {
  readonly code = 'SAME_PERSON';

  constructor() {
    super({
      fr: 'Une autre personne doit en décider : il en faut deux.',
      en: 'Somebody else has to decide this: it takes two people.',
    });
  }
}

/** The correction was decided already. */
export class RepairDecidedProblem extends Problem {
  readonly code = 'REPAIR_DECIDED';

  constructor() {
    super({ fr: 'Cette correction est déjà décidée.', en: 'This correction is decided already.' });
  }
}

/** The clock has changed since the correction was proposed: it would correct another one than its author saw (C35). */
export class RepairOutdatedProblem extends Problem {
  readonly code = 'REPAIR_OUTDATED';

  constructor() {
    super({
      fr: 'La mesure a changé depuis la proposition : refusez-la et proposez la correction de nouveau.',
      en: 'The clock has changed since it was proposed: refuse it, and propose the correction again.',
    });
  }
}

const NO_RESPONSE: Text = {
  fr: 'n’a pas de sens pour la résolution, qu’une réponse ne termine pas.',
  en: 'makes no sense for the resolution, which no response ends.',
};
const BEFORE_START: Text = { fr: 'précède le début de la mesure.', en: 'is before the clock started.' };
const IN_FUTURE: Text = { fr: 'est dans l’avenir.', en: 'is in the future.' };
const NOTHING_PROMISED: Text = {
  fr: 'n’a pas de sens : rien n’était promis.',
  en: 'makes no sense: nothing was promised.',
};
const NO_TIME: Text = {
  fr: 'laisse moins d’une minute ouvrée à la promesse.',
  en: 'leaves the promise less than a business minute.',
};
const TOO_FAR: Text = {
  fr: 'est à plus de dix ans du début de la promesse.',
  en: 'is more than ten years after the promise began.',
};
const ALREADY: Text = { fr: 'n’est plus possible : elle l’est déjà.', en: 'is not possible: it is already.' };

function refused(path: string, code: string, text: Text): InvalidInputProblem {
  return new InvalidInputProblem([{ path, code, text }]);
}
