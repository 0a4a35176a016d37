import type { Tx } from '../event.ts';
import { slugOf } from './article.rules.ts';

/**
 * Forgets the words that name a person in articles, whatever their state, and what was made of them (B24): where an address
 * names the person the article gets another one, and nothing leads there by the former, which would have to be kept for that;
 * words that no article uses any more put no mistyped ones right.
 *
 * @param people what the person is, and was, called
 * @param words a regular expression of what names the person
 * @returns how many texts and addresses
 */
export async function forgetInArticles(
  tx: Tx,
  people: readonly { name: string; email: string }[],
  words: string,
): Promise<number> {
  let erased = 0;
  for (const place of ['ArticleText.title', 'ArticleText.summary', 'ArticleText.body']) {
    const [row] = await tx.$queryRaw<[{ erased: number }]>`
      select erased from tierline_sweep_texts(${place}, ${words}, null, '', 1)`;
    erased += row.erased;
  }
  // One word alone may mean anything, and so may what addresses can say of a name in other letters, or of one erased before.
  const names = people.flatMap(({ name, email }) => (/\s/.test(name) ? [name, email] : [email]));
  const slugs = [...new Set(names.map(slugOf))].filter((slug) => slug.includes('-')).join('|');
  const [addresses] = await tx.$queryRaw<[{ erased: number }]>`
    select tierline_erase_slugs(${`(^|-)(?:${slugs})(?=-|$)`}) as erased`;
  await tx.$executeRaw`select tierline_unlearn_words(${people.map(({ name }) => name).join(' ')})`;
  return erased + addresses.erased;
}
