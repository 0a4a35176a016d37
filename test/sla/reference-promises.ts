// How the promises of the reference follow what happens to tickets, plans and calendars.
import { add, openSeconds, type Calendar } from './reference-calendar.ts';
import {
  breachedAt,
  isRunning,
  secondsOf,
  tableAt,
  type CountedClock,
  type CountedTicket,
  type Promised,
  type Table,
} from './reference-clocks.ts';

export function promised(calendar: Calendar, said: Omit<Promised, 'dueAt'>): Promised {
  return { ...said, dueAt: add(calendar, said.countedFrom, said.seconds) };
}

/** C33: what two people corrected is so, whatever it was. */
export function repair(ticket: CountedTicket, payload: Record<string, unknown>, at: number): void {
  const clock = ticket.clocks.find(({ id }) => id === payload['clockId'])!;
  rememberBreach(clock, at);
  clock.repaired = true;
  const told = payload['correctedTo'];
  const to = typeof told === 'string' ? Date.parse(told) : null;
  switch (payload['correction']) {
    case 'RESPONDED_AT':
      clock.endedAt = to;
      clock.cancelled = null;
      break;
    case 'DUE_AT': {
      const { countedFrom } = clock.promise!;
      const seconds = openSeconds(clock.calendar, countedFrom, to!);
      clock.promise = { ...clock.promise!, seconds, dueAt: to! };
      break;
    }
    default:
      clock.endedAt ??= at;
      clock.cancelled = 'REPAIRED';
  }
}

/** Also of a clock that was cancelled since: it was told before. */
function rememberBreach({ promise, endedAt, brokenBefore }: CountedClock, at: number): void {
  if (promise && (endedAt ?? at) > promise.dueAt)
    brokenBefore.push(Math.max(promise.dueAt, promise.promisedAt));
}

/** C16: worse from now on, and never later than before; misjudged from the receipt on. */
export function raise(ticket: CountedTicket, severity: string, cause: string, at: number): void {
  ticket.severity = severity;
  for (const clock of ticket.clocks) {
    if (!isRunning(clock, at)) continue;
    const { owedFrom, table, dueAt } = clock.promise!;
    const seconds = secondsOf(table, ticket.plan, severity)!;
    const countedFrom = cause === 'WORSENED' ? at : owedFrom;
    const next = promised(clock.calendar, { owedFrom, countedFrom, promisedAt: at, seconds, table });
    if (cause !== 'WORSENED' || next.dueAt < dueAt) clock.promise = next;
  }
}

/** C17: counted from the receipt by the longer target; what is broken stays broken. */
export function lower(ticket: CountedTicket, severity: string, at: number): void {
  ticket.severity = severity;
  for (const clock of ticket.clocks) {
    if (!isRunning(clock, at)) continue;
    const { owedFrom, table } = clock.promise!;
    const seconds = secondsOf(table, ticket.plan, severity)!;
    clock.promise = promised(clock.calendar, {
      owedFrom,
      countedFrom: owedFrom,
      promisedAt: at,
      seconds,
      table,
    });
  }
}

/** C17: as if it had never been lowered; what is over stays as it ended. */
export function restore(ticket: CountedTicket, unlowered: CountedTicket, at: number): void {
  ticket.severity = unlowered.severity;
  for (const [index, clock] of ticket.clocks.entries()) {
    if (clock.endedAt !== null || !clock.promise) continue;
    rememberBreach(clock, at);
    clock.promise = unlowered.clocks[index]!.promise;
  }
}

/** C20: the earlier promise holds where both wait; a wait that the target does not have goes on in it. */
export function merge(source: CountedTicket, target: CountedTicket, at: number): void {
  const waits = target.clocks.filter(({ metric, endedAt }) => metric !== 'RESOLUTION' && endedAt === null);
  for (const clock of source.clocks) {
    if (clock.endedAt !== null || clock.metric === 'RESOLUTION') continue;
    const same = waits.find(({ metric }) => metric === clock.metric);
    if (!same) {
      if (clock.metric !== 'INITIAL_RESPONSE' && waits.length > 0) continue;
      const toldBefore = clock.toldBefore || breachedAt(clock, at) !== null;
      target.clocks.push({ ...clock, id: null, brokenBefore: [], toldBefore });
    } else if (clock.promise && (!same.promise || clock.promise.dueAt < same.promise.dueAt)) {
      rememberBreach(same, at);
      same.promise = clock.promise;
      same.calendar = clock.calendar;
    }
  }
}

/** C26: a better plan promises at once to whatever still waits; a lower one takes nothing away. */
export function begin(
  tickets: Iterable<CountedTicket>,
  plan: string,
  at: number,
  tables: readonly Table[],
): void {
  for (const ticket of tickets) {
    if (plan === ticket.plan) continue;
    for (const clock of ticket.clocks) {
      if (clock.metric !== 'INITIAL_RESPONSE' || clock.endedAt !== null) continue;
      if (clock.promise && !isRunning(clock, at)) continue;
      const table = tableAt(tables, clock.startedAt);
      const seconds = secondsOf(table, plan, ticket.severity);
      if (seconds === null) continue;
      const from = Math.max(at, clock.startedAt);
      const owedFrom = clock.promise?.owedFrom ?? from;
      const next = promised(clock.calendar, {
        owedFrom,
        countedFrom: from,
        promisedAt: from,
        seconds,
        table,
      });
      if (clock.promise && next.dueAt >= clock.promise.dueAt) continue;
      clock.promise = next;
      ticket.plan = plan;
    }
  }
}

/** C28: what runs is counted anew, unless that would break a promise; C29: in the place where it started. */
export function recalendar(clocks: readonly CountedClock[], now: Partial<Calendar>, at: number): void {
  for (const clock of clocks) {
    if (clock.endedAt !== null) continue;
    const calendar = { ...clock.calendar, ...now };
    if (!clock.promise) {
      clock.calendar = calendar;
      continue;
    }
    if (!isRunning(clock, at)) continue;
    const next = promised(calendar, clock.promise);
    if (next.dueAt < at) continue;
    clock.calendar = calendar;
    clock.promise = next;
  }
}
