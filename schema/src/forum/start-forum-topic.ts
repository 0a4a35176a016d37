import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { line, prose } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { ForumLimitProblem } from './forum.rules.ts';
import { holdCategory } from './hold-category.ts';
import { checkHour, memberAtHand, writer } from './member-at-hand.ts';
import { writePost } from './write-post.ts';

export const START_FORUM_TOPIC_PROBLEMS = [InvalidInputProblem, ForumLimitProblem];

const startForumTopicInput = z.object({ category: z.string(), title: line(200), body: prose(20_000) });

/** Asks or tells something, on every plan (S38). Throws one of START_FORUM_TOPIC_PROBLEMS. */
export async function startForumTopic(
  ctx: Context,
  raw: z.input<typeof startForumTopicInput>,
): Promise<{ id: string }> {
  const { now } = ctx;
  const actor = writer(ctx.actor);
  const { category: categoryCode, title, body } = parse(startForumTopicInput, raw);
  return transact(ctx, actor, async (tx) => {
    const member = await memberAtHand(tx, actor, now);
    await holdCategory(tx, categoryCode);
    await checkHour(tx, member, 'TOPIC', now);
    const id = newId('top');
    const memberId = member.id;
    await tx.forumTopic.create({
      data: { id, categoryCode, memberId, title, startedAt: now, lastPostAt: now },
    });
    const post = await writePost(tx, member, { topicId: id, body, isQuestion: true }, now);
    const payload = { memberId, postId: post.id, category: categoryCode, held: post.held };
    return { value: { id }, events: [happenedAtVendor('forum.topic_started', id, payload)] };
  });
}
