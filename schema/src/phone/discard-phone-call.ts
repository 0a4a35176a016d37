import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { callAtHand } from './call-at-hand.ts';
import { PhoneCallClosedProblem } from './phone.rules.ts';

export const DISCARD_PHONE_CALL_PROBLEMS = [InvalidInputProblem, PhoneCallClosedProblem];

const discardPhoneCallInput = z.object({
  phoneCallId: z.string(),
  reason: z.enum(['WRONG_NUMBER', 'SPAM', 'SILENCE', 'DUPLICATE']),
});

/**
 * Decides that nothing comes of a call: its number and transcript are kept for a while (see `sweepRetention`), and its recording
 * is deleted at the telephone company. Throws one of DISCARD_PHONE_CALL_PROBLEMS.
 */
export async function discardPhoneCall(
  ctx: Context,
  raw: z.input<typeof discardPhoneCallInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'phoneCall.handle');
  const { phoneCallId, reason } = parse(discardPhoneCallInput, raw);
  return transact(ctx, actor, async (tx) => {
    const { id, accountId, recordingUrl } = await callAtHand(tx, actor, phoneCallId);
    const rest = { fetchAt: null, deleteAt: recordingUrl === null ? null : now };
    await tx.phoneCall.update({
      where: { id },
      data: { state: 'DISCARDED', discardReason: reason, settleAt: null, ...rest },
    });
    const discarded = { ...happenedAtVendor('phone_call.discarded', id, { reason }), accountId };
    return { value: { id }, events: [discarded] };
  });
}
