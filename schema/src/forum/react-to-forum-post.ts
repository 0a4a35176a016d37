import * as z from 'zod';
import type { Context } from '../context.ts';
import { happenedAtVendor, NOTHING_HAPPENED, transact } from '../event.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { FORUM_REACTIONS, ForumLimitProblem } from './forum.rules.ts';
import { checkHour, memberAtHand, writer } from './member-at-hand.ts';
import { postAtHand } from './post-at-hand.ts';

export const REACT_TO_FORUM_POST_PROBLEMS = [InvalidInputProblem, ForumLimitProblem];

const reactToForumPostInput = z.object({
  postId: z.string(),
  kind: z.enum(FORUM_REACTIONS),
  withdraw: z.boolean().nullish(),
});

/** Reacts to a post, once of each kind, or takes that back. Throws one of REACT_TO_FORUM_POST_PROBLEMS. */
export async function reactToForumPost(
  ctx: Context,
  raw: z.input<typeof reactToForumPostInput>,
): Promise<{ id: string }> {
  const { now } = ctx;
  const actor = writer(ctx.actor);
  const { postId: id, kind, withdraw } = parse(reactToForumPostInput, raw);
  return transact(ctx, actor, async (tx) => {
    const member = await memberAtHand(tx, actor, now);
    const { topicId, deletedAt } = await postAtHand(tx, id, actor);
    if (deletedAt) throw unknownValue('postId', id);
    const reaction = { postId: id, memberId: member.id, kind };
    const payload = { ...reaction, withdrawn: withdraw ?? false };
    const told = happenedAtVendor('forum.reacted', topicId, payload);
    if (withdraw) {
      const { count } = await tx.forumReaction.deleteMany({ where: reaction });
      return { value: { id }, events: count === 0 ? NOTHING_HAPPENED : [told] };
    }
    if (await tx.forumReaction.findFirst({ where: reaction }))
      return { value: { id }, events: NOTHING_HAPPENED };
    await checkHour(tx, member, 'REACTION', now);
    await tx.forumReaction.create({ data: { ...reaction, at: now } });
    return { value: { id }, events: [told] };
  });
}
