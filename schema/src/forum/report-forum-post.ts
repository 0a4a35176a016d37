import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import type { Context } from '../context.ts';
import { happenedAtVendor, NOTHING_HAPPENED, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { FORUM_REPORT_REASONS, ForumLimitProblem } from './forum.rules.ts';
import { checkHour, memberAtHand, writer } from './member-at-hand.ts';
import { postAtHand } from './post-at-hand.ts';

export const REPORT_FORUM_POST_PROBLEMS = [InvalidInputProblem, ForumLimitProblem];

const reportForumPostInput = z.object({ postId: z.string(), reason: z.enum(FORUM_REPORT_REASONS) });

/** Tells moderators that a post is wrong, once; others do not see who did. Throws one of REPORT_FORUM_POST_PROBLEMS. */
export async function reportForumPost(
  ctx: Context,
  raw: z.input<typeof reportForumPostInput>,
): Promise<{ id: string }> {
  const { now } = ctx;
  const actor = writer(ctx.actor);
  const { postId: id, reason } = parse(reportForumPostInput, raw);
  return transact(ctx, actor, async (tx) => {
    const member = await memberAtHand(tx, actor, now);
    const { topicId } = await postAtHand(tx, id, actor);
    const memberId = member.id;
    const report = { postId: id, memberId };
    if (await tx.forumReport.findFirst({ where: report })) return { value: { id }, events: NOTHING_HAPPENED };
    await checkHour(tx, member, 'REPORT', now);
    await tx.forumReport.create({ data: { ...report, id: newId('frp'), reason, reportedAt: now } });
    return {
      value: { id },
      events: [happenedAtVendor('forum.post_reported', topicId, { ...report, reason })],
    };
  });
}
