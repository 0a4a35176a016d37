import { queryFromInfo } from '@pothos/plugin-prisma';
import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from './context.ts';
import { RequestError } from './problem.ts';

/** The arguments of a Relay connection. */
export interface PageArgs {
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}

type Direction = 'asc' | 'desc';
/** What a column holds: a cursor brings nothing else to the database. */
export type Kind = 'instant' | 'integer' | 'text';
type Where = Record<string, unknown>;

/**
 * One page of a list in a total order, by comparing the ordering columns (a keyset), so that rows inserted
 * meanwhile neither shift nor repeat an item and a deep page costs what the first costs.
 *
 * @param order the ordering columns with what they hold, the last of them unique
 * @param scope Prisma's `where` of the whole list
 * @param find  reads rows: Prisma's `where`, `orderBy` and `take`
 * @param count how many there are in all; called only when `totalCount` is selected, because it is dear
 * @throws RequestError BAD_USER_INPUT for a size outside 1 to 100, both directions at once, or a foreign cursor
 */
export async function keysetPage<Row extends object>(
  args: PageArgs,
  order: readonly (readonly [column: keyof Row & string, direction: Direction, kind: Kind])[],
  scope: Where,
  find: (query: { where: Where; orderBy: Record<string, Direction>[]; take: number }) => Promise<Row[]>,
  count: () => Promise<number>,
) {
  const { size, backward, cursor } = readPageArgs(args);
  const directed = order.map(
    ([column, direction]) => [column, backward ? reverse(direction) : direction] as const,
  );
  const kinds = order.map(([_column, _direction, kind]) => kind);
  const rows = await find({
    where: cursor === null ? scope : { AND: [scope, behind(directed, decodeCursor(cursor, kinds))] },
    orderBy: directed.map(([column, direction]) => ({ [column]: direction })),
    take: size + 1,
  });
  const hasMore = rows.length > size;
  const page = rows.slice(0, size);
  if (backward) page.reverse();
  const edges = page.map((node) => ({ node, cursor: encodeCursor(order.map(([column]) => node[column])) }));
  return { ...connection(edges, { backward, hasMore, hasCursor: cursor !== null }), count };
}

/** What Prisma must load for the items that a connection field is asked for. */
export function itemQuery(context: Context, info: GraphQLResolveInfo): object {
  return queryFromInfo({ context, info, paths: [['nodes'], ['edges', 'node']] });
}

const ONE_WAY = {
  fr: 'Envoyez first et after, ou last et before, pas les deux.',
  en: 'Send first and after, or last and before, not both.',
};

/** @throws RequestError BAD_USER_INPUT */
export function readPageArgs({ first, after, last, before }: PageArgs) {
  const backward = last != null || (first == null && before != null);
  if (backward && (first != null || after != null)) {
    throw new RequestError('BAD_USER_INPUT', ONE_WAY);
  }
  if (!backward && before != null) {
    throw new RequestError('BAD_USER_INPUT', ONE_WAY);
  }
  const size = (backward ? last : first) ?? 25;
  if (size < 1 || size > 100) {
    throw new RequestError('BAD_USER_INPUT', {
      fr: `Une page compte de 1 à 100 éléments, et non ${size}.`,
      en: `A page has 1 to 100 items, not ${size}.`,
    });
  }
  return { size, backward, cursor: (backward ? before : after) ?? null };
}

export function connection<Row>(
  edges: { node: Row; cursor: string }[],
  { backward, hasMore, hasCursor }: { backward: boolean; hasMore: boolean; hasCursor: boolean },
) {
  return {
    edges,
    pageInfo: {
      hasNextPage: backward ? hasCursor : hasMore,
      hasPreviousPage: backward ? hasMore : hasCursor,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

export function encodeCursor(values: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** @throws RequestError BAD_USER_INPUT for a cursor of another list */
export function decodeCursor(cursor: string, kinds: readonly Kind[]): (string | number)[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (
      Array.isArray(values) &&
      values.length === kinds.length &&
      kinds.every((kind, at) => isOf(kind, values[at]))
    ) {
      return values as (string | number)[];
    }
  } catch {
    // falls through to the same answer
  }
  throw new RequestError('BAD_USER_INPUT', {
    fr: `Ce n’est pas un curseur de cette liste : « ${cursor.slice(0, 60)} ».`,
    en: `Not a cursor of this list: “${cursor.slice(0, 60)}”.`,
  });
}

function isOf(kind: Kind, value: unknown): boolean {
  if (kind === 'integer')
    return typeof value === 'number' && Math.abs(value) < 2 ** 31 && Number.isInteger(value);
  if (typeof value !== 'string' || value.includes('\0')) return false;
  return kind === 'text' || isInstant(value);
}

/** Exactly as `toISOString` writes it. */
function isInstant(value: string): boolean {
  const at = Date.parse(value);
  return !Number.isNaN(at) && new Date(at).toISOString() === value;
}

function reverse(direction: Direction): Direction {
  return direction === 'asc' ? 'desc' : 'asc';
}

/** (a, b, c) > (x, y, z), with the first column also compared by itself so that its index bounds the scan. */
function behind(order: readonly (readonly [string, Direction])[], values: (string | number)[]): Where {
  const beyond = (index: number) => ({
    [order[index]![0]]: { [order[index]![1] === 'asc' ? 'gt' : 'lt']: values[index] },
  });
  const alternatives = order.map((_, index) => ({
    ...Object.fromEntries(order.slice(0, index).map(([column], at) => [column, values[at]])),
    ...beyond(index),
  }));
  const [column, direction] = order[0]!;
  return {
    AND: [{ [column]: { [direction === 'asc' ? 'gte' : 'lte']: values[0] } }, { OR: alternatives }],
  };
}
