import type { Tx } from '../event.ts';
import { found } from '../problem.ts';

/**
 * The article with its latest versions, locked until the transaction ends.
 *
 * @throws RequestError NOT_FOUND
 */
export async function articleAtHand(tx: Tx, id: string) {
  await tx.$queryRaw`select 1 from "Article" where "id" = ${id} for no key update`;
  const article = await tx.article.findUnique({
    where: { id },
    include: {
      versions: { orderBy: { number: 'desc' }, take: 2, include: { texts: { omit: { body: true } } } },
    },
  });
  return found(article, 'article', id);
}
