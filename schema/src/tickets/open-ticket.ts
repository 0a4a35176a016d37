import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow, type SignedInActor } from '../access.ts';
import { calendarOf } from '../calendar/calendar-of.ts';
import type { Context } from '../context.ts';
import { ADMISSION_PROBLEMS, decideAdmission } from '../entitlements/admit.ts';
import { happened, transact, type NewEvent, type Tx } from '../event.ts';
import { line, prose } from '../input.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { replanClocks, startClocks } from '../sla/clocks.ts';
import { reference } from './ticket.rules.ts';

export const OPEN_TICKET_PROBLEMS = [InvalidInputProblem, ...ADMISSION_PROBLEMS];

const openTicketInput = z.object({
  requestType: z.string(),
  severity: z.enum(['SEVERE', 'MODERATE', 'LIMITED']),
  sku: z.string(),
  subject: line(200),
  question: prose(20_000),
  intakeVersion: z.number().int().nullish(),
  profileId: z.string().nullish(),
  relatedToId: z.string().nullish(),
  requesterId: z.string().nullish(),
  channel: z.enum(['WEB', 'EMAIL', 'PHONE']),
});

/**
 * Opens a ticket: one question about one subscribed service (S88, S89), received now (C4), and starts its clocks in
 * the calendar of the requester's site, else of the account (C3). Staff open it for a contact.
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
  if (actor.kind === 'contact' && channel !== 'WEB') throw notYours('channel');
  return transact(ctx, actor, async (tx) => {
    const requester = await requesterOf(tx, actor, input.requesterId);
    const { accountId } = requester;
    await holdAccount(tx, accountId);
    await checkReferences(tx, accountId, input);
    const admission = await decideAdmission(tx, {
      accountId,
      requestType: input.requestType,
      severity: input.severity,
      channel,
      sku: input.sku,
      intakeVersion: input.intakeVersion,
      at: now,
    });
    if (admission.problem) throw admission.problem;
    const ticket = await tx.ticket.create({
      data: {
        id: newId('tkt'),
        accountId,
        siteId: requester.siteId,
        requesterId: requester.id,
        profileId: input.profileId ?? null,
        channel,
        kind: admission.kind,
        requestTypeCode: input.requestType,
        intakeVersion: admission.intakeVersion,
        skuCode: input.sku,
        severity: input.severity,
        planCode: admission.plan,
        subject: input.subject,
        state: 'RECEIVED',
        receivedAt: now,
        relatedToId: input.relatedToId ?? null,
        messages: {
          create: {
            id: newId('msg'),
            accountId,
            kind: 'REPLY',
            visibleToCustomer: true,
            contactId: requester.id,
            body: input.question,
            sentAt: now,
          },
        },
      },
    });
    const clocks = await startClocks(tx, ticket, await calendarOf(tx, requester), now);
    const replans = await catchUpWithPlan(tx, accountId, now);
    return {
      value: { id: ticket.id },
      events: [
        happened('ticket.opened', ticket, {
          reference: reference(ticket.number),
          requesterId: requester.id,
          channel,
          requestType: input.requestType,
          severity: input.severity,
          plan: admission.plan,
          sku: input.sku,
          receivedAt: now.toISOString(),
          relatedToId: input.relatedToId ?? null,
        }),
        ...clocks,
        ...replans,
      ],
    };
  });
}

/** A contact asks in the own name; staff name the contact who asked. */
async function requesterOf(tx: Tx, actor: SignedInActor, requesterId: string | null | undefined) {
  if (actor.kind === 'contact') {
    if (requesterId && requesterId !== actor.id) throw notYours('requesterId');
    return tx.contact.findUniqueOrThrow({ where: { id: actor.id } });
  }
  const requester = await tx.contact.findUnique({ where: { id: requesterId ?? '' } });
  if (!requester) throw unknownValue('requesterId', requesterId ?? '');
  return requester;
}

/** Until the ticket stands, nobody changes the account's plan or closed days: its clock counts on what it saw. */
async function holdAccount(tx: Tx, accountId: string): Promise<void> {
  await tx.$queryRaw`select 1 from "Account" where "id" = ${accountId} for share`;
}

/** A plan that began after the receipt, but before the ticket stood, promises to it too (C26). */
async function catchUpWithPlan(tx: Tx, accountId: string, receivedAt: Date): Promise<NewEvent[]> {
  const begun = await tx.planPeriod.findFirst({
    where: { accountId, startsAt: { gt: receivedAt }, begunAt: { not: null } },
    orderBy: { startsAt: 'desc' },
  });
  return begun ? replanClocks(tx, accountId, begun) : [];
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
