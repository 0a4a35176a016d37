import type { Tx } from '../event.ts';

/**
 * Forgets the words that name a person in articles, whatever their state, and in what reviewers said of them (B24). Addresses
 * stay: links lead there.
 *
 * @param words a regular expression of what names the person
 * @param mark what stands where they were
 */
export async function forgetInArticles(tx: Tx, words: string, mark: string): Promise<void> {
  await tx.$executeRaw`
    update "ArticleText" set "title" = regexp_replace("title", ${words}, ${mark}, 'gi'),
      "summary" = regexp_replace("summary", ${words}, ${mark}, 'gi'), "body" = regexp_replace("body", ${words}, ${mark}, 'gi')
    where concat_ws(' ', "title", "summary", "body") ~* ${words}`;
  await tx.$executeRaw`
    update "ArticleVersion" set "returnReason" = regexp_replace("returnReason", ${words}, ${mark}, 'gi')
    where "returnReason" ~* ${words}`;
}
