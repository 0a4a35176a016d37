import { visibleRows } from '../access.ts';
import { Account, Contact, StaffMember } from '../accounts/account.types.ts';
import { builder } from '../builder.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { Ticket } from '../tickets/ticket.types.ts';

const PersonToCall = builder.unionType('PersonToCall', {
  description: 'A person of the customer or of the vendor.',
  types: [Contact, StaffMember],
  resolveType: (person) => ('accountId' in person ? Contact : StaffMember),
});

builder.prismaObject('RunbookContact', {
  description: 'Whom to call in a severe incident.',
  fields: (t) => ({
    role: t.exposeString('role', { description: 'What for: "first call", "decides on a rollback".' }),
    person: t.field({
      type: PersonToCall,
      description: 'Who.',
      select: { contact: true, staff: true },
      // The database keeps exactly one of both.
      resolve: ({ contact, staff }) => (contact ?? staff)!,
    }),
  }),
});

export const Runbook = builder.prismaNode('Runbook', {
  description:
    'How severe incidents of an account are handled: whom to call, what to do, how often the customer is told (S75). A version is never changed. Premium only.',
  id: { field: 'id', description: 'Starts with `rbk_`.' },
  nullable: true,
  findUnique: (id, { actor }) => ({ id, AND: [visibleRows(actor)] }),
  fields: (t) => ({
    version: t.exposeInt('version', { description: '1, 2, 3 …; the highest of an account is in force.' }),
    contacts: t.relation('contacts', {
      description: 'Whom to call, in this order.',
      query: { orderBy: { position: 'asc' } },
    }),
    steps: t.exposeStringList('steps', { description: 'What to do, in this order.' }),
    cadenceMinutes: t.exposeInt('cadenceMinutes', {
      description:
        'How often the customer is told how things stand: each so many business minutes, 15 to 600.',
    }),
    publishedAt: t.expose('publishedAt', { type: 'DateTime', description: 'Since when.' }),
    publishedBy: t.relation('publishedBy', { description: 'Who published it.' }),
  }),
});

builder.prismaObject('ChecklistStep', {
  description: 'A step of a severe incident.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Starts with `stp_`: tick it by `tickRunbookStep`.' }),
    position: t.exposeInt('position', { description: 'Its place among the steps: 1, 2, 3 …' }),
    text: t.exposeString('text', { description: 'What to do.' }),
    tickedAt: t.expose('tickedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was done; null until then.',
    }),
    tickedBy: t.relation('tickedBy', { nullable: true, description: 'Who did it; null until somebody has.' }),
  }),
});

export const IncidentChecklist = builder.prismaNode('IncidentChecklist', {
  description:
    'What is done in one severe incident of a Premium account: opened by itself with the ticket, or when the account becomes Premium, and followed until that ends (S75).',
  id: { field: 'id', description: 'Starts with `inc_`.' },
  nullable: true,
  findUnique: (id, { actor }) => ({ id, AND: [visibleRows(actor)] }),
  fields: (t) => ({
    ticket: t.relation('ticket', { description: 'The severe ticket.' }),
    runbook: t.relation('runbook', {
      nullable: true,
      description: 'The version that it follows; null for the standard one, where the account agreed none.',
    }),
    openedAt: t.expose('openedAt', {
      type: 'DateTime',
      description: 'When the ticket became severe, or its account Premium.',
    }),
    closedAt: t.expose('closedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the ticket ended; null while it is open.',
    }),
    cadenceMinutes: t.exposeInt('cadenceMinutes', {
      description: 'How often the customer is told how things stand, in business minutes.',
    }),
    communicatedAt: t.expose('communicatedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the vendor last replied or called; null until then.',
    }),
    nextUpdateDueAt: t.expose('nextUpdateDueAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'By when the customer is to hear of it, in the customer’s calendar; null once it is closed.',
    }),
    steps: t.relation('steps', {
      description: 'What to do, in this order.',
      query: { orderBy: { position: 'asc' } },
    }),
  }),
});

builder.prismaObjectField(Account, 'runbook', (t) =>
  t.field({
    type: Runbook,
    nullable: true,
    description:
      'How its severe incidents are handled now; null where nothing is agreed: then the standard steps apply (S75).',
    select: (_args, _ctx, nested) => ({
      runbooks: { ...nested(), orderBy: { version: 'desc' }, take: 1 },
    }),
    // Loaded as far as Runbook asks, which the type of `nested()` does not say.
    resolve: ({ runbooks }) => runbooks[0] ?? null,
  }),
);

builder.prismaObjectField(Account, 'runbookVersions', (t) =>
  t.connection({
    type: Runbook,
    description: 'Every version there was, the latest first.',
    resolve: ({ id: accountId }, args, ctx, info) =>
      keysetPage(
        args,
        [['version', 'desc', 'integer']],
        { accountId },
        (page) => ctx.db.runbook.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.runbook.count({ where: { accountId } }),
      ),
  }),
);

builder.prismaObjectField(Ticket, 'incidentChecklist', (t) =>
  t.relation('incidentChecklist', {
    nullable: true,
    description: 'What is done in it, where it is or was a severe one of a Premium account; else null (S75).',
  }),
);
