import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { transact } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { addMessage } from './add-message.ts';
import { moveTicket } from './move-ticket.ts';
import { ticketAtHand } from './ticket-at-hand.ts';
import { checkMove, IllegalMoveProblem } from './ticket.rules.ts';

export const WAIT_FOR_CUSTOMER_PROBLEMS = [InvalidInputProblem, IllegalMoveProblem];

const waitForCustomerInput = z.object({ ticketId: z.string(), body: prose(20_000) });

/**
 * Asks the customer for something and lets the ticket wait for the reply. What is asked is a response, which counts
 * first (C8, C9); then next response and resolution stand still (C12).
 * Throws one of WAIT_FOR_CUSTOMER_PROBLEMS.
 */
export async function waitForCustomer(
  ctx: Context,
  raw: z.input<typeof waitForCustomerInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.wait');
  const { ticketId, body } = parse(waitForCustomerInput, raw);
  return transact(ctx, actor, async (tx) => {
    const ticket = await ticketAtHand(tx, actor, ticketId);
    const after = checkMove(ticket, actor, 'WAIT_FOR_CUSTOMER');
    const events = await addMessage(tx, { actor, now }, ticket, { kind: 'REPLY', body });
    events.push(...(await moveTicket(tx, ticket, after, now)));
    return { value: { id: ticket.id }, events };
  });
}
