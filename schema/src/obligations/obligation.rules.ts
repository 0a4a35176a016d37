import { DateTime } from 'luxon';
import { minutesOf, MINUTE_MS, DAY_MS, localDay } from '../calendar/local-date.rules.ts';
import { openZone } from '../calendar/zone.rules.ts';
import { addDays, dateAt, endOfDay, startOfDay } from '../contracts/term.rules.ts';
import type { PlanCode } from '../plans/plan.rules.ts';
import { Problem } from '../problem.ts';
import { monthAt, monthIn, monthsBetween } from '../reports/month.rules.ts';

export const OBLIGATION_KINDS = [
  'TAM_ASSIGNMENT',
  'MONTHLY_REVIEW',
  'ANNUAL_HEALTH_REVIEW',
  'TECHNICAL_MEETING',
  'FEATURE_PRESENTATION',
  'CHECK_IN',
  'SEATS_EXPIRE',
] as const;
export type ObligationKind = (typeof OBLIGATION_KINDS)[number];
export type ObligationState = 'DUE' | 'OVERDUE' | 'DONE' | 'WAIVED' | 'WITHDRAWN';

/** A time: its start included, its end not; without an end where that is null. */
interface Span {
  startsAt: Date;
  endsAt: Date | null;
}
interface ClosedSpan {
  startsAt: Date;
  endsAt: Date;
}

/** When promises of one kind are due; the catalogue holds them (`prisma/catalogue/obligations.ts`). */
export interface ObligationRule {
  plans: readonly PlanCode[];
  cadence: 'WHILE_NONE' | 'CALENDAR_MONTH' | 'CONTRACT_YEAR' | { everyMonths: number };
  dueDays: number;
  remindDays: readonly number[];
}
export type ObligationRules = Readonly<Record<ObligationKind, ObligationRule>>;

/** Everything that decides what an account is promised, and when. */
export interface Basis {
  /** Of the account, now: its months are those of this zone. */
  timeZone: string;
  /** Purchased plans; Basic stands where there is none (S19). */
  periods: readonly (Span & { planCode: PlanCode })[];
  /** The contract years that have begun, the earliest first; one that a later one cuts short ends where that begins. */
  years: readonly (ClosedSpan & { timeZone: string })[];
  /** Who was, is and will be the Technical Account Manager. */
  assignments: readonly (Span & { id: string })[];
}

/** One promise with its date. */
export interface Promised extends ClosedSpan {
  kind: ObligationKind;
  /** Tells it from the others of its kind: a month, or the instant at which its time begins. */
  key: string;
  dueAt: Date;
  /** Of a TAM to be named: somebody is from the very instant. */
  filled?: boolean;
}

/**
 * What an account is promised, in the contract years that have begun: past promises too, which never change.
 *
 * Source: B7, S66, S72, S74, S79, S82, S83, S85.
 */
export function promisedBy(basis: Basis, rules: ObligationRules): Promised[] {
  const years = basis.years.map((year, at) => {
    const next = basis.years[at + 1];
    return next && next.startsAt < year.endsAt ? { ...year, endsAt: next.startsAt } : year;
  });
  return OBLIGATION_KINDS.flatMap((kind) => {
    const { cadence, dueDays, plans } = rules[kind];
    const spans = spansOf(basis.periods.filter(({ planCode }) => plans.includes(planCode)));
    if (cadence === 'WHILE_NONE') return withoutTam(kind, spans, basis, dueDays);
    const promised = years.flatMap((year) => {
      const held = spans.flatMap((span) => overlap(span, year) ?? []);
      if (cadence === 'CALENDAR_MONTH') return held.flatMap((span) => months(kind, span, basis, dueDays));
      if (cadence === 'CONTRACT_YEAR') return yearly(kind, year, held);
      return held.flatMap((span) => intervals(kind, span, year.timeZone, cadence.everyMonths));
    });
    // A month in which one contract year ends and another begins is promised once.
    return promised.filter(({ key }, at) => promised.findIndex((other) => other.key === key) === at);
  });
}

/** Stretches of time without a gap, from plans that follow one another. */
function spansOf(periods: readonly Span[]): Span[] {
  const spans: Span[] = [];
  for (const { startsAt, endsAt } of periods.toSorted((a, b) => +a.startsAt - +b.startsAt)) {
    const last = spans.at(-1);
    if (last?.endsAt && +last.endsAt === +startsAt) last.endsAt = endsAt;
    else spans.push({ startsAt, endsAt });
  }
  return spans;
}

function overlap(span: Span, year: ClosedSpan): ClosedSpan | null {
  const startsAt = span.startsAt > year.startsAt ? span.startsAt : year.startsAt;
  const endsAt = span.endsAt && span.endsAt < year.endsAt ? span.endsAt : year.endsAt;
  return startsAt < endsAt ? { startsAt, endsAt } : null;
}

/** A month that the plan touches is promised as a whole: all its requests are reviewed (S83). */
function months(kind: ObligationKind, held: ClosedSpan, { timeZone }: Basis, dueDays: number): Promised[] {
  const lastInstant = new Date(+held.endsAt - 1);
  return monthsBetween(monthAt(held.startsAt, timeZone), monthAt(lastInstant, timeZone)).map((month) => {
    const { from, to } = monthIn(month, timeZone);
    const dueAt = startOfDay(addDays(dateAt(to, timeZone), dueDays), timeZone);
    return { kind, key: month, startsAt: from, endsAt: to, dueAt };
  });
}

/** Once in a contract year, until the plan ends where that is earlier. */
function yearly(kind: ObligationKind, year: ClosedSpan, held: readonly ClosedSpan[]): Promised[] {
  const last = held.at(-1);
  if (!last) return [];
  const { startsAt } = year;
  return [{ kind, key: startsAt.toISOString(), startsAt, endsAt: last.endsAt, dueAt: last.endsAt }];
}

/** Whole intervals of so many months, counted in local days from the start. */
function intervals(
  kind: ObligationKind,
  held: ClosedSpan,
  timeZone: string,
  everyMonths: number,
): Promised[] {
  const first = dateAt(held.startsAt, timeZone);
  const start = (index: number) => startOfDay(monthsAfter(first, index * everyMonths), timeZone);
  const promised: Promised[] = [];
  for (let index = 0; start(index + 1) <= held.endsAt; index += 1) {
    const startsAt = index === 0 ? held.startsAt : start(index);
    const endsAt = start(index + 1);
    promised.push({ kind, key: startsAt.toISOString(), startsAt, endsAt, dueAt: endsAt });
  }
  return promised;
}

/** The same day so many months later, or the last of its month where that is shorter. */
function monthsAfter(date: string, months: number): string {
  return DateTime.fromISO(date, { zone: 'utc' }).plus({ months }).toISODate()!;
}

/** The times in which the plan promises a Technical Account Manager and nobody is, unless it ends before one is due (S66). */
function withoutTam(kind: ObligationKind, spans: readonly Span[], basis: Basis, dueDays: number): Promised[] {
  const { assignments, timeZone } = basis;
  return spans.flatMap((span) =>
    gapsOf(span, assignments).flatMap(({ startsAt, endsAt }) => {
      const dueAt = endOfDay(addDays(dateAt(startsAt, timeZone), dueDays), timeZone);
      if (span.endsAt && span.endsAt < dueAt) return [];
      const filled = endsAt !== null && +endsAt === +startsAt;
      return [{ kind, key: startsAt.toISOString(), startsAt, endsAt: dueAt, dueAt, filled }];
    }),
  );
}

/** What a span leaves when covered by others that do not overlap; nothing is a gap too, where one takes over at once. */
function gapsOf(span: Span, covers: readonly Span[]): Span[] {
  const gaps: Span[] = [];
  let at: Date | null = span.startsAt;
  for (const cover of covers.toSorted((a, b) => +a.startsAt - +b.startsAt)) {
    if (!at || (span.endsAt && cover.startsAt >= span.endsAt)) break;
    if (cover.endsAt && cover.endsAt <= at) continue;
    if (cover.startsAt >= at) gaps.push({ startsAt: at, endsAt: cover.startsAt });
    at = cover.endsAt;
  }
  if (at && (!span.endsAt || at < span.endsAt)) gaps.push({ startsAt: at, endsAt: span.endsAt });
  return gaps;
}

/** An obligation as it stands. */
export interface Standing extends Promised {
  id: string;
  doneAt: Date | null;
  waivedAt: Date | null;
}

export interface Changes<O extends Standing> {
  added: Promised[];
  /** Open ones whose time or date is another now. */
  moved: (O & { to: Promised })[];
  withdrawn: O[];
  /** Promises of a Technical Account Manager that one keeps now. */
  assigned: (O & { assignmentId: string; at: Date })[];
}

/**
 * What has to change so that the obligations are what is promised now. What is done or waived stays as it is. A promise
 * that was due before it was ever made is not made afterwards, save that somebody be named; one that a change would
 * make due at once is withdrawn: nobody is late because a plan ended.
 *
 * @param standing of the account, without those withdrawn
 * @returns nothing when asked again after it was done
 * Source: B7.
 */
export function changeObligations<O extends Standing>(
  standing: readonly O[],
  promised: readonly Promised[],
  assignments: Basis['assignments'],
  now: Date,
): Changes<O> {
  const known = new Set(standing.map(nameOf));
  const named = new Map(promised.map((one) => [nameOf(one), one]));
  const changes: Changes<O> = {
    added: promised.filter((one) => !known.has(nameOf(one)) && isToMake(one, assignments, now)),
    moved: [],
    withdrawn: [],
    assigned: [],
  };
  for (const one of standing.filter(({ doneAt, waivedAt }) => !doneAt && !waivedAt)) {
    const to = named.get(nameOf(one));
    const tam = one.kind === 'TAM_ASSIGNMENT' ? namedIn(one, assignments, now) : undefined;
    if (to && tam) changes.assigned.push({ ...one, assignmentId: tam.id, at: tam.startsAt });
    else if (!to) changes.withdrawn.push(one);
    else if (+to.dueAt !== +one.dueAt || +to.startsAt !== +one.startsAt || +to.endsAt !== +one.endsAt) {
      if (to.dueAt > now) changes.moved.push({ ...one, to });
      else changes.withdrawn.push(one);
    }
  }
  return changes;
}

function isToMake(one: Promised, assignments: Basis['assignments'], now: Date): boolean {
  return one.kind === 'TAM_ASSIGNMENT' ? !one.filled && !namedIn(one, assignments, now) : one.dueAt > now;
}

/** Who was named first since the account was without anybody, if that has come. */
function namedIn({ startsAt }: Promised, assignments: Basis['assignments'], now: Date) {
  return assignments
    .filter((one) => one.startsAt >= startsAt && one.startsAt <= now)
    .toSorted((a, b) => +a.startsAt - +b.startsAt)[0];
}

function nameOf({ kind, key }: Pick<Promised, 'kind' | 'key'>): string {
  return `${kind} ${key}`;
}

/** The next instant after `now` at which somebody begins or ends to be the Technical Account Manager. */
export function nextAssignment(assignments: Basis['assignments'], now: Date): Date | null {
  const changes = assignments
    .flatMap(({ startsAt, endsAt }) => (endsAt ? [startsAt, endsAt] : [startsAt]))
    .filter((at) => at > now);
  return changes.length > 0 ? new Date(Math.min(...changes.map(Number))) : null;
}

/**
 * When somebody is to be told of an open obligation next: at a reminder yet to come, else when it is overdue.
 *
 * @param remindDays days before the local day on which it is due
 * @param at         local time of reminders, "HH:mm"
 */
export function nextToTell(
  { dueAt }: Pick<Promised, 'dueAt'>,
  { remindDays }: Pick<ObligationRule, 'remindDays'>,
  { at, timeZone, now }: { at: string; timeZone: string; now: Date },
): Date {
  const reminders = remindDays
    .map((days) => {
      const local = localDay(addDays(dueOn(dueAt, timeZone), -days)) * DAY_MS + minutesOf(at) * MINUTE_MS;
      return new Date(openZone(timeZone).instantOf(local));
    })
    .filter((reminder) => reminder > now)
    .toSorted((a, b) => +a - +b);
  return reminders[0] ?? dueAt;
}

/** The last local day on which it is in time. */
export function dueOn(dueAt: Date, timeZone: string): string {
  return dateAt(new Date(+dueAt - 1), timeZone);
}

interface Settled {
  dueAt: Date;
  doneAt: Date | null;
  waivedAt: Date | null;
  withdrawnAt: Date | null;
}

/** Where an obligation stands at an instant; what is settled later was open then (B13). */
export function obligationState(
  { dueAt, doneAt, waivedAt, withdrawnAt }: Settled,
  at: Date,
): ObligationState {
  if (doneAt && doneAt <= at) return 'DONE';
  if (waivedAt && waivedAt <= at) return 'WAIVED';
  if (withdrawnAt && withdrawnAt <= at) return 'WITHDRAWN';
  return dueAt <= at ? 'OVERDUE' : 'DUE';
}

/** Obligations that stand so now, as a `where`. */
export function inStates(states: readonly ObligationState[], now: Date): { OR: object[] } {
  const open = { doneAt: null, waivedAt: null, withdrawnAt: null };
  const conditions: Record<ObligationState, object> = {
    DUE: { ...open, dueAt: { gt: now } },
    OVERDUE: { ...open, dueAt: { lte: now } },
    DONE: { doneAt: { not: null } },
    WAIVED: { waivedAt: { not: null } },
    WITHDRAWN: { withdrawnAt: { not: null } },
  };
  return { OR: states.map((state) => conditions[state]) };
}

/** It is done, waived or withdrawn already: nothing is left to waive. */
export class ObligationSettledProblem extends Problem {
  readonly code = 'OBLIGATION_SETTLED';
  readonly state: ObligationState;

  constructor(state: ObligationState) {
    super({
      fr: 'L’engagement est déjà tenu, abandonné ou retiré.',
      en: 'The obligation is done, waived or withdrawn already.',
    });
    this.state = state;
  }
}
