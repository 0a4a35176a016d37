import { DateTime } from 'luxon';
import { DAY_MS } from '../calendar/local-date.rules.ts';
import { openZone } from '../calendar/zone.rules.ts';

/** A year in which units are counted: from its start, included, to the next anniversary, not included. */
export interface ContractYear {
  startsAt: Date;
  endsAt: Date;
  /** 1, 2, 3 … since the contract began. */
  ordinal: number;
  /**
   * What the wall clock showed when the contract began, written as if it were UTC; of a service order, the start of its
   * first local day.
   */
  anchorLocal: Date;
  /** The account's zone when the first of these years began: it stays theirs, as it stays that of the contract's terms. */
  timeZone: string;
}

/**
 * The first year of a contract that begins at an instant.
 *
 * Source: E3.
 */
export function firstYear(startsAt: Date, timeZone: string): ContractYear {
  return yearFrom(startsAt, openZone(timeZone).localOf(startsAt.getTime()), timeZone);
}

/**
 * The first year of a service order. Its anniversaries are those of the start of its first local day, as the ends of its
 * terms are; the year itself begins when the order takes effect, because what was true earlier that day stays true.
 *
 * @param timeZone of the contract
 * Source: E3, B13.
 */
export function orderYear(startsAt: Date, timeZone: string): ContractYear {
  const local = openZone(timeZone).localOf(startsAt.getTime());
  return yearFrom(startsAt, Math.floor(local / DAY_MS) * DAY_MS, timeZone);
}

function yearFrom(startsAt: Date, local: number, timeZone: string): ContractYear {
  const anchorLocal = new Date(local);
  return { startsAt, endsAt: anniversary(anchorLocal, 1, timeZone), ordinal: 1, anchorLocal, timeZone };
}

/**
 * The year that follows another without a gap, to the next anniversary in the same zone, wherever the account has moved
 * meanwhile: by another one the last year would end some hours before its term does, and a further one grant units for
 * the rest of the day.
 *
 * Source: E3.
 */
export function nextYear({ endsAt, ordinal, anchorLocal, timeZone }: ContractYear): ContractYear {
  return {
    startsAt: endsAt,
    endsAt: anniversary(anchorLocal, ordinal + 1, timeZone),
    ordinal: ordinal + 1,
    anchorLocal,
    timeZone,
  };
}

/**
 * The instant so many years after a contract began, by the wall clock of a zone: 29 February becomes 28 February in
 * years that have none, and 29 February again in those that have one. A time that the clocks skip gives the first
 * instant after the gap (K6).
 */
function anniversary(anchorLocal: Date, years: number, timeZone: string): Date {
  const local = DateTime.fromJSDate(anchorLocal, { zone: 'utc' }).plus({ years });
  return new Date(openZone(timeZone).instantOf(local.toMillis()));
}
