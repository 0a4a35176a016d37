import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse, type Refinement } from '../problem.ts';
import { postAtHand } from './post-at-hand.ts';

export const MODERATE_FORUM_POST_PROBLEMS = [InvalidInputProblem];

const moderateForumPostInput = z
  .object({ postId: z.string(), decision: z.enum(['SHOW', 'HIDE']), reason: prose(1_000).nullish() })
  .refine(({ decision, reason }) => decision === 'SHOW' || reason, {
    path: ['reason'],
    params: {
      code: 'REQUIRED',
      fr: 'est nécessaire pour masquer un message.',
      en: 'is required to hide a post.',
    } satisfies Refinement,
  });

/**
 * Lets a post be seen, one that was held or hidden too, or hides it; its reports are settled. Of a question, with its
 * topic. Throws one of MODERATE_FORUM_POST_PROBLEMS.
 */
export async function moderateForumPost(
  ctx: Context,
  raw: z.input<typeof moderateForumPostInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'forum.moderate');
  const { postId: id, decision, reason = null } = parse(moderateForumPostInput, raw);
  return transact(ctx, actor, async (tx) => {
    const { topicId, hiddenAt, heldAt } = await postAtHand(tx, id, actor);
    const shows = decision === 'SHOW';
    await tx.forumPost.update({
      where: { id },
      data: {
        heldAt: null,
        hiddenAt: shows ? null : (hiddenAt ?? now),
        hiddenReason: shows ? null : reason,
      },
    });
    if (shows && heldAt) await tx.forumTopic.update({ where: { id: topicId }, data: { lastPostAt: now } });
    if (!shows) await tx.forumTopic.updateMany({ where: { answerId: id }, data: { answerId: null } });
    await tx.forumReport.updateMany({ where: { postId: id, settledAt: null }, data: { settledAt: now } });
    const payload = { postId: id, decision };
    return { value: { id }, events: [happenedAtVendor('forum.post_moderated', topicId, payload)] };
  });
}
