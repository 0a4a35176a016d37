import * as z from 'zod';
import { allow } from '../access.ts';
import { checkStaffAtWork } from '../accounts/person.ts';
import type { Context } from '../context.ts';
import { NOTHING_HAPPENED, transact, type Tx } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { addMessage } from './add-message.ts';
import { eachTicket } from './each-ticket.ts';
import { giveTicket } from './give-ticket.ts';
import { checkHandOver } from './hand-over.rules.ts';
import { MAX_AT_ONCE, type TicketOutcome } from './ticket-bulk.rules.ts';
import { ticketAtHand } from './ticket-at-hand.ts';
import { checkMove, OPEN_STATES } from './ticket.rules.ts';

export const HAND_OVER_TICKETS_PROBLEMS = [InvalidInputProblem];

const handOverTicketsInput = z.object({
  fromId: z.string(),
  toId: z.string().nullish(),
  toTeamId: z.string().nullish(),
  note: prose(20_000),
  ticketIds: z.array(z.string()).nullish(),
});
type Input = z.output<typeof handOverTicketsInput>;

/**
 * Gives open tickets of one person to another, or to a team whose queue they then wait in, with a note on each that only
 * staff see: those named, else all, up to 100, the longest received first. No clock is touched (C19). Each is a change of
 * its own; one that is over, or that somebody else has by now, stays where it is. Throws one of HAND_OVER_TICKETS_PROBLEMS.
 */
export async function handOverTickets(
  ctx: Context,
  raw: z.input<typeof handOverTicketsInput>,
): Promise<TicketOutcome[]> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.assign');
  const input = parse(handOverTicketsInput, raw);
  const { fromId, toId = null, toTeamId, note: body } = input;
  // A change like the others, so that whoever sends it again means the same tickets.
  const { ids } = await transact(ctx, actor, async (tx) => {
    await checkPeople(tx, input);
    return { value: { ids: input.ticketIds ?? (await deskOf(tx, fromId)) }, events: NOTHING_HAPPENED };
  });
  if (!input.ticketIds && ids.length === 0) return [];
  return eachTicket(ids, (ticketId) =>
    transact(ctx, actor, async (tx) => {
      const ticket = await ticketAtHand(tx, actor, ticketId);
      checkHandOver(ticket, fromId);
      checkMove(ticket, actor, 'ASSIGN');
      if (toId) await checkStaffAtWork(tx, toId, 'toId');
      const noted = await addMessage(tx, { actor, now }, ticket, { kind: 'INTERNAL_NOTE', body });
      const teamId = toTeamId ?? undefined;
      const given = await giveTicket(tx, { actor, now }, ticket, { assigneeId: toId, teamId });
      return { value: { id: ticketId }, events: [...noted, given] };
    }),
  );
}

async function checkPeople(tx: Tx, { fromId, toId, toTeamId }: Input): Promise<void> {
  if (!(await tx.staffMember.findUnique({ where: { id: fromId } }))) throw unknownValue('fromId', fromId);
  if (!toId && !toTeamId) throw unknownValue('toId', '');
  if (toId === fromId) throw unknownValue('toId', toId);
  if (toId) await checkStaffAtWork(tx, toId, 'toId');
  if (toTeamId && !(await tx.team.findUnique({ where: { id: toTeamId } }))) {
    throw unknownValue('toTeamId', toTeamId);
  }
}

async function deskOf(tx: Tx, assigneeId: string): Promise<string[]> {
  const tickets = await tx.ticket.findMany({
    where: { assigneeId, state: { in: [...OPEN_STATES] } },
    orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }],
    take: MAX_AT_ONCE,
    select: { id: true },
  });
  return tickets.map(({ id }) => id);
}
