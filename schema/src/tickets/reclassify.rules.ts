import { InvalidInputProblem, Problem } from '../problem.ts';
import type { ScopeVerdict } from './ticket.rules.ts';

/** What a request is: the words of `ticket.reclassified`, before and after. */
export interface Classification {
  subject: string;
  requestType: string;
  kind: 'INCIDENT' | 'SERVICE_REQUEST' | 'TAM_REQUEST';
  sku: string;
  profileId: string | null;
  requesterId: string;
}

/** What was judged is not exchanged under the verdict: another request takes a review of its own (S90). */
export class AlreadyReviewedProblem extends Problem {
  readonly code = 'ALREADY_REVIEWED';
  readonly scopeVerdict: ScopeVerdict;

  constructor(scopeVerdict: ScopeVerdict) {
    super({
      fr: 'Le périmètre de la demande a déjà été examiné : joignez l’examen de ce qu’elle est vraiment.',
      en: 'The scope of the request has been reviewed already: send along the review of what it really is.',
    });
    this.scopeVerdict = scopeVerdict;
  }
}

/** Whether a correction makes another request of it, to be admitted and judged anew; all else is a matter of words. */
export function isAnotherRequest(
  before: Pick<Classification, 'requestType' | 'sku'>,
  after: Pick<Classification, 'requestType' | 'sku'>,
): boolean {
  return before.requestType !== after.requestType || before.sku !== after.sku;
}

/**
 * Confirms that a correction brings what belongs to it: a review exactly of another request that was judged before or is
 * judged now, a version of the form and profiles to review only with another type of request.
 *
 * @throws InvalidInputProblem, AlreadyReviewedProblem
 * Source: S87, S90, S111.
 */
export function checkCorrection(
  before: Classification & { scopeVerdict: ScopeVerdict | null },
  after: Pick<Classification, 'requestType' | 'sku'>,
  sent: { review: boolean; intakeVersion: boolean; profileIds: boolean },
): void {
  const another = isAnotherRequest(before, after);
  const anotherType = before.requestType !== after.requestType;
  const issues = [
    ...(sent.review && !another ? ['review'] : []),
    ...(sent.intakeVersion && !anotherType ? ['intakeVersion'] : []),
    ...(sent.profileIds && !anotherType ? ['profileIds'] : []),
  ];
  if (issues.length > 0) {
    const text = {
      fr: 'n’a de sens qu’avec une autre demande : un autre type, ou pour l’examen un autre service.',
      en: 'belongs to another request only: another type, or for the review another service.',
    };
    throw new InvalidInputProblem(issues.map((path) => ({ path, code: 'NOT_APPLICABLE', text })));
  }
  if (another && before.scopeVerdict !== null && !sent.review) {
    throw new AlreadyReviewedProblem(before.scopeVerdict);
  }
}
