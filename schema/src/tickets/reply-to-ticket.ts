import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow, reach } from '../access.ts';
import type { Context } from '../context.ts';
import { transact, type Tx } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { endClocks } from '../sla/clocks.ts';
import { addMessage } from './add-message.ts';
import { moveTicket } from './move-ticket.ts';
import { RECEIPT_PROBLEMS, receiveTicket } from './receive-ticket.ts';
import { ticketToAnswer, type ticketAtHand } from './ticket-at-hand.ts';
import { reviewScope, scopeReviewInput } from './scope-review.ts';
import { checkMove, IllegalMoveProblem, opensFollowUp, ScopeReviewMissingProblem } from './ticket.rules.ts';

export const REPLY_TO_TICKET_PROBLEMS = [
  InvalidInputProblem,
  IllegalMoveProblem,
  ScopeReviewMissingProblem,
  ...RECEIPT_PROBLEMS,
];

const replyToTicketInput = z.object({
  ticketId: z.string(),
  body: prose(20_000),
  resolve: z.boolean().nullish(),
  review: scopeReviewInput.nullish(),
  attachmentIds: z.array(z.string()).nullish(),
});

/**
 * Adds a message that both sides see. From staff it is a response: it meets the clocks that wait for one; then, in this
 * order, the scope is reviewed with `review`, and the ticket resolved with `resolve` (C8, C9, Q19). A customer's further messages never move a
 * deadline (C23); after the first answer they start the wait for the next one (C11). They resume a ticket that waits
 * for the customer, and re-open a resolved one. On one that is over for longer, they are a new ticket, linked and
 * admitted like any other, whose id is answered (C22).
 * Throws one of REPLY_TO_TICKET_PROBLEMS.
 */
export async function replyToTicket(
  ctx: Context,
  raw: z.input<typeof replyToTicketInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.reply');
  if (raw.resolve) allow(actor, 'ticket.resolve');
  if (raw.review) allow(actor, 'ticket.reviewScope');
  const input = parse(replyToTicketInput, raw);
  const { body, attachmentIds } = input;
  return transact(ctx, actor, async (tx) => {
    const ticket = await ticketToAnswer(tx, actor, input.ticketId, 'ticket.reply');
    const answered = checkMove(ticket, actor, 'REPLY');
    if (actor.kind !== 'staff' && opensFollowUp(ticket, now)) {
      reach(actor, ticket.accountId, 'ticket.open');
      const requesterId = actor.kind === 'contact' ? actor.id : ticket.requesterId;
      const requester = await tx.contact.findUniqueOrThrow({ where: { id: requesterId } });
      const profileIds = await reviewedProfilesOf(tx, ticket.id);
      const request = { ...followUp(ticket, body), profileIds, attachmentIds };
      return receiveTicket(tx, requester, request, { actor, now });
    }
    const messageId = newId('msg');
    const message = { id: messageId, kind: 'REPLY' as const, body, attachmentIds };
    const events = await addMessage(tx, { actor, now }, ticket, message);
    if (answered !== ticket.state) events.push(...(await moveTicket(tx, ticket, answered, now)));
    let reviewed = ticket;
    if (input.review) {
      const review = await reviewScope(tx, { actor, now }, ticket, { ...input.review, messageId });
      reviewed = { ...ticket, ...review.standing };
      events.push(...review.events);
    }
    if (input.resolve) {
      const resolved = checkMove(reviewed, actor, 'RESOLVE');
      events.push(...(await moveTicket(tx, reviewed, resolved, now)));
      events.push(...(await endClocks(tx, ticket, ['RESOLUTION'], now, 'RESOLVED')));
    }
    return { value: { id: ticket.id }, events };
  });
}

/** The same question again, in new words. */
function followUp(ticket: Awaited<ReturnType<typeof ticketAtHand>>, question: string) {
  return {
    requestType: ticket.requestTypeCode,
    severity: ticket.severity,
    sku: ticket.skuCode,
    subject: ticket.subject,
    question,
    channel: 'WEB' as const,
    profileId: ticket.profileId,
    relatedToId: ticket.id,
  };
}

/** A review that goes on in a follow-up covers what it covered (S111). */
async function reviewedProfilesOf(tx: Tx, ticketId: string): Promise<string[]> {
  const profiles = await tx.reviewedProfile.findMany({ where: { ticketId } });
  return profiles.map(({ profileId }) => profileId);
}
