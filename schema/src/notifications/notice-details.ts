import type { Tx } from '../event.ts';
import type { NoticeDetails } from './notice.rules.ts';

/**
 * What people wrote of which a notice tells: it stays where they wrote it, and goes from notices when it is erased there.
 * Called for many notices at once, it asks once.
 */
export async function noticeDetails(
  db: Pick<Tx, 'meeting' | 'severityLowering'>,
  { kind, causeId, data }: { kind: string; causeId: string; data: unknown },
): Promise<NoticeDetails> {
  if (kind.startsWith('MEETING_') && kind !== 'MEETING_SLOTS_PROPOSED') {
    const id = causeId.split(':')[0]!;
    const meeting = await db.meeting.findUnique({ where: { id }, select: { title: true } });
    return meeting ? { meetingTitle: meeting.title } : {};
  }
  const { lowering } = data as { lowering?: { id: string } | null };
  if (!lowering) return {};
  const found = await db.severityLowering.findUnique({
    where: { id: lowering.id },
    select: { reason: true },
  });
  return found ? { reason: found.reason } : {};
}
