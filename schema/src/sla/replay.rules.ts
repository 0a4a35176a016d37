import type { PlanCode, Severity } from '../plans/plan.rules.ts';
import { isOpen, isWaiting, TICKET_STATES, type TicketState } from '../tickets/ticket.rules.ts';
import {
  cancellationAfterReopening,
  lowered,
  promise,
  raised,
  replanned,
  replayed,
  type ClockCancellation,
  type ClockInstants,
  type SeverityRaise,
} from './clock.rules.ts';
import { corrected, type Correction } from './repair.rules.ts';

/** What happened to a ticket, as the log has it. */
export interface LoggedEvent {
  type: string;
  occurredAt: Date;
  payload: Readonly<Record<string, unknown>>;
}

/** What the log names and does not hold: kept calendars and published targets, none of which ever changes. */
export interface ReplayFacts {
  calendar(id: string): {
    dueAt(startMs: number, durationMs: number): number | null;
    elapsed(fromMs: number, toMs: number): number;
  };
  target(
    version: number,
    plan: PlanCode,
    severity: Severity,
  ): { seconds: number; atRiskPercent: number } | null;
  atRiskPercent(version: number): number;
}

export interface ReplayedClock extends ClockInstants {
  id: string;
  metric: string;
  calendarId: string;
  targetVersion: number | null;
}

export interface ReplayedTicket {
  severity: Severity;
  plan: PlanCode;
  clocks: ReplayedClock[];
  /** The stretches in which next response and resolution stand still, in order; while ended, only resolution (C12). */
  pauses: { startedAt: Date; endedAt: Date | null; whileEnded: boolean }[];
  /** Since when it is over; null while open. */
  endedAt: Date | null;
}

/**
 * The clocks and pauses of a ticket, counted anew from all that happened to it, by the rules and never from totals.
 *
 * Source: C13, C31.
 */
export function replayTicket(events: readonly LoggedEvent[], facts: ReplayFacts): ReplayedTicket {
  const ticket: ReplayedTicket = {
    severity: 'LIMITED',
    plan: 'BASIC',
    clocks: [],
    pauses: [],
    endedAt: null,
  };
  events.forEach((event, index) => {
    move(ticket, event);
    if (event.type === 'ticket.severity_restored') {
      const unlowered = events.slice(0, index).filter((earlier) => !lowers(earlier, event));
      restore(ticket, replayTicket(unlowered, facts));
    } else {
      apply(ticket, event, facts);
    }
  });
  return ticket;
}

function lowers({ type, payload }: LoggedEvent, restored: LoggedEvent): boolean {
  return type === 'ticket.severity_lowered' && payload['loweringId'] === restored.payload['loweringId'];
}

/** As if it had never been lowered: what waits still is promised what it would be; what is over stays (C17, C18). */
function restore(ticket: ReplayedTicket, unlowered: ReplayedTicket): void {
  ticket.severity = unlowered.severity;
  for (const clock of ticket.clocks) {
    const other = unlowered.clocks.find(({ id }) => id === clock.id);
    if (clock.endedAt === null && other?.endedAt === null) Object.assign(clock, other);
  }
}

function apply(ticket: ReplayedTicket, { type, occurredAt, payload }: LoggedEvent, facts: ReplayFacts): void {
  const clock = ticket.clocks.find(({ id }) => id === payload['clockId']);
  switch (type) {
    case 'ticket.opened':
      ticket.severity = payload['severity'] as Severity;
      ticket.plan = payload['plan'] as PlanCode;
      return;
    case 'ticket.imported':
      ticket.severity = payload['severity'] as Severity;
      ticket.plan = payload['plan'] as PlanCode;
      ticket.endedAt = instant(payload['resolvedAt']);
      return;
    case 'clock.started':
    case 'clock.imported':
      ticket.clocks.push(started(payload, facts));
      return;
    case 'clock.ended':
      if (!clock) return;
      clock.endedAt = instant(payload['endedAt']);
      if (payload['state'] === 'CANCELLED') clock.cancelled ??= payload['cause'] as ClockCancellation;
      return;
    case 'clock.resumed':
      if (clock) {
        clock.endedAt = null;
        clock.cancelled = cancellationAfterReopening(clock.cancelled);
      }
      return;
    case 'ticket.severity_raised':
      ticket.severity = payload['after'] as Severity;
      retarget(ticket, facts, (each, calendar, target) =>
        raised(each, calendar, target, payload['cause'] as SeverityRaise, occurredAt),
      );
      return;
    case 'ticket.severity_lowered':
      ticket.severity = payload['after'] as Severity;
      retarget(ticket, facts, (each, calendar, target) => lowered(each, calendar, target, occurredAt));
      return;
    case 'clock.due_changed':
      if (clock) moveDeadline(ticket, clock, { type, occurredAt, payload }, facts);
      return;
    case 'clock.recounted':
      if (clock) recount(clock, String(payload['calendarId']), occurredAt, facts);
      return;
    case 'clock.repaired': {
      if (!clock) return;
      const at = instant(payload['correctedTo']);
      const kind = payload['correction'] as Correction['kind'];
      const correction: Correction = kind === 'CANCEL' || !at ? { kind: 'CANCEL' } : { kind, at };
      const percent = clock.targetVersion === null ? null : facts.atRiskPercent(clock.targetVersion);
      Object.assign(
        clock,
        corrected(clock, facts.calendar(clock.calendarId), correction, percent, occurredAt),
      );
    }
  }
}

/** A clock as it starts; what a merged ticket leaves brings its promise with it (C20), what was imported is over (C34). */
function started(payload: LoggedEvent['payload'], facts: ReplayFacts): ReplayedClock {
  const calendarId = String(payload['calendarId']);
  const clock: ReplayedClock = {
    id: String(payload['clockId']),
    metric: String(payload['metric']),
    calendarId,
    targetVersion: (payload['targetVersion'] as number | null) ?? null,
    startedAt: instant(payload['startedAt'])!,
    owedFrom: null,
    targetSeconds: null,
    countedFrom: null,
    promisedAt: null,
    atRiskAt: null,
    dueAt: null,
    endedAt: instant(payload['endedAt']),
    cancelled: (payload['cancelled'] as ClockCancellation | null) ?? null,
  };
  return Object.assign(clock, toldPromise(payload, calendarId, facts));
}

/** A promise that the log tells as a pair of start and target: from that its instants are counted (C15). */
function toldPromise(payload: LoggedEvent['payload'], calendarId: string, facts: ReplayFacts) {
  const countedFrom = instant(payload['countedFrom']);
  const targetSeconds = payload['targetSeconds'] as number | null;
  const version = payload['targetVersion'] as number | null;
  if (!countedFrom || targetSeconds === null || version === null) return {};
  return {
    ...promise(facts.calendar(calendarId), countedFrom, targetSeconds, facts.atRiskPercent(version)),
    owedFrom: instant(payload['owedFrom']),
    promisedAt: instant(payload['promisedAt']),
    countedFrom,
    targetSeconds,
    targetVersion: version,
  };
}

function moveDeadline(
  ticket: ReplayedTicket,
  clock: ReplayedClock,
  { occurredAt, payload }: LoggedEvent,
  facts: ReplayFacts,
): void {
  switch (payload['cause']) {
    case 'CALENDAR_CHANGED':
      recount(clock, String(payload['calendarId']), occurredAt, facts);
      return;
    case 'PLAN_CHANGED': {
      ticket.plan = payload['plan'] as PlanCode;
      const version = payload['targetVersion'] as number;
      const target = facts.target(version, ticket.plan, ticket.severity);
      const from = instant(payload['countedFrom'])!;
      const promised = target && replanned(clock, facts.calendar(clock.calendarId), target, from);
      if (promised) Object.assign(clock, promised, { targetVersion: version });
      return;
    }
    case 'MERGED': {
      clock.calendarId = String(payload['calendarId']);
      Object.assign(clock, toldPromise(payload, clock.calendarId, facts));
    }
  }
}

function recount(clock: ReplayedClock, calendarId: string, at: Date, facts: ReplayFacts): void {
  clock.calendarId = calendarId;
  if (clock.targetVersion === null) return;
  const percent = facts.atRiskPercent(clock.targetVersion);
  Object.assign(clock, replayed(clock, facts.calendar(calendarId), percent, at) ?? {});
}

function retarget(
  ticket: ReplayedTicket,
  facts: ReplayFacts,
  rule: (
    clock: ReplayedClock,
    calendar: ReturnType<ReplayFacts['calendar']>,
    target: { seconds: number; atRiskPercent: number },
  ) => Partial<ClockInstants> | null,
): void {
  for (const clock of ticket.clocks) {
    if (clock.metric !== 'INITIAL_RESPONSE' || clock.endedAt || clock.targetVersion === null) continue;
    const target = facts.target(clock.targetVersion, ticket.plan, ticket.severity);
    if (target) Object.assign(clock, rule(clock, facts.calendar(clock.calendarId), target) ?? {});
  }
}

/** Follows the states of the ticket: waiting is a pause, and so is the time that it was over before it was re-opened. */
function move(ticket: ReplayedTicket, { type, occurredAt, payload }: LoggedEvent): void {
  const { before, after } = payload;
  if (!type.startsWith('ticket.') || !isState(before) || !isState(after)) return;
  if (isWaiting(before) && !isWaiting(after)) endPause(ticket, occurredAt);
  if (!isWaiting(before) && isWaiting(after)) {
    ticket.pauses.push({ startedAt: occurredAt, endedAt: null, whileEnded: false });
  }
  if (isOpen(after) && ticket.endedAt && ticket.endedAt < occurredAt) {
    ticket.pauses.push({ startedAt: ticket.endedAt, endedAt: occurredAt, whileEnded: true });
  }
  ticket.endedAt = isOpen(after) ? null : (ticket.endedAt ?? occurredAt);
}

function endPause({ pauses }: ReplayedTicket, at: Date): void {
  const running = pauses.find(({ endedAt }) => endedAt === null);
  if (running) running.endedAt = at < running.startedAt ? running.startedAt : at;
}

function isState(value: unknown): value is TicketState {
  return (TICKET_STATES as readonly unknown[]).includes(value);
}

function instant(value: unknown): Date | null {
  return typeof value === 'string' ? new Date(value) : null;
}
