import rrule from 'rrule';
import { MINUTE_MS } from '../calendar/local-date.rules.ts';
import { openZone } from '../calendar/zone.rules.ts';
import { InvalidInputProblem } from '../problem.ts';

// `rrule` is a port of Python's dateutil, and right about rules; its zones are where it errs. So it expands the wall
// clock of the customer alone, written as if it were UTC, and our own zones make instants of that (S74, K6).

export interface Recurrence {
  /** RRULE of RFC 5545, as `readRule` gives it. */
  rule: string;
  /** Wall-clock time of the first occurrence, "2026-03-02T10:00". */
  startsAtLocal: string;
  timeZone: string;
}

/** Nothing looks further ahead at once: a rule without an end is written down a stretch at a time. */
const MOST_OCCURRENCES = 500;

const WEEKDAY = '(MO|TU|WE|TH|FR|SA|SU)';
const MONTH_DAY = '[+-]?([1-9]|[12][0-9]|3[01])';
const list = (item: string) => `${item}(,${item})*`;
const PARTS: Record<string, RegExp> = {
  FREQ: /^(DAILY|WEEKLY|MONTHLY)$/,
  INTERVAL: /^[1-9][0-9]?$/,
  COUNT: /^[1-9][0-9]{0,2}$/,
  UNTIL: /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})Z)?$/,
  BYDAY: new RegExp(`^${list(`([+-]?[1-5])?${WEEKDAY}`)}$`),
  BYMONTHDAY: new RegExp(`^${list(MONTH_DAY)}$`),
  BYSETPOS: new RegExp(`^${list(MONTH_DAY)}$`),
  WKST: new RegExp(`^${WEEKDAY}$`),
};

/**
 * Reads a rule that a customer's calendar can hold: daily, weekly or monthly, with an end by COUNT or UNTIL or none.
 * What is read comes back as it is kept: in capitals, and UNTIL as an instant, which RFC 5545 wants beside a zone; a
 * mere date includes that whole local day.
 *
 * @throws InvalidInputProblem at `path` for any other rule
 * Source: S74.
 */
export function readRule(text: string, timeZone: string, path: string): string {
  const parts = text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .split(';');
  const values = new Map(parts.map((part) => part.split('=', 2) as [string, string]));
  const known = parts.every((part) => {
    const [name, value, more] = part.split('=');
    return more === undefined && PARTS[name!]?.test(value ?? '');
  });
  if (!known || values.size < parts.length || !values.has('FREQ')) throw notARule(path);
  const count = Number(values.get('COUNT') ?? 0);
  // An ordinal such as the 2 of 2TU counts within a month (RFC 5545, 3.3.10).
  const ordinal = values.get('FREQ') !== 'MONTHLY' && /\d/.test(values.get('BYDAY') ?? '');
  if (count > MOST_OCCURRENCES || ordinal) throw notARule(path);
  const until = values.get('UNTIL');
  if (until !== undefined) {
    if (values.has('COUNT')) throw notARule(path);
    values.set('UNTIL', basicForm(untilInstant(until, timeZone, path)));
  }
  return [...values].map((part) => part.join('=')).join(';');
}

/** The instant that UNTIL names; a date stands for the last second of that day. */
function untilInstant(until: string, timeZone: string, path: string): number {
  const digits = PARTS['UNTIL']!.exec(until)!.slice(1);
  const [year, month, day, hour, minute, second] = digits.map((number) => Number(number ?? NaN));
  const date = Date.UTC(year!, month! - 1, day);
  if (new Date(date).getUTCDate() !== day) throw notARule(path);
  if (!Number.isNaN(hour)) return Date.UTC(year!, month! - 1, day, hour, minute, second);
  return openZone(timeZone).instantOf(date + 86_400_000) - 1_000;
}

/** "20261231T225959Z" */
function basicForm(ms: number): string {
  return new Date(ms).toISOString().replace(/[-:]|\.\d{3}/g, '');
}

/**
 * The instants at which occurrences begin, from one instant, included, to another, not included; at most
 * MOST_OCCURRENCES. Each begins at the same time by the customer's clock, whatever that clock does meanwhile: a time
 * that is skipped is as far after the gap as it lies within it, one that comes twice is its first (RFC 5545, 3.3.5).
 *
 * @returns `complete` when nothing follows after `to`
 * Source: S74.
 */
export function occurrencesOf(
  { rule, startsAtLocal, timeZone }: Recurrence,
  from: number,
  to: number,
): { starts: number[]; complete: boolean } {
  const { until, ...options } = rrule.RRule.parseString(rule);
  const dtstart = new Date(`${startsAtLocal}:00Z`);
  // Local time runs at most 14 hours from UTC, so that a day more catches what the instants of the span can be.
  const after = new Date(from - MARGIN_MS);
  const last = Math.min(to, until ? until.getTime() + 1 : Infinity);
  const starts: number[] = [];
  let complete = true;
  new rrule.RRule({ ...options, dtstart }).between(after, FAR_AHEAD, true, (local) => {
    const at = instantOfLocal(local.getTime(), timeZone);
    if (until && at > until.getTime()) return false;
    if (at >= last || starts.length === MOST_OCCURRENCES) {
      complete = false;
      return false;
    }
    if (at >= from) starts.push(at);
    return true;
  });
  return { starts, complete };
}

const MARGIN_MS = 36 * 60 * MINUTE_MS;
const FAR_AHEAD = new Date('2075-01-01T00:00:00Z');

/** @param localMs wall-clock time, written as if it were UTC */
function instantOfLocal(localMs: number, timeZone: string): number {
  const zone = openZone(timeZone);
  const at = zone.instantOf(localMs);
  if (zone.localOf(at) === localMs) return at;
  const offsetBefore = zone.localOf(at - 1) - (at - 1);
  return localMs - offsetBefore;
}

/** The wall clock of a zone at an instant, to the minute: "2026-03-02T10:00". */
export function wallClock(instant: Date, timeZone: string): string {
  return new Date(openZone(timeZone).localOf(instant.getTime())).toISOString().slice(0, 16);
}

function notARule(path: string): InvalidInputProblem {
  return new InvalidInputProblem([
    {
      path,
      code: 'INVALID_RULE',
      text: {
        fr: `n’est pas une règle RRULE quotidienne, hebdomadaire ou mensuelle (FREQ), avec INTERVAL, COUNT jusqu’à ${MOST_OCCURRENCES} ou UNTIL, BYDAY, BYMONTHDAY, BYSETPOS et WKST.`,
        en: `is not an RRULE that is daily, weekly or monthly (FREQ), with INTERVAL, COUNT up to ${MOST_OCCURRENCES} or UNTIL, BYDAY, BYMONTHDAY, BYSETPOS and WKST.`,
      },
    },
  ]);
}
