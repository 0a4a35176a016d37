import * as z from 'zod';
import { allow } from '../access.ts';
import { ordered } from '../category.rules.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, NOTHING_HAPPENED, transact } from '../event.ts';
import { categoryInput } from '../input.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { lockCategories } from './lock-categories.ts';

export const SET_ARTICLE_CATEGORY_PROBLEMS = [InvalidInputProblem];

const setArticleCategoryInput = z.object({ ...categoryInput, parent: z.string().nullish() });

/**
 * Says what a category of articles is called and where it stands; a code that is new adds one. There are two levels. Nothing
 * happens where it is so already.
 * Throws one of SET_ARTICLE_CATEGORY_PROBLEMS.
 */
export async function setArticleCategory(
  ctx: Context,
  raw: z.input<typeof setArticleCategoryInput>,
): Promise<{ code: string }> {
  const { actor } = ctx;
  allow(actor, 'articleCategory.manage');
  const { code, nameFr, nameEn, position, parent } = parse(setArticleCategoryInput, raw);
  const parentCode = parent ?? null;
  return transact(ctx, actor, async (tx) => {
    await lockCategories(tx);
    if (parentCode !== null) {
      const above = await tx.articleCategory.findUnique({ where: { code: parentCode } });
      if (!above) throw unknownValue('parent', parentCode);
      const below = await tx.articleCategory.count({ where: { parentCode: code } });
      if (above.parentCode !== null || above.code === code || below > 0) throw tooDeep();
    }
    const known = await tx.articleCategory.findUnique({ where: { code } });
    const orderBy = [{ position: 'asc' }, { code: 'asc' }] as const;
    const siblings = await tx.articleCategory.findMany({ where: { parentCode }, orderBy: [...orderBy] });
    const stood = siblings.map((one) => one.code);
    const codes = ordered(stood, code, position ?? null);
    const isSo = known?.nameFr === nameFr && known.nameEn === nameEn && known.parentCode === parentCode;
    if (isSo && codes.join() === stood.join()) return { value: { code }, events: NOTHING_HAPPENED };
    const data = { nameFr, nameEn, parentCode, position: 0 };
    await tx.articleCategory.upsert({ where: { code }, create: { code, ...data }, update: data });
    for (const [at, one] of codes.entries()) {
      await tx.articleCategory.update({ where: { code: one }, data: { position: at } });
    }
    const told = { nameFr, nameEn, parent: parentCode, position: codes.indexOf(code) + 1, added: !known };
    return { value: { code }, events: [happenedAtVendor('article.category_set', code, told)] };
  });
}

function tooDeep(): InvalidInputProblem {
  return new InvalidInputProblem([
    {
      path: 'parent',
      code: 'TOO_DEEP',
      text: {
        fr: 'n’est pas possible : il y a deux niveaux, et une rubrique qui en contient reste en haut.',
        en: 'cannot be: there are two levels, and a category with others below it stays on the upper one.',
      },
    },
  ]);
}
