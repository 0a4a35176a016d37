import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { callAtHand } from './call-at-hand.ts';
import { PhoneCallClosedProblem } from './phone.rules.ts';

export const ASSIGN_PHONE_CALL_PROBLEMS = [InvalidInputProblem, PhoneCallClosedProblem];

const assignPhoneCallInput = z.object({
  phoneCallId: z.string(),
  contactId: z.string(),
  severity: z.enum(['SEVERE', 'MODERATE', 'LIMITED']).nullish(),
});

/**
 * Says whose call it is. A recording whose severity is known then becomes a ticket as if that had been known at once;
 * anything else is that person's draft (S14, B17).
 * Throws one of ASSIGN_PHONE_CALL_PROBLEMS.
 */
export async function assignPhoneCall(
  ctx: Context,
  raw: z.input<typeof assignPhoneCallInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'phoneCall.handle');
  const { phoneCallId, contactId, ...said } = parse(assignPhoneCallInput, raw);
  return transact(ctx, actor, async (tx) => {
    const { id, receivedAt, ...call } = await callAtHand(tx, actor, phoneCallId);
    const contact = await tx.contact.findFirst({
      where: { id: contactId, accessEndedAt: null, erasedAt: null },
    });
    if (!contact) throw unknownValue('contactId', contactId);
    const { accountId } = contact;
    const severity = said.severity ?? call.severity;
    const opens = receivedAt !== null && severity !== null;
    await tx.phoneCall.update({
      where: { id },
      data: {
        accountId,
        contactId,
        severity,
        refusalCode: null,
        ...(opens ? { state: 'RECORDED', settleAt: now } : { state: 'DRAFT' }),
      },
    });
    const assigned = { ...happenedAtVendor('phone_call.assigned', id, { contactId }), accountId };
    return { value: { id }, events: [assigned] };
  });
}
