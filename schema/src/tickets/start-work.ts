import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { moveTicket } from './move-ticket.ts';
import { ticketAtHand } from './ticket-at-hand.ts';
import { checkMove, IllegalMoveProblem, ScopeReviewMissingProblem } from './ticket.rules.ts';

export const START_WORK_PROBLEMS = [InvalidInputProblem, IllegalMoveProblem, ScopeReviewMissingProblem];

const startWorkInput = z.object({ ticketId: z.string() });

/** Begins the work on a request that a review lets be done (S90); it is no response (C8). Throws one of START_WORK_PROBLEMS. */
export async function startWork(ctx: Context, raw: z.input<typeof startWorkInput>): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.work');
  const { ticketId } = parse(startWorkInput, raw);
  return transact(ctx, actor, async (tx) => {
    const ticket = await ticketAtHand(tx, actor, ticketId);
    const after = checkMove(ticket, actor, 'START_WORK');
    return { value: { id: ticket.id }, events: await moveTicket(tx, ticket, after, now) };
  });
}
