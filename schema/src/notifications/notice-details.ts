import type { Tx } from '../event.ts';
import type { Text } from '../problem.ts';
import type { ChangeData } from './change-words.rules.ts';
import type { NoticeDetails } from './notice.rules.ts';

/**
 * What people wrote of which a notice tells: it stays where they wrote it, and goes from notices when it is erased there.
 * Called for many notices at once, it asks once.
 */
export async function noticeDetails(
  db: Pick<Tx, 'forumTopic' | 'meeting' | 'severityLowering' | 'secondOpinion'>,
  { kind, causeId, data }: { kind: string; causeId: string; data: unknown },
): Promise<NoticeDetails> {
  if (kind.startsWith('MEETING_') && kind !== 'MEETING_SLOTS_PROPOSED') {
    const id = causeId.split(':')[0]!;
    const meeting = await db.meeting.findUnique({ where: { id }, select: { title: true } });
    return meeting ? { meetingTitle: meeting.title } : {};
  }
  if (kind === 'FORUM_REPLIED') {
    const { topicId: id } = data as { topicId: string };
    // What moderators took from view is not told either.
    const seen = { some: { isQuestion: true, heldAt: null, hiddenAt: null } };
    const topic = await db.forumTopic.findFirst({ where: { id, posts: seen }, select: { title: true } });
    return topic ? { topicTitle: topic.title } : {};
  }
  const reason = await reasonOf(db, data as Partial<ChangeData>);
  return reason ? { reason } : {};
}

/** Why the severity was lowered, or why it was decided so; in the one language in which it was written, unless in both. */
async function reasonOf(
  db: Pick<Tx, 'severityLowering' | 'secondOpinion'>,
  { lowering, decision }: Partial<ChangeData>,
): Promise<Text | null> {
  if (decision?.of === 'SECOND_OPINION') {
    const opinion = await db.secondOpinion.findUnique({
      where: { id: decision.id },
      select: { reasonFr: true, reasonEn: true },
    });
    return opinion?.reasonFr && opinion.reasonEn ? { fr: opinion.reasonFr, en: opinion.reasonEn } : null;
  }
  const id = decision?.id ?? lowering?.id;
  if (id === undefined) return null;
  const found = await db.severityLowering.findUnique({
    where: { id },
    select: { reason: true, decisionReason: true },
  });
  const reason = decision ? found?.decisionReason : found?.reason;
  return reason ? { fr: reason, en: reason } : null;
}
