import type { Tx } from '../event.ts';

/** Whoever changes categories does so one after the other, until the transaction ends: their order is one thing. */
export async function lockCategories(tx: Tx): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('tierline.article_categories'))`;
}
