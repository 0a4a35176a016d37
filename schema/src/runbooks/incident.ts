import { STANDARD_RUNBOOK } from '@tierline/prisma/catalogue/runbook';
import { newId } from '@tierline/prisma/ids';
import { calendarOf } from '../calendar/calendar-of.ts';
import { supportCalendar } from '../calendar/support-calendar.ts';
import { happened, type NewEvent, type Tx } from '../event.ts';
import { inForce, planAt } from '../plans/plan-at.ts';
import type { PlanCode, Severity } from '../plans/plan.rules.ts';

// What this term offers to tickets: a severe incident of a Premium account is followed by its runbook (S75).

interface Incident {
  id: string;
  accountId: string;
  siteId: string | null;
  subject: string;
}

/**
 * Opens the checklist of a ticket that is severe from now on, where the account is on Premium: once, however often that
 * comes about. It follows the account's runbook, else the standard one, and is a service of the TAM (S34, S75).
 */
export async function openIncident(
  tx: Tx,
  ticket: Incident,
  severity: Severity,
  now: Date,
): Promise<NewEvent[]> {
  const { id: ticketId, accountId } = ticket;
  if (severity !== 'SEVERE' || (await planAt(tx, accountId, now)) !== 'PREMIUM') return [];
  if (await tx.incidentChecklist.findUnique({ where: { ticketId } })) return [];
  const { locale } = await tx.account.findUniqueOrThrow({ where: { id: accountId } });
  const runbook = await tx.runbook.findFirst({ where: { accountId }, orderBy: { version: 'desc' } });
  const { cadenceMinutes } = runbook ?? STANDARD_RUNBOOK;
  const steps = runbook?.steps ?? STANDARD_RUNBOOK.steps.map((step) => (locale === 'FR' ? step.fr : step.en));
  const dueAt = await nextDue(tx, ticket, cadenceMinutes, now);
  const id = newId('inc');
  await tx.incidentChecklist.create({
    data: {
      id,
      accountId,
      ticketId,
      runbookId: runbook?.id ?? null,
      cadenceMinutes,
      openedAt: now,
      nextUpdateDueAt: dueAt,
      tellAt: dueAt,
      steps: {
        create: steps.map((text, index) => ({ id: newId('stp'), accountId, position: index + 1, text })),
      },
    },
  });
  await engage(tx, ticket, now);
  return [
    happened(
      'incident.opened',
      { id, accountId },
      { ticketId, runbookId: runbook?.id ?? null, nextUpdateDueAt: dueAt.toISOString() },
    ),
  ];
}

/**
 * Opens the checklists of all severe tickets that are open when an account becomes Premium: as of the instant at which
 * the plan begins, as their clocks follow it (S75, C26). Nothing for any other plan.
 */
export async function openIncidents(
  tx: Tx,
  some: { accountId: string; id?: string },
  { planCode, startsAt }: { planCode: PlanCode; startsAt: Date },
): Promise<NewEvent[]> {
  if (planCode !== 'PREMIUM') return [];
  const tickets = await tx.ticket.findMany({
    where: { ...some, severity: 'SEVERE', endedAt: null, incidentChecklist: null },
    orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }],
  });
  const events: NewEvent[] = [];
  for (const ticket of tickets) events.push(...(await openIncident(tx, ticket, 'SEVERE', startsAt)));
  return events;
}

/** What asks for the TAM by itself, such as a question, is the service that it asks for already. */
async function engage(tx: Tx, { id: ticketId, accountId, subject }: Incident, now: Date): Promise<void> {
  if (await tx.tamEngagement.findUnique({ where: { ticketId } })) return;
  const tam = await tx.tamAssignment.findFirst({ where: { accountId, ...inForce(now) } });
  await tx.tamEngagement.create({
    data: {
      id: newId('eng'),
      accountId,
      type: 'CUSTOM_INCIDENT_MANAGEMENT',
      title: subject,
      state: 'PLANNED',
      tamId: tam?.tamId ?? null,
      ticketId,
      createdAt: now,
    },
  });
}

/** Lets the customer of a severe incident have heard of it now: the next time is a cadence away. */
export async function communicated(tx: Tx, ticketId: string, now: Date): Promise<void> {
  const checklist = await tx.incidentChecklist.findFirst({
    where: { ticketId, closedAt: null },
    include: { ticket: true },
  });
  if (!checklist) return;
  const dueAt = await nextDue(tx, checklist.ticket, checklist.cadenceMinutes, now);
  await tx.incidentChecklist.update({
    where: { id: checklist.id },
    data: { communicatedAt: now, nextUpdateDueAt: dueAt, tellAt: dueAt },
  });
}

/** Lets a checklist end with its ticket, and go on when that is re-opened. */
export async function followIncident(
  tx: Tx,
  ticket: { id: string },
  isOpen: boolean,
  at: Date,
): Promise<NewEvent[]> {
  const checklist = await tx.incidentChecklist.findUnique({
    where: { ticketId: ticket.id },
    include: { ticket: true },
  });
  if (!checklist || isOpen === (checklist.closedAt === null)) return [];
  const { id, accountId, cadenceMinutes } = checklist;
  const dueAt = isOpen ? await nextDue(tx, checklist.ticket, cadenceMinutes, at) : null;
  await tx.incidentChecklist.update({
    where: { id },
    data: { closedAt: isOpen ? null : at, nextUpdateDueAt: dueAt, tellAt: dueAt },
  });
  return [
    happened(isOpen ? 'incident.reopened' : 'incident.closed', { id, accountId }, { ticketId: ticket.id }),
  ];
}

/** So much business time later in the calendar that the ticket is promised in: nobody is promised 24/7 (S109). */
export async function nextDue(
  tx: Tx,
  { accountId, siteId }: Pick<Incident, 'accountId' | 'siteId'>,
  cadenceMinutes: number,
  from: Date,
): Promise<Date> {
  const calendar = supportCalendar(await calendarOf(tx, { accountId, siteId }));
  return new Date(calendar.dueAt(from.getTime(), cadenceMinutes * 60_000));
}
