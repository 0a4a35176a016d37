import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, NOTHING_HAPPENED, transact } from '../event.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { articleAtHand } from './article-at-hand.ts';

export const ARCHIVE_ARTICLE_PROBLEMS = [InvalidInputProblem];

const archiveArticleInput = z.object({ articleId: z.string(), successorId: z.string().nullish() });

/**
 * Takes an article from readers; links to it lead to its successor, where it has one. Publishing a version brings it
 * back. Throws one of ARCHIVE_ARTICLE_PROBLEMS.
 */
export async function archiveArticle(
  ctx: Context,
  raw: z.input<typeof archiveArticleInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'article.write');
  const { articleId: id, successorId } = parse(archiveArticleInput, raw);
  return transact(ctx, actor, async (tx) => {
    const { archivedAt, successorId: former } = await articleAtHand(tx, id);
    if (archivedAt && former === (successorId ?? null)) return { value: { id }, events: NOTHING_HAPPENED };
    if (successorId) {
      const successor = await tx.article.findFirst({
        where: { id: successorId, NOT: { id }, archivedAt: null, publishedVersionId: { not: null } },
      });
      if (!successor) throw unknownValue('successorId', successorId);
    }
    await tx.article.update({
      where: { id },
      data: { archivedAt: archivedAt ?? now, successorId: successorId ?? null },
    });
    // Links that led here lead there at once: none takes more than one step.
    await tx.article.updateMany({ where: { successorId: id }, data: { successorId: successorId ?? null } });
    return {
      value: { id },
      events: [happenedAtVendor('article.archived', id, { successorId: successorId ?? null })],
    };
  });
}
