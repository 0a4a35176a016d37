import * as z from 'zod';
import { allow } from '../access.ts';
import { revokeKeysOf } from '../api-keys/revoke-keys-of.ts';
import type { Context } from '../context.ts';
import { NOTHING_HAPPENED, transact } from '../event.ts';
import { line } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { endAssignmentsOf } from '../tam/end-assignment.ts';
import { releaseDesk } from '../tickets/release-desk.ts';
import { personAtHand, setRoles, toldOfPerson } from './person-at-hand.ts';
import { LastInChargeProblem } from './roles.rules.ts';

export const END_ACCESS_PROBLEMS = [InvalidInputProblem, LastInChargeProblem];

const endAccessInput = z.object({ personId: z.string(), reason: line(500) });

/**
 * Lets a person in no more, from the next request on, by token or by key. What they did stays under their name. Open
 * tickets of somebody of the staff go back to the queue, and accounts whose TAM they were need another one (S66). Done
 * again, it does nothing. Throws one of END_ACCESS_PROBLEMS.
 */
export async function endAccess(ctx: Context, raw: z.input<typeof endAccessInput>): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'person.manage');
  const { personId: id, reason } = parse(endAccessInput, raw);
  return transact(ctx, actor, async (tx) => {
    const person = await personAtHand(tx, actor, id);
    if (person.accessEndedAt) return { value: { id }, events: NOTHING_HAPPENED };
    await setRoles(tx, person, [], now);
    const keys = await revokeKeysOf(tx, person, now);
    const tickets = person.kind === 'STAFF' ? await releaseDesk(tx, id) : [];
    const tams = person.kind === 'STAFF' ? await endAssignmentsOf(tx, id, now) : [];
    const either = { OR: [{ contactId: id }, { staffId: id }] };
    await tx.ticketWatcher.deleteMany({ where: either });
    await tx.calendarFeed.deleteMany({ where: either });
    const { kind, roles } = person;
    const counts = { keys: keys.length, tickets: tickets.length };
    return {
      value: { id },
      events: [
        toldOfPerson(person, 'person.access_ended', { kind, reason, roles: [...roles], ...counts }),
        ...keys.map(({ event }) => event),
        ...tickets,
        ...tams,
      ],
    };
  });
}
