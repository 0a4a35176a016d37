import { Account } from '../accounts/account.types.ts';
import { builder } from '../builder.ts';
import type { InputIssue } from '../problem.ts';
import { InputIssueType } from '../problem.types.ts';
import { Ticket } from './ticket.types.ts';

const ImportOutcome = builder.enumType('ImportOutcome', {
  description: 'What became of a ticket to import.',
  values: {
    IMPORTED: { description: 'It is a ticket here now.' },
    ALREADY_IMPORTED: { description: 'It was one already, by its external reference: nothing changed.' },
    REFUSED: { description: 'It cannot be; `issues` say why.' },
  } as const,
});

export const ImportResult = builder
  .objectRef<{
    index: number;
    outcome: 'IMPORTED' | 'ALREADY_IMPORTED' | 'REFUSED';
    ticketId: string | null;
    issues: readonly InputIssue[];
  }>('ImportResult')
  .implement({
    description: 'What became of one ticket to import (C34).',
    fields: (t) => ({
      index: t.exposeInt('index', { description: 'Its place in the input, from 0.' }),
      outcome: t.expose('outcome', { type: ImportOutcome, description: 'What became of it.' }),
      ticket: t.prismaField({
        type: Ticket,
        nullable: true,
        description: 'The ticket; null when refused.',
        resolve: (query, { ticketId }, _args, { db }) =>
          ticketId === null ? null : db.ticket.findUnique({ ...query, where: { id: ticketId } }),
      }),
      issues: t.field({
        type: [InputIssueType],
        description: 'Why it was refused; empty otherwise.',
        resolve: ({ issues }) => [...issues],
      }),
    }),
  });

builder.prismaObjectField(Account, 'enforceFrom', (t) =>
  t.expose('enforceFrom', {
    type: 'DateTime',
    nullable: true,
    description: 'Imported tickets received before it are not judged; null while all are (C34).',
  }),
);

builder.prismaObjectFields(Ticket, (t) => ({
  externalReference: t.exposeString('externalReference', {
    nullable: true,
    description: 'What another system called it, when it was imported from there (C34).',
  }),
  importedAt: t.expose('importedAt', {
    type: 'DateTime',
    nullable: true,
    description: 'When it was imported; null when it was opened here.',
  }),
}));
