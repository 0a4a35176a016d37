// What the clocks of some tickets should show, counted minute by minute from what happened: a second, plain reading of
// sla-clock.md. It shares no code with the system, and believes nothing that the system says of its own clocks.

export interface FeedEvent {
  position: string;
  sequence: number;
  subject: string;
  type: string;
  occurredAt: string;
  payload: Record<string, unknown>;
}

export interface Place {
  timeZone: string;
  country: string;
  subdivision?: string;
}

export type Metric = 'INITIAL_RESPONSE' | 'NEXT_RESPONSE' | 'RESOLUTION';

/** A clock as the reference counts it; instants in milliseconds, on whole minutes. */
export interface CountedClock {
  metric: Metric;
  startedAt: number;
  calendar: Calendar;
  /** Where the promise counts from, and where it counts from after a correction (C16, C17, C26). */
  promise: {
    owedFrom: number;
    countedFrom: number;
    promisedAt: number;
    minutes: number;
    dueAt: number;
  } | null;
  endedAt: number | null;
  cancelled: string | null;
  /** When it was merged into its ticket: what had come about by then was told on the one that it came from (C20, C32). */
  movedAt?: number;
  /** What was broken already when an earlier promise took its place: a breach is told once, perhaps before that (C32). */
  brokenBefore?: number | undefined;
}

export interface CountedTicket {
  id: string;
  severity: string;
  plan: string;
  endedAt: number | null;
  clocks: CountedClock[];
  pauses: { from: number; to: number | null }[];
}

interface Calendar extends Place {
  /** Local dates that the account closed or shortened, as minutes of the day that stay open. */
  days: ReadonlyMap<string, { from: number; to: number }>;
}

const MINUTE = 60_000;
const NINE_HUNDRED_DAYS = 900 * 24 * 60;

/** S61 to S63, S68 to S70, in minutes. */
const TARGETS: Record<string, Record<string, number>> = {
  ENHANCED: { SEVERE: 120, MODERATE: 240, LIMITED: 480 },
  PREMIUM: { SEVERE: 60, MODERATE: 120, LIMITED: 240 },
};

/** Published public holidays of the months in which the histories play, for the places of `PLACES`: March to June 2026. */
const HOLIDAYS: Record<string, readonly string[]> = {
  FR: ['2026-04-06', '2026-05-01', '2026-05-08', '2026-05-14', '2026-05-25'],
  US: ['2026-05-25', '2026-06-19'],
  JP: ['2026-03-20', '2026-04-29', '2026-05-03', '2026-05-04', '2026-05-05', '2026-05-06'],
  GB: ['2026-04-03', '2026-04-06', '2026-05-04', '2026-05-25'],
  AU: ['2026-03-09', '2026-04-03', '2026-04-04', '2026-04-05', '2026-04-06', '2026-04-25', '2026-06-08'],
};

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();

/** How far the wall clock of a zone is ahead of UTC; zones change it on the half hour at the finest. */
function offsetAt(timeZone: string, at: number): number {
  const slot = Math.floor(at / (30 * MINUTE));
  const key = `${timeZone}${slot}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    formats.set(timeZone, format);
  }
  const part = Object.fromEntries(
    format.formatToParts(slot * 30 * MINUTE).map(({ type, value }) => [type, Number(value)]),
  );
  const wall = Date.UTC(part['year']!, part['month']! - 1, part['day'], part['hour'], part['minute']);
  const offset = wall - slot * 30 * MINUTE;
  offsets.set(key, offset);
  return offset;
}

/** Whether the desk is open for this customer in the minute that begins at `at` (C2, K1). */
function isOpen({ timeZone, country, days }: Calendar, at: number): boolean {
  const wall = new Date(at + offsetAt(timeZone, at));
  const date = wall.toISOString().slice(0, 10);
  const weekday = wall.getUTCDay();
  const minute = wall.getUTCHours() * 60 + wall.getUTCMinutes();
  if (weekday === 0 || weekday === 6 || HOLIDAYS[country]!.includes(date)) return false;
  const hours = days.get(date) ?? { from: 8 * 60, to: 18 * 60 };
  return minute >= hours.from && minute < hours.to;
}

function add(calendar: Calendar, from: number, minutes: number): number {
  let at = from;
  for (let left = minutes, walked = 0; left > 0; at += MINUTE, walked += 1) {
    if (walked > NINE_HUNDRED_DAYS) throw new Error('The reference walked for ever.');
    if (isOpen(calendar, at)) left -= 1;
  }
  return at;
}

/** Business seconds of a clock until `asOf`, without the pauses of its ticket (C12, C13). */
export function elapsedSeconds(clock: CountedClock, ticket: CountedTicket, asOf: number): number {
  const pauses = clock.metric === 'INITIAL_RESPONSE' ? [] : ticket.pauses;
  let seconds = 0;
  for (let at = clock.startedAt; at < (clock.endedAt ?? asOf); at += MINUTE) {
    const paused = pauses.some(({ from, to }) => from <= at && (to === null || at < to));
    if (!paused && isOpen(clock.calendar, at)) seconds += 60;
  }
  return seconds;
}

export function atRiskAt({ calendar, promise }: CountedClock): number | null {
  return promise && add(calendar, promise.countedFrom, promise.minutes * 0.75);
}

export function stateOf(clock: CountedClock, asOf: number): string {
  if (clock.cancelled) return 'CANCELLED';
  if (!clock.promise) return 'NOT_APPLICABLE';
  if (clock.endedAt !== null) return clock.endedAt <= clock.promise.dueAt ? 'MET' : 'BREACHED';
  if (asOf > clock.promise.dueAt) return 'BREACHED_OPEN';
  return asOf >= atRiskAt(clock)! ? 'AT_RISK' : 'RUNNING';
}

export function breachedAt(clock: CountedClock, asOf: number): number | null {
  return clock.promise && stateOf(clock, asOf).startsWith('BREACHED')
    ? Math.max(clock.promise.dueAt, clock.promise.promisedAt)
    : null;
}

/** Reads what happened, in order, and counts every ticket of it. */
export function recount(events: readonly FeedEvent[], start: Place): Map<string, CountedTicket> {
  const tickets = new Map<string, CountedTicket>();
  const begun: { plan: string; at: number }[] = [];
  let place = start;
  let days: Calendar['days'] = new Map();
  const beginPlan = (plan: string, at: number) => {
    begun.push({ plan, at });
    begin(tickets.values(), plan, at);
  };

  for (const [index, { type, subject, occurredAt, payload }] of events.entries()) {
    const at = Date.parse(occurredAt);
    const text = (name: string) => String(payload[name]);
    const ticket = tickets.get(subject);
    switch (type) {
      case 'account.relocated':
        place = payload['after'] as Place;
        break;
      case 'account.day_closed':
      case 'account.day_reopened':
        days = changedDays(days, type, payload);
        for (const one of tickets.values()) recalendar(one, days, at);
        break;
      case 'plan.chosen':
        if (Date.parse(text('startsAt')) <= at) beginPlan(text('after'), Date.parse(text('startsAt')));
        break;
      case 'plan.begun':
        beginPlan(text('plan'), at);
        break;
      case 'ticket.opened': {
        // A question that was split off was received with the message that asked it (C21).
        const receivedAt = Date.parse(text('receivedAt'));
        const one = opened(subject, receivedAt, text('severity'), text('plan'), { ...place, days });
        tickets.set(subject, one);
        for (const later of begun) if (later.at > receivedAt) begin([one], later.plan, later.at);
        break;
      }
      case 'ticket.severity_raised':
        raise(ticket!, text('after'), text('cause'), at);
        break;
      case 'ticket.severity_lowered':
        lower(ticket!, text('after'), at);
        break;
      case 'ticket.severity_restored': {
        const past = events
          .slice(0, index)
          .filter((event) => event.payload['loweringId'] !== payload['loweringId']);
        restore(ticket!, recount(past, start).get(subject)!, at);
        break;
      }
      case 'ticket.replied':
      case 'ticket.call_logged':
        if (payload['by'] === 'VENDOR') end(ticket!, ['INITIAL_RESPONSE', 'NEXT_RESPONSE'], at);
        else waitAgain(ticket!, days, at);
        break;
    }
    if (payload['reason'] === 'MERGED') merge(ticket!, tickets.get(text('belongsToId'))!, at);
    if (ticket && STATES.includes(String(payload['after']))) {
      move(ticket, type, String(payload['before']), String(payload['after']), at, days, payload['reason']);
    }
  }
  return tickets;
}

const WAITING = ['WAITING_ON_CUSTOMER', 'WAITING_ON_THIRD_PARTY'];
const OPEN = ['RECEIVED', 'IN_REVIEW', 'IN_PROGRESS', ...WAITING];
const STATES = [...OPEN, 'RESOLVED', 'CLOSED', 'REJECTED_OUT_OF_SCOPE', 'WITHDRAWN', 'CANCELLED'];
const EVERY: readonly Metric[] = ['INITIAL_RESPONSE', 'NEXT_RESPONSE', 'RESOLUTION'];

function opened(id: string, at: number, severity: string, plan: string, calendar: Calendar): CountedTicket {
  const clock = { startedAt: at, calendar, endedAt: null, cancelled: null };
  const minutes = TARGETS[plan]?.[severity];
  const promise =
    minutes === undefined
      ? null
      : { owedFrom: at, countedFrom: at, promisedAt: at, minutes, dueAt: add(calendar, at, minutes) };
  return {
    ...{ id, severity, plan, endedAt: null, pauses: [] },
    clocks: [
      { ...clock, metric: 'INITIAL_RESPONSE', promise },
      { ...clock, metric: 'RESOLUTION', promise: null },
    ],
  };
}

function isRunning({ endedAt, promise }: CountedClock, at: number): boolean {
  return endedAt === null && promise !== null && at <= promise.dueAt;
}

/** C16: worse from now on, and never later than before; misjudged from the receipt on. */
function raise(ticket: CountedTicket, severity: string, cause: string, at: number): void {
  ticket.severity = severity;
  for (const clock of ticket.clocks) {
    if (!isRunning(clock, at)) continue;
    const promise = clock.promise!;
    const minutes = TARGETS[ticket.plan]![severity]!;
    const countedFrom = cause === 'WORSENED' ? at : promise.owedFrom;
    const dueAt = add(clock.calendar, countedFrom, minutes);
    if (cause === 'WORSENED' && dueAt >= promise.dueAt) continue;
    clock.promise = { ...promise, countedFrom, promisedAt: at, minutes, dueAt };
  }
}

/** C17: counted from the receipt by the longer target; what is broken stays broken. */
function lower(ticket: CountedTicket, severity: string, at: number): void {
  ticket.severity = severity;
  for (const clock of ticket.clocks) {
    if (!isRunning(clock, at)) continue;
    const { owedFrom } = clock.promise!;
    const minutes = TARGETS[ticket.plan]![severity]!;
    const dueAt = add(clock.calendar, owedFrom, minutes);
    clock.promise = { owedFrom, countedFrom: owedFrom, promisedAt: at, minutes, dueAt };
  }
}

/** C17: as if it had never been lowered; what is over stays as it ended. */
function restore(ticket: CountedTicket, unlowered: CountedTicket, at: number): void {
  ticket.severity = unlowered.severity;
  for (const [index, clock] of ticket.clocks.entries()) {
    if (clock.endedAt !== null || !clock.promise) continue;
    clock.brokenBefore = breachedAt(clock, at) ?? clock.brokenBefore;
    clock.promise = unlowered.clocks[index]!.promise;
  }
}

/** C20: the earlier promise holds where both wait; a wait that the target does not have goes on in it. */
function merge(source: CountedTicket, target: CountedTicket, at: number): void {
  const waits = target.clocks.filter(({ metric, endedAt }) => metric !== 'RESOLUTION' && endedAt === null);
  for (const clock of source.clocks) {
    if (clock.endedAt !== null || clock.metric === 'RESOLUTION') continue;
    const same = waits.find(({ metric }) => metric === clock.metric);
    if (!same) {
      if (clock.metric === 'INITIAL_RESPONSE' || waits.length === 0)
        target.clocks.push({ ...clock, movedAt: at });
    } else if (clock.promise && (!same.promise || clock.promise.dueAt < same.promise.dueAt)) {
      same.brokenBefore = breachedAt(same, at) ?? same.brokenBefore;
      same.promise = clock.promise;
      same.calendar = clock.calendar;
    }
  }
}

/** C26: a better plan promises at once to whatever still waits; a lower one takes nothing away. */
function begin(tickets: Iterable<CountedTicket>, plan: string, at: number): void {
  for (const ticket of tickets) {
    const minutes = TARGETS[plan]?.[ticket.severity];
    if (minutes === undefined || plan === ticket.plan) continue;
    for (const clock of ticket.clocks) {
      if (clock.metric !== 'INITIAL_RESPONSE' || clock.endedAt !== null) continue;
      if (clock.promise && !isRunning(clock, at)) continue;
      const from = Math.max(at, clock.startedAt);
      const dueAt = add(clock.calendar, from, minutes);
      if (clock.promise && dueAt >= clock.promise.dueAt) continue;
      const owedFrom = clock.promise?.owedFrom ?? from;
      clock.promise = { owedFrom, countedFrom: from, promisedAt: from, minutes, dueAt };
      ticket.plan = plan;
    }
  }
}

function changedDays(
  days: Calendar['days'],
  type: string,
  payload: Record<string, unknown>,
): Calendar['days'] {
  const changed = new Map(days);
  const on = String(payload['on']);
  const minuteOf = (name: string) => {
    const time = payload[name];
    return typeof time === 'string' ? Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) : undefined;
  };
  const [opens, closes] = [minuteOf('opensAt'), minuteOf('closesAt')];
  if (type === 'account.day_reopened') changed.delete(on);
  else if (opens === undefined && closes === undefined) changed.set(on, { from: 0, to: 0 });
  else changed.set(on, { from: opens ?? 8 * 60, to: closes ?? 18 * 60 });
  return changed;
}

/** C28: what runs is counted anew, unless that would break a promise; C29: in the place where it started. */
function recalendar(ticket: CountedTicket, days: Calendar['days'], at: number): void {
  for (const clock of ticket.clocks) {
    if (clock.endedAt !== null) continue;
    const calendar = { ...clock.calendar, days };
    if (!clock.promise) {
      clock.calendar = calendar;
      continue;
    }
    if (!isRunning(clock, at)) continue;
    const dueAt = add(calendar, clock.promise.countedFrom, clock.promise.minutes);
    if (dueAt < at) continue;
    clock.calendar = calendar;
    clock.promise = { ...clock.promise, dueAt };
  }
}

/** C11, C20: a message of the customer after the first response, also to what was merged in, starts a wait if none runs. */
function waitAgain(ticket: CountedTicket, days: Calendar['days'], at: number): void {
  const [first] = ticket.clocks;
  const waits = ticket.clocks.some(({ metric, endedAt }) => metric !== 'RESOLUTION' && endedAt === null);
  if (!first || waits) return;
  ticket.clocks.push({
    ...{ metric: 'NEXT_RESPONSE', startedAt: at, promise: null, endedAt: null, cancelled: null },
    calendar: { ...first.calendar, days },
  });
}

function end(ticket: CountedTicket, metrics: readonly Metric[], at: number, cancelled: string | null = null) {
  for (const clock of ticket.clocks) {
    if (clock.endedAt !== null || !metrics.includes(clock.metric)) continue;
    clock.endedAt = at;
    clock.cancelled = cancelled;
  }
}

/** C12, C13, C22, C24: what entering and leaving a state does. */
function move(
  ticket: CountedTicket,
  type: string,
  before: string,
  after: string,
  at: number,
  days: Calendar['days'],
  reason: unknown,
): void {
  if (!WAITING.includes(before) && WAITING.includes(after)) ticket.pauses.push({ from: at, to: null });
  if (WAITING.includes(before) && !WAITING.includes(after)) {
    const pause = ticket.pauses.find(({ to }) => to === null);
    if (pause) pause.to = at;
  }
  if (type === 'ticket.reopened') {
    ticket.pauses.push({ from: ticket.endedAt!, to: at });
    const resolution = ticket.clocks.find(({ metric }) => metric === 'RESOLUTION')!;
    resolution.endedAt = null;
    resolution.cancelled = null;
    // C14, C22: what ended by mistake has lost its first promise, and the customer waits for the next answer from now on.
    if (before === 'WITHDRAWN' || before === 'CANCELLED') waitAgain(ticket, days, at);
    resolution.calendar = { ...resolution.calendar, days };
  }
  ticket.endedAt = OPEN.includes(after) ? null : (ticket.endedAt ?? at);
  if (after === 'RESOLVED' || after === 'REJECTED_OUT_OF_SCOPE') end(ticket, ['RESOLUTION'], at);
  if (after === 'CLOSED') end(ticket, EVERY, at);
  if (after === 'WITHDRAWN') end(ticket, EVERY, at, 'WITHDRAWN');
  if (after === 'CANCELLED') end(ticket, EVERY, at, String(reason));
}
