import * as z from 'zod';
import type { Context } from '../context.ts';
import { happenedAtVendor, NOTHING_HAPPENED, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { memberAtHand, writer } from './member-at-hand.ts';
import { topicAtHand } from './post-at-hand.ts';

export const FOLLOW_FORUM_TOPIC_PROBLEMS = [InvalidInputProblem];

const followForumTopicInput = z.object({ topicId: z.string(), unfollow: z.boolean().nullish() });

/** Follows a topic, so that one is told of replies, or does so no more. Throws one of FOLLOW_FORUM_TOPIC_PROBLEMS. */
export async function followForumTopic(
  ctx: Context,
  raw: z.input<typeof followForumTopicInput>,
): Promise<{ id: string }> {
  const { now } = ctx;
  const actor = writer(ctx.actor);
  const { topicId: id, unfollow } = parse(followForumTopicInput, raw);
  return transact(ctx, actor, async (tx) => {
    const { id: memberId } = await memberAtHand(tx, actor, now);
    await topicAtHand(tx, id, actor);
    const { count } = unfollow
      ? await tx.forumFollow.deleteMany({ where: { topicId: id, memberId } })
      : await tx.forumFollow.createMany({
          data: { topicId: id, memberId, since: now },
          skipDuplicates: true,
        });
    if (count === 0) return { value: { id }, events: NOTHING_HAPPENED };
    const payload = { memberId, follows: !unfollow };
    return { value: { id }, events: [happenedAtVendor('forum.followed', id, payload)] };
  });
}
