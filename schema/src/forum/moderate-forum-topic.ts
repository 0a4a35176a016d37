import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, NOTHING_HAPPENED, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { holdCategory } from './hold-category.ts';
import { topicAtHand } from './post-at-hand.ts';

export const MODERATE_FORUM_TOPIC_PROBLEMS = [InvalidInputProblem];

const moderateForumTopicInput = z.object({
  topicId: z.string(),
  locked: z.boolean().nullish(),
  category: z.string().nullish(),
});

/** Locks or opens a topic, or moves it to another category. Throws one of MODERATE_FORUM_TOPIC_PROBLEMS. */
export async function moderateForumTopic(
  ctx: Context,
  raw: z.input<typeof moderateForumTopicInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'forum.moderate');
  const { topicId: id, locked, category } = parse(moderateForumTopicInput, raw);
  return transact(ctx, actor, async (tx) => {
    const topic = await topicAtHand(tx, id, actor);
    const categoryCode = category ?? topic.categoryCode;
    const lockedAt = locked == null ? topic.lockedAt : locked ? (topic.lockedAt ?? now) : null;
    await holdCategory(tx, categoryCode);
    if (categoryCode === topic.categoryCode && lockedAt === topic.lockedAt)
      return { value: { id }, events: NOTHING_HAPPENED };
    await tx.forumTopic.update({ where: { id }, data: { categoryCode, lockedAt } });
    const payload = { category: categoryCode, locked: lockedAt !== null };
    return { value: { id }, events: [happenedAtVendor('forum.topic_moderated', id, payload)] };
  });
}
