import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { articleAtHand } from './article-at-hand.ts';
import { checkToCome } from './article-input.ts';
import { ArticleStateProblem, OwnArticleProblem, versionAt } from './article.rules.ts';
import { publishVersion } from './publish-version.ts';

export const APPROVE_ARTICLE_PROBLEMS = [InvalidInputProblem, ArticleStateProblem, OwnArticleProblem];

const approveArticleInput = z.object({ articleId: z.string(), publishAt: z.date().nullish() });

/**
 * Approves a version that is in review, and publishes it at once or at a time to come: somebody who wrote nothing of it
 * does. Throws one of APPROVE_ARTICLE_PROBLEMS.
 */
export async function approveArticle(
  ctx: Context,
  raw: z.input<typeof approveArticleInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'article.write');
  const { articleId: id, publishAt } = parse(approveArticleInput, raw);
  checkToCome('publishAt', publishAt, now);
  return transact(ctx, actor, async (tx) => {
    const { versions } = await articleAtHand(tx, id);
    const version = versionAt(versions, ['IN_REVIEW']);
    if (version.authorIds.includes(actor.id)) throw new OwnArticleProblem();
    const { id: versionId, number } = version;
    await tx.articleVersion.update({
      where: { id: versionId },
      data: { state: 'SCHEDULED', reviewerId: actor.id, reviewedAt: now, publishAt: publishAt ?? now },
    });
    const approved = happenedAtVendor('article.approved', id, {
      versionId,
      number,
      publishAt: (publishAt ?? now).toISOString(),
    });
    return {
      value: { id },
      events: [
        approved,
        ...(publishAt ? [] : [await publishVersion(tx, { id: versionId, articleId: id }, now)]),
      ],
    };
  });
}
