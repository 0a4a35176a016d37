import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact, type NewEvent } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { redactText } from '../retention/redact-text.ts';
import { ticketAtHand } from './ticket-at-hand.ts';
import { ticketFamily } from './ticket-family.ts';

export const REDACT_TICKET_PROBLEMS = [InvalidInputProblem];

const redactTicketInput = z.object({ ticketId: z.string(), text: z.string().trim().min(4).max(500) });

/**
 * Takes some words out of a ticket for good wherever they stand on it, such as a password in its subject, and out of the
 * tickets that it was split off from, that were split off from it, or that it was merged with: they have the same texts. The
 * rest of each text stays, and no clock moves. Throws one of REDACT_TICKET_PROBLEMS.
 */
export async function redactTicket(
  ctx: Context,
  raw: z.input<typeof redactTicketInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.redact');
  const { ticketId, text } = parse(redactTicketInput, raw);
  return transact(ctx, actor, async (tx) => {
    const events: NewEvent[] = [];
    for (const id of await ticketFamily(tx, ticketId)) {
      const ticket = await ticketAtHand(tx, actor, id);
      const texts = await redactText(tx, id, text, now);
      if (texts > 0) events.push(happened('ticket.redacted', ticket, { texts }));
    }
    const [first, ...others] = events;
    if (!first) throw notThere();
    return { value: { id: ticketId }, events: [first, ...others] };
  });
}

/** It does not repeat what was sent: that is a secret. */
function notThere(): InvalidInputProblem {
  return new InvalidInputProblem([
    {
      path: 'text',
      code: 'UNKNOWN',
      text: { fr: 'ne figure nulle part sur ce ticket.', en: 'stands nowhere on this ticket.' },
    },
  ]);
}
