import { newId } from '@tierline/prisma/ids';
import type { Tx } from '../event.ts';
import { isHeld } from './forum.rules.ts';

/**
 * Writes a post, held back where it may be spam. Whoever writes in a topic follows it from then on.
 *
 * @returns its id, and whether it is held
 */
export async function writePost(
  tx: Tx,
  member: { id: string; staffId: string | null },
  { topicId, body, isQuestion }: { topicId: string; body: string; isQuestion: boolean },
  now: Date,
): Promise<{ id: string; held: boolean }> {
  const memberId = member.id;
  const seen = await tx.forumPost.findFirst({ where: { memberId, heldAt: null, hiddenAt: null } });
  const held = isHeld(body, { isStaff: member.staffId !== null, hasPosted: seen !== null });
  const id = newId('pst');
  await tx.forumPost.create({
    data: { id, topicId, memberId, isQuestion, body, postedAt: now, heldAt: held ? now : null },
  });
  await tx.forumFollow.createMany({ data: { topicId, memberId, since: now }, skipDuplicates: true });
  if (!held) await tx.forumTopic.update({ where: { id: topicId }, data: { lastPostAt: now } });
  return { id, held };
}
