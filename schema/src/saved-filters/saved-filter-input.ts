import type { Prisma } from '@tierline/prisma/database';
import type { SignedInActor } from '../access.ts';
import type { Tx } from '../event.ts';
import { InvalidInputProblem, unknownValue } from '../problem.ts';
import type { TicketFilterShape } from '../tickets/ticket-filter.rules.ts';

/** As it is kept: instants as texts, nothing that was left out. GraphQL reads it again as it came. */
export function keptFilter(filter: TicketFilterShape): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(filter)) as Prisma.InputJsonObject;
}

/**
 * Staff share a filter with a team that they are in, or that they manage.
 *
 * @throws InvalidInputProblem at `teamId`
 */
export async function checkShared(tx: Tx, actor: SignedInActor, teamId: string | null): Promise<void> {
  if (teamId === null) return;
  if (actor.kind !== 'staff') {
    throw new InvalidInputProblem([
      {
        path: 'teamId',
        code: 'STAFF_ONLY',
        text: { fr: 'est réservé au personnel du fournisseur.', en: 'is for the vendor’s staff.' },
      },
    ]);
  }
  const ours = actor.roles.includes('MANAGER') ? {} : { members: { some: { staffId: actor.id } } };
  if (!(await tx.team.findFirst({ where: { id: teamId, ...ours } }))) throw unknownValue('teamId', teamId);
}
