import { InvalidInputProblem, unknownValue } from '../problem.ts';
import { AccountLimitProblem, ProfileLimitProblem } from './admission-problems.rules.ts';

/** Whether a request asks for the account's yearly health review, which the ledger counts (S82, S104). */
export function isHealthReview(requestType: string): boolean {
  return requestType === 'WELLNESS_REVIEW';
}

/**
 * What stands against the profiles that a request names; null when nothing does. A health review covers one to five
 * profiles of its one account; no other request names profiles.
 *
 * @param asked the profiles named, each once
 * @param seen  those among them that the actor may see: what is absent and what is somebody else's look the same
 * Source: S111 (terms 7), E5.
 */
export function profilesProblem(
  { requestType, accountId }: { requestType: string; accountId: string },
  asked: readonly string[],
  seen: readonly { id: string; accountId: string }[],
): ProfileLimitProblem | AccountLimitProblem | InvalidInputProblem | null {
  if (!isHealthReview(requestType)) return asked.length > 0 ? issue(OTHER_REQUEST) : null;
  if (asked.length === 0) return issue(NONE_NAMED);
  if (asked.length > ProfileLimitProblem.LIMIT) return new ProfileLimitProblem(asked.length);
  const unknown = asked.find((id) => !seen.some((profile) => profile.id === id));
  if (unknown !== undefined) return unknownValue('profileIds', unknown);
  return seen.some((profile) => profile.accountId !== accountId) ? new AccountLimitProblem() : null;
}

const NONE_NAMED = {
  code: 'REQUIRED',
  text: {
    fr: 'nomme les profils à examiner, de un à cinq, du même compte.',
    en: 'names the profiles to review, one to five, of the one account.',
  },
};

const OTHER_REQUEST = {
  code: 'NOT_APPLICABLE',
  text: {
    fr: 'ne vaut que pour un examen de bien-être ; ailleurs, `profileId` nomme le profil concerné.',
    en: 'is for a wellness review only; elsewhere `profileId` names the profile that it is about.',
  },
};

function issue(complaint: typeof NONE_NAMED): InvalidInputProblem {
  return new InvalidInputProblem([{ path: 'profileIds', ...complaint }]);
}
