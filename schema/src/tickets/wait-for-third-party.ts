import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { transact } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { moveTicket } from './move-ticket.ts';
import { ticketAtHand } from './ticket-at-hand.ts';
import { checkMove, IllegalMoveProblem } from './ticket.rules.ts';

export const WAIT_FOR_THIRD_PARTY_PROBLEMS = [InvalidInputProblem, IllegalMoveProblem];

const waitForThirdPartyInput = z.object({ ticketId: z.string(), reason: prose(5_000) });

/**
 * Lets a ticket wait for somebody who is neither customer nor vendor; the customer sees the reason. A change of state
 * is no response (C8); next response and resolution stand still meanwhile (C12).
 * Throws one of WAIT_FOR_THIRD_PARTY_PROBLEMS.
 */
export async function waitForThirdParty(
  ctx: Context,
  raw: z.input<typeof waitForThirdPartyInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.wait');
  const { ticketId, reason } = parse(waitForThirdPartyInput, raw);
  return transact(ctx, actor, async (tx) => {
    const ticket = await ticketAtHand(tx, actor, ticketId);
    const after = checkMove(ticket, actor, 'WAIT_FOR_THIRD_PARTY');
    return { value: { id: ticket.id }, events: await moveTicket(tx, ticket, after, now, { reason }) };
  });
}
