import { InvalidInputProblem, Problem } from '../problem.ts';

/** The exclusion has ended already. */
export class ExclusionEndedProblem extends Problem {
  readonly code = 'EXCLUSION_ENDED';

  constructor() {
    super({ fr: 'L’exclusion a déjà pris fin.', en: 'The exclusion has ended already.' });
  }
}

/** @throws InvalidInputProblem for a start that is past: coverage of what was received before does not change (S110) */
export function checkExclusionStart(startsAt: Date, now: Date): void {
  if (startsAt < now) throw past('startsAt');
}

/**
 * Confirms that an exclusion can end then.
 *
 * @throws ExclusionEndedProblem, InvalidInputProblem
 */
export function checkExclusionEnd(current: { endsAt: Date | null }, endsAt: Date, now: Date): void {
  if (current.endsAt && current.endsAt <= now) throw new ExclusionEndedProblem();
  if (endsAt < now) throw past('endsAt');
}

function past(path: string): InvalidInputProblem {
  const text = { fr: 'est déjà passé.', en: 'is past already.' };
  return new InvalidInputProblem([{ path, code: 'IN_THE_PAST', text }]);
}
