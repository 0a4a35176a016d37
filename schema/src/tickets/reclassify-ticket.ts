import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { ADMISSION_PROBLEMS } from '../entitlements/admit.ts';
import { happened, NOTHING_HAPPENED, transact, type Tx } from '../event.ts';
import { line } from '../input.ts';
import { IntakeAnswersProblem } from '../plans/intake.rules.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { intakeAnswers } from './intake-answers.ts';
import { admitAnew, followClassification } from './admit-anew.ts';
import { AlreadyReviewedProblem, checkCorrection, type Classification } from './reclassify.rules.ts';
import { reviewScope, scopeReviewInput } from './scope-review.ts';
import { ticketAtHand } from './ticket-at-hand.ts';
import { checkMove, IllegalMoveProblem } from './ticket.rules.ts';

export const RECLASSIFY_TICKET_PROBLEMS = [
  InvalidInputProblem,
  IllegalMoveProblem,
  AlreadyReviewedProblem,
  IntakeAnswersProblem,
  ...ADMISSION_PROBLEMS,
];

const reclassifyTicketInput = z.object({
  ticketId: z.string(),
  subject: line(200).nullish(),
  requestType: z.string().nullish(),
  intakeVersion: z.number().int().nullish(),
  answers: intakeAnswers.nullish(),
  profileIds: z.array(z.string()).nullish(),
  sku: z.string().nullish(),
  profileId: z.string().nullish(),
  requesterId: z.string().nullish(),
  review: scopeReviewInput.nullish(),
});
type Input = z.output<typeof reclassifyTicketInput>;

/**
 * Corrects what an open ticket is: its subject, type, service, profile or requester. What is not mentioned stays. Another
 * type or service is admitted as at opening, and not put under a verdict that judged something else: a ticket that was
 * reviewed takes a new review in the same act (S90). No clock moves. Throws one of RECLASSIFY_TICKET_PROBLEMS.
 */
export async function reclassifyTicket(
  ctx: Context,
  raw: z.input<typeof reclassifyTicketInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.reclassify');
  if (raw.review) allow(actor, 'ticket.reviewScope');
  const input = parse(reclassifyTicketInput, raw);
  return transact(ctx, actor, async (tx) => {
    const ticket = await ticketAtHand(tx, actor, input.ticketId);
    checkMove(ticket, actor, 'RECLASSIFY');
    const before = classificationOf(ticket);
    const wanted = await wantedOf(tx, ticket.accountId, before, input);
    const { review, intakeVersion, profileIds } = input;
    const sent = {
      review: Boolean(review),
      intakeVersion: intakeVersion != null,
      profileIds: profileIds != null,
    };
    checkCorrection({ ...before, scopeVerdict: ticket.scopeVerdict }, wanted, sent);
    const request = { ...wanted, intakeVersion, answers: input.answers, profileIds };
    const { kind, ...form } = await admitAnew(tx, ticket, request, { actor, now });
    const after = { ...wanted, kind };
    const answersChanged = JSON.stringify(form.intakeAnswers) !== JSON.stringify(ticket.intakeAnswers);
    if (JSON.stringify(after) === JSON.stringify(before) && !answersChanged) {
      return { value: { id: ticket.id }, events: NOTHING_HAPPENED };
    }
    const { requestType: requestTypeCode, sku: skuCode, ...said } = after;
    const corrected = { ...said, requestTypeCode, skuCode, ...form };
    await tx.ticket.update({ where: { id: ticket.id }, data: corrected });
    const changed = { before: ticket, after: { ...ticket, ...corrected } };
    const followed = await followClassification(tx, changed, profileIds ?? [], { actor, now });
    const reviewed = review
      ? await reviewScope(tx, { actor, now }, changed.after, { ...review, messageId: null })
      : null;
    return {
      value: { id: ticket.id },
      events: [
        happened('ticket.reclassified', ticket, {
          before: { ...before },
          after: { ...after },
          answersChanged,
        }),
        ...followed,
        ...(reviewed?.events ?? []),
      ],
    };
  });
}

function classificationOf(ticket: {
  subject: string;
  requestTypeCode: string;
  kind: Classification['kind'];
  skuCode: string;
  profileId: string | null;
  requesterId: string;
}): Classification {
  const { subject, requestTypeCode: requestType, kind, skuCode: sku, profileId, requesterId } = ticket;
  return { subject, requestType, kind, sku, profileId, requesterId };
}

/** What it is to be; whom and what it names must be of the same account. Of what kind, the admission says. */
async function wantedOf(
  tx: Tx,
  accountId: string,
  before: Classification,
  { subject, requestType, sku, profileId = before.profileId, requesterId }: Input,
): Promise<Classification> {
  if (requestType && !(await tx.requestType.findUnique({ where: { code: requestType } }))) {
    throw unknownValue('requestType', requestType);
  }
  if (profileId && !(await tx.profile.findFirst({ where: { id: profileId, accountId } }))) {
    throw unknownValue('profileId', profileId);
  }
  const requester = { id: requesterId ?? before.requesterId, accountId, accessEndedAt: null, erasedAt: null };
  if (requesterId && !(await tx.contact.findFirst({ where: requester }))) {
    throw unknownValue('requesterId', requesterId);
  }
  return {
    subject: subject ?? before.subject,
    requestType: requestType ?? before.requestType,
    kind: before.kind,
    sku: sku ?? before.sku,
    profileId,
    requesterId: requester.id,
  };
}
