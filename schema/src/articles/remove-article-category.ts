import * as z from 'zod';
import { allow } from '../access.ts';
import { CategoryInUseProblem } from '../category.rules.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { found, InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { lockCategories } from './lock-categories.ts';

export const REMOVE_ARTICLE_CATEGORY_PROBLEMS = [InvalidInputProblem, CategoryInUseProblem];

const removeArticleCategoryInput = z.object({ code: z.string(), moveTo: z.string().nullish() });

/**
 * Removes a category of articles; those in it go to another one, drafts and archived ones too. What stands below it is
 * removed or moved first. Throws one of REMOVE_ARTICLE_CATEGORY_PROBLEMS.
 */
export async function removeArticleCategory(
  ctx: Context,
  raw: z.input<typeof removeArticleCategoryInput>,
): Promise<{ code: string; moved: number }> {
  const { actor } = ctx;
  allow(actor, 'articleCategory.manage');
  const { code, moveTo = null } = parse(removeArticleCategoryInput, raw);
  return transact(ctx, actor, async (tx) => {
    await lockCategories(tx);
    found(await tx.articleCategory.findUnique({ where: { code } }), 'category', code);
    const below = await tx.articleCategory.count({ where: { parentCode: code } });
    if (below > 0) throw new CategoryInUseProblem(below, 'CATEGORIES');
    if (moveTo !== null) {
      const other = moveTo !== code && (await tx.articleCategory.findUnique({ where: { code: moveTo } }));
      if (!other) throw unknownValue('moveTo', moveTo);
    }
    // Nothing is filed there meanwhile: an article that is filed waits for the lock of the category's row.
    await tx.$queryRaw`select 1 from "ArticleCategory" where "code" = ${code} for update`;
    const here = { categoryCode: code };
    const count = await tx.article.count({ where: here });
    if (count > 0 && moveTo === null) throw new CategoryInUseProblem(count, 'THINGS');
    if (moveTo !== null) await tx.article.updateMany({ where: here, data: { categoryCode: moveTo } });
    await tx.articleCategory.delete({ where: { code } });
    const told = { moved: count, movedTo: count > 0 ? moveTo : null };
    return {
      value: { code, moved: count },
      events: [happenedAtVendor('article.category_removed', code, told)],
    };
  });
}
