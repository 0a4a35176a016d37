import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { addMessage } from './add-message.ts';
import { checkSecondOpinion, SecondOpinionSpentProblem } from './second-opinion.rules.ts';
import { ticketAtHand } from './ticket-at-hand.ts';
import { checkMove, IllegalMoveProblem } from './ticket.rules.ts';

export const REQUEST_SECOND_OPINION_PROBLEMS = [
  InvalidInputProblem,
  IllegalMoveProblem,
  SecondOpinionSpentProblem,
];

const requestSecondOpinionInput = z.object({ ticketId: z.string(), reason: prose(5_000) });

/**
 * Asks, once, that another engineer looks at a rejection (B5). What the customer says is a message, and waits for an
 * answer like any other (C11); the offer waits meanwhile. Throws one of REQUEST_SECOND_OPINION_PROBLEMS.
 */
export async function requestSecondOpinion(
  ctx: Context,
  raw: z.input<typeof requestSecondOpinionInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.requestSecondOpinion');
  const { ticketId, reason } = parse(requestSecondOpinionInput, raw);
  return transact(ctx, actor, async (tx) => {
    const ticket = await ticketAtHand(tx, actor, ticketId);
    checkSecondOpinion(ticket);
    checkMove(ticket, actor, 'REQUEST_SECOND_OPINION');
    const { id: rejectionId } = await tx.rejection.findUniqueOrThrow({ where: { ticketId } });
    const written = await addMessage(tx, { actor, now }, ticket, { kind: 'REPLY', body: reason });
    const opinion = {
      id: newId('sop'),
      ticketId,
      accountId: ticket.accountId,
      rejectionId,
      requestedById: actor.id,
      requestedAt: now,
      reason,
    };
    await tx.secondOpinion.create({ data: opinion });
    await tx.ticket.update({ where: { id: ticketId }, data: { secondOpinionState: 'REQUESTED' } });
    return {
      value: { id: ticketId },
      events: [
        ...written,
        happened('ticket.second_opinion_requested', ticket, {
          secondOpinionId: opinion.id,
          rejectionId,
          requestedById: actor.id,
        }),
      ],
    };
  });
}
