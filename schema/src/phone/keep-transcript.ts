import type { PhoneContext } from './by-phone.ts';

/** Keeps what was understood of a recording; a call that waited for it becomes a ticket at once. The first one stays. */
export async function keepTranscript(
  { db, now }: PhoneContext,
  { callSid, transcript }: { callSid: string; transcript: string | null },
): Promise<void> {
  if (transcript !== null) {
    const wanted = { state: { not: 'DISCARDED' as const }, NOT: { contact: { erasedAt: { not: null } } } };
    await db.phoneCall.updateMany({ where: { callSid, transcript: null, ...wanted }, data: { transcript } });
  }
  await db.phoneCall.updateMany({
    where: { callSid, state: 'RECORDED', settleAt: { gt: now } },
    data: { settleAt: now },
  });
}
