import * as z from 'zod';
import { allow, reach, type SignedInActor } from '../access.ts';
import type { Context } from '../context.ts';
import { transact, type Tx } from '../event.ts';
import { line, prose } from '../input.ts';
import { callAtHand, joinCall } from '../phone/call-at-hand.ts';
import { PhoneCallClosedProblem } from '../phone/phone.rules.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { intakeAnswers } from './intake-answers.ts';
import { RECEIPT_PROBLEMS, receiveTicket } from './receive-ticket.ts';

export const OPEN_TICKET_PROBLEMS = [InvalidInputProblem, ...RECEIPT_PROBLEMS, PhoneCallClosedProblem];

const openTicketInput = z.object({
  requestType: z.string(),
  severity: z.enum(['SEVERE', 'MODERATE', 'LIMITED']),
  sku: z.string(),
  subject: line(200),
  question: prose(20_000),
  intakeVersion: z.number().int().nullish(),
  answers: intakeAnswers.nullish(),
  profileId: z.string().nullish(),
  profileIds: z.array(z.string()).nullish(),
  relatedToId: z.string().nullish(),
  requesterId: z.string().nullish(),
  channel: z.enum(['WEB', 'EMAIL', 'PHONE']),
  attachmentIds: z.array(z.string()).nullish(),
  phoneCallId: z.string().nullish(),
});

/**
 * Opens a ticket: one question about one subscribed service (S88, S89), received now (C4), and starts its clocks in
 * the calendar of the requester's site, else of the account (C3). Staff and partners open it for a contact.
 * Throws one of OPEN_TICKET_PROBLEMS.
 */
export async function openTicket(
  ctx: Context,
  raw: z.input<typeof openTicketInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.open');
  const input = parse(openTicketInput, raw);
  const { channel } = input;
  if (actor.kind !== 'staff' && channel !== 'WEB') throw notYours('channel');
  return transact(ctx, actor, async (tx) => {
    const requester = await requesterOf(tx, actor, input.requesterId);
    await checkReferences(tx, requester.accountId, input);
    const call = input.phoneCallId ? await callAtHand(tx, actor, input.phoneCallId) : null;
    // What was said on the telephone was received when the recording ended; a draft is received when it is sent (C4).
    const receivedAt = (channel === 'PHONE' && call?.receivedAt) || now;
    const received = await receiveTicket(tx, requester, { ...input, channel }, { actor, now: receivedAt });
    if (!call) return received;
    const { accountId, id: requesterId } = requester;
    const joined = await joinCall(tx, call, { ...received.value, accountId, requesterId });
    return { value: received.value, events: [...received.events, joined] };
  });
}

/** A contact asks in the own name; staff and partners name the contact for whom they ask. */
async function requesterOf(tx: Tx, actor: SignedInActor, requesterId: string | null | undefined) {
  if (actor.kind === 'contact') {
    if (requesterId && requesterId !== actor.id) throw notYours('requesterId');
    return tx.contact.findUniqueOrThrow({ where: { id: actor.id } });
  }
  const requester = await tx.contact.findFirst({
    where: { id: requesterId ?? '', accessEndedAt: null, erasedAt: null },
  });
  if (!requester) throw unknownValue('requesterId', requesterId ?? '');
  reach(actor, requester.accountId, 'ticket.open');
  return requester;
}

/** What the request points at must be of the same account. */
async function checkReferences(
  tx: Tx,
  accountId: string,
  { profileId, relatedToId }: z.output<typeof openTicketInput>,
): Promise<void> {
  if (profileId && !(await tx.profile.findFirst({ where: { id: profileId, accountId } }))) {
    throw unknownValue('profileId', profileId);
  }
  if (relatedToId && !(await tx.ticket.findFirst({ where: { id: relatedToId, accountId } }))) {
    throw unknownValue('relatedToId', relatedToId);
  }
}

function notYours(path: string): InvalidInputProblem {
  return new InvalidInputProblem([
    {
      path,
      code: 'STAFF_ONLY',
      text: { fr: 'est réservé au personnel du fournisseur.', en: 'is for the vendor’s staff.' },
    },
  ]);
}
