import { supportCalendar } from '../calendar/support-calendar.ts';
import type { NewEvent, Tx } from '../event.ts';
import type { PlanCode, Severity } from '../plans/plan.rules.ts';
import { changeClocks, type RunningClock, type TicketOfClocks } from './change-clocks.ts';
import { dueChanged } from './tell-clocks.ts';
import { lowered, raised, replanned, type NewPromise, type SeverityRaise } from './clock.rules.ts';
import { keptSpec } from './kept-calendars.ts';
import { targetAt, targetIn, type Target } from './targets.ts';

// How promises follow what happens to a ticket and to its account's plan.

type PromisedTicket = TicketOfClocks & { planCode: PlanCode; clocks: readonly RunningClock[] };

/** Lets the promises of initial responses follow a severity that was raised (C16); one event for each that moves (B10). */
export function raiseTarget(
  tx: Tx,
  ticket: PromisedTicket,
  severity: Severity,
  cause: SeverityRaise,
  now: Date,
): Promise<NewEvent[]> {
  return retarget(tx, ticket, severity, 'SEVERITY_RAISED', (clock, calendar, target) =>
    raised(clock, calendar, target, cause, now),
  );
}

/** Lets the promises of initial responses follow a severity that was lowered (C17); one event for each that moves. */
export function lowerTarget(
  tx: Tx,
  ticket: PromisedTicket,
  severity: Severity,
  now: Date,
): Promise<NewEvent[]> {
  return retarget(tx, ticket, severity, 'SEVERITY_LOWERED', (clock, calendar, target) =>
    lowered(clock, calendar, target, now),
  );
}

async function retarget(
  tx: Tx,
  ticket: PromisedTicket,
  severity: Severity,
  cause: 'SEVERITY_RAISED' | 'SEVERITY_LOWERED',
  rule: (
    clock: RunningClock,
    calendar: ReturnType<typeof supportCalendar>,
    target: Target,
  ) => NewPromise | null,
): Promise<NewEvent[]> {
  const events: NewEvent[] = [];
  for (const clock of ticket.clocks) {
    if (clock.metric !== 'INITIAL_RESPONSE' || clock.endedAt || clock.targetVersion === null) continue;
    const target = await targetIn(tx, clock.targetVersion, ticket.planCode, severity);
    if (!target) continue;
    const kept = await tx.calendar.findUniqueOrThrow({ where: { id: clock.calendarId } });
    const promised = rule(clock, supportCalendar(keptSpec(kept)), target);
    if (!promised) continue;
    await changeClocks(tx, [clock], { ...promised });
    events.push(...dueChanged(ticket, clock, { ...promised, targetVersion: target.version }, { cause }));
  }
  return events;
}

/**
 * Moves the tickets that are open when a plan begins to it, where it promises more: the ticket is routed by the
 * better plan, and its initial response is due by the earlier of both promises (C26, B9). All of the account, or one
 * that was received since: a plan comes to each once, and moves none a second time.
 */
export async function replanClocks(
  tx: Tx,
  { accountId, ...one }: { accountId: string; id?: string },
  { planCode, startsAt, endsAt }: { planCode: PlanCode; startsAt: Date; endsAt: Date | null },
): Promise<NewEvent[]> {
  await lockOpenTickets(tx, accountId);
  const waiting = await tx.clock.findMany({
    where: {
      accountId,
      metric: 'INITIAL_RESPONSE',
      endedAt: null,
      ...(endsAt && { startedAt: { lt: endsAt } }),
      ticket: { ...one, planCode: { not: planCode } },
    },
    include: { calendar: true, ticket: true },
    orderBy: { id: 'asc' },
  });
  const events: NewEvent[] = [];
  for (const clock of waiting) {
    const { ticket } = clock;
    // The table of its receipt stays the table of a clock, also in the ticket that it was merged into (C27).
    const target = await targetAt(tx, planCode, ticket.severity, clock.startedAt);
    // One that was received after the start, but before anybody knew of the plan, counts from its receipt.
    const from = startsAt < clock.startedAt ? clock.startedAt : startsAt;
    const promised = target && replanned(clock, supportCalendar(keptSpec(clock.calendar)), target, from);
    if (!promised) continue;
    await tx.ticket.update({ where: { id: ticket.id }, data: { planCode } });
    await changeClocks(tx, [clock], { ...promised, targetVersion: target.version });
    const moved = { ...promised, targetVersion: target.version };
    events.push(...dueChanged(ticket, clock, moved, { cause: 'PLAN_CHANGED', plan: planCode }));
  }
  return events;
}

/** Until the transaction ends nobody answers or closes a ticket whose clocks are being counted anew (C35). */
export async function lockOpenTickets(tx: Tx, accountId: string): Promise<void> {
  await tx.$queryRaw`
    select 1 from "Ticket" t
    where t."accountId" = ${accountId}
      and exists (select 1 from "Clock" c where c."ticketId" = t."id" and c."endedAt" is null)
    order by t."id"
    for update of t`;
}
