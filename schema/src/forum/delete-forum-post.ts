import * as z from 'zod';
import type { Context } from '../context.ts';
import { happenedAtVendor, NOTHING_HAPPENED, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { NotYourPostProblem } from './forum.rules.ts';
import { memberAtHand, writer } from './member-at-hand.ts';
import { postAtHand } from './post-at-hand.ts';

export const DELETE_FORUM_POST_PROBLEMS = [InvalidInputProblem, NotYourPostProblem];

const deleteForumPostInput = z.object({ postId: z.string() });

/**
 * Takes back what one wrote: a mark stays, so that replies keep their place, and its words and history go. An answer is
 * one no more. Throws one of DELETE_FORUM_POST_PROBLEMS.
 */
export async function deleteForumPost(
  ctx: Context,
  raw: z.input<typeof deleteForumPostInput>,
): Promise<{ id: string }> {
  const { now } = ctx;
  const actor = writer(ctx.actor);
  const { postId: id } = parse(deleteForumPostInput, raw);
  return transact(ctx, actor, async (tx) => {
    const member = await memberAtHand(tx, actor, now);
    const { memberId, topicId, deletedAt } = await postAtHand(tx, id, actor);
    if (memberId !== member.id) throw new NotYourPostProblem();
    if (deletedAt) return { value: { id }, events: NOTHING_HAPPENED };
    await tx.forumPostVersion.deleteMany({ where: { postId: id } });
    await tx.forumPost.update({ where: { id }, data: { body: '', deletedAt: now } });
    await tx.forumTopic.updateMany({ where: { answerId: id }, data: { answerId: null } });
    return {
      value: { id },
      events: [happenedAtVendor('forum.post_deleted', topicId, { memberId, postId: id })],
    };
  });
}
