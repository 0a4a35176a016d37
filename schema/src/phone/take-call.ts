import { newId } from '@tierline/prisma/ids';
import { transact } from '@tierline/prisma/transact';
import { happenedAtVendor, NOTHING_HAPPENED } from '../event.ts';
import { byPhone, type PhoneContext } from './by-phone.ts';

/**
 * Takes a call, once however often it is told of, and finds whose it is: the one contact who has the number. Where
 * several have it, or nobody, staff say so later (S14).
 *
 * @returns the language of the caller; null where it has to be asked
 */
export async function takeCall(
  ctx: PhoneContext,
  { callSid, from }: { callSid: string; from: string },
): Promise<{ locale: 'FR' | 'EN' | null }> {
  return transact(byPhone(ctx), async (tx) => {
    const fromNumber = /^\+[1-9]\d{6,14}$/.test(from) ? from : null;
    const named = fromNumber
      ? await tx.contact.findMany({
          where: { phone: fromNumber, accessEndedAt: null, erasedAt: null },
          include: { account: true },
          take: 2,
        })
      : [];
    const contact = named.length === 1 ? named[0]! : null;
    const id = newId('pho');
    const { count } = await tx.phoneCall.createMany({
      data: {
        id,
        callSid,
        fromNumber,
        accountId: contact?.accountId ?? null,
        contactId: contact?.id ?? null,
        locale: contact && (contact.locale ?? contact.account.locale),
        state: 'IN_PROGRESS',
        startedAt: ctx.now,
      },
      skipDuplicates: true,
    });
    const { locale } = await tx.phoneCall.findUniqueOrThrow({ where: { callSid } });
    if (count === 0) return { value: { locale }, events: NOTHING_HAPPENED };
    const accountId = contact?.accountId ?? null;
    const taken = {
      ...happenedAtVendor('phone_call.taken', id, { contactId: contact?.id ?? null }),
      accountId,
    };
    return { value: { locale }, events: [taken] };
  });
}
