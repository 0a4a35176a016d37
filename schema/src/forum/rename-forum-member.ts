import * as z from 'zod';
import type { Context } from '../context.ts';
import { happenedAtVendor, NOTHING_HAPPENED, transact } from '../event.ts';
import { line } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { memberAtHand, writer } from './member-at-hand.ts';

export const RENAME_FORUM_MEMBER_PROBLEMS = [InvalidInputProblem];

const renameForumMemberInput = z.object({ name: line(50) });

/** Says how one is called in the forum, on everything that one wrote. Throws one of RENAME_FORUM_MEMBER_PROBLEMS. */
export async function renameForumMember(
  ctx: Context,
  raw: z.input<typeof renameForumMemberInput>,
): Promise<{ id: string }> {
  const { now } = ctx;
  const actor = writer(ctx.actor);
  const { name } = parse(renameForumMemberInput, raw);
  return transact(ctx, actor, async (tx) => {
    const member = await memberAtHand(tx, actor, now);
    const { id } = member;
    if (member.name === name) return { value: { id }, events: NOTHING_HAPPENED };
    await tx.forumMember.update({ where: { id }, data: { name } });
    return { value: { id }, events: [happenedAtVendor('forum.member_renamed', id, {})] };
  });
}
