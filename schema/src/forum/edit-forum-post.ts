import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import type { Context } from '../context.ts';
import { happenedAtVendor, NOTHING_HAPPENED, transact } from '../event.ts';
import { prose } from '../input.ts';
import { found, InvalidInputProblem, parse } from '../problem.ts';
import { isHeld, NotYourPostProblem, TopicLockedProblem } from './forum.rules.ts';
import { memberAtHand, writer } from './member-at-hand.ts';
import { postAtHand } from './post-at-hand.ts';

export const EDIT_FORUM_POST_PROBLEMS = [InvalidInputProblem, NotYourPostProblem, TopicLockedProblem];

const editForumPostInput = z.object({ postId: z.string(), body: prose(20_000) });

/** Changes what one wrote; what it said before stays in its history. Throws one of EDIT_FORUM_POST_PROBLEMS. */
export async function editForumPost(
  ctx: Context,
  raw: z.input<typeof editForumPostInput>,
): Promise<{ id: string }> {
  const { now } = ctx;
  const actor = writer(ctx.actor);
  const { postId: id, body } = parse(editForumPostInput, raw);
  return transact(ctx, actor, async (tx) => {
    const member = await memberAtHand(tx, actor, now);
    const post = await postAtHand(tx, id, actor);
    const { topic, topicId } = post;
    if (post.memberId !== member.id) throw new NotYourPostProblem();
    found(post.deletedAt ? null : post, 'post', id);
    if (topic.lockedAt && actor.kind !== 'staff') throw new TopicLockedProblem(topic.lockedAt);
    if (post.body === body) return { value: { id }, events: NOTHING_HAPPENED };
    const others = { memberId: member.id, heldAt: null, hiddenAt: null, NOT: { id } };
    const hasPosted = (await tx.forumPost.findFirst({ where: others })) !== null;
    const held = post.heldAt !== null || isHeld(body, { isStaff: actor.kind === 'staff', hasPosted });
    await tx.forumPostVersion.create({
      data: {
        id: newId('pvs'),
        postId: id,
        body: post.body,
        since: post.editedAt ?? post.postedAt,
        until: now,
      },
    });
    await tx.forumPost.update({
      where: { id },
      data: { body, editedAt: now, heldAt: held ? (post.heldAt ?? now) : null },
    });
    if (held) await tx.forumTopic.updateMany({ where: { answerId: id }, data: { answerId: null } });
    return {
      value: { id },
      events: [happenedAtVendor('forum.post_edited', topicId, { memberId: member.id, postId: id, held })],
    };
  });
}
