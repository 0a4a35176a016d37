import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse, type Refinement } from '../problem.ts';
import { checkRatable, NotRequesterProblem, RatingClosedProblem } from './satisfaction.rules.ts';
import { ticketAtHand } from './ticket-at-hand.ts';

export const RATE_TICKET_PROBLEMS = [InvalidInputProblem, NotRequesterProblem, RatingClosedProblem];

const ONE_TO_FIVE: Refinement = {
  code: 'OUT_OF_RANGE',
  fr: 'doit être un nombre entier de 1 à 5.',
  en: 'must be a whole number from 1 to 5.',
};

const rateTicketInput = z.object({
  ticketId: z.string(),
  score: z.number().refine((score) => [1, 2, 3, 4, 5].includes(score), { params: ONE_TO_FIVE }),
  comment: prose(2_000).nullish(),
});

/**
 * Takes the requester's rating of a resolved ticket. Rated again within the 14 days, the new rating takes the place of
 * the former, and counts once: a slip of the finger can be mended. Throws one of RATE_TICKET_PROBLEMS.
 */
export async function rateTicket(
  ctx: Context,
  raw: z.input<typeof rateTicketInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.rate');
  const { ticketId, score, comment = null } = parse(rateTicketInput, raw);
  return transact(ctx, actor, async (tx) => {
    const ticket = await ticketAtHand(tx, actor, ticketId);
    if (ticket.requesterId !== actor.id) throw new NotRequesterProblem();
    const asked = await tx.satisfaction.findUnique({ where: { ticketId } });
    checkRatable(ticket.state, asked, now);
    await tx.satisfaction.update({ where: { ticketId }, data: { score, comment, ratedAt: now } });
    return {
      value: { id: ticket.id },
      events: [happened('ticket.rated', ticket, { before: asked?.score ?? null, after: score })],
    };
  });
}
