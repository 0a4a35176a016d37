import { Prisma, type PrismaClient } from '@tierline/prisma/database';
import { connection, decodeCursor, encodeCursor, readPageArgs, type Kind, type PageArgs } from './paging.ts';

/** A column to sort by. */
export interface SortKey {
  kind: Kind;
  sql: Prisma.Sql;
}

interface Row {
  id: string;
  keys: (string | number)[];
}

/**
 * One page of a list whose condition or order takes SQL, with cursors like those of `keysetPage`: the ids come first,
 * then the objects are loaded by them.
 *
 * @param keys the order, all in one direction, the last of them unique
 * @param list what to select from, with its condition, and how to name the id in it
 * @param load reads the objects of these ids, in any order
 * @throws RequestError BAD_USER_INPUT for a size outside 1 to 100, both directions at once, or a foreign cursor
 */
export async function sqlPage<Node extends { id: string }>(
  db: PrismaClient,
  args: PageArgs,
  { keys, direction }: { keys: readonly SortKey[]; direction: 'asc' | 'desc' },
  list: { id: Prisma.Sql; from: Prisma.Sql; where: Prisma.Sql },
  load: (ids: string[]) => Promise<Node[]>,
) {
  const { size, backward, cursor } = readPageArgs(args);
  const values =
    cursor === null
      ? null
      : decodeCursor(
          cursor,
          keys.map(({ kind }) => kind),
        );
  const ascending = (direction === 'asc') !== backward;
  const rows = await db.$queryRaw<Row[]>`
    select ${list.id} as id, json_build_array(${Prisma.join(keys.map(inCursor))}) as keys
    from ${list.from}
    where ${list.where} ${values ? beyond(keys, values, ascending) : Prisma.empty}
    order by ${Prisma.join(keys.map(({ sql }) => Prisma.sql`${sql} ${Prisma.raw(ascending ? 'asc' : 'desc')}`))}
    limit ${size + 1}`;
  const page = rows.slice(0, size);
  if (backward) page.reverse();
  const nodes = new Map((await load(page.map(({ id }) => id))).map((node) => [node.id, node]));
  const edges = page.flatMap(({ id, keys: at }) => {
    const node = nodes.get(id);
    return node ? [{ node, cursor: encodeCursor(at) }] : [];
  });
  return {
    ...connection(edges, { backward, hasMore: rows.length > size, hasCursor: cursor !== null }),
    count: async () => {
      const [{ count }] = await db.$queryRaw<[{ count: number }]>`
        select count(*)::int as count from ${list.from} where ${list.where}`;
      return count;
    },
  };
}

const TYPES: Record<Kind, Prisma.Sql> = {
  integer: Prisma.sql`int`,
  instant: Prisma.sql`timestamptz`,
  text: Prisma.sql`text`,
};

/** A cursor's values travel as JSON: instants as `toISOString` writes them, whatever the database's own zone. */
function inCursor({ kind, sql }: SortKey): Prisma.Sql {
  return kind === 'instant'
    ? Prisma.sql`to_char(${sql} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
    : sql;
}

function beyond(keys: readonly SortKey[], values: (string | number)[], ascending: boolean): Prisma.Sql {
  const row = Prisma.join(keys.map(({ sql }) => sql));
  const bounds = keys.map(({ kind }, at) => Prisma.sql`${String(values[at])}::text::${TYPES[kind]}`);
  return Prisma.sql`and (${row}) ${Prisma.raw(ascending ? '>' : '<')} (${Prisma.join(bounds)})`;
}
