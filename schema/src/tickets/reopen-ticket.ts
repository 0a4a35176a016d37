import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { isHealthReview } from '../entitlements/health-review.rules.ts';
import { transact } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { startNextResponse } from '../sla/clocks.ts';
import { moveTicket } from './move-ticket.ts';
import { ticketAtHand } from './ticket-at-hand.ts';
import { checkMove, IllegalMoveProblem } from './ticket.rules.ts';

export const REOPEN_TICKET_PROBLEMS = [InvalidInputProblem, IllegalMoveProblem];

const reopenTicketInput = z.object({ ticketId: z.string(), reason: prose(5_000) });

/**
 * Takes up a ticket again because the vendor finds that it is not resolved, or that it was withdrawn or cancelled by
 * mistake: the customer sees the reason. The resolution is measured on without the time in between (C22). The initial
 * response stays as it ended, for what is over changes by a repair only (C14, C33); where nobody had answered, the
 * customer waits for the next response from now on. Throws one of REOPEN_TICKET_PROBLEMS.
 */
export async function reopenTicket(
  ctx: Context,
  raw: z.input<typeof reopenTicketInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.work');
  const { ticketId, reason } = parse(reopenTicketInput, raw);
  return transact(ctx, actor, async (tx) => {
    const ticket = await ticketAtHand(tx, actor, ticketId);
    const after = checkMove(ticket, actor, 'REOPEN');
    const undoes = ticket.state !== 'RESOLVED';
    if (undoes) checkUnit(ticket);
    const whole = { cancellation: null, belongsToId: null };
    return {
      value: { id: ticket.id },
      events: [
        ...(await moveTicket(tx, ticket, after, now, { reason }, whole)),
        ...(undoes ? await startNextResponse(tx, ticket, now) : []),
      ],
    };
  });
}

/** A health review that ended gave the year's unit back, and takes it once only: it is asked for anew (E5). */
function checkUnit({ requestTypeCode }: { requestTypeCode: string }): void {
  if (!isHealthReview(requestTypeCode)) return;
  throw new InvalidInputProblem([
    {
      path: 'ticketId',
      code: 'UNIT_RETURNED',
      text: {
        fr: 'est un examen de bien-être qui a rendu son unité de l’année : ouvrez-en un nouveau.',
        en: 'is a health review that gave the unit of its year back: open a new one.',
      },
    },
  ]);
}
