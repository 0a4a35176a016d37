import { newId } from '@tierline/prisma/ids';
import { happened, type NewEvent, type Tx } from '../event.ts';
import { inForce } from '../plans/plan-at.ts';
import type { IntakeAnswer } from '../plans/intake.rules.ts';
import { cutSeries } from './cut-series.ts';
import { engagementAskedFor, isSettled } from './engagement.rules.ts';
import { moveEngagement } from './settle-engagement.ts';

// What this term offers to tickets: what a customer asks the TAM for is an engagement, and follows its ticket (S87).

interface Request {
  id: string;
  accountId: string;
  requestTypeCode: string;
  subject: string;
}

/** Lets a question or a meeting that was asked for by ticket be an engagement; nothing for any other request. */
export async function engagementFor(
  tx: Tx,
  ticket: Request,
  answers: readonly IntakeAnswer[],
  now: Date,
): Promise<NewEvent[]> {
  const type = engagementAskedFor(ticket.requestTypeCode);
  if (!type) return [];
  const { accountId } = ticket;
  const tam = await tx.tamAssignment.findFirst({ where: { accountId, ...inForce(now) } });
  const asked = {
    type,
    title: ticket.subject,
    purpose: answers.find(({ key }) => key === 'purpose')?.value ?? null,
    state: 'REQUESTED' as const,
    settledAt: null,
    cancelReason: null,
    tamId: tam?.tamId ?? null,
  };
  // One that was reclassified may have an engagement: what asks for the TAM by itself takes its place.
  const { id } = await tx.tamEngagement.upsert({
    where: { ticketId: ticket.id },
    create: { id: newId('eng'), accountId, ticketId: ticket.id, createdAt: now, ...asked },
    update: asked,
  });
  return [happened('engagement.requested', { id, accountId }, { type, ticketId: ticket.id })];
}

/** Lets the engagement of a request that turns out to be another one be dropped, and that of what it is be asked for. */
export async function reclassifyEngagement(
  tx: Tx,
  { before, after }: { before: Request; after: Request },
  answers: readonly IntakeAnswer[],
  now: Date,
): Promise<NewEvent[]> {
  const was = engagementAskedFor(before.requestTypeCode);
  if (was === engagementAskedFor(after.requestTypeCode)) {
    await tx.tamEngagement.updateMany({
      where: { ticketId: before.id, title: before.subject },
      data: { title: after.subject },
    });
    return [];
  }
  const dropped = was ? await followTicket(tx, before, 'CANCELLED', now) : [];
  return [...dropped, ...(await engagementFor(tx, after, answers, now))];
}

/**
 * Lets an engagement follow its ticket: resolved, a question is answered; ended otherwise, or before there was a
 * meeting, it is off, with the meetings that are ahead. Re-opened, what was asked for is asked for again.
 */
export async function followTicket(
  tx: Tx,
  ticket: { id: string },
  after: string,
  at: Date,
): Promise<NewEvent[]> {
  await tx.$queryRaw`select 1 from "TamEngagement" where "ticketId" = ${ticket.id} for update`;
  const engagement = await tx.tamEngagement.findUnique({ where: { ticketId: ticket.id } });
  if (!engagement) return [];
  const open = !['RESOLVED', 'CLOSED', 'REJECTED_OUT_OF_SCOPE', 'WITHDRAWN', 'CANCELLED'].includes(after);
  if (open) {
    const dropped = engagement.state === 'CANCELLED' || engagement.type !== 'OTHER_MEETING';
    return isSettled(engagement.state) && dropped
      ? moveEngagement(
          tx,
          engagement,
          engagement.type === 'CUSTOM_INCIDENT_MANAGEMENT' ? 'PLANNED' : 'REQUESTED',
          at,
        )
      : [];
  }
  if (isSettled(engagement.state)) return [];
  if (engagement.type !== 'OTHER_MEETING') {
    return moveEngagement(tx, engagement, after === 'RESOLVED' ? 'HELD' : 'CANCELLED', at);
  }
  // A meeting that is agreed takes place although its request counts as resolved.
  if (engagement.state === 'PLANNED' && (after === 'RESOLVED' || after === 'CLOSED')) return [];
  const by = { actor: { id: '' }, now: at };
  await tx.proposedSlot.updateMany({
    where: { engagementId: engagement.id, withdrawnAt: null },
    data: { withdrawnAt: at },
  });
  return [
    ...(await cutSeries(tx, by, engagement, at, TICKET_ENDED)),
    ...(await moveEngagement(tx, engagement, 'CANCELLED', at, TICKET_ENDED)),
  ];
}

const TICKET_ENDED = 'Ticket ended / Ticket clos';
