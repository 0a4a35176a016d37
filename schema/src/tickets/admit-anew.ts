import type { SignedInActor } from '../access.ts';
import { decideAdmission, type Admission } from '../entitlements/admit.ts';
import { dropHealthReview, healthReviewFor } from '../health-reviews/ticket-health-review.ts';
import { isHealthReview } from '../entitlements/health-review.rules.ts';
import { reserveHealthReview, settleHealthReview } from '../entitlements/health-review.ts';
import { reclassifyEngagement } from '../engagements/ticket-engagement.ts';
import type { NewEvent, Tx } from '../event.ts';
import { checkAnswers, keptAnswers, keptFields, type IntakeAnswer } from '../plans/intake.rules.ts';
import type { Severity } from '../plans/plan.rules.ts';
import { InvalidInputProblem } from '../problem.ts';
import { routeTicket } from '../routing/route-ticket.ts';
import { knownEventFor } from '../status/known-event.ts';
import { holdAccount } from './hold-account.ts';
import { isAnotherRequest, type Classification } from './reclassify.rules.ts';

interface Request {
  id: string;
  accountId: string;
  requestTypeCode: string;
  skuCode: string;
  kind: Classification['kind'];
  subject: string;
}

interface Received extends Request {
  channel: 'WEB' | 'EMAIL' | 'PHONE';
  severity: Severity;
  receivedAt: Date;
  intakeVersion: number;
  intakeAnswers: unknown;
}

interface Wanted {
  requestType: string;
  sku: string;
  intakeVersion: number | null | undefined;
  answers: readonly IntakeAnswer[] | null | undefined;
  profileIds: readonly string[] | null | undefined;
}

interface By {
  actor: SignedInActor;
  now: Date;
}

/**
 * Admits a ticket as what it turns out to be, like one that is opened: by the plan and subscriptions at its receipt, or
 * by those of today, whichever admit it (C26). Another type is asked by its current form, the same one by the version
 * that was filled in.
 *
 * @returns its kind, and how the form is answered
 * @throws one of ADMISSION_PROBLEMS, InvalidInputProblem, IntakeAnswersProblem
 */
export async function admitAnew(tx: Tx, ticket: Received, wanted: Wanted, by: By) {
  const { requestType, answers } = wanted;
  const anotherType = requestType !== ticket.requestTypeCode;
  const before = { requestType: ticket.requestTypeCode, sku: ticket.skuCode };
  const admission = isAnotherRequest(before, wanted) ? await admissionOf(tx, ticket, wanted, by) : null;
  const kind = admission?.kind ?? ticket.kind;
  if (!anotherType && !answers) {
    return { kind, intakeVersion: ticket.intakeVersion, intakeAnswers: jsonOf(keptAnswers(ticket)) };
  }
  const form = anotherType && admission ? formOf(admission) : await formFilledIn(tx, ticket);
  const filledIn = ticket.channel === 'WEB';
  const checked = checkAnswers({ requestType, ...form }, answers ?? [], filledIn);
  return { kind, intakeVersion: form.version, intakeAnswers: jsonOf(checked) };

  function formOf({ intakeVersion: version, intakeFields: fields }: Admission) {
    return { version, fields };
  }
}

async function formFilledIn(tx: Tx, { requestTypeCode, intakeVersion: version }: Received) {
  const form = await tx.intakeForm.findUniqueOrThrow({
    where: { requestTypeCode_version: { requestTypeCode, version } },
  });
  return { version, fields: keptFields(form) };
}

const jsonOf = (answers: readonly IntakeAnswer[]) => answers.map((answer) => ({ ...answer }));

async function admissionOf(tx: Tx, ticket: Received, wanted: Wanted, { actor, now }: By): Promise<Admission> {
  const { requestType, sku, intakeVersion } = wanted;
  const { accountId, severity } = ticket;
  await holdAccount(tx, accountId, requestType);
  const review = isHealthReview(requestType);
  if (review) await checkOnlyUnit(tx, ticket);
  // By which channel it came was judged when it came.
  const asked = { accountId, requestType, severity, channel: 'WEB' as const, sku, intakeVersion };
  const admissionAt = (at: Date) =>
    decideAdmission(tx, { ...asked, profileIds: wanted.profileIds, at }, actor);
  // A unit is taken of the year that is running.
  const then = review ? null : await admissionAt(ticket.receivedAt);
  const admission = then && !then.problem ? then : await admissionAt(now);
  if (admission.problem) throw admission.problem;
  return admission;
}

/** A ticket takes the unit of a year once: what was one, or goes to another service, is asked for anew (E5). */
async function checkOnlyUnit(tx: Tx, { id }: Received): Promise<void> {
  if (!(await tx.ledgerLine.findFirst({ where: { ticketId: id } }))) return;
  throw new InvalidInputProblem([
    {
      path: 'requestType',
      code: 'UNIT_TAKEN',
      text: {
        fr: 'a déjà pris ou rendu l’examen de bien-être de l’année pour ce ticket : ouvrez-en un nouveau.',
        en: 'took or gave back the health review of the year for this ticket already: open a new one.',
      },
    },
  ]);
}

/**
 * Lets everything follow that hangs on what a ticket is: the unit of a health review with its profiles (E5), the
 * engagement that it asks of the TAM, who gets it with a request for the TAM (S30), and what the status page knows (B18).
 */
export async function followClassification(
  tx: Tx,
  { before, after }: { before: Received & { state: string }; after: Request & { intakeAnswers: object } },
  profileIds: readonly string[],
  { now }: By,
): Promise<NewEvent[]> {
  const events: NewEvent[] = [];
  const { id: ticketId, accountId } = after;
  const anotherType = before.requestTypeCode !== after.requestTypeCode;
  if (anotherType) {
    events.push(...(await settleHealthReview(tx, before, 'CANCELLED', now)));
    events.push(...(await dropHealthReview(tx, before, 'CANCELLED', now)));
    await tx.reviewedProfile.deleteMany({ where: { ticketId } });
    const profiles = [...new Set(profileIds)].map((profileId) => ({ ticketId, profileId, accountId }));
    await tx.reviewedProfile.createMany({ data: profiles });
    events.push(...(await reserveHealthReview(tx, after, now)));
    events.push(...(await healthReviewFor(tx, after, [...new Set(profileIds)], now)));
  }
  events.push(...(await reclassifyEngagement(tx, { before, after }, keptAnswers(after), now)));
  if (before.kind !== after.kind && after.kind === 'TAM_REQUEST') {
    events.push(...(await routeTicket(tx, { actor: { id: null }, now }, ticketId)));
  }
  if (anotherType || before.skuCode !== after.skuCode) {
    events.push(...(await knownEventFor(tx, { ticketId }, now)));
  }
  return events;
}
