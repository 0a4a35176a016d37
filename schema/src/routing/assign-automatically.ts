import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { transact, type NewEvent } from '../event.ts';
import { InvalidInputProblem, parse, type Problem } from '../problem.ts';
import { ticketAtHand } from '../tickets/ticket-at-hand.ts';
import { checkMove, IllegalMoveProblem } from '../tickets/ticket.rules.ts';
import { NobodyFoundProblem } from './nobody-found.rules.ts';
import { routeTicket } from './route-ticket.ts';

export const ASSIGN_AUTOMATICALLY_PROBLEMS: (new (...args: never[]) => Problem)[] = [
  InvalidInputProblem,
  IllegalMoveProblem,
  NobodyFoundProblem,
];

const assignAutomaticallyInput = z.object({ ticketId: z.string() });

/** Assigns a ticket anew by the rules, as if it came in now. Throws one of ASSIGN_AUTOMATICALLY_PROBLEMS. */
export async function assignAutomatically(
  ctx: Context,
  raw: z.input<typeof assignAutomaticallyInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.assign');
  const { ticketId } = parse(assignAutomaticallyInput, raw);
  return transact(ctx, actor, async (tx) => {
    const ticket = await ticketAtHand(tx, actor, ticketId);
    checkMove(ticket, actor, 'ASSIGN');
    const [given, ...more] = await routeTicket(tx, { actor, now }, ticket.id);
    if (!given) throw new NobodyFoundProblem();
    return { value: { id: ticket.id }, events: [given, ...more] satisfies [NewEvent, ...NewEvent[]] };
  });
}
