import { transact } from '@tierline/prisma/transact';
import { happenedAtVendor, NOTHING_HAPPENED } from '../event.ts';
import { byPhone, type PhoneContext } from './by-phone.ts';
import { TRANSCRIPT_SECONDS } from './phone.rules.ts';

interface Answer {
  locale: 'FR' | 'EN';
}

/**
 * Keeps a recording that has just ended: that is when the request was received (C4). It becomes a ticket once its
 * transcript is there, or after three minutes without one. Told of twice, it is kept once.
 *
 * @returns the language of the caller; null for a call that nobody knows
 */
export async function keepRecording(
  ctx: PhoneContext,
  recording: { callSid: string; url: string; seconds: number; transcribed: boolean },
): Promise<Answer | null> {
  const { callSid, url, seconds, transcribed } = recording;
  const { answer } = await transact<{ answer: Answer | null }>(byPhone(ctx), async (tx) => {
    await tx.$queryRaw`select 1 from "PhoneCall" where "callSid" = ${callSid} for update`;
    const call = await tx.phoneCall.findUnique({ where: { callSid } });
    if (!call) return { value: { answer: null }, events: NOTHING_HAPPENED };
    const answer = { locale: call.locale ?? ('EN' as const) };
    if (call.receivedAt) return { value: { answer }, events: NOTHING_HAPPENED };
    const waits = transcribed && call.transcript === null ? TRANSCRIPT_SECONDS * 1_000 : 0;
    const assigned = call.contactId !== null && call.severity !== null;
    await tx.phoneCall.update({
      where: { id: call.id },
      data: {
        receivedAt: ctx.now,
        recordingUrl: url,
        recordingSeconds: seconds,
        fetchAt: ctx.now,
        state: assigned ? 'RECORDED' : 'UNASSIGNED',
        settleAt: assigned ? new Date(ctx.now.getTime() + waits) : null,
      },
    });
    const { id, accountId } = call;
    const recorded = happenedAtVendor('phone_call.recorded', id, { seconds, assigned });
    return { value: { answer }, events: [{ ...recorded, accountId }] };
  });
  return answer;
}
