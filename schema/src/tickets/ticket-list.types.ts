import { Prisma } from '@tierline/prisma/database';
import { allow, visibleRows } from '../access.ts';
import { builder } from '../builder.ts';
import { itemQuery } from '../paging.ts';
import { savedFilterOf } from '../saved-filters/saved-filter.types.ts';
import { sqlPage } from '../sql-paging.ts';
import {
  referenced,
  TICKET_SORTS,
  TicketFilter,
  TicketOrder,
  ticketsMatching,
} from './ticket-filter.types.ts';
import { Ticket } from './ticket.types.ts';

builder.queryField('ticket', (t) =>
  t.prismaField({
    type: Ticket,
    nullable: true,
    description: 'A ticket by its id or its reference; null when absent or not yours.',
    authScopes: { signedIn: true },
    args: {
      id: t.arg.id({
        required: true,
        description: 'Such as `tkt_…`, or the reference among people, such as `T-1042`.',
      }),
    },
    resolve: (query, _root, { id }, { db, actor }) => {
      const number = referenced(id);
      const asked = number === null ? { id } : { number };
      return db.ticket.findFirst({ ...query, where: { AND: [asked, visibleRows(actor)] } });
    },
  }),
);

builder.queryField('tickets', (t) =>
  t.connection({
    type: Ticket,
    description: 'Tickets that you may see, the newest first unless told.',
    authScopes: { signedIn: true },
    args: {
      filter: t.arg({ type: TicketFilter, description: 'Which ones; all unless told.' }),
      savedFilterId: t.arg.id({
        description: 'A saved filter that must hold too; it brings its order where none is told.',
      }),
      orderBy: t.arg({ type: TicketOrder, description: 'In which order; the newest first unless told.' }),
    },
    resolve: async (_root, { filter, savedFilterId, orderBy, ...args }, ctx, info) => {
      const { actor, db, now } = ctx;
      allow(actor, 'ticket.search');
      const saved = savedFilterId ? await savedFilterOf(ctx, info.schema, savedFilterId) : null;
      const filters = [...(saved ? [saved.filter] : []), ...(filter ? [filter] : [])];
      return sqlPage(
        db,
        args,
        TICKET_SORTS[orderBy ?? saved?.orderBy ?? 'NEWEST_FIRST'],
        {
          id: Prisma.sql`t."id"`,
          from: Prisma.sql`"Ticket" t`,
          where: ticketsMatching(filters, { actor, now }),
        },
        (ids) => db.ticket.findMany({ ...itemQuery(ctx, info), where: { id: { in: ids } } }),
      );
    },
  }),
);
