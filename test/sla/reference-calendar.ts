// The customer's business time as the reference counts it, minute by minute: a second, plain reading of C2 and K1.

export interface Place {
  timeZone: string;
  country: string;
  subdivision?: string | null;
}

/** Minutes of a local date that stay open; nothing does where both are equal. */
interface Hours {
  from: number;
  to: number;
}

/** What was published of a country's holidays: from which minute of that date on the desk is closed; null where it is open after all. */
export interface Correction {
  version: number;
  country: string;
  subdivision: string | null;
  on: string;
  closedFrom: number | null;
}

export interface Calendar extends Place {
  /** Local dates that the account closed or shortened. */
  days: ReadonlyMap<string, Hours>;
  /** Those that stand, in order. */
  corrections: readonly Correction[];
}

export const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const NINE_HUNDRED_DAYS = 900 * 24 * 60;

/** Published public holidays of the months in which the histories play, for the places of `PLACES`: March to June 2026. */
export const HOLIDAYS: Record<string, readonly string[]> = {
  FR: ['2026-04-06', '2026-05-01', '2026-05-08', '2026-05-14', '2026-05-25'],
  US: ['2026-05-25', '2026-06-19'],
  JP: ['2026-03-20', '2026-04-29', '2026-05-03', '2026-05-04', '2026-05-05', '2026-05-06'],
  GB: ['2026-04-03', '2026-04-06', '2026-05-04', '2026-05-25'],
  AU: ['2026-03-09', '2026-04-03', '2026-04-04', '2026-04-05', '2026-04-06', '2026-04-25', '2026-06-08'],
};

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();

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

/** The local month in which an instant lies: "2026-05". */
export function monthOf({ timeZone }: Place, at: number): string {
  return new Date(at + offsetAt(timeZone, at)).toISOString().slice(0, 7);
}

const known = new WeakMap<Calendar, Map<number, Hours>>();

/** What is open on a local date: Monday to Friday 08:00 to 18:00, less holidays and what the account closed (C2, C38). */
function hoursOn(calendar: Calendar, day: number): Hours {
  const hours = known.get(calendar) ?? new Map<number, Hours>();
  known.set(calendar, hours);
  const found = hours.get(day) ?? countedHours(calendar, new Date(day * DAY));
  hours.set(day, found);
  return found;
}

function countedHours({ country, subdivision, days, corrections }: Calendar, day: Date): Hours {
  const date = day.toISOString().slice(0, 10);
  if (day.getUTCDay() === 0 || day.getUTCDay() === 6) return { from: 0, to: 0 };
  let closedFrom = HOLIDAYS[country]!.includes(date) ? 0 : 24 * 60;
  for (const correction of corrections) {
    if (correction.country !== country || correction.on !== date) continue;
    if (correction.subdivision !== null && correction.subdivision !== subdivision) continue;
    closedFrom = correction.closedFrom === null ? 24 * 60 : Math.min(closedFrom, correction.closedFrom);
  }
  const left = days.get(date) ?? { from: 8 * 60, to: 18 * 60 };
  return { from: left.from, to: Math.min(left.to, closedFrom) };
}

/** Whether the desk is open for this customer in the minute that begins at `at`. */
function isOpen(calendar: Calendar, at: number): boolean {
  const wall = at + offsetAt(calendar.timeZone, at);
  const day = Math.floor(wall / DAY);
  const minute = Math.floor((wall - day * DAY) / MINUTE);
  const { from, to } = hoursOn(calendar, day);
  return minute >= from && minute < to;
}

/** When so many open seconds have run (C5). */
export function add(calendar: Calendar, from: number, seconds: number): number {
  let at = from;
  for (let left = seconds, walked = 0; left > 0; walked += 1) {
    if (walked > NINE_HUNDRED_DAYS) throw new Error('The reference walked for ever.');
    const counted = isOpen(calendar, at) ? Math.min(60, left) : 0;
    left -= counted;
    at += left > 0 ? MINUTE : counted * 1_000;
  }
  return at;
}

/** Open seconds between two instants on whole minutes, of the minutes that count. */
export function openSeconds(
  calendar: Calendar,
  from: number,
  to: number,
  counts: (at: number) => boolean = () => true,
): number {
  let seconds = 0;
  for (let at = from; at < to; at += MINUTE) if (counts(at) && isOpen(calendar, at)) seconds += 60;
  return seconds;
}

/** A day closed or opened again by the account. */
export function changedDays(
  days: Calendar['days'],
  type: string,
  payload: Record<string, unknown>,
): Calendar['days'] {
  const changed = new Map(days);
  const on = String(payload['on']);
  const [opens, closes] = [minuteOf(payload['opensAt']), minuteOf(payload['closesAt'])];
  if (type === 'account.day_reopened') changed.delete(on);
  else if (opens === undefined && closes === undefined) changed.set(on, { from: 0, to: 0 });
  else changed.set(on, { from: opens ?? 8 * 60, to: closes ?? 18 * 60 });
  return changed;
}

/** The corrections that stand once one was published or withdrawn (K9). */
export function changedCorrections(
  standing: Calendar['corrections'],
  type: string,
  payload: Record<string, unknown>,
): Calendar['corrections'] {
  const version = Number(payload['version']);
  if (type === 'holiday.correction_withdrawn') return standing.filter((one) => one.version !== version);
  const { country, subdivision, on } = payload as { country: string; subdivision: string | null; on: string };
  const closedFrom = payload['action'] === 'REMOVE' ? null : (minuteOf(payload['closesFrom']) ?? 0);
  return [...standing, { version, country, subdivision, on, closedFrom }];
}

function minuteOf(time: unknown): number | undefined {
  return typeof time === 'string' ? Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) : undefined;
}
