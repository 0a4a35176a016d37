import * as z from 'zod';
import type { Context } from '../context.ts';
import { happenedAtVendor, NOTHING_HAPPENED, transact } from '../event.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { NotYourPostProblem } from './forum.rules.ts';
import { memberAtHand, writer } from './member-at-hand.ts';
import { topicAtHand } from './post-at-hand.ts';

export const ACCEPT_FORUM_ANSWER_PROBLEMS = [InvalidInputProblem, NotYourPostProblem];

const acceptForumAnswerInput = z.object({ topicId: z.string(), postId: z.string().nullish() });

/**
 * Says which reply answers a topic, or that none does: who asked says it, or staff (S38). Throws one of
 * ACCEPT_FORUM_ANSWER_PROBLEMS.
 */
export async function acceptForumAnswer(
  ctx: Context,
  raw: z.input<typeof acceptForumAnswerInput>,
): Promise<{ id: string }> {
  const { now } = ctx;
  const actor = writer(ctx.actor);
  const { topicId: id, postId } = parse(acceptForumAnswerInput, raw);
  return transact(ctx, actor, async (tx) => {
    const member = await memberAtHand(tx, actor, now);
    const topic = await topicAtHand(tx, id, actor);
    if (topic.memberId !== member.id && actor.kind !== 'staff') throw new NotYourPostProblem();
    const answerId = postId ?? null;
    if (topic.answerId === answerId) return { value: { id }, events: NOTHING_HAPPENED };
    if (answerId !== null) {
      const where = {
        id: answerId,
        topicId: id,
        isQuestion: false,
        heldAt: null,
        hiddenAt: null,
        deletedAt: null,
      };
      if (!(await tx.forumPost.findFirst({ where }))) throw unknownValue('postId', answerId);
    }
    await tx.forumTopic.update({ where: { id }, data: { answerId } });
    const payload = { memberId: member.id, postId: answerId };
    return { value: { id }, events: [happenedAtVendor('forum.topic_answered', id, payload)] };
  });
}
