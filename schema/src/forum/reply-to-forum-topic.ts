import * as z from 'zod';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { ForumLimitProblem, TopicLockedProblem } from './forum.rules.ts';
import { checkHour, memberAtHand, writer } from './member-at-hand.ts';
import { topicAtHand } from './post-at-hand.ts';
import { writePost } from './write-post.ts';

export const REPLY_TO_FORUM_TOPIC_PROBLEMS = [InvalidInputProblem, ForumLimitProblem, TopicLockedProblem];

const replyToForumTopicInput = z.object({ topicId: z.string(), body: prose(20_000) });

/** Writes in a topic, on every plan (S38); followers are told. Throws one of REPLY_TO_FORUM_TOPIC_PROBLEMS. */
export async function replyToForumTopic(
  ctx: Context,
  raw: z.input<typeof replyToForumTopicInput>,
): Promise<{ id: string }> {
  const { now } = ctx;
  const actor = writer(ctx.actor);
  const { topicId, body } = parse(replyToForumTopicInput, raw);
  return transact(ctx, actor, async (tx) => {
    const member = await memberAtHand(tx, actor, now);
    const { lockedAt } = await topicAtHand(tx, topicId, actor);
    if (lockedAt && actor.kind !== 'staff') throw new TopicLockedProblem(lockedAt);
    await checkHour(tx, member, 'POST', now);
    const { id, held } = await writePost(tx, member, { topicId, body, isQuestion: false }, now);
    const payload = { memberId: member.id, postId: id, held };
    return { value: { id }, events: [happenedAtVendor('forum.replied', topicId, payload)] };
  });
}
