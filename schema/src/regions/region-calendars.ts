import type { Calendar } from '../calendar/calendar.rules.ts';
import { correctionsOfPlace, standingCorrections } from '../calendar/holiday-corrections.ts';
import type { PublishedCorrection } from '../calendar/region-overrides.rules.ts';
import { engineerCalendar } from '../calendar/support-calendar.ts';
import type { Tx } from '../event.ts';
import { regionWeek, type RegionWindow } from './region-hours.rules.ts';

// What this term offers to others: when somebody of a region is at work.

interface RegionRow {
  timeZone: string;
  country: string;
  subdivision: string | null;
  hours: readonly RegionWindow[];
}

/** When the engineers of a region work: its own week without its public holidays, never a customer's (S108, Q5). */
export async function regionCalendar(db: Pick<Tx, '$queryRaw'>, region: RegionRow): Promise<Calendar> {
  const { corrections } = await standingCorrections(db, [region.country]);
  return calendarWith(corrections, region);
}

/** The calendars of all regions by code. */
export async function regionCalendars(db: Pick<Tx, 'region' | '$queryRaw'>): Promise<Map<string, Calendar>> {
  const regions = await db.region.findMany({ include: { hours: true } });
  const countries = regions.map(({ country }) => country);
  const { corrections } = await standingCorrections(db, countries);
  return new Map(regions.map((region) => [region.code, calendarWith(corrections, region)]));
}

function calendarWith(corrections: readonly PublishedCorrection[], region: RegionRow): Calendar {
  return engineerCalendar(region, correctionsOfPlace(corrections, region), regionWeek(region.hours));
}

/** Now while the region is at work, else its next opening: not before, somebody of it is bothered (C32). */
export function atWork(calendar: Calendar, now: Date): Date {
  return new Date(calendar.nextOpening(now.getTime()));
}

/**
 * Which region a customer belongs to, by the country: the region that lists it, else the one that lists none, which
 * takes everybody else. Null where there is no such region.
 */
export async function homeRegions(db: Pick<Tx, 'region'>): Promise<(country: string) => string | null> {
  const regions = await db.region.findMany({ select: { code: true, countries: true } });
  const others = regions.find(({ countries }) => countries.length === 0);
  return (country) => (regions.find(({ countries }) => countries.includes(country)) ?? others)?.code ?? null;
}
