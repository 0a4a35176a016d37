import { createHash } from 'node:crypto';
import { newId } from '@tierline/prisma/ids';
import { supportCalendar, type CalendarSpec } from '../calendar/support-calendar.ts';
import type { DateOverride } from '../calendar/week.rules.ts';
import { happened, type NewEvent, type Tx } from '../event.ts';
import { clockState, promise, replayed, type ClockInstants } from './clock.rules.ts';

// What this term offers to others: they start and end clocks in their own transaction.

type Metric = 'INITIAL_RESPONSE' | 'NEXT_RESPONSE' | 'RESOLUTION';
interface TicketOfClocks {
  id: string;
  accountId: string;
}

/** The target of a plan and severity in the newest table published by `at`; null where the plan has none (C25, C27). */
export async function targetAt(
  tx: Pick<Tx, 'targetVersion'>,
  planCode: 'BASIC' | 'ENHANCED' | 'PREMIUM',
  severity: 'SEVERE' | 'MODERATE' | 'LIMITED',
  at: Date,
): Promise<{ version: number; seconds: number; atRiskPercent: number } | null> {
  const table = await tx.targetVersion.findFirst({
    where: { publishedAt: { lte: at } },
    orderBy: { version: 'desc' },
    include: { targets: { where: { planCode, severity } } },
  });
  const target = table?.targets[0];
  if (!table || !target) return null;
  return {
    version: table.version,
    seconds: target.businessMinutes * 60,
    atRiskPercent: table.atRiskPercent,
  };
}

/**
 * Starts what is measured from receipt on: the initial response, with a deadline where the plan promises one,
 * and the resolution, without any (C4, C11).
 */
export async function startClocks(
  tx: Tx,
  ticket: TicketOfClocks & {
    planCode: 'BASIC' | 'ENHANCED' | 'PREMIUM';
    severity: 'SEVERE' | 'MODERATE' | 'LIMITED';
  },
  spec: CalendarSpec,
  receivedAt: Date,
): Promise<NewEvent[]> {
  const target = await targetAt(tx, ticket.planCode, ticket.severity, receivedAt);
  const promised = target && promise(supportCalendar(spec), receivedAt, target.seconds, target.atRiskPercent);
  const calendarId = await keepCalendar(tx, spec);
  const measured = { ticketId: ticket.id, accountId: ticket.accountId, calendarId, startedAt: receivedAt };
  const clocks = [
    {
      ...measured,
      id: newId('clk'),
      metric: 'INITIAL_RESPONSE' as const,
      targetSeconds: target?.seconds ?? null,
      targetVersion: target?.version ?? null,
      dueAt: promised?.dueAt ?? null,
      atRiskAt: promised?.atRiskAt ?? null,
    },
    { ...measured, id: newId('clk'), metric: 'RESOLUTION' as const },
  ];
  await tx.clock.createMany({ data: clocks });
  return clocks.map((clock) => clockStarted(ticket, clock));
}

/** Starts measuring how long the customer waits for the next answer, unless it is measured already (C11). */
export async function startNextResponse(
  tx: Tx,
  ticket: TicketOfClocks & { clocks: readonly RunningClock[] },
  at: Date,
): Promise<NewEvent[]> {
  const [first] = ticket.clocks;
  if (!first || ticket.clocks.some((clock) => clock.metric === 'NEXT_RESPONSE' && !clock.endedAt)) return [];
  const clock = {
    id: newId('clk'),
    ticketId: ticket.id,
    accountId: ticket.accountId,
    calendarId: first.calendarId,
    metric: 'NEXT_RESPONSE' as const,
    startedAt: at,
  };
  await tx.clock.create({ data: clock });
  return [clockStarted(ticket, clock)];
}

export interface RunningClock extends ClockInstants {
  id: string;
  metric: Metric;
  calendarId: string;
}

/** Ends the running clocks of the given metrics at `at`, as met or breached by their own instants, or cancelled. */
export async function endClocks(
  tx: Tx,
  ticket: TicketOfClocks & { clocks: readonly RunningClock[] },
  metrics: readonly Metric[],
  at: Date,
  cause: 'RESPONSE' | 'RESOLVED' | 'CLOSED' | 'REJECTED' | 'WITHDRAWN',
): Promise<NewEvent[]> {
  const ending = ticket.clocks.filter((clock) => !clock.endedAt && metrics.includes(clock.metric));
  if (ending.length === 0) return [];
  const cancelled = cause === 'WITHDRAWN' ? ('WITHDRAWN' as const) : null;
  await tx.clock.updateMany({
    where: { id: { in: ending.map((clock) => clock.id) } },
    data: { endedAt: at, cancelled },
  });
  return ending.map((clock) =>
    happened('clock.ended', ticket, {
      clockId: clock.id,
      metric: clock.metric,
      state: clockState({ ...clock, endedAt: at, cancelled }, at),
      dueAt: clock.dueAt?.toISOString() ?? null,
      endedAt: at.toISOString(),
      cause,
    }),
  );
}

/**
 * Counts the running clocks of an account anew after its closed days changed, each in the place that it started
 * with (C28, C29). One event for each deadline that moved, with its cause (B10).
 */
export async function replayClocks(
  tx: Tx,
  accountId: string,
  overrides: readonly DateOverride[],
  now: Date,
): Promise<NewEvent[]> {
  const running = await tx.clock.findMany({
    where: { accountId, endedAt: null },
    include: { calendar: true, targets: true },
    orderBy: { id: 'asc' },
  });
  const events: NewEvent[] = [];
  for (const clock of running) {
    const { timeZone, country, subdivision } = clock.calendar;
    const spec = { timeZone, country, subdivision, overrides };
    const moved = clock.targets && replayed(clock, supportCalendar(spec), clock.targets.atRiskPercent, now);
    // Without a promise only the measure changes; a promise that stays keeps the calendar that it was made on.
    if (!moved && clock.dueAt) continue;
    const calendarId = await keepCalendar(tx, spec);
    await tx.clock.update({ where: { id: clock.id }, data: { ...moved, calendarId } });
    if (moved) {
      events.push(
        happened(
          'clock.due_changed',
          { id: clock.ticketId, accountId },
          {
            clockId: clock.id,
            metric: clock.metric,
            cause: 'CALENDAR_CHANGED',
            before: clock.dueAt?.toISOString() ?? null,
            after: moved.dueAt.toISOString(),
            calendarId,
          },
        ),
      );
    }
  }
  return events;
}

function clockStarted(
  ticket: TicketOfClocks,
  clock: {
    id: string;
    metric: Metric;
    calendarId: string;
    startedAt: Date;
    targetSeconds?: number | null;
    targetVersion?: number | null;
    dueAt?: Date | null;
    atRiskAt?: Date | null;
  },
): NewEvent {
  return happened('clock.started', ticket, {
    clockId: clock.id,
    metric: clock.metric,
    calendarId: clock.calendarId,
    startedAt: clock.startedAt.toISOString(),
    targetSeconds: clock.targetSeconds ?? null,
    targetVersion: clock.targetVersion ?? null,
    dueAt: clock.dueAt?.toISOString() ?? null,
    atRiskAt: clock.atRiskAt?.toISOString() ?? null,
  });
}

/** Keeps the calendar as it stands: equal ones are one row, and none is ever changed (C29). */
async function keepCalendar(tx: Tx, spec: CalendarSpec): Promise<string> {
  const { timeZone, country, subdivision = null, overrides = [] } = spec;
  const content = { timeZone, country, subdivision, overrides: overrides.map((day) => ({ ...day })) };
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  const id = `cal_${hash.slice(0, 26)}`;
  await tx.calendar.createMany({ data: [{ id, ...content }], skipDuplicates: true });
  return id;
}
