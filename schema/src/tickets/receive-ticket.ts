import { newId } from '@tierline/prisma/ids';
import type { SignedInActor } from '../access.ts';
import { attachFiles } from '../attachments/attach-files.ts';
import { calendarOf } from '../calendar/calendar-of.ts';
import { ADMISSION_PROBLEMS, decideAdmission } from '../entitlements/admit.ts';
import { reserveHealthReview } from '../entitlements/health-review.ts';
import { engagementFor } from '../engagements/ticket-engagement.ts';
import { happened, type NewEvent, type Tx } from '../event.ts';
import { healthReviewFor } from '../health-reviews/ticket-health-review.ts';
import { checkAnswers, IntakeAnswersProblem, type IntakeAnswer } from '../plans/intake.rules.ts';
import type { Severity } from '../plans/plan.rules.ts';
import { startClocks } from '../sla/clocks.ts';
import { replanClocks } from '../sla/promises.ts';
import { openIncident, openIncidents } from '../runbooks/incident.ts';
import { routeTicket } from '../routing/route-ticket.ts';
import { knownEventFor } from '../status/known-event.ts';
import { holdAccount } from './hold-account.ts';
import { reference } from './ticket.rules.ts';

export const RECEIPT_PROBLEMS = [...ADMISSION_PROBLEMS, IntakeAnswersProblem];

/** What is asked, with references that are known to be of the requester's account. */
interface TicketRequest {
  requestType: string;
  severity: Severity;
  sku: string;
  subject: string;
  question: string;
  channel: 'WEB' | 'EMAIL' | 'PHONE';
  intakeVersion?: number | null | undefined;
  answers?: readonly IntakeAnswer[] | null | undefined;
  profileId?: string | null | undefined;
  profileIds?: readonly string[] | null | undefined;
  relatedToId?: string | null | undefined;
  attachmentIds?: readonly string[] | null | undefined;
}

/**
 * Receives a request as a ticket when the plan covers it, and starts its clocks in the calendar of the requester's
 * site, else of the account (C3, C4). The question is a partner's where one asks in the requester's name, else the
 * requester's.
 *
 * @throws one of RECEIPT_PROBLEMS
 */
export async function receiveTicket(
  tx: Tx,
  requester: { id: string; accountId: string; siteId: string | null },
  request: TicketRequest,
  { actor, now }: { actor: SignedInActor; now: Date },
): Promise<{ value: { id: string }; events: [NewEvent, ...NewEvent[]] }> {
  const { accountId } = requester;
  await holdAccount(tx, accountId, request.requestType);
  const { requestType, severity, channel, sku, intakeVersion, profileIds } = request;
  const admission = await decideAdmission(
    tx,
    { accountId, requestType, severity, channel, sku, intakeVersion, profileIds, at: now },
    actor,
  );
  if (admission.problem) throw admission.problem;
  const { intakeVersion: version, intakeFields: fields } = admission;
  const form = { requestType: request.requestType, version, fields };
  const answers = checkAnswers(form, request.answers ?? [], request.channel === 'WEB');
  const messageId = newId('msg');
  const ticket = await tx.ticket.create({
    data: {
      id: newId('tkt'),
      accountId,
      siteId: requester.siteId,
      requesterId: requester.id,
      profileId: request.profileId ?? null,
      reviewedProfiles: {
        create: [...new Set(profileIds)].map((profileId) => ({ profileId, accountId })),
      },
      channel: request.channel,
      kind: admission.kind,
      requestTypeCode: request.requestType,
      intakeVersion: admission.intakeVersion,
      intakeAnswers: answers.map((answer) => ({ ...answer })),
      skuCode: request.sku,
      severity: request.severity,
      planCode: admission.plan,
      subject: request.subject,
      state: 'RECEIVED',
      receivedAt: now,
      updatedAt: now,
      relatedToId: request.relatedToId ?? null,
      messages: {
        create: {
          id: messageId,
          accountId,
          kind: 'REPLY',
          visibleToCustomer: true,
          ...(actor.kind === 'partner' ? { partnerPersonId: actor.id } : { contactId: requester.id }),
          body: request.question,
          sentAt: now,
        },
      },
    },
  });
  const question = { accountId, visibleToCustomer: true };
  await attachFiles(tx, { actor, now }, request.attachmentIds ?? [], { messageId }, question);
  const clocks = await startClocks(tx, ticket, await calendarOf(tx, requester), now);
  const reserved = await reserveHealthReview(tx, ticket, now);
  const healthReview = await healthReviewFor(tx, ticket, [...new Set(profileIds)], now);
  const replans = await catchUpWithPlan(tx, ticket, now);
  const assigned = await routeTicket(tx, { actor: { id: null }, now }, ticket.id);
  const engagement = await engagementFor(tx, ticket, answers, now);
  const incident = await openIncident(tx, ticket, ticket.severity, now);
  const known = await knownEventFor(tx, { ticketId: ticket.id }, now);
  return {
    value: { id: ticket.id },
    events: [
      happened('ticket.opened', ticket, {
        reference: reference(ticket.number),
        requesterId: requester.id,
        channel: request.channel,
        requestType: request.requestType,
        severity: request.severity,
        plan: admission.plan,
        sku: request.sku,
        receivedAt: now.toISOString(),
        relatedToId: request.relatedToId ?? null,
      }),
      ...clocks,
      ...replans,
      ...assigned,
      ...reserved,
      ...healthReview,
      ...engagement,
      ...incident,
      ...known,
    ],
  };
}

/** Each plan that began after the receipt, but before the ticket stood, promises to it too (C26, S75). */
async function catchUpWithPlan(
  tx: Tx,
  { id, accountId }: { id: string; accountId: string },
  receivedAt: Date,
): Promise<NewEvent[]> {
  const begun = await tx.planPeriod.findMany({
    where: { accountId, startsAt: { gt: receivedAt }, begunAt: { not: null } },
    orderBy: { startsAt: 'asc' },
  });
  const events: NewEvent[] = [];
  for (const period of begun) {
    events.push(...(await replanClocks(tx, { id, accountId }, period)));
    events.push(...(await openIncidents(tx, { id, accountId }, period)));
  }
  return events;
}
