import type { Tx } from '../event.ts';
import { InvalidInputProblem, unknownValue } from '../problem.ts';

/** @throws InvalidInputProblem UNKNOWN for the first of them that nobody has who is of the staff still */
export async function checkStaff(tx: Tx, ids: readonly string[], path: string): Promise<void> {
  const found = await tx.staffMember.findMany({
    where: { id: { in: [...ids] }, accessEndedAt: null },
    select: { id: true },
  });
  const known = new Set(found.map(({ id }) => id));
  const unknown = ids.find((id) => !known.has(id));
  if (unknown !== undefined) throw unknownValue(path, unknown);
}

/** @throws InvalidInputProblem NOT_A_MEMBER: a team is led by one of its own */
export function checkLead(leadId: string | null, members: ReadonlySet<string>): void {
  if (leadId === null || members.has(leadId)) return;
  throw new InvalidInputProblem([
    {
      path: 'leadId',
      code: 'NOT_A_MEMBER',
      text: { fr: 'n’est pas membre de l’équipe.', en: 'is not a member of the team.' },
    },
  ]);
}
