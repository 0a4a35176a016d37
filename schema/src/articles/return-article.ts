import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { articleAtHand } from './article-at-hand.ts';
import { ArticleStateProblem, versionAt } from './article.rules.ts';

export const RETURN_ARTICLE_PROBLEMS = [InvalidInputProblem, ArticleStateProblem];

const returnArticleInput = z.object({ articleId: z.string(), reason: prose(2_000) });

/**
 * Gives a version that is in review, or scheduled, back to its authors as a draft. Throws one of
 * RETURN_ARTICLE_PROBLEMS.
 */
export async function returnArticle(
  ctx: Context,
  raw: z.input<typeof returnArticleInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'article.write');
  const { articleId: id, reason } = parse(returnArticleInput, raw);
  return transact(ctx, actor, async (tx) => {
    const { versions } = await articleAtHand(tx, id);
    const { id: versionId, number } = versionAt(versions, ['IN_REVIEW', 'SCHEDULED']);
    await tx.articleVersion.update({
      where: { id: versionId },
      data: { state: 'DRAFT', returnReason: reason, reviewerId: actor.id, reviewedAt: now, publishAt: null },
    });
    return { value: { id }, events: [happenedAtVendor('article.returned', id, { versionId, number })] };
  });
}
