import { happenedAtVendor, type NewEvent, type Tx } from '../event.ts';

/**
 * Shows a version to readers instead of the former one; an archived article is there again. Lock the article first.
 */
export async function publishVersion(
  tx: Tx,
  { id, articleId }: { id: string; articleId: string },
  now: Date,
): Promise<NewEvent> {
  await tx.articleVersion.updateMany({
    where: { articleId, state: 'PUBLISHED' },
    data: { state: 'SUPERSEDED', supersededAt: now },
  });
  const { number, texts } = await tx.articleVersion.update({
    where: { id },
    data: { state: 'PUBLISHED', publishedAt: now },
    include: { texts: { select: { locale: true }, orderBy: { locale: 'asc' } } },
  });
  await tx.article.update({
    where: { id: articleId },
    data: { publishedVersionId: id, archivedAt: null, successorId: null },
  });
  await tx.$executeRaw`select tierline_learn_words(${id})`;
  const locales = texts.map(({ locale }) => locale);
  return happenedAtVendor('article.published', articleId, { versionId: id, number, locales });
}
