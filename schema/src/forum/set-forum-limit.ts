import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, NOTHING_HAPPENED, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { FORUM_ACTS, type ForumAct } from './forum.rules.ts';

export const SET_FORUM_LIMIT_PROBLEMS = [InvalidInputProblem];

const setForumLimitInput = z.object({
  act: z.enum(FORUM_ACTS),
  perHour: z.int().min(1).max(10_000).nullish(),
});

/**
 * Says how often a customer's person may do something in the forum within an hour, from the next time on; null for no limit.
 * Throws one of SET_FORUM_LIMIT_PROBLEMS.
 */
export async function setForumLimit(
  ctx: Context,
  raw: z.input<typeof setForumLimitInput>,
): Promise<{ act: ForumAct; perHour: number | null }> {
  const { actor } = ctx;
  allow(actor, 'forum.manage');
  const { act, perHour = null } = parse(setForumLimitInput, raw);
  return transact(ctx, actor, async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('tierline.forum_limits'))`;
    const before = (await tx.forumLimit.findUnique({ where: { act } }))?.perHour ?? null;
    if (before === perHour) return { value: { act, perHour }, events: NOTHING_HAPPENED };
    await tx.forumLimit.upsert({ where: { act }, create: { act, perHour }, update: { perHour } });
    return {
      value: { act, perHour },
      events: [happenedAtVendor('forum.limit_set', act, { before, after: perHour })],
    };
  });
}
