import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { articleAtHand } from './article-at-hand.ts';
import { placeInput, placeOf } from './article-input.ts';

export const FILE_ARTICLE_PROBLEMS = [InvalidInputProblem];

const fileArticleInput = z.object({ articleId: z.string(), ...placeInput });

/** Says anew where an article belongs and who reads it, at once and for all versions. Throws one of FILE_ARTICLE_PROBLEMS. */
export async function fileArticle(
  ctx: Context,
  raw: z.input<typeof fileArticleInput>,
): Promise<{ id: string }> {
  const { actor } = ctx;
  allow(actor, 'article.write');
  const { articleId: id, ...input } = parse(fileArticleInput, raw);
  return transact(ctx, actor, async (tx) => {
    await articleAtHand(tx, id);
    const place = await placeOf(tx, input);
    await tx.article.update({ where: { id }, data: place });
    const { categoryCode, planCode } = place;
    const payload = { category: categoryCode, requiredPlan: planCode };
    return { value: { id }, events: [happenedAtVendor('article.filed', id, payload)] };
  });
}
