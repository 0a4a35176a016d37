import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { ticketAtHand } from '../tickets/ticket-at-hand.ts';
import { callAtHand, joinCall } from './call-at-hand.ts';
import { PhoneCallClosedProblem } from './phone.rules.ts';

export const LINK_PHONE_CALL_PROBLEMS = [InvalidInputProblem, PhoneCallClosedProblem];

const linkPhoneCallInput = z.object({ phoneCallId: z.string(), ticketId: z.string() });

/** Says that a call is about a ticket that there is. Throws one of LINK_PHONE_CALL_PROBLEMS. */
export async function linkPhoneCall(
  ctx: Context,
  raw: z.input<typeof linkPhoneCallInput>,
): Promise<{ id: string }> {
  const { actor } = ctx;
  allow(actor, 'phoneCall.handle');
  const { phoneCallId, ticketId } = parse(linkPhoneCallInput, raw);
  return transact(ctx, actor, async (tx) => {
    const call = await callAtHand(tx, actor, phoneCallId);
    const ticket = await ticketAtHand(tx, actor, ticketId);
    return { value: { id: call.id }, events: [await joinCall(tx, call, ticket)] };
  });
}
