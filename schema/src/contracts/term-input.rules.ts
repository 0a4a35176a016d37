import { InvalidInputProblem } from '../problem.ts';
import { anniversary, type Term } from './term.rules.ts';

/**
 * Confirms that a term has days, and not too many of them.
 *
 * @throws InvalidInputProblem at `lastDay`
 */
export function checkTerm({ firstDay, lastDay }: Term, longestYears: number): Term {
  if (lastDay < firstDay) {
    throw refused('TOO_SMALL', {
      fr: 'ne peut pas précéder le premier jour.',
      en: 'cannot come before the first day.',
    });
  }
  if (lastDay >= anniversary(firstDay, longestYears)) {
    throw refused('TOO_BIG', {
      fr: `dépasse la durée maximale de ${longestYears} ans.`,
      en: `is beyond the longest term of ${longestYears} years.`,
    });
  }
  return { firstDay, lastDay };
}

function refused(code: string, text: { fr: string; en: string }): InvalidInputProblem {
  return new InvalidInputProblem([{ path: 'lastDay', code, text }]);
}
