import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { placeInput, placeOf, textsInput } from './article-input.ts';
import { writeTexts } from './write-texts.ts';

export const DRAFT_ARTICLE_PROBLEMS = [InvalidInputProblem];

const draftArticleInput = z.object({ ...placeInput, texts: textsInput });

/** Begins an article: a draft, which staff alone see. Throws one of DRAFT_ARTICLE_PROBLEMS. */
export async function draftArticle(
  ctx: Context,
  raw: z.input<typeof draftArticleInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'article.write');
  const { texts, ...place } = parse(draftArticleInput, raw);
  return transact(ctx, actor, async (tx) => {
    const [id, versionId] = [newId('art'), newId('arv')];
    const version = {
      id: versionId,
      number: 1,
      state: 'DRAFT' as const,
      authorIds: [actor.id],
      writtenAt: now,
    };
    await tx.article.create({
      data: { ...(await placeOf(tx, place)), id, createdAt: now, versions: { create: version } },
    });
    await writeTexts(tx, { articleId: id, versionId }, texts, [], now);
    const payload = { versionId, number: 1, locales: texts.map(({ locale }) => locale) };
    return { value: { id }, events: [happenedAtVendor('article.drafted', id, payload)] };
  });
}
