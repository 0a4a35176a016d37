import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { transact, type Tx } from '../event.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { skilledFor } from '../routing/route-ticket.ts';
import { giveTicket } from './give-ticket.ts';
import { queueEntries, type QueueFilter, type QueuePlace } from './queue-order.ts';
import { QueueEmptyProblem } from './queue-empty.rules.ts';
import { ticketAtHand } from './ticket-at-hand.ts';
import { checkMove } from './ticket.rules.ts';

export const TAKE_NEXT_TICKET_PROBLEMS = [InvalidInputProblem, QueueEmptyProblem];

const takeNextTicketInput = z.object({ teamId: z.string().nullish() });

const AT_ONCE = 25;

/**
 * Gives the caller the first ticket of the queue that nobody has (R1): one of the own teams, or one without a team for
 * which the caller has the skills, so that none waits because no rule placed it. Of one team when that is named. What
 * somebody else is taking at the moment is passed over, so of many at once everybody gets another one.
 * Throws one of TAKE_NEXT_TICKET_PROBLEMS.
 */
export async function takeNextTicket(
  ctx: Context,
  raw: z.input<typeof takeNextTicketInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.assign');
  const { teamId } = parse(takeNextTicketInput, raw);
  return transact(ctx, actor, async (tx) => {
    const mine = await tx.teamMember.findMany({ where: { staffId: actor.id }, orderBy: { teamId: 'asc' } });
    const teamIds = mine.map((membership) => membership.teamId);
    if (teamId && !teamIds.includes(teamId)) throw unknownValue('teamId', teamId);
    const filter = teamId ? { teamIds: [teamId] } : { teamIds, orNoTeam: true };
    const { id, lackingSkill } = await firstFree(tx, actor.id, { ...filter, unassigned: true }, now);
    if (id === null) throw new QueueEmptyProblem(lackingSkill);
    const ticket = await ticketAtHand(tx, actor, id);
    checkMove(ticket, actor, 'ASSIGN');
    return {
      value: { id },
      events: [await giveTicket(tx, { actor, now }, ticket, { assigneeId: actor.id })],
    };
  });
}

/** The first one that nobody has and nobody is at, locked until the transaction ends; and how many were no match before it. */
async function firstFree(
  tx: Tx,
  staffId: string,
  filter: QueueFilter,
  asOf: Date,
): Promise<{ id: string | null; lackingSkill: number }> {
  let from: QueuePlace | null = null;
  for (let lackingSkill = 0; ;) {
    const page: QueuePlace[] = await queueEntries(tx, { asOf, filter, from, backward: false }, AT_ONCE);
    const waiting = page.map(({ ticketId }) => ticketId);
    const loose = await tx.ticket.findMany({
      where: { id: { in: waiting }, teamId: null },
      select: { id: true },
    });
    const skilled = await skilledFor(
      tx,
      staffId,
      loose.map(({ id }) => id),
      asOf,
    );
    const ids = waiting.filter((id) => skilled.includes(id) || !loose.some((ticket) => ticket.id === id));
    // Read anew under the lock: it may have been given meanwhile.
    const [free] = await tx.$queryRaw<{ id: string }[]>`
      select "id" from "Ticket" where "id" = any(${ids}::text[]) and "assigneeId" is null
      order by array_position(${ids}::text[], "id") limit 1 for update skip locked`;
    lackingSkill += waiting.length - ids.length;
    if (free) return { id: free.id, lackingSkill };
    if (page.length < AT_ONCE) return { id: null, lackingSkill };
    from = page.at(-1)!;
  }
}
