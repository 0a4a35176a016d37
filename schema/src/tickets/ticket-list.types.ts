import type { Prisma } from '@tierline/prisma/database';
import { visibleRows } from '../access.ts';
import { builder } from '../builder.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { RequestTypeCode, Severity } from '../plans/plan.types.ts';
import { RequestError } from '../problem.ts';
import { TicketState } from './ticket-state.types.ts';
import { Ticket } from './ticket.types.ts';
import type { TICKET_STATES } from './ticket.rules.ts';

const TicketFilter = builder.inputRef<TicketFilterShape>('TicketFilter').implement({
  description: 'Which tickets; what is left out is not asked. All of it must hold.',
  fields: (t) => ({
    states: t.field({ type: [TicketState], description: 'In one of these states.' }),
    severities: t.field({ type: [Severity], description: 'Of one of these severities.' }),
    requestTypes: t.field({ type: [RequestTypeCode], description: 'Of one of these request types.' }),
    accountId: t.id({ description: 'Of this account.' }),
    assigneeId: t.id({ description: 'Assigned to this member of staff.' }),
    receivedFrom: t.field({ type: 'DateTime', description: 'Received at this instant or later.' }),
    receivedBefore: t.field({ type: 'DateTime', description: 'Received before this instant.' }),
    and: t.field({ type: [TicketFilter], description: 'And all of these hold.' }),
    or: t.field({ type: [TicketFilter], description: 'And one of these holds.' }),
    not: t.field({ type: TicketFilter, description: 'And this does not hold.' }),
  }),
});

interface TicketFilterShape {
  states?: (typeof TICKET_STATES)[number][] | null | undefined;
  severities?: ('SEVERE' | 'MODERATE' | 'LIMITED')[] | null | undefined;
  requestTypes?: string[] | null | undefined;
  accountId?: string | null | undefined;
  assigneeId?: string | null | undefined;
  receivedFrom?: Date | null | undefined;
  receivedBefore?: Date | null | undefined;
  and?: TicketFilterShape[] | null | undefined;
  or?: TicketFilterShape[] | null | undefined;
  not?: TicketFilterShape | null | undefined;
}

const TicketOrder = builder.enumType('TicketOrder', {
  description: 'The order of a list of tickets.',
  values: {
    NEWEST_FIRST: { description: 'The latest received first.' },
    OLDEST_FIRST: { description: 'The earliest received first.' },
  } as const,
});

builder.queryField('ticket', (t) =>
  t.prismaField({
    type: Ticket,
    nullable: true,
    description: 'A ticket by its id; null when absent or not yours.',
    authScopes: { signedIn: true },
    args: { id: t.arg.id({ required: true, description: 'Starts with `tkt_`.' }) },
    resolve: (query, _root, { id }, { db, actor }) =>
      db.ticket.findFirst({ ...query, where: { AND: [{ id }, visibleRows(actor)] } }),
  }),
);

builder.queryField('tickets', (t) =>
  t.connection({
    type: Ticket,
    description: 'Tickets that you may see, the newest first unless told.',
    authScopes: { signedIn: true },
    args: {
      filter: t.arg({ type: TicketFilter, description: 'Which ones; all unless told.' }),
      orderBy: t.arg({ type: TicketOrder, defaultValue: 'NEWEST_FIRST', description: 'In which order.' }),
    },
    resolve: (_root, { filter, orderBy, ...args }, ctx, info) => {
      const direction = orderBy === 'OLDEST_FIRST' ? 'asc' : 'desc';
      const asked = { AND: [matching(filter ?? {}), visibleRows(ctx.actor)] };
      if (sizeOf(filter ?? {}) > 100) {
        throw new RequestError('BAD_USER_INPUT', 'A filter holds at most 100 filters and values.');
      }
      return keysetPage<Prisma.TicketGetPayload<object>>(
        args,
        [
          ['receivedAt', direction, 'instant'],
          ['id', direction, 'text'],
        ],
        asked,
        (page) => ctx.db.ticket.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.ticket.count({ where: asked }),
      );
    },
  }),
);

/** @throws RequestError BAD_USER_INPUT for a filter that nests too deep */
function matching(filter: TicketFilterShape, depth = 1): Prisma.TicketWhereInput {
  if (depth > 5) throw new RequestError('BAD_USER_INPUT', 'A filter nests at most five deep.');
  const nested = (inner: TicketFilterShape) => matching(inner, depth + 1);
  return {
    AND: [
      ...(filter.states ? [{ state: { in: filter.states } }] : []),
      ...(filter.severities ? [{ severity: { in: filter.severities } }] : []),
      ...(filter.requestTypes ? [{ requestTypeCode: { in: filter.requestTypes } }] : []),
      ...(filter.accountId ? [{ accountId: filter.accountId }] : []),
      ...(filter.assigneeId ? [{ assigneeId: filter.assigneeId }] : []),
      ...(filter.receivedFrom ? [{ receivedAt: { gte: filter.receivedFrom } }] : []),
      ...(filter.receivedBefore ? [{ receivedAt: { lt: filter.receivedBefore } }] : []),
      ...(filter.and ?? []).map(nested),
      // Prisma leaves an empty OR out, but none of no filters holds.
      ...(filter.or ? [filter.or.length === 0 ? NONE : { OR: filter.or.map(nested) }] : []),
      ...(filter.not ? [{ NOT: nested(filter.not) }] : []),
    ],
  };
}

/** How many filters and values it holds, itself and nested ones included. */
function sizeOf({ states, severities, requestTypes, and, or, not }: TicketFilterShape): number {
  const values = [states, severities, requestTypes].flatMap((list) => list ?? []);
  const inner = [...(and ?? []), ...(or ?? []), ...(not ? [not] : [])];
  return inner.reduce((size, filter) => size + sizeOf(filter), 1 + values.length);
}

const NONE: Prisma.TicketWhereInput = { id: { in: [] } };
