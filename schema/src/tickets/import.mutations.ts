import { builder } from '../builder.ts';
import { PlanCode, RequestTypeCode, Severity } from '../plans/plan.types.ts';
import { ImportResult } from './import.types.ts';
import { IMPORT_TICKETS_PROBLEMS, importTickets } from './import-tickets.ts';

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
    plan: t.field({ type: PlanCode, description: 'The plan at its receipt; as kept here unless told.' }),
    receivedAt: t.field({ type: 'DateTime', required: true, description: 'When it was received there.' }),
    respondedAt: t.field({
      type: 'DateTime',
      description: 'When the vendor first answered; left out when nobody did.',
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
        'Tickets received before it are not judged; kept for later imports, and not in the future.',
    }),
    tickets: t.field({ type: [ImportedTicketInput], required: true, description: 'The tickets, 1 to 100.' }),
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
