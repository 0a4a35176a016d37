import type { Tx } from '../event.ts';
import type { PlanCode } from '../plans/plan.rules.ts';
import { InvalidInputProblem, unknownValue } from '../problem.ts';

/**
 * The exclusion of this number in the terms that the ticket's account accepted, when it applies to the ticket's plan:
 * 3.6 and 3.7 exclude nothing on Premium (S95, S104, S105).
 *
 * @throws InvalidInputProblem at `path`
 */
export async function exclusionOf(
  tx: Tx,
  ticket: { accountId: string; planCode: PlanCode },
  number: string,
  path: string,
) {
  const account = await tx.account.findUniqueOrThrow({ where: { id: ticket.accountId } });
  const clause = await tx.clause.findFirst({
    where: { version: account.acceptedTermsVersion, number, exclusionCode: { not: null } },
  });
  if (!clause) throw unknownValue(path, number);
  if (!clause.planCodes.includes(ticket.planCode)) {
    throw new InvalidInputProblem([
      {
        path,
        code: 'NOT_APPLICABLE',
        text: {
          fr: `la clause ${number} ne s’applique pas au forfait du ticket.`,
          en: `clause ${number} does not apply to the plan of the ticket.`,
        },
      },
    ]);
  }
  return clause;
}
