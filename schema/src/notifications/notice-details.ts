import type { Tx } from '../event.ts';
import type { Text } from '../problem.ts';
import { changedSentence } from '../tickets/classification-sentence.rules.ts';
import { namesIn } from '../tickets/names-in.ts';
import type { ChangeData } from './change-words.rules.ts';
import type { NoticeDetails } from './notice.rules.ts';

type Db = Pick<Tx, 'forumTopic' | 'meeting' | 'severityLowering' | 'secondOpinion' | 'event'> &
  Parameters<typeof namesIn>[0];

/**
 * What people wrote of which a notice tells: it stays where they wrote it, and goes from notices when it is erased there.
 * Called for many notices at once, it asks once.
 */
export async function noticeDetails(
  db: Db,
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
  const change = data as Partial<ChangeData>;
  const reason = await reasonOf(db, change);
  const correction = await correctionOf(db, change);
  return { ...(reason && { reason }), ...(correction && { correction }) };
}

/** What a correction of a ticket changed. */
async function correctionOf(
  db: Db,
  { corrected, timeZone = 'UTC' }: Partial<ChangeData>,
): Promise<Text | null> {
  const event = corrected ? await db.event.findUnique({ where: { id: corrected.eventId } }) : null;
  if (!event?.accountId) return null;
  const payload = event.payload as Record<string, unknown>;
  return changedSentence({ payload, names: await namesIn(db, payload, event.accountId), timeZone });
}

/** Why it waits or was re-opened, the severity was lowered, or it was decided so; in the one language in which it was written, unless in both. */
async function reasonOf(
  db: Pick<Tx, 'severityLowering' | 'secondOpinion' | 'event'>,
  { lowering, decision, moved }: Partial<ChangeData>,
): Promise<Text | null> {
  if (decision?.of === 'SECOND_OPINION') {
    const opinion = await db.secondOpinion.findUnique({
      where: { id: decision.id },
      select: { reasonFr: true, reasonEn: true },
    });
    return opinion?.reasonFr && opinion.reasonEn ? { fr: opinion.reasonFr, en: opinion.reasonEn } : null;
  }
  const id = decision?.id ?? lowering?.id;
  if (id === undefined) {
    const event = moved ? await db.event.findUnique({ where: { id: moved.eventId } }) : null;
    const said = (event?.payload as { reason?: string } | undefined)?.reason;
    return said ? { fr: said, en: said } : null;
  }
  const found = await db.severityLowering.findUnique({
    where: { id },
    select: { reason: true, decisionReason: true },
  });
  const reason = decision ? found?.decisionReason : found?.reason;
  return reason ? { fr: reason, en: reason } : null;
}
