import { Prisma } from '@tierline/prisma/database';
import { builder } from '../builder.ts';
import { connection, decodeCursor, encodeCursor, itemQuery, readPageArgs, type Kind } from '../paging.ts';
import { Ticket } from './ticket.types.ts';

// Rule R1, as columns to sort by: what is at risk or breached first, by deadline; then severity; then plan (S31);
// then deadline, none last; then receipt; then id. Judged as it stood at `asOf`.
const NEVER = '9999-12-31T00:00:00.000Z';
const columns = (asOf: Date): { kind: Kind; sql: Prisma.Sql }[] => {
  const urgent = Prisma.sql`(c."atRiskAt" <= ${asOf} and (c."endedAt" is null or c."endedAt" > ${asOf})) is true`;
  return [
    { kind: 'integer', sql: Prisma.sql`case when ${urgent} then 0 else 1 end` },
    { kind: 'instant', sql: Prisma.sql`case when ${urgent} then c."dueAt" else ${NEVER}::timestamptz end` },
    {
      kind: 'integer',
      sql: Prisma.sql`array_position(array['SEVERE', 'MODERATE', 'LIMITED'], t."severity"::text)`,
    },
    {
      kind: 'integer',
      sql: Prisma.sql`array_position(array['PREMIUM', 'ENHANCED', 'BASIC'], t."planCode"::text)`,
    },
    { kind: 'instant', sql: Prisma.sql`coalesce(c."dueAt", ${NEVER}::timestamptz)` },
    { kind: 'instant', sql: Prisma.sql`t."receivedAt"` },
    { kind: 'text', sql: Prisma.sql`t."id"` },
  ];
};
// To be worked on, or with somebody waiting for an answer, whatever the state.
const WAITING = Prisma.sql`(t."state" in ('RECEIVED', 'IN_REVIEW', 'IN_PROGRESS') or exists (
  select 1 from "Clock" n where n."ticketId" = t."id" and n."metric" <> 'RESOLUTION' and n."endedAt" is null))`;
const waiting: Prisma.TicketWhereInput = {
  OR: [
    { state: { in: ['RECEIVED', 'IN_REVIEW', 'IN_PROGRESS'] } },
    { clocks: { some: { metric: { not: 'RESOLUTION' }, endedAt: null } } },
  ],
};
const KINDS = columns(new Date(0)).map(({ kind }) => kind);

interface QueueRow {
  id: string;
  keys: (string | number)[];
}

builder.queryField('queue', (t) =>
  t.connection({
    type: Ticket,
    description:
      'What waits for the desk: tickets to be worked on, and others on which the customer waits for an answer, in the order in which to work them (rule R1): what is at risk or breached first, by deadline; then severity, plan with Premium ahead (S31), deadline, receipt. Later pages keep the order of the first page’s instant. Staff only.',
    authScopes: { staff: true },
    resolve: async (_root, args, ctx, info) => {
      const { size, backward, cursor } = readPageArgs(args);
      const [pinned = ctx.now.toISOString(), ...from] =
        cursor === null ? [] : decodeCursor(cursor, ['instant', ...KINDS]);
      const asOf = new Date(pinned);
      const keys = columns(asOf);
      const rows = await ctx.db.$queryRaw<QueueRow[]>`
        select t."id", json_build_array(${Prisma.join(keys.map(inCursor))}) as keys
        from "Ticket" t
        join "Clock" c on c."ticketId" = t."id" and c."metric" = 'INITIAL_RESPONSE'
        where ${WAITING} ${from.length === 0 ? Prisma.empty : beyond(keys, from, backward)}
        order by ${Prisma.join(keys.map(({ sql }) => Prisma.sql`${sql} ${Prisma.raw(backward ? 'desc' : 'asc')}`))}
        limit ${size + 1}`;
      const page = rows.slice(0, size);
      if (backward) page.reverse();
      const tickets = await ctx.db.ticket.findMany({
        ...itemQuery(ctx, info),
        where: { id: { in: page.map(({ id }) => id) } },
      });
      const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
      const edges = page.flatMap(({ id, keys: values }) => {
        const node = byId.get(id);
        return node ? [{ node, cursor: encodeCursor([asOf.toISOString(), ...values]) }] : [];
      });
      return {
        ...connection(edges, { backward, hasMore: rows.length > size, hasCursor: cursor !== null }),
        count: () => ctx.db.ticket.count({ where: waiting }),
      };
    },
  }),
);

const TYPES: Record<Kind, Prisma.Sql> = {
  integer: Prisma.sql`int`,
  instant: Prisma.sql`timestamptz`,
  text: Prisma.sql`text`,
};

/** A cursor's values travel as JSON: instants as `toISOString` writes them, whatever the database's own zone. */
function inCursor({ kind, sql }: { kind: Kind; sql: Prisma.Sql }): Prisma.Sql {
  return kind === 'instant'
    ? Prisma.sql`to_char(${sql} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
    : sql;
}

function beyond(
  keys: { kind: Kind; sql: Prisma.Sql }[],
  from: (string | number)[],
  backward: boolean,
): Prisma.Sql {
  const row = Prisma.join(keys.map(({ sql }) => sql));
  const values = keys.map(({ kind }, at) => Prisma.sql`${String(from[at])}::text::${TYPES[kind]}`);
  return Prisma.sql`and (${row}) ${Prisma.raw(backward ? '<' : '>')} (${Prisma.join(values)})`;
}
