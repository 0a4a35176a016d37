import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import type { Context } from '../context.ts';
import { happened, NOTHING_HAPPENED, transact } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { draftKey } from './article-input.ts';
import { customer, readableArticle } from './reader.ts';

export const RATE_ARTICLE_PROBLEMS = [InvalidInputProblem];

const rateArticleInput = z.object({
  articleId: z.string(),
  isHelpful: z.boolean(),
  comment: prose(2_000).nullish(),
  draft: draftKey.nullish(),
});

/**
 * Says whether an article helped, once for each version: said again, it replaces what was said. With the ticket that was
 * being written, that it is not needed any more. Throws one of RATE_ARTICLE_PROBLEMS.
 */
export async function rateArticle(
  ctx: Context,
  raw: z.input<typeof rateArticleInput>,
): Promise<{ id: string }> {
  const { now } = ctx;
  const actor = customer(ctx.actor);
  const { articleId: asked, isHelpful, comment = null, draft } = parse(rateArticleInput, raw);
  return transact(ctx, actor, async (tx) => {
    const { id: articleId, versionId } = await readableArticle(tx, asked, ctx);
    const who = { contactId: actor.id, accountId: actor.accountId };
    if (draft) {
      const key = { contactId: who.contactId, draft, articleId };
      const helpedAt = isHelpful ? now : null;
      await tx.draftRead.upsert({
        where: { contactId_draft_articleId: key },
        create: { ...who, draft, articleId, readAt: now, helpedAt },
        update: { helpedAt },
      });
    }
    const contactId_versionId = { contactId: who.contactId, versionId };
    const former = await tx.articleFeedback.findUnique({ where: { contactId_versionId } });
    const said = { isHelpful, comment };
    if (former?.isHelpful === isHelpful && former.comment === comment)
      return { value: { id: articleId }, events: NOTHING_HAPPENED };
    const { id } = await tx.articleFeedback.upsert({
      where: { contactId_versionId },
      create: { ...who, ...said, id: newId('afb'), articleId, versionId, givenAt: now },
      update: { ...said, givenAt: now },
    });
    const subject = { id, accountId: who.accountId };
    const payload = { articleId, versionId, contactId: who.contactId, isHelpful };
    return { value: { id: articleId }, events: [happened('article.rated', subject, payload)] };
  });
}
