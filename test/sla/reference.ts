// What the clocks of some tickets should show, counted minute by minute from what happened: a second, plain reading of
// sla-clock.md. It shares no code with the system, and believes nothing that the system says of its own clocks: of their
// events it takes their names and what two people corrected.
import { changedCorrections, changedDays, type Calendar, type Place } from './reference-calendar.ts';
import {
  secondsOf,
  tableAt,
  type CountedClock,
  type CountedTicket,
  type Metric,
  type Side,
  type Table,
} from './reference-clocks.ts';
import { begin, lower, merge, promised, raise, recalendar, repair, restore } from './reference-promises.ts';

export interface FeedEvent {
  position: string;
  sequence: number;
  subject: string;
  type: string;
  occurredAt: string;
  payload: Record<string, unknown>;
}

/** What events name and do not hold. */
export interface Facts {
  /** Where the account is at first. */
  place: Place;
  /** Where contacts are who work somewhere else, by their ids (C3). */
  sites: ReadonlyMap<string, Place>;
  tables: readonly Table[];
}

/** Reads what happened, in order, and counts every ticket of it. */
export function recount(events: readonly FeedEvent[], facts: Facts): Map<string, CountedTicket> {
  const tickets = new Map<string, CountedTicket>();
  const begun: { plan: string; at: number }[] = [];
  let agreed: readonly Agreed[] = [];
  let { place } = facts;
  let enforceFrom = -Infinity;
  let now: Pick<Calendar, 'days' | 'corrections'> = { days: new Map(), corrections: [] };
  const beginPlan = (plan: string, at: number) => {
    begun.push({ plan, at });
    begin(tickets.values(), plan, at, facts.tables);
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
        now = { ...now, days: changedDays(now.days, type, payload) };
        for (const one of tickets.values()) recalendar(one.clocks, now, at);
        break;
      case 'holiday.corrected':
      case 'holiday.correction_withdrawn': {
        const corrections = changedCorrections(now.corrections, type, payload);
        const changed = [...now.corrections, ...corrections].find(
          ({ version }) => version === payload['version'],
        )!;
        now = { ...now, corrections };
        for (const { clocks } of tickets.values()) {
          recalendar(
            clocks.filter(({ calendar }) => calendar.country === changed.country),
            now,
            at,
          );
        }
        break;
      }
      case 'account.tickets_imported':
        enforceFrom = instant(payload['enforceFrom']) ?? -Infinity;
        break;
      case 'plan.chosen':
        agreed = agreedWith(agreed, payload);
        if (Date.parse(text('startsAt')) <= at) beginPlan(text('after'), Date.parse(text('startsAt')));
        break;
      case 'plan.begun':
        beginPlan(text('plan'), at);
        break;
      case 'ticket.opened':
      case 'ticket.imported': {
        // A question that was split off was received with the message that asked it (C21).
        const receivedAt = Date.parse(text('receivedAt'));
        const calendar = { ...(facts.sites.get(text('requesterId')) ?? place), ...now };
        // Which plan promises, the reference knows by itself, but of what another system promised (S5, C34).
        const plan = type === 'ticket.imported' ? text('plan') : planAt(agreed, receivedAt);
        const one = opened(subject, { ...payload, plan }, calendar, tableAt(facts.tables, receivedAt));
        tickets.set(subject, one);
        if (type === 'ticket.imported') makeHistory(one, payload, enforceFrom, at);
        else
          // One that another took the place of at the very instant of its beginning never stood.
          for (const later of begun)
            if (later.at > receivedAt && planAt(agreed, later.at) === later.plan)
              begin([one], later.plan, later.at, facts.tables);
        break;
      }
      case 'ticket.reclassified':
        ticket!.requestType = (payload['after'] as { requestType: string }).requestType;
        break;
      case 'ticket.assigned':
        takeTurn(ticket!, at, { holder: (payload['after'] as { assigneeId: string | null }).assigneeId });
        break;
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
        restore(ticket!, recount(past, facts).get(subject)!, at);
        break;
      }
      case 'ticket.replied':
      case 'ticket.call_logged':
        if (payload['by'] === 'VENDOR') end(ticket!, ['INITIAL_RESPONSE', 'NEXT_RESPONSE'], at);
        else waitAgain(ticket!, now, at);
        break;
      case 'clock.started':
      case 'clock.imported':
        unnamed(ticket!, text('metric')).id = text('clockId');
        break;
      case 'clock.repaired':
        repair(ticket!, payload, at);
        break;
    }
    if (payload['reason'] === 'MERGED') merge(ticket!, tickets.get(text('belongsToId'))!, at);
    if (ticket && STATES.includes(String(payload['after']))) move(ticket, { type, payload, at }, now);
  }
  return tickets;
}

/** A plan that was purchased, from an instant to another. */
interface Agreed {
  plan: string;
  from: number;
  to: number;
}

/** A choice ends what runs where it begins, and takes the place of what begins there; Basic is what is left (S5, S19). */
function agreedWith(periods: readonly Agreed[], payload: Record<string, unknown>): Agreed[] {
  const [plan, from] = [String(payload['after']), Date.parse(String(payload['startsAt']))];
  const others = periods
    .filter((one) => one.from !== from)
    .map((one) => (one.from < from && from < one.to ? { ...one, to: from } : one));
  return plan === 'BASIC' ? others : [...others, { plan, from, to: instant(payload['endsAt']) ?? Infinity }];
}

function planAt(periods: readonly Agreed[], at: number): string {
  return periods.find(({ from, to }) => from <= at && at < to)?.plan ?? 'BASIC';
}

const WAITING = ['WAITING_ON_CUSTOMER', 'WAITING_ON_THIRD_PARTY'];
export const OPEN = ['RECEIVED', 'IN_REVIEW', 'IN_PROGRESS', ...WAITING];
const STATES = [...OPEN, 'RESOLVED', 'CLOSED', 'REJECTED_OUT_OF_SCOPE', 'WITHDRAWN', 'CANCELLED'];
const EVERY: readonly Metric[] = ['INITIAL_RESPONSE', 'NEXT_RESPONSE', 'RESOLUTION'];

function instant(value: unknown): number | null {
  return typeof value === 'string' ? Date.parse(value) : null;
}

function opened(
  id: string,
  payload: Record<string, unknown>,
  calendar: Calendar,
  table: Table,
): CountedTicket {
  const [severity, plan] = [String(payload['severity']), String(payload['plan'])];
  const receivedAt = Date.parse(String(payload['receivedAt']));
  const seconds = secondsOf(table, plan, severity);
  const clock = { id: null, startedAt: receivedAt, calendar, endedAt: null, cancelled: null };
  const promise =
    seconds === null
      ? null
      : promised(calendar, {
          owedFrom: receivedAt,
          countedFrom: receivedAt,
          promisedAt: receivedAt,
          seconds,
          table,
        });
  return {
    ...{ id, severity, plan, receivedAt, requestType: String(payload['requestType']), state: 'RECEIVED' },
    ...{ endedAt: null, pauses: [], turns: [{ from: receivedAt, side: 'VENDOR', holder: null }] },
    clocks: [
      { ...clock, metric: 'INITIAL_RESPONSE', promise, brokenBefore: [] },
      { ...clock, metric: 'RESOLUTION', promise: null, brokenBefore: [] },
    ],
  };
}

/** C34: history only. Answered there, it is judged by its own instants, unless the account's promises began later. */
function makeHistory(
  ticket: CountedTicket,
  payload: Record<string, unknown>,
  enforceFrom: number,
  at: number,
): void {
  const [respondedAt, resolvedAt] = [instant(payload['respondedAt']), instant(payload['resolvedAt'])];
  const [first, resolution] = ticket.clocks as [CountedClock, CountedClock];
  first.endedAt = respondedAt ?? resolvedAt ?? at;
  first.cancelled = respondedAt === null || ticket.receivedAt < enforceFrom ? 'IMPORTED' : null;
  resolution.endedAt = resolvedAt ?? at;
  resolution.cancelled = resolvedAt === null ? 'IMPORTED' : null;
  // Nobody was told of it, then or now.
  first.toldBefore = true;
  if (resolvedAt === null) return;
  ticket.state = 'RESOLVED';
  ticket.endedAt = resolvedAt;
  takeTurn(ticket, resolvedAt, { side: 'CUSTOMER' });
}

/** B15: the state says which side has the next step, the assignment who of the vendor. */
function takeTurn(ticket: CountedTicket, from: number, turn: { side?: Side; holder?: string | null }): void {
  const { side, holder } = ticket.turns.at(-1)!;
  ticket.turns.push({ side, holder, ...turn, from });
}

/** The clock of which an event tells the name for the first time. */
function unnamed(ticket: CountedTicket, metric: string): CountedClock {
  return ticket.clocks.find((clock) => clock.metric === metric && clock.id === null)!;
}

/**
 * C11, C20: a message of the customer after the first response, also to what was merged in, starts a wait if none runs;
 * in the place where the ticket started (C29).
 */
function waitAgain(ticket: CountedTicket, now: Partial<Calendar>, at: number): void {
  const waits = ticket.clocks.some(({ metric, endedAt }) => metric !== 'RESOLUTION' && endedAt === null);
  if (waits) return;
  const { calendar } = resolutionOf(ticket);
  ticket.clocks.push({
    ...{ id: null, metric: 'NEXT_RESPONSE', startedAt: at, promise: null, endedAt: null, cancelled: null },
    ...{ calendar: { ...calendar, ...now }, brokenBefore: [] },
  });
}

export function resolutionOf({ clocks }: CountedTicket): CountedClock {
  return clocks.find(({ metric }) => metric === 'RESOLUTION')!;
}

function end(ticket: CountedTicket, metrics: readonly Metric[], at: number, cancelled: string | null = null) {
  for (const clock of ticket.clocks) {
    if (clock.endedAt !== null || !metrics.includes(clock.metric)) continue;
    clock.endedAt = at;
    clock.cancelled ??= cancelled;
  }
}

/** C12, C13, C22, C24: what entering and leaving a state does. */
function move(
  ticket: CountedTicket,
  { type, payload, at }: { type: string; payload: Record<string, unknown>; at: number },
  now: Partial<Calendar>,
): void {
  const [before, after] = [String(payload['before']), String(payload['after'])];
  ticket.state = after;
  takeTurn(ticket, at, { side: sideOf(after) });
  if (!WAITING.includes(before) && WAITING.includes(after)) {
    ticket.pauses.push({ from: at, to: null, whileEnded: false });
  }
  if (WAITING.includes(before) && !WAITING.includes(after)) {
    const pause = ticket.pauses.find(({ to }) => to === null);
    if (pause) pause.to = at;
  }
  if (type === 'ticket.reopened') {
    ticket.pauses.push({ from: ticket.endedAt!, to: at, whileEnded: true });
    const resolution = resolutionOf(ticket);
    resolution.endedAt = null;
    // C33, C34: what was corrected or is history stays so.
    if (!['IMPORTED', 'REPAIRED'].includes(resolution.cancelled ?? '')) resolution.cancelled = null;
    // C14, C22: what ended by mistake has lost its first promise, and the customer waits for the next answer from now on.
    if (before === 'WITHDRAWN' || before === 'CANCELLED') waitAgain(ticket, now, at);
    resolution.calendar = { ...resolution.calendar, ...now };
  }
  ticket.endedAt = OPEN.includes(after) ? null : (ticket.endedAt ?? at);
  if (after === 'RESOLVED' || after === 'REJECTED_OUT_OF_SCOPE') end(ticket, ['RESOLUTION'], at);
  if (after === 'CLOSED') end(ticket, EVERY, at);
  if (after === 'WITHDRAWN') end(ticket, EVERY, at, 'WITHDRAWN');
  if (after === 'CANCELLED') end(ticket, EVERY, at, String(payload['reason']));
}

/** What is over is the customer's, to agree or to object. */
function sideOf(state: string): Side {
  if (state === 'WAITING_ON_THIRD_PARTY') return 'THIRD_PARTY';
  return OPEN.includes(state) && state !== 'WAITING_ON_CUSTOMER' ? 'VENDOR' : 'CUSTOMER';
}
