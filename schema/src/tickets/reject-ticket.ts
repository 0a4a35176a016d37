import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact, type Tx } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { endClocks } from '../sla/clocks.ts';
import { addMessage } from './add-message.ts';
import { exclusionOf } from './exclusion.ts';
import { moveTicket } from './move-ticket.ts';
import { reviewScope } from './scope-review.ts';
import { ticketAtHand } from './ticket-at-hand.ts';
import { checkMove, IllegalMoveProblem } from './ticket.rules.ts';

export const REJECT_TICKET_PROBLEMS = [InvalidInputProblem, IllegalMoveProblem];

/** The least that a customer is told why: the reason is what makes a rejection a response (C10), and “No” is none. */
export const REASON_CHARACTERS = 10;

const rejectTicketInput = z.object({
  ticketId: z.string(),
  clause: z.string(),
  reasonFr: prose(5_000, REASON_CHARACTERS),
  reasonEn: prose(5_000, REASON_CHARACTERS),
  description: prose(2_000).nullish(),
});

/**
 * Rejects a request as out of scope, citing the exclusion that applies to the account's plan, with a reason that the
 * customer reads in the own language, and offers the engagement that the work takes instead (S94). The reason makes
 * the rejection a response (C10, S93). It is a review of its own, by whoever rejects, so that each rejection has its
 * named engineer (S90). Throws one of REJECT_TICKET_PROBLEMS.
 */
export async function rejectTicket(
  ctx: Context,
  raw: z.input<typeof rejectTicketInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.reject');
  const input = parse(rejectTicketInput, raw);
  return transact(ctx, actor, async (tx) => {
    const ticket = await ticketAtHand(tx, actor, input.ticketId);
    const after = checkMove(ticket, actor, 'REJECT');
    const clause = await exclusionOf(tx, ticket, input.clause, 'clause');
    const account = await tx.account.findUniqueOrThrow({ where: { id: ticket.accountId } });
    const messageId = newId('msg');
    const reason = account.locale === 'FR' ? input.reasonFr : input.reasonEn;
    const told = await addMessage(tx, { actor, now }, ticket, { id: messageId, kind: 'REPLY', body: reason });
    const reviewed = await reviewScope(tx, { actor, now }, ticket, {
      verdict: 'OUT_OF_SCOPE',
      clause: input.clause,
      description: input.description ?? null,
      waiverReason: null,
      meetingDecision: 'NOT_NEEDED',
      meetingPurpose: null,
      messageId,
    });
    const { reasonFr, reasonEn } = input;
    const { rejectionId, engagementId } = await keepRejection(tx, ticket, {
      reviewId: reviewed.id,
      reasonFr,
      reasonEn,
      rejectedAt: now,
    });
    const moved = await moveTicket(tx, { ...ticket, ...reviewed.standing }, after, now, {
      rejectionId,
      clauseId: clause.id,
      reasonFr,
      reasonEn,
    });
    return {
      value: { id: ticket.id },
      events: [
        ...told,
        ...reviewed.events,
        ...moved,
        happened('ticket.offer_made', ticket, { engagementId, rejectionId }),
        ...(await endClocks(tx, ticket, ['RESOLUTION'], now, 'REJECTED')),
      ],
    };
  });
}

/** A rejection is never a dead end: the engagement that the work takes is offered with it (S94, S107). */
async function keepRejection(
  tx: Tx,
  { id: ticketId, accountId }: { id: string; accountId: string },
  told: { reviewId: string; reasonFr: string; reasonEn: string; rejectedAt: Date },
): Promise<{ rejectionId: string; engagementId: string }> {
  const rejectionId = newId('rej');
  const engagementId = newId('tse');
  await tx.rejection.create({ data: { id: rejectionId, ticketId, accountId, ...told } });
  await tx.technicalServicesEngagement.create({
    data: {
      id: engagementId,
      ticketId,
      accountId,
      rejectionId,
      state: 'OFFERED',
      offeredAt: told.rejectedAt,
    },
  });
  return { rejectionId, engagementId };
}
