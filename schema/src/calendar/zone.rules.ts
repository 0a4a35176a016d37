import { CalendarError } from './calendar-error.rules.ts';
import { DAY_MS } from './local-date.rules.ts';
import { nearest } from './nearest.rules.ts';

/** A time zone's offsets, and the two questions that a calendar asks of them. */
export interface Zone {
  readonly name: string;
  /**
   * The instant of a wall-clock time, written as if it were UTC. A time that the clocks skip gives the
   * first instant after the gap, one that they show twice gives the first showing (K6).
   */
  instantOf(localMs: number): number;
  /** What the wall clock shows at an instant, written as if it were UTC. */
  localOf(instantMs: number): number;
}

/**
 * The zone of that IANA name, its offsets read from this process's own zone data, a year at a time and
 * shared by everyone who asks.
 *
 * @throws CalendarError UNKNOWN_TIME_ZONE
 */
export function openZone(name: string): Zone {
  const open = zones.get(name);
  if (open) return open;
  const offsetAt = offsetReader(name);
  const years = new Map<number, readonly Stretch[]>();
  const stretchesOf = (year: number): readonly Stretch[] => {
    let stretches = years.get(year);
    if (!stretches) years.set(year, (stretches = stretchesIn(year, offsetAt)));
    return stretches;
  };
  const zone: Zone = {
    name,
    localOf(instantMs) {
      const stretches = stretchesOf(yearOf(instantMs));
      const stretch = stretches.findLast(({ from }) => from <= instantMs);
      return instantMs + (stretch as Stretch).offset;
    },
    instantOf(localMs) {
      // No offset reaches a day, so that the stretch that shows this time begins its search here.
      const year = yearOf(localMs - DAY_MS);
      const stretches = [...stretchesOf(year), ...stretchesOf(year + 1)];
      const index = stretches.findIndex((_, at) => {
        const next = stretches[at + 1];
        return !next || next.from + (stretches[at] as Stretch).offset > localMs;
      });
      const { from, offset } = stretches[index] as Stretch;
      return Math.max(from, localMs - offset);
    },
  };
  zones.set(name, zone);
  return zone;
}

/**
 * The name that this process's zone data files the zone under: 'Asia/Calcutta' for 'Asia/Kolkata'.
 *
 * @throws CalendarError UNKNOWN_TIME_ZONE; abbreviations and bare offsets are no IANA zones of a place
 */
export function canonicalZone(name: string): string {
  try {
    if (!/^[A-Z][A-Za-z]+(\/[A-Z][A-Za-z0-9_+-]*)+$|^UTC$/.test(name))
      throw new RangeError('not a zone name');
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    throw new CalendarError(
      'UNKNOWN_TIME_ZONE',
      name,
      `"${name}" is not an IANA time zone.`,
      nearest(
        name,
        knownZones().map((zone) => ({
          value: zone,
          spellings: [zone, zone.slice(zone.lastIndexOf('/') + 1)],
        })),
      ),
    );
  }
}

/** The zones that this process's data know, under their canonical names. */
export function knownZones(): readonly string[] {
  return [...Intl.supportedValuesOf('timeZone'), 'UTC'];
}

const zones = new Map<string, Zone>();

/** From an instant on, the local clock is `offset` ms ahead of UTC. */
interface Stretch {
  readonly from: number;
  readonly offset: number;
}

/** The stretches of one UTC year. Sampled daily: no zone ever changed its clocks and back within a day. */
function stretchesIn(year: number, offsetAt: (instantMs: number) => number): readonly Stretch[] {
  const start = Date.UTC(year, 0, 1);
  const end = Date.UTC(year + 1, 0, 1);
  const stretches: Stretch[] = [{ from: start, offset: offsetAt(start) }];
  for (let before = start; before < end - DAY_MS; before += DAY_MS) {
    const { offset } = stretches[stretches.length - 1] as Stretch;
    const after = before + DAY_MS;
    if (offsetAt(after) === offset) continue;
    const from = changeBetween(before, after, offset, offsetAt);
    stretches.push({ from, offset: offsetAt(from) });
  }
  return stretches;
}

/** The first instant in (before, after] at which the offset is no longer `offset`. Changes fall on whole seconds. */
function changeBetween(
  before: number,
  after: number,
  offset: number,
  offsetAt: (instantMs: number) => number,
): number {
  let [same, changed] = [before / 1000, after / 1000];
  while (changed - same > 1) {
    const middle = Math.floor((same + changed) / 2);
    if (offsetAt(middle * 1000) === offset) same = middle;
    else changed = middle;
  }
  return changed * 1000;
}

/** Reads offsets in ms from the platform, which writes them "GMT+05:30", "GMT-00:44:30" or "GMT". */
function offsetReader(name: string): (instantMs: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: canonicalZone(name),
    timeZoneName: 'longOffset',
  });
  return (instantMs) => {
    const match = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(format.format(instantMs));
    if (!match) throw new Error(`no offset of ${name} in "${format.format(instantMs)}"`);
    const seconds = Number(match[2] ?? 0) * 3600 + Number(match[3] ?? 0) * 60 + Number(match[4] ?? 0);
    return (match[1] === '-' ? -seconds : seconds) * 1000;
  };
}

function yearOf(ms: number): number {
  return new Date(ms).getUTCFullYear();
}
