import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { articleAtHand } from './article-at-hand.ts';
import { ArticleStateProblem, versionAt } from './article.rules.ts';

export const SUBMIT_ARTICLE_PROBLEMS = [InvalidInputProblem, ArticleStateProblem];

const submitArticleInput = z.object({ articleId: z.string() });

/** Asks for the review of a draft, which nobody changes meanwhile. Throws one of SUBMIT_ARTICLE_PROBLEMS. */
export async function submitArticle(
  ctx: Context,
  raw: z.input<typeof submitArticleInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'article.write');
  const { articleId: id } = parse(submitArticleInput, raw);
  return transact(ctx, actor, async (tx) => {
    const { id: versionId, number } = versionAt((await articleAtHand(tx, id)).versions, ['DRAFT']);
    await tx.articleVersion.update({
      where: { id: versionId },
      data: { state: 'IN_REVIEW', submittedAt: now, returnReason: null },
    });
    return { value: { id }, events: [happenedAtVendor('article.submitted', id, { versionId, number })] };
  });
}
