import { newId } from '@tierline/prisma/ids';
import type * as z from 'zod';
import { reach, type SignedInActor } from '../access.ts';
import type { NewEvent, Tx } from '../event.ts';
import { endClocks } from '../sla/clocks.ts';
import { addMessage } from './add-message.ts';
import { moveTicket } from './move-ticket.ts';
import { receiveTicket } from './receive-ticket.ts';
import { ticketToAnswer, type ticketAtHand } from './ticket-at-hand.ts';
import { reviewScope, type scopeReviewInput } from './scope-review.ts';
import { checkMove, opensFollowUp } from './ticket.rules.ts';

/** What is said on a ticket. */
interface Answer {
  ticketId: string;
  body: string;
  /** By which a follow-up comes in, where it is one. */
  channel: 'WEB' | 'EMAIL';
  resolve?: boolean | null | undefined;
  review?: z.output<typeof scopeReviewInput> | null | undefined;
  attachmentIds?: readonly string[] | null | undefined;
}

/**
 * Adds a message that both sides see. From staff it is a response: it meets the clocks that wait for one; then, in this
 * order, the scope is reviewed with `review`, and the ticket resolved with `resolve` (C8, C9, Q19). A customer's further messages never move a
 * deadline (C23); after the first answer they start the wait for the next one (C11). They resume a ticket that waits
 * for the customer, and re-open a resolved one. On one that is over for longer, they are a new ticket, linked and
 * admitted like any other, whose id is answered (C22).
 */
export async function answerTicket(
  tx: Tx,
  { actor, now }: { actor: SignedInActor; now: Date },
  input: Answer,
): Promise<{ value: { id: string }; events: [NewEvent, ...NewEvent[]] }> {
  const { body, channel, attachmentIds } = input;
  const ticket = await ticketToAnswer(tx, actor, input.ticketId, 'ticket.reply');
  const answered = checkMove(ticket, actor, 'REPLY');
  const { reopenedWithinDays } = await tx.programme.findUniqueOrThrow({ where: { id: 1 } });
  if (actor.kind !== 'staff' && opensFollowUp(ticket, reopenedWithinDays, now)) {
    reach(actor, ticket.accountId, 'ticket.open');
    const requesterId = actor.kind === 'contact' ? actor.id : ticket.requesterId;
    const requester = await tx.contact.findUniqueOrThrow({ where: { id: requesterId } });
    const profileIds = await reviewedProfilesOf(tx, ticket.id);
    const request = { ...followUp(ticket, body, channel), profileIds, attachmentIds };
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
}

/** The same question again, in new words. */
function followUp(
  ticket: Awaited<ReturnType<typeof ticketAtHand>>,
  question: string,
  channel: Answer['channel'],
) {
  return {
    requestType: ticket.requestTypeCode,
    severity: ticket.severity,
    sku: ticket.skuCode,
    subject: ticket.subject,
    question,
    channel,
    profileId: ticket.profileId,
    relatedToId: ticket.id,
  };
}

/** A review that goes on in a follow-up covers what it covered (S111). */
async function reviewedProfilesOf(tx: Tx, ticketId: string): Promise<string[]> {
  const profiles = await tx.reviewedProfile.findMany({ where: { ticketId } });
  return profiles.map(({ profileId }) => profileId);
}
