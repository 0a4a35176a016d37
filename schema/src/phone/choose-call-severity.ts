import { transact } from '@tierline/prisma/transact';
import { happenedAtVendor, NOTHING_HAPPENED, type Tx } from '../event.ts';
import { planAt } from '../plans/plan-at.ts';
import type { Severity } from '../plans/plan.rules.ts';
import { byPhone, type PhoneContext } from './by-phone.ts';
import { severityOfKey } from './phone.rules.ts';

interface Answer {
  follows: 'RECORDING' | 'PORTAL';
  locale: 'FR' | 'EN';
}

/**
 * Keeps how badly the caller is hit, and says what follows: a recording, or, where the plan takes no voicemail of that
 * severity, the portal. Then the call is kept as a draft (S40, B17). Whoever is not known leaves a message.
 *
 * @param digits the key that was pressed; where none of the three was, a message is taken all the same
 * @returns null for a call that nobody knows
 */
export async function chooseCallSeverity(
  ctx: PhoneContext,
  { callSid, digits }: { callSid: string; digits: string },
): Promise<Answer | null> {
  const severity = severityOfKey(digits);
  const { answer } = await transact<{ answer: Answer | null }>(byPhone(ctx), async (tx) => {
    await tx.$queryRaw`select 1 from "PhoneCall" where "callSid" = ${callSid} for update`;
    const call = await tx.phoneCall.findUnique({ where: { callSid } });
    if (!call) return { value: { answer: null }, events: NOTHING_HAPPENED };
    const { id, accountId } = call;
    const locale = call.locale ?? 'EN';
    if (call.state !== 'IN_PROGRESS') {
      const follows = call.state === 'DRAFT' ? ('PORTAL' as const) : ('RECORDING' as const);
      return { value: { answer: { follows, locale } }, events: NOTHING_HAPPENED };
    }
    const taken = accountId === null || severity === null || (await takes(tx, accountId, severity, ctx.now));
    await tx.phoneCall.update({
      where: { id },
      data: { severity, locale, ...(!taken && { state: 'DRAFT', refusalCode: 'CHANNEL_NOT_INCLUDED' }) },
    });
    const directed = {
      ...happenedAtVendor('phone_call.directed', id, { severity: severity ?? 'LIMITED' }),
      accountId,
    };
    return {
      value: { answer: { follows: taken ? ('RECORDING' as const) : ('PORTAL' as const), locale } },
      events: taken ? NOTHING_HAPPENED : [directed],
    };
  });
  return answer;
}

/** Whether the plan lets a voicemail of this severity in: the cell that opening a ticket asks too. */
async function takes(tx: Tx, accountId: string, severity: Severity, now: Date): Promise<boolean> {
  const planCode = await planAt(tx, accountId, now);
  const cell = await tx.planChannel.findUnique({
    where: { planCode_channel: { planCode, channel: 'PHONE' } },
  });
  return cell?.severities.includes(severity) ?? false;
}
