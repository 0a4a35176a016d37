import { Prisma } from '@tierline/prisma/database';
import { builder } from '../builder.ts';
import { connection, decodeCursor, encodeCursor, itemQuery, readPageArgs } from '../paging.ts';
import { Ticket } from './ticket.types.ts';

// Rule R1, as columns to sort by: what is at risk or breached first, by deadline; then severity; then plan (S31);
// then deadline, none last; then receipt; then id. The enum of severities is declared from worst to least.
const KEYS = (asOf: Date) => [
  Prisma.sql`case when c."atRiskAt" <= ${asOf} then 0 else 1 end`,
  Prisma.sql`case when c."atRiskAt" <= ${asOf} then c."dueAt" else 'infinity' end`,
  Prisma.sql`array_position(array['SEVERE', 'MODERATE', 'LIMITED'], t."severity"::text)`,
  Prisma.sql`array_position(array['PREMIUM', 'ENHANCED', 'BASIC'], t."planCode"::text)`,
  Prisma.sql`coalesce(c."dueAt", 'infinity')`,
  Prisma.sql`t."receivedAt"`,
  Prisma.sql`t."id"`,
];
const CASTS = ['int', 'timestamptz', 'int', 'int', 'timestamptz', 'timestamptz', 'text'].map((type) =>
  Prisma.raw(type),
);

interface QueueRow {
  id: string;
  keys: (string | number)[];
}

builder.queryField('queue', (t) =>
  t.connection({
    type: Ticket,
    description:
      'Open tickets in the order in which to work them (rule R1): what is at risk or breached first, by deadline; then severity, plan with Premium ahead (S31), deadline, receipt. Later pages keep the order of the first page’s instant. Staff only.',
    authScopes: { staff: true },
    resolve: async (_root, args, ctx, info) => {
      const { size, backward, cursor } = readPageArgs(args);
      const [pinned, ...from] = cursor === null ? [null] : decodeCursor(cursor, 1 + CASTS.length);
      const asOf = typeof pinned === 'number' ? new Date(pinned) : ctx.now;
      const keys = KEYS(asOf);
      const row = Prisma.sql`(${Prisma.join(keys)})`;
      const rows = await ctx.db.$queryRaw<QueueRow[]>`
        select t."id", json_build_array(${Prisma.join(keys)}) as keys
        from "Ticket" t
        join "Clock" c on c."ticketId" = t."id" and c."metric" = 'INITIAL_RESPONSE'
        where t."state" = 'RECEIVED' ${
          from.length === 0
            ? Prisma.empty
            : Prisma.sql`and ${row} ${Prisma.raw(backward ? '<' : '>')} (${Prisma.join(
                from.map((value, index) => Prisma.sql`${String(value)}::text::${CASTS[index]}`),
              )})`
        }
        order by ${Prisma.join(keys.map((key) => Prisma.sql`${key} ${Prisma.raw(backward ? 'desc' : 'asc')}`))}
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
        return node ? [{ node, cursor: encodeCursor([asOf.getTime(), ...values]) }] : [];
      });
      return {
        ...connection(edges, { backward, hasMore: rows.length > size, hasCursor: cursor !== null }),
        count: () => ctx.db.ticket.count({ where: { state: 'RECEIVED' } }),
      };
    },
  }),
);
