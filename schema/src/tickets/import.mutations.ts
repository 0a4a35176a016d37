import { builder } from '../builder.ts';
import { PlanCode, RequestTypeCode, Severity } from '../plans/plan.types.ts';
import { ImportResult } from './import.types.ts';
import { IMPORT_TICKETS_PROBLEMS, importTickets } from './import-tickets.ts';

const MessageSide = builder.enumType('MessageSide', {
  description: 'On which side of a ticket somebody writes.',
  values: {
    CUSTOMER: { description: 'The customer, or a partner for it.' },
    VENDOR: { description: 'The vendor.' },
  } as const,
});

const ImportedMessageInput = builder.inputType('ImportedMessageInput', {
  description: 'Something that was said on a ticket in another system, after its question.',
  fields: (t) => ({
    side: t.field({ type: MessageSide, required: true, description: 'Which side said it.' }),
    authorId: t.id({
      description:
        'The contact of the account, or the member of the staff, who said it; of the customer’s side the requester unless told.',
    }),
    authorName: t.string({
      description: 'What the author was called there, 1 to 200 characters: for whoever is not known here.',
    }),
    internal: t.boolean({
      description: 'Of the vendor’s side only: a note that the customer never saw. Public unless told.',
    }),
    body: t.string({ required: true, description: 'The text, 1 to 20,000 characters.' }),
    sentAt: t.field({
      type: 'DateTime',
      required: true,
      description: 'When it was said; not before the receipt.',
    }),
  }),
});

const ImportedTicketInput = builder.inputType('ImportedTicketInput', {
  description:
    'A ticket that another system kept, with its own times: only here are they believed (C4, C34).',
  fields: (t) => ({
    externalReference: t.string({
      required: true,
      description:
        'What it was called there, 1 to 200 characters; unique in the account, so that importing twice makes one.',
    }),
    requesterId: t.id({ required: true, description: 'The contact of the account who asked.' }),
    requestType: t.field({ type: RequestTypeCode, required: true, description: 'What was asked for.' }),
    severity: t.field({ type: Severity, required: true, description: 'How badly the customer was hit.' }),
    sku: t.string({ required: true, description: 'Code of the service that it was about.' }),
    subject: t.string({ required: true, description: 'The question in one line, 1 to 200 characters.' }),
    question: t.string({ required: true, description: 'The question itself, 1 to 20,000 characters.' }),
    messages: t.field({
      type: [ImportedMessageInput],
      description: 'What was said after it, at most 500, in any order: written in the same transaction.',
    }),
    plan: t.field({ type: PlanCode, description: 'The plan at its receipt; as kept here unless told.' }),
    receivedAt: t.field({ type: 'DateTime', required: true, description: 'When it was received there.' }),
    respondedAt: t.field({
      type: 'DateTime',
      description:
        'When the vendor first answered; its first public message unless told, and nobody did where there is none.',
    }),
    resolvedAt: t.field({
      type: 'DateTime',
      description: 'When it was resolved; left out while it is open.',
    }),
  }),
});

const ImportTicketsInput = builder.inputType('ImportTicketsInput', {
  description: 'Tickets of one account to take over.',
  fields: (t) => ({
    accountId: t.id({ required: true, description: 'The account.' }),
    enforceFrom: t.field({
      type: 'DateTime',
      description:
        'Tickets received before it are not judged (C34): the account’s promises hold from this instant on. Kept for later imports, also by itself with no tickets, and not in the future. What was imported before keeps its verdict: `repairClock` corrects one (C33).',
    }),
    tickets: t.field({
      type: [ImportedTicketInput],
      required: true,
      description: 'The tickets, at most 100; none to set `enforceFrom` alone.',
    }),
  }),
});

builder.mutationField('importTickets', (t) =>
  t.field({
    type: [ImportResult],
    description:
      'Takes over tickets that another system kept, with a result for each. Their clocks are history: judged by their own instants where answered, else counted as IMPORTED; nobody is told, and no deadline fires (C34). Managers only.',
    authScopes: { manager: true },
    errors: {
      types: IMPORT_TICKETS_PROBLEMS,
      dataField: { name: 'rows', description: 'What became of each, in the order of the input.' },
      result: { description: 'Each row has its result.' },
      union: { description: 'The results, or why nothing was imported.' },
    },
    args: { input: t.arg({ type: ImportTicketsInput, required: true, description: 'The tickets.' }) },
    resolve: async (_root, { input }, ctx) => (await importTickets(ctx, input)).rows,
  }),
);
