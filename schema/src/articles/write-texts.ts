import type { Tx } from '../event.ts';
import { takenValue } from '../problem.ts';
import { slugOf, type Language } from './article.rules.ts';
import type { TextsInput } from './article-input.ts';

/**
 * Writes what a version says, instead of what it said. A text keeps its name in addresses unless it is given another;
 * every name that an article ever had stays its own.
 *
 * @param former the texts whose names are kept
 * @throws InvalidInputProblem TAKEN for a name of another article
 */
export async function writeTexts(
  tx: Tx,
  { articleId, versionId }: { articleId: string; versionId: string },
  texts: TextsInput,
  former: readonly { locale: Language; slug: string }[],
  now: Date,
): Promise<void> {
  await tx.articleText.deleteMany({ where: { versionId } });
  for (const [index, { slug: asked, ...text }] of texts.entries()) {
    const { locale } = text;
    const kept = former.find((one) => one.locale === locale)?.slug;
    const slug = asked
      ? await claim(tx, { locale, slug: asked, articleId }, now)
      : (kept ?? (await claimFree(tx, { locale, slug: slugOf(text.title), articleId }, now)));
    if (slug === null) throw takenValue(`texts.${index}.slug`);
    await tx.articleText.create({ data: { ...text, versionId, slug } });
  }
}

type Claim = { locale: Language; slug: string; articleId: string };

/** The name, where it is or becomes the article's; null where it is another's. */
async function claim(tx: Tx, { locale, slug, articleId }: Claim, now: Date): Promise<string | null> {
  await tx.articleSlug.createMany({ data: { locale, slug, articleId, since: now }, skipDuplicates: true });
  const owner = await tx.articleSlug.findUniqueOrThrow({ where: { locale_slug: { locale, slug } } });
  return owner.articleId === articleId ? slug : null;
}

/** "title", or "title-2" where that is another's, and so on. */
async function claimFree(tx: Tx, wanted: Claim, now: Date): Promise<string> {
  for (let number = 1; ; number += 1) {
    const slug = number === 1 ? wanted.slug : `${wanted.slug}-${number}`;
    const claimed = await claim(tx, { ...wanted, slug }, now);
    if (claimed !== null) return claimed;
  }
}
