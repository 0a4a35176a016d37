import * as z from 'zod';
import { allow } from '../access.ts';
import { CategoryInUseProblem } from '../category.rules.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { found, InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { lockCategories } from './lock-categories.ts';

export const REMOVE_FORUM_CATEGORY_PROBLEMS = [InvalidInputProblem, CategoryInUseProblem];

const removeForumCategoryInput = z.object({ code: z.string(), moveTo: z.string().nullish() });

/**
 * Removes a category of the forum; its topics go to another one, and keep their followers and their place in time.
 * Throws one of REMOVE_FORUM_CATEGORY_PROBLEMS.
 */
export async function removeForumCategory(
  ctx: Context,
  raw: z.input<typeof removeForumCategoryInput>,
): Promise<{ code: string; moved: number }> {
  const { actor } = ctx;
  allow(actor, 'forum.manage');
  const { code, moveTo = null } = parse(removeForumCategoryInput, raw);
  return transact(ctx, actor, async (tx) => {
    await lockCategories(tx);
    found(await tx.forumCategory.findUnique({ where: { code } }), 'category', code);
    if (moveTo !== null) {
      const other = moveTo !== code && (await tx.forumCategory.findUnique({ where: { code: moveTo } }));
      if (!other) throw unknownValue('moveTo', moveTo);
    }
    // Nothing is started there meanwhile: a new topic waits for the lock of the category's row.
    await tx.$queryRaw`select 1 from "ForumCategory" where "code" = ${code} for update`;
    const here = { categoryCode: code };
    const count = await tx.forumTopic.count({ where: here });
    if (count > 0 && moveTo === null) throw new CategoryInUseProblem(count, 'THINGS');
    if (moveTo !== null) await tx.forumTopic.updateMany({ where: here, data: { categoryCode: moveTo } });
    await tx.forumCategory.delete({ where: { code } });
    const told = { moved: count, movedTo: count > 0 ? moveTo : null };
    return {
      value: { code, moved: count },
      events: [happenedAtVendor('forum.category_removed', code, told)],
    };
  });
}
