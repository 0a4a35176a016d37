import { CalendarError } from './calendar-error.rules.ts';
import { holidayLibrary } from './holiday-library.rules.ts';
import { nearest } from './nearest.rules.ts';

/** A code with its name, in English where the library has that. */
export interface NamedCode {
  readonly code: string;
  readonly name: string;
}

/** The countries whose holidays the library knows, by ISO 3166-1 code. */
export function countries(): readonly NamedCode[] {
  return (knownCountries ??= named(new (holidayLibrary())().getCountries('en')));
}

/**
 * The parts of a country that have holidays of their own: "BY", or "BY-A" where a part has parts again.
 * Empty where the whole country has the same.
 */
export function subdivisions(country: string): readonly NamedCode[] {
  const known = knownSubdivisions.get(country);
  if (known) return known;
  const list = readSubdivisions(country);
  knownSubdivisions.set(country, list);
  return list;
}

/**
 * The time zones of a country, under the names of this process's zone data. One zone of a country that
 * has several is never chosen for anybody (K11).
 */
export function zonesOf(country: string): readonly string[] {
  if (!/^[A-Z]{2}$/.test(country)) return [];
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & LocaleWithZones;
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}

/** The zone of a country that has exactly one, else null (K11). */
export function onlyZoneOf(country: string): string | null {
  const [zone, ...others] = zonesOf(country);
  return zone !== undefined && others.length === 0 ? zone : null;
}

/**
 * Lets a country pass if the library knows its holidays, or if they are given and the country exists.
 *
 * @throws CalendarError UNKNOWN_COUNTRY: the library would answer an empty list, and nobody a holiday (K10)
 */
export function assertCountry(country: string, { holidaysGiven = false } = {}): void {
  if (countries().some(({ code }) => code === country)) return;
  if (holidaysGiven && isCountryCode(country)) return;
  const because = isCountryCode(country)
    ? `The holidays of "${country}" are not known: give them as a list.`
    : `"${country}" is not a country code of ISO 3166-1.`;
  const candidates = countries().map(({ code, name }) => ({ value: code, spellings: [code, name] }));
  const alias = aliasOf(country);
  throw new CalendarError(
    'UNKNOWN_COUNTRY',
    country,
    because,
    isCountryCode(country) ? [] : alias ? [alias] : nearest(country, candidates),
  );
}

/**
 * The subdivision's code as the library knows it, given that or the whole ISO 3166-2 code: "BY", "DE-BY".
 *
 * @throws CalendarError UNKNOWN_SUBDIVISION: the library would answer the national list (K10)
 */
export function subdivisionCode(country: string, subdivision: string): string {
  const code = bareCode(country, subdivision);
  const known = subdivisions(country);
  if (known.some((candidate) => candidate.code === code)) return code;
  throw new CalendarError(
    'UNKNOWN_SUBDIVISION',
    subdivision,
    `"${subdivision}" is not a subdivision of ${country} with holidays of its own.`,
    nearest(
      code,
      known.map((candidate) => ({ value: candidate.code, spellings: [candidate.code, candidate.name] })),
    ),
  );
}

/** "BY" for "DE-BY" and for "BY". */
export function bareCode(country: string, subdivision: string): string {
  return subdivision.startsWith(`${country}-`) ? subdivision.slice(country.length + 1) : subdivision;
}

let knownCountries: readonly NamedCode[] | undefined;
const knownSubdivisions = new Map<string, readonly NamedCode[]>();

/** The getter became a method: Node 20 has the first, later ones the second. */
interface LocaleWithZones {
  readonly timeZones?: readonly string[];
  getTimeZones?(): readonly string[];
}

function readSubdivisions(country: string): readonly NamedCode[] {
  const library = new (holidayLibrary())();
  return named(library.getStates(country, 'en')).flatMap((state) => [
    state,
    ...named(library.getRegions(country, state.code, 'en')).map(({ code, name }) => ({
      code: `${state.code}-${code}`,
      name: `${name}, ${state.name}`,
    })),
  ]);
}

/** The library upper-cases what it is asked for, and so never finds its own codes in small letters. */
function named(codes: Record<string, string> | undefined): readonly NamedCode[] {
  return Object.entries(codes ?? {})
    .filter(([code]) => code === code.toUpperCase())
    .map(([code, name]) => ({ code, name }));
}

/** Codes that the platform has places for: "EU" and "ZZ" are codes, but lie in no time zone. */
function isCountryCode(code: string): boolean {
  return aliasOf(code) === null && zonesOf(code).length > 0;
}

/** "GB" for "UK". */
function aliasOf(code: string): string | null {
  if (!/^[A-Za-z]{2}$/.test(code)) return null;
  const { region } = new Intl.Locale(`und-${code}`);
  return region !== undefined && region !== code ? region : null;
}
