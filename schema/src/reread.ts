/**
 * What a mutation reads again after its commit. A caller who asks for nothing of the object leaves an empty
 * `select`, which Prisma refuses: then its key is read.
 */
export function reread<Query extends object>(query: Query, key = 'id'): Query {
  const { select } = query as { select?: object };
  return select && Object.keys(select).length === 0 ? { ...query, select: { [key]: true } } : query;
}
