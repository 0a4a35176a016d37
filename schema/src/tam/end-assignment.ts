import { happened, type NewEvent, type Tx } from '../event.ts';
import { regenerateObligations } from '../obligations/regenerate-obligations.ts';

// What this term offers to others: whoever leaves is the TAM of no account any more.

/** Ends an assignment now; one that has not begun is taken back. The account is locked. */
export async function endAssignment(
  tx: Tx,
  assignment: { id: string; accountId: string; tamId: string; startsAt: Date },
  now: Date,
): Promise<[NewEvent, ...NewEvent[]]> {
  const { id, accountId, tamId, startsAt } = assignment;
  const begun = startsAt < now;
  if (begun) await tx.tamAssignment.update({ where: { id }, data: { endsAt: now } });
  else await tx.tamAssignment.delete({ where: { id } });
  const ended = { assignmentId: id, tamId, endedAt: now.toISOString(), begun };
  return [
    happened('tam.ended', { id: accountId, accountId }, ended),
    ...(await regenerateObligations(tx, accountId, now, 'TAM_CHANGED')),
  ];
}

/** Ends every assignment of a TAM: each account then waits for another one, as an obligation says (S66). */
export async function endAssignmentsOf(tx: Tx, tamId: string, now: Date): Promise<NewEvent[]> {
  const current = { tamId, OR: [{ endsAt: null }, { endsAt: { gt: now } }] };
  await tx.$queryRaw`
    select 1 from "Account" where "id" in (
      select "accountId" from "TamAssignment" where "tamId" = ${tamId} and ("endsAt" is null or "endsAt" > ${now}))
    order by "id" for no key update`;
  const events: NewEvent[] = [];
  for (const assignment of await tx.tamAssignment.findMany({ where: current, orderBy: { id: 'asc' } })) {
    events.push(...(await endAssignment(tx, assignment, now)));
  }
  return events;
}
