import type { InputRef } from '@pothos/core';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { ASSIGN_TICKETS_PROBLEMS, assignTickets } from './assign-tickets.ts';
import { CLOSE_TICKETS_PROBLEMS, closeTickets } from './close-tickets.ts';
import { HAND_OVER_TICKETS_PROBLEMS, handOverTickets } from './hand-over-tickets.ts';
import { LABEL_TICKETS_PROBLEMS, labelTickets } from './label-tickets.ts';
import { NOTE_TICKETS_PROBLEMS, noteTickets } from './note-tickets.ts';
import { TicketOutcome, type TicketOutcomes } from './ticket-bulk.types.ts';

/** A mutation over a verb for many tickets, with a result for each. */
function bulkMutation<Input>(
  verb: (ctx: Context, input: NoInfer<Input>) => Promise<TicketOutcomes>,
  options: {
    name: string;
    description: string;
    scope: 'signedIn' | 'staff';
    input: InputRef<Input>;
    problems: typeof ASSIGN_TICKETS_PROBLEMS;
  },
): void {
  builder.mutationField(options.name, (t) =>
    t.field({
      type: [TicketOutcome],
      description: `${options.description} Each is a transaction of its own: one that stays as it was undoes none of the others. Under an Idempotency-Key each is done once.`,
      authScopes: { [options.scope]: true },
      errors: {
        types: options.problems,
        dataField: { name: 'results', description: 'What became of each ticket, in the order asked.' },
        result: { description: 'Every ticket was tried.' },
        union: { description: 'What became of each ticket, or why none was tried.' },
      },
      args: { input: t.arg({ type: options.input, required: true, description: 'What to do.' }) },
      resolve: (_root, args, ctx) => {
        // Pothos cannot name the arguments of a type that is still open here.
        const { input } = args as unknown as { input: Input };
        return verb(ctx, input);
      },
    }),
  );
}

const ticketIds = { required: true, description: 'The tickets, 1 to 100; each once.' } as const;

bulkMutation(assignTickets, {
  name: 'assignTickets',
  description: 'Gives many tickets to a person and a team; no clock is touched (C19). Staff only.',
  scope: 'staff',
  problems: ASSIGN_TICKETS_PROBLEMS,
  input: builder.inputType('AssignTicketsInput', {
    description: 'Who is to work on many tickets.',
    fields: (t) => ({
      ticketIds: t.idList(ticketIds),
      assigneeId: t.id({
        description: 'The member of staff, of whatever team; as before when left out, nobody when null.',
      }),
      teamId: t.id({ description: 'The team; as before when left out, none when null (S9).' }),
    }),
  }),
});

bulkMutation(handOverTickets, {
  name: 'handOverTickets',
  description:
    'Gives open tickets of one person to another, or to a team in whose queue they then wait, with a note on each for staff; no clock is touched (C19). Staff only.',
  scope: 'staff',
  problems: HAND_OVER_TICKETS_PROBLEMS,
  input: builder.inputType('HandOverTicketsInput', {
    description: 'Whose open tickets go to whom, and what there is to know.',
    fields: (t) => ({
      fromId: t.id({ required: true, description: 'The member of staff who has them.' }),
      toId: t.id({
        description: 'The member of staff who gets them; nobody unless told, so that they wait in the queue.',
      }),
      toTeamId: t.id({
        description: 'The team that they go to; as before unless told. At least one of both.',
      }),
      note: t.string({
        required: true,
        description: 'How they stand, for whoever takes them on; 1 to 20,000 characters.',
      }),
      ticketIds: t.idList({
        description:
          'Which, 1 to 100; each once. All of them unless told, up to 100, the longest received first: ask again until none is left.',
      }),
    }),
  }),
});

bulkMutation(labelTickets, {
  name: 'labelTickets',
  description: 'Puts labels on many tickets and takes others off. Staff only.',
  scope: 'staff',
  problems: LABEL_TICKETS_PROBLEMS,
  input: builder.inputType('LabelTicketsInput', {
    description: 'Labels for many tickets.',
    fields: (t) => ({
      ticketIds: t.idList(ticketIds),
      add: t.idList({ description: 'Labels to put on them.' }),
      remove: t.idList({ description: 'Labels to take off.' }),
    }),
  }),
});

bulkMutation(closeTickets, {
  name: 'closeTickets',
  description: 'Closes many tickets, each as `closeTicket` would (C24).',
  scope: 'signedIn',
  problems: CLOSE_TICKETS_PROBLEMS,
  input: builder.inputType('CloseTicketsInput', {
    description: 'Which tickets to close.',
    fields: (t) => ({ ticketIds: t.idList(ticketIds) }),
  }),
});

bulkMutation(noteTickets, {
  name: 'noteTickets',
  description: 'Notes the same on many tickets, for staff only: no response (C8). Staff only.',
  scope: 'staff',
  problems: NOTE_TICKETS_PROBLEMS,
  input: builder.inputType('NoteTicketsInput', {
    description: 'A note for many tickets.',
    fields: (t) => ({
      ticketIds: t.idList(ticketIds),
      body: t.string({ required: true, description: 'The text, 1 to 20,000 characters.' }),
    }),
  }),
});
