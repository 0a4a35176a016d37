import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { transact } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { addMessage } from './add-message.ts';
import { ticketAtHand } from './ticket-at-hand.ts';

export const ADD_INTERNAL_NOTE_PROBLEMS = [InvalidInputProblem];

const addInternalNoteInput = z.object({
  ticketId: z.string(),
  body: prose(20_000),
  attachmentIds: z.array(z.string()).nullish(),
});

/** Adds a note that only staff see. It is no response and touches no clock (C8). Throws one of ADD_INTERNAL_NOTE_PROBLEMS. */
export async function addInternalNote(
  ctx: Context,
  raw: z.input<typeof addInternalNoteInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.noteInternally');
  const { ticketId, ...note } = parse(addInternalNoteInput, raw);
  return transact(ctx, actor, async (tx) => {
    const ticket = await ticketAtHand(tx, actor, ticketId);
    const events = await addMessage(tx, { actor, now }, ticket, { kind: 'INTERNAL_NOTE', ...note });
    return { value: { id: ticket.id }, events };
  });
}
