import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { articleAtHand } from './article-at-hand.ts';
import { textsInput } from './article-input.ts';
import { ArticleStateProblem, openVersion } from './article.rules.ts';
import { writeTexts } from './write-texts.ts';

export const REVISE_ARTICLE_PROBLEMS = [InvalidInputProblem, ArticleStateProblem];

const reviseArticleInput = z.object({ articleId: z.string(), texts: textsInput });

/**
 * Writes what the next version says: a new draft, or the one that there is. Readers go on with what is published. Throws
 * one of REVISE_ARTICLE_PROBLEMS.
 */
export async function reviseArticle(
  ctx: Context,
  raw: z.input<typeof reviseArticleInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'article.write');
  const { articleId: id, texts } = parse(reviseArticleInput, raw);
  return transact(ctx, actor, async (tx) => {
    const { versions } = await articleAtHand(tx, id);
    const latest = versions[0]!;
    const open = openVersion(versions);
    if (open && open.state !== 'DRAFT') throw new ArticleStateProblem(open.state);
    const number = open?.number ?? latest.number + 1;
    const versionId = open?.id ?? newId('arv');
    const authorIds = [...new Set([...(open?.authorIds ?? []), actor.id])];
    await tx.articleVersion.upsert({
      where: { id: versionId },
      create: { id: versionId, articleId: id, number, state: 'DRAFT', authorIds, writtenAt: now },
      update: { authorIds, writtenAt: now },
    });
    await writeTexts(tx, { articleId: id, versionId }, texts, latest.texts, now);
    const payload = { versionId, number, locales: texts.map(({ locale }) => locale) };
    return { value: { id }, events: [happenedAtVendor('article.revised', id, payload)] };
  });
}
