import { Contact, StaffMember } from '../accounts/account.types.ts';
import { builder } from '../builder.ts';
import { Label } from '../labels/label.types.ts';
import { Ticket } from './ticket.types.ts';

const Watcher = builder.unionType('Watcher', {
  description: 'Who watches a ticket: a person of the customer or of the vendor.',
  types: [Contact, StaffMember],
  resolveType: (person) => ('accountId' in person ? Contact : StaffMember),
});

builder.prismaObjectField(Ticket, 'watchers', (t) =>
  t.field({
    type: [Watcher],
    description:
      'Who watches it besides requester and assignee, the first first, at most 50. Customers see their own people only.',
    extensions: { items: 2 },
    select: {
      watchers: { include: { contact: true, staff: true }, orderBy: [{ since: 'asc' }, { id: 'asc' }] },
    },
    resolve: ({ watchers }, _args, { actor }) =>
      watchers
        .map(({ contact, staff }) => contact ?? (actor.kind === 'staff' ? staff : null))
        .filter((person) => person !== null),
  }),
);

builder.prismaObjectField(Ticket, 'labels', (t) =>
  t.field({
    type: [Label],
    description: 'What staff call it, by name, at most 20. Customers see none.',
    extensions: { items: 2 },
    select: (_args, { actor }, nested) => ({
      labels: {
        where: actor.kind === 'staff' ? {} : { labelId: '' },
        select: { label: nested(true) },
        orderBy: { label: { name: 'asc' } },
      },
    }),
    resolve: ({ labels }) => labels.map(({ label }) => label),
  }),
);

builder.prismaObjectField(StaffMember, 'openTickets', (t) =>
  t.relationCount('tickets', {
    where: { endedAt: null },
    description: 'How many tickets the person has at hand that have not ended. Staff only.',
    authScopes: { staff: true },
  }),
);
