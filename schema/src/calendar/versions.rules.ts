import { versions } from 'node:process';
import { canonicalZone } from './zone.rules.ts';

/** Goes up whenever these rules would answer differently for the same data. */
export const CALENDAR_RULES_VERSION = '1';

/** On what an answer was computed (K13). */
export interface CalendarVersions {
  readonly calendar: string;
  /** Of the table of corrections; null without one. */
  readonly overrides: string | null;
  /** Of date-holidays; null where the holidays were given as a list. */
  readonly holidays: string | null;
  /** Of the IANA time zone data, like "2025c". */
  readonly zones: string;
}

/** Time zone data that are older than a change of rules they should contain. */
export interface OldZoneData {
  readonly code: 'ZONE_DATA_OLD';
  /** What this process has. */
  readonly zoneData: string;
  /** The release that it should have at least. */
  readonly expected: string;
  /** The zones whose rules have changed since. */
  readonly zones: readonly string[];
}

/**
 * The zone data of this process. A constant of the Node that runs, which `Intl` uses and does not tell: the
 * one thing that a rule reads from the process.
 */
export function zoneDataVersion(): string {
  return versions.tz ?? 'unknown';
}

/** What is missing in zone data, said at the start of the server; null when nothing is (K13). */
export function oldZoneData(zoneData = zoneDataVersion()): OldZoneData | null {
  const changed = ZONE_CHANGES.filter(({ release }) => !(zoneData >= release) || zoneData === 'unknown');
  const newest = changed[changed.length - 1];
  if (!newest) return null;
  return {
    code: 'ZONE_DATA_OLD',
    zoneData,
    expected: newest.release,
    zones: changed.flatMap(({ zones }) => zones),
  };
}

/** The same for one zone, under any of its names; null when its rules are up to date. */
export function oldZoneDataOf(zone: string, zoneData = zoneDataVersion()): OldZoneData | null {
  const old = oldZoneData(zoneData);
  const name = canonicalZone(zone);
  if (!old?.zones.some((changed) => changed === zone || changed === name)) return null;
  const change = ZONE_CHANGES.find(({ zones }) => zones.includes(zone) || zones.includes(name));
  return change ? { ...old, expected: change.release, zones: [zone] } : null;
}

/** Changes of rules that Node 20.20 (2025c) does not know yet. Source: the release notes of the IANA tz database. */
const ZONE_CHANGES: readonly { release: string; zones: readonly string[] }[] = [
  { release: '2026a', zones: ['Europe/Chisinau'] },
  { release: '2026b', zones: ['America/Vancouver'] },
  {
    release: '2026c',
    zones: ['America/Edmonton', 'America/Yellowknife', 'Africa/Casablanca', 'Africa/El_Aaiun'],
  },
  { release: '2026d', zones: ['America/Inuvik'] },
  { release: '2026e', zones: ['America/Winnipeg', 'America/Rainy_River'] },
];

/** A version whose parts sort as text does: "3.37.0" is "0003.0037.0000". */
export function sortableVersion(version: string): string {
  return version.replace(/\d+/g, (digits) => digits.padStart(4, '0'));
}
