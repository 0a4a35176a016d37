import { transact } from '@tierline/prisma/transact';
import { happenedAtVendor, NOTHING_HAPPENED } from '../event.ts';
import { byPhone, type PhoneContext } from './by-phone.ts';
import { stateAfterRecording, TRANSCRIPT_SECONDS } from './phone.rules.ts';

interface Answer {
  locale: 'FR' | 'EN';
}

/**
 * Keeps a recording that has just ended: that is when the request was received (C4). It becomes a ticket once its
 * transcript is there, or after three minutes without one; one that comes after somebody decided about the call is a file of
 * that ticket, or goes. Told of twice, it is kept once.
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
    const call = await tx.phoneCall.findUnique({ where: { callSid }, include: { contact: true } });
    if (!call) return { value: { answer: null }, events: NOTHING_HAPPENED };
    const answer = { locale: call.locale ?? ('EN' as const) };
    if (call.receivedAt) return { value: { answer }, events: NOTHING_HAPPENED };
    const waits = transcribed && call.transcript === null ? TRANSCRIPT_SECONDS * 1_000 : 0;
    const assigned = call.contactId !== null && call.severity !== null;
    const state = stateAfterRecording(call);
    // Nobody needs it any more, and it must not stay at the telephone company (B24).
    const unwanted = state === 'DISCARDED' || call.contact?.erasedAt != null;
    await tx.phoneCall.update({
      where: { id: call.id },
      data: {
        receivedAt: ctx.now,
        recordingUrl: url,
        recordingSeconds: seconds,
        state,
        settleAt: state === 'RECORDED' ? new Date(ctx.now.getTime() + waits) : null,
        ...(unwanted ? { deleteAt: ctx.now } : { fetchAt: ctx.now }),
      },
    });
    const { id, accountId } = call;
    const recorded = happenedAtVendor('phone_call.recorded', id, { seconds, assigned });
    return { value: { answer }, events: [{ ...recorded, accountId }] };
  });
  return answer;
}
