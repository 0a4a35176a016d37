import * as z from 'zod';
import type { Context } from '../context.ts';
import { NOTHING_HAPPENED, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { draftKey } from './article-input.ts';
import { customer, readableArticle } from './reader.ts';

export const READ_ARTICLE_PROBLEMS = [InvalidInputProblem];

const readArticleInput = z.object({ articleId: z.string(), draft: draftKey.nullish() });

/**
 * Says that the caller reads an article, perhaps while writing a ticket. A person counts once a day, and no event tells
 * what somebody reads. Throws one of READ_ARTICLE_PROBLEMS.
 */
export async function readArticle(
  ctx: Context,
  raw: z.input<typeof readArticleInput>,
): Promise<{ id: string }> {
  const { now } = ctx;
  const actor = customer(ctx.actor);
  const { articleId, draft } = parse(readArticleInput, raw);
  return transact(ctx, actor, async (tx) => {
    const { id } = await readableArticle(tx, articleId, ctx);
    const read = { contactId: actor.id, accountId: actor.accountId, articleId: id, readAt: now };
    const on = new Date(`${now.toISOString().slice(0, 10)}T00:00:00Z`);
    await tx.articleRead.createMany({ data: { ...read, on }, skipDuplicates: true });
    if (draft) await tx.draftRead.createMany({ data: { ...read, draft }, skipDuplicates: true });
    return { value: { id }, events: NOTHING_HAPPENED };
  });
}
