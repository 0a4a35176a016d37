import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { transact } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { addMessage } from './add-message.ts';
import { ticketAtHand } from './ticket-at-hand.ts';
import { checkMove, IllegalMoveProblem } from './ticket.rules.ts';

export const LOG_CALL_PROBLEMS = [InvalidInputProblem, IllegalMoveProblem];

const logCallInput = z.object({ ticketId: z.string(), summary: prose(20_000) });

/**
 * Records a call with the customer, whose summary the customer sees: a response like a written one (C8), dated now,
 * because times told by clients are not believed (C4). Throws one of LOG_CALL_PROBLEMS.
 */
export async function logCall(ctx: Context, raw: z.input<typeof logCallInput>): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.logCall');
  const input = parse(logCallInput, raw);
  return transact(ctx, actor, async (tx) => {
    const ticket = await ticketAtHand(tx, actor, input.ticketId);
    checkMove(ticket, actor, 'LOG_CALL');
    const events = await addMessage(tx, { actor, now }, ticket, { kind: 'CALL', body: input.summary });
    return { value: { id: ticket.id }, events };
  });
}
