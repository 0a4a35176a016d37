import * as z from 'zod';
import { allow } from '../access.ts';
import { ordered } from '../category.rules.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, NOTHING_HAPPENED, transact } from '../event.ts';
import { categoryInput } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { lockCategories } from './lock-categories.ts';

export const SET_FORUM_CATEGORY_PROBLEMS = [InvalidInputProblem];

const setForumCategoryInput = z.object(categoryInput);

/**
 * Says what a category of the forum is called and where it stands; a code that is new adds one. Nothing happens where it is
 * so already.
 * Throws one of SET_FORUM_CATEGORY_PROBLEMS.
 */
export async function setForumCategory(
  ctx: Context,
  raw: z.input<typeof setForumCategoryInput>,
): Promise<{ code: string }> {
  const { actor } = ctx;
  allow(actor, 'forum.manage');
  const { code, nameFr, nameEn, position } = parse(setForumCategoryInput, raw);
  return transact(ctx, actor, async (tx) => {
    await lockCategories(tx);
    const all = await tx.forumCategory.findMany({ orderBy: [{ position: 'asc' }, { code: 'asc' }] });
    const stood = all.map((one) => one.code);
    const codes = ordered(stood, code, position ?? null);
    const known = all.find((one) => one.code === code);
    const isSo = known?.nameFr === nameFr && known.nameEn === nameEn && codes.join() === stood.join();
    if (isSo) return { value: { code }, events: NOTHING_HAPPENED };
    const data = { nameFr, nameEn, position: 0 };
    await tx.forumCategory.upsert({ where: { code }, create: { code, ...data }, update: data });
    for (const [at, one] of codes.entries()) {
      await tx.forumCategory.update({ where: { code: one }, data: { position: at } });
    }
    const told = { nameFr, nameEn, position: codes.indexOf(code) + 1, added: !known };
    return { value: { code }, events: [happenedAtVendor('forum.category_set', code, told)] };
  });
}
