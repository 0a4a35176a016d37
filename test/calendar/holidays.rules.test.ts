import { CALENDAR_OVERRIDES } from '@tierline/prisma/catalogue/calendar-overrides';
import { openCalendar, type Calendar } from '@tierline/schema/calendar/calendar.rules';
import type { Correction, RegionOverrides } from '@tierline/schema/calendar/region-overrides.rules';
import { describe, expect, test } from 'vitest';

const HOUR = 3_600_000;

describe('local holidays', () => {
  test('S18 14 July is closed in France and open in the United States, 4 July the reverse', () => {
    const france = openCalendar({ timeZone: 'Europe/Paris', country: 'FR' });
    const america = openCalendar({ timeZone: 'America/New_York', country: 'US', subdivision: 'NY' });
    expect(france.isOpen(at('2026-07-14T10:00:00+02:00'))).toBe(false);
    expect(america.isOpen(at('2026-07-14T10:00:00-04:00'))).toBe(true);
    // A Wednesday in 2029 and a Friday in 2025.
    expect(france.isOpen(at('2029-07-04T10:00:00+02:00'))).toBe(true);
    expect(america.isOpen(at('2029-07-04T10:00:00-04:00'))).toBe(false);
    expect(france.isOpen(at('2025-07-04T10:00:00+02:00'))).toBe(true);
    expect(america.isOpen(at('2025-07-04T10:00:00-04:00'))).toBe(false);
  });

  test('S18 Corpus Christi closes Bavaria and leaves Berlin open', () => {
    const corpusChristi = at('2026-06-04T10:00:00+02:00');
    const open = (subdivision: string) =>
      openCalendar({ timeZone: 'Europe/Berlin', country: 'DE', subdivision }).isOpen(corpusChristi);
    expect(open('BY')).toBe(false);
    expect(open('DE-BY')).toBe(false);
    expect(open('BE')).toBe(true);
  });

  test('S18 a town has its own: Augsburg closes on 8 August, which is a Monday in 2033', () => {
    const peaceDay = at('2033-08-08T10:00:00+02:00');
    const open = (subdivision: string) =>
      openCalendar({ timeZone: 'Europe/Berlin', country: 'DE', subdivision }).isOpen(peaceDay);
    expect(open('BY-A')).toBe(false);
    expect(open('BY')).toBe(true);
  });

  test('S18 names exist in French and English, in the country’s language only where the library has neither', () => {
    const spain = openCalendar({ timeZone: 'Europe/Madrid', country: 'ES', subdivision: 'MD' });
    expect(spain.holidays(2026)).toContainEqual({
      on: '2026-12-25',
      name: { fr: 'Noël', en: 'Christmas Day' },
    });
    const korea = openCalendar({ timeZone: 'Asia/Seoul', country: 'KR' });
    expect(korea.holidays(2026)).toContainEqual({
      on: '2026-03-02',
      name: {
        fr: 'Independence Movement Day (jour de remplacement)',
        en: 'Independence Movement Day (substitute day)',
      },
    });
  });

  test('S18 two holidays on one date are one closed date with both names', () => {
    // Ascension Day fell on Labour Day in 2008.
    const france = openCalendar({ timeZone: 'Europe/Paris', country: 'FR' });
    expect(france.holidays(2008).filter(({ on }) => on === '2008-05-01')).toEqual([
      { on: '2008-05-01', name: { fr: 'Fête du travail / Ascension', en: 'Labour Day / Ascension Day' } },
    ]);
  });
});

describe('dates, not instants', () => {
  test('K7 a holiday is the whole local date wherever in the country the customer is', () => {
    // Friday 3 July 2026 stands in for Saturday the 4th, in Honolulu by Honolulu's clocks.
    const honolulu = openCalendar({ timeZone: 'Pacific/Honolulu', country: 'US', subdivision: 'HI' });
    expect(iso(honolulu.dueAt(at('2026-07-02T17:00:00-10:00'), 2 * HOUR))).toBe('2026-07-06T19:00:00.000Z');
    const friday = honolulu.explain(at('2026-07-02T18:00:00-10:00'), at('2026-07-04T18:00:00-10:00'));
    expect(friday.map(({ from, to, label }) => [iso(from), iso(to), label])).toEqual([
      ['2026-07-03T04:00:00.000Z', '2026-07-03T10:00:00.000Z', 'NIGHT'],
      ['2026-07-03T10:00:00.000Z', '2026-07-04T10:00:00.000Z', 'HOLIDAY'],
      ['2026-07-04T10:00:00.000Z', '2026-07-05T04:00:00.000Z', 'WEEKEND'],
    ]);
  });

  test('K7 a day of the Islamic calendar closes its own date, not the evening before', () => {
    const night = [{ opensAt: '00:00', closesAt: '24:00' }];
    const dubai = openCalendar({
      timeZone: 'Asia/Dubai',
      country: 'AE',
      week: { THURSDAY: night, FRIDAY: night, SATURDAY: night, SUNDAY: night, MONDAY: night },
    });
    // Eid al-Fitr 2026: 20, 21 and 22 March.
    expect(dubai.isOpen(at('2026-03-19T23:59:59+04:00'))).toBe(true);
    expect(dubai.isOpen(at('2026-03-20T00:00:00+04:00'))).toBe(false);
    expect(dubai.isOpen(at('2026-03-22T23:59:59+04:00'))).toBe(false);
    expect(dubai.isOpen(at('2026-03-23T00:00:00+04:00'))).toBe(true);
  });

  test('K7 a holiday that began in December closes its dates in January', () => {
    // The Incwala of Eswatini lasts six days from 28 December.
    const eswatini = openCalendar({ timeZone: 'Africa/Mbabane', country: 'SZ' });
    expect(dates(eswatini, 2029)).toContain('2029-01-02');
    expect(eswatini.isOpen(at('2029-01-02T10:00:00+02:00'))).toBe(false);
    expect(dates(eswatini, 2029).every((date) => date.startsWith('2029-'))).toBe(true);
  });

  test('K7 the New Year’s holiday of 2028 is taken on the last day of 2027', () => {
    const america = openCalendar({ timeZone: 'America/New_York', country: 'US', subdivision: 'NY' });
    expect(dates(america, 2027)).toContain('2027-12-31');
    expect(iso(america.dueAt(at('2027-12-30T17:00:00-05:00'), 2 * HOUR))).toBe('2028-01-03T14:00:00.000Z');
  });

  test('K7 holidays that last days over a clock change keep their number of days', () => {
    // Three days from 1 Shawwal in Turkey, four from 10 Dhu al-Hijjah: 90 and 114 hours in the library.
    const istanbul = openCalendar({ timeZone: 'Europe/Istanbul', country: 'TR' });
    expect(dates(istanbul, 2026).filter((date) => date.startsWith('2026-03'))).toEqual([
      '2026-03-20',
      '2026-03-21',
      '2026-03-22',
    ]);
    expect(dates(istanbul, 2026).filter((date) => date.startsWith('2026-05-2'))).toEqual([
      '2026-05-27',
      '2026-05-28',
      '2026-05-29',
    ]);
  });
});

describe('what closes the desk', () => {
  test('K8 bank, school and optional holidays and observances do not', () => {
    // Maundy Thursday is a bank holiday of Argentina, 24 December one of Germany.
    const argentina = openCalendar({ timeZone: 'America/Argentina/Buenos_Aires', country: 'AR' });
    expect(argentina.isOpen(at('2026-04-02T10:00:00-03:00'))).toBe(false); // Malvinas, public
    expect(argentina.isOpen(at('2027-03-25T10:00:00-03:00'))).toBe(true);
    const berlin = openCalendar({ timeZone: 'Europe/Berlin', country: 'DE', subdivision: 'BE' });
    expect(berlin.isOpen(at('2026-12-24T10:00:00+01:00'))).toBe(true);
    // The day after Thanksgiving is an observance.
    const texas = openCalendar({ timeZone: 'America/Chicago', country: 'US' });
    expect(texas.isOpen(at('2026-11-27T10:00:00-06:00'))).toBe(true);
  });

  test('K8 both the day and its substitute are closed', () => {
    const america = openCalendar({ timeZone: 'America/New_York', country: 'US', subdivision: 'NY' });
    expect(dates(america, 2026).filter((date) => date.startsWith('2026-07'))).toEqual([
      '2026-07-03',
      '2026-07-04',
    ]);
  });

  test('K8 a part-day holiday closes from the stated time to midnight', () => {
    const guatemala = openCalendar({ timeZone: 'America/Guatemala', country: 'GT' });
    expect(guatemala.holidays(2026).find(({ on }) => on === '2026-12-24')?.closesFrom).toBe('12:00');
    expect(iso(guatemala.dueAt(at('2026-12-24T11:00:00-06:00'), 2 * HOUR))).toBe('2026-12-28T15:00:00.000Z');
    const christmasEve = guatemala.explain(at('2026-12-24T00:00:00-06:00'), at('2026-12-25T00:00:00-06:00'));
    expect(christmasEve.map(({ from, to, label }) => [label, (to - from) / HOUR])).toEqual([
      ['NIGHT', 8],
      ['OPEN', 4],
      ['HOLIDAY', 12],
    ]);
  });

  test('K8 a rule that closes all of a Sunday, and part of other days, is read for the year asked', () => {
    const reykjavik = openCalendar({ timeZone: 'Atlantic/Reykjavik', country: 'IS' });
    const christmasEve = (year: number) => reykjavik.holidays(year).find(({ on }) => on === `${year}-12-24`);
    expect(christmasEve(2026)?.closesFrom).toBe('13:00');
    expect(christmasEve(2028)).toBeDefined();
    expect(christmasEve(2028)?.closesFrom).toBeUndefined();
  });

  test('K8 an offset in a rule is no time of day: the equinox closes all day in Japan', () => {
    const tokyo = openCalendar({ timeZone: 'Asia/Tokyo', country: 'JP' });
    const equinox = tokyo.holidays(2026).find(({ on }) => on === '2026-03-20');
    expect(equinox?.name.en).toBe('Spring Equinox Day');
    expect(equinox?.closesFrom).toBeUndefined();
    expect(tokyo.isOpen(at('2026-03-20T08:00:00+09:00'))).toBe(false);
  });

  test('K8 a holiday given as a list closes from its time', () => {
    const calendar = openCalendar({
      timeZone: 'Asia/Kathmandu',
      country: 'NP',
      holidays: [{ on: '2026-10-20', name: { fr: 'Dashain', en: 'Dashain' }, closesFrom: '15:00' }],
    });
    expect(iso(calendar.dueAt(at('2026-10-20T14:00:00+05:45'), 2 * HOUR))).toBe('2026-10-21T03:15:00.000Z');
    expect(calendar.holidays(2026)).toHaveLength(1);
    expect(calendar.holidays(2027)).toEqual([]);
    expect(() =>
      openCalendar({
        timeZone: 'Asia/Kathmandu',
        country: 'NP',
        holidays: [{ on: '2026-10-20', name: { fr: '', en: '' }, closesFrom: 'noon' }],
      }),
    ).toThrow(RangeError);
  });
});

test.each([
  ['noon first', '12:00', undefined],
  ['noon second', undefined, '12:00'],
])('K8 of two holidays on one date, the one that closes more counts: %s', (_, first, second) => {
  const on = '2026-12-24';
  const name = { fr: 'Veille', en: 'Eve' };
  const calendar = openCalendar({
    timeZone: 'Europe/Paris',
    country: 'FR',
    holidays: [first, second].map((closesFrom) => ({ on, name, ...(closesFrom && { closesFrom }) })),
  });
  expect(calendar.holidays(2026)).toEqual([{ on, name }]);
  expect(calendar.isOpen(at('2026-12-24T10:00:00+01:00'))).toBe(false);
});

describe('corrections of the library', () => {
  test('K9 Singapore 2027 is what the ministry has published', () => {
    expect(dates(corrected('Asia/Singapore', 'SG'), 2027)).toEqual([
      '2027-01-01',
      '2027-02-06',
      '2027-02-07',
      '2027-02-08',
      '2027-03-10',
      '2027-03-26',
      '2027-05-01',
      '2027-05-17',
      '2027-05-20',
      '2027-08-09',
      '2027-10-28',
      '2027-12-25',
    ]);
  });

  test('K9 the Emirates close on Arafat day and 3 December, not on 27 Rajab or 1 Ramadan', () => {
    expect(dates(corrected('Asia/Dubai', 'AE'), 2026)).toEqual([
      '2026-01-01',
      '2026-03-20',
      '2026-03-21',
      '2026-03-22',
      '2026-05-26',
      '2026-05-27',
      '2026-05-28',
      '2026-05-29',
      '2026-06-16',
      '2026-08-25',
      '2026-12-02',
      '2026-12-03',
    ]);
  });

  test('K9 São Paulo closes on 20 November since 2024', () => {
    const saoPaulo = corrected('America/Sao_Paulo', 'BR', 'SP');
    expect(saoPaulo.isOpen(at('2026-11-20T10:00:00-03:00'))).toBe(false);
    expect(dates(saoPaulo, 2024)).toContain('2024-11-20');
    const library = openCalendar({ timeZone: 'America/Sao_Paulo', country: 'BR', subdivision: 'SP' });
    expect(dates(library, 2026)).not.toContain('2026-11-20');
  });

  test('K9 British Columbia closes on 30 September since 2023, Ontario does not on Easter Monday', () => {
    const vancouver = corrected('America/Vancouver', 'CA', 'BC');
    expect(vancouver.isOpen(at('2026-09-30T10:00:00-07:00'))).toBe(false);
    expect(dates(vancouver, 2022)).not.toContain('2022-09-30');
    const toronto = corrected('America/Toronto', 'CA', 'ON');
    expect(toronto.isOpen(at('2026-04-06T10:00:00-04:00'))).toBe(true);
    expect(toronto.isOpen(at('2026-04-03T10:00:00-04:00'))).toBe(false);
  });

  test('K9 Scotland closes on 15 June 2026, England and the year after do not', () => {
    expect(corrected('Europe/London', 'GB', 'SCT').isOpen(at('2026-06-15T10:00:00+01:00'))).toBe(false);
    expect(corrected('Europe/London', 'GB', 'ENG').isOpen(at('2026-06-15T10:00:00+01:00'))).toBe(true);
    expect(corrected('Europe/London', 'GB', 'SCT').isOpen(at('2027-06-15T10:00:00+01:00'))).toBe(true);
  });

  test('K9 South Korea closes for the eve of Seollal and for the local elections of 2026', () => {
    const seoul = corrected('Asia/Seoul', 'KR');
    expect(dates(seoul, 2026).filter((date) => date < '2026-06-05')).toEqual([
      '2026-01-01',
      '2026-02-16',
      '2026-02-17',
      '2026-02-18',
      '2026-03-01',
      '2026-03-02',
      '2026-05-05',
      '2026-05-24',
      '2026-05-25',
      '2026-06-03',
    ]);
  });

  test('K9 Switzerland as a whole has one holiday, a canton has its own', () => {
    expect(dates(corrected('Europe/Zurich', 'CH'), 2026)).toEqual(['2026-08-01']);
    const zurich = corrected('Europe/Zurich', 'CH', 'ZH');
    expect(zurich.isOpen(at('2026-05-01T10:00:00+02:00'))).toBe(false);
    expect(zurich.isOpen(at('2026-12-25T10:00:00+01:00'))).toBe(false);
  });

  test('K9 without the table the library stands as it is', () => {
    const plain = openCalendar({ timeZone: 'Asia/Singapore', country: 'SG' });
    expect(dates(plain, 2027)).toContain('2027-03-09');
    expect(dates(plain, 2027)).not.toContain('2027-05-20');
  });

  test('K9 a correction can close early', () => {
    const calendar = openCalendar({
      timeZone: 'Europe/Paris',
      country: 'FR',
      overrides: {
        regions: table({
          action: 'CLOSE_EARLY',
          rule: '12-24',
          closesFrom: '16:00',
          name: { fr: 'Veille de Noël', en: 'Christmas Eve' },
        }),
      },
    });
    expect(iso(calendar.dueAt(at('2026-12-24T15:00:00+01:00'), 2 * HOUR))).toBe('2026-12-28T08:00:00.000Z');
    expect(calendar.holidays(2026)).toContainEqual({
      on: '2026-12-24',
      name: { fr: 'Veille de Noël', en: 'Christmas Eve' },
      closesFrom: '16:00',
    });
  });

  test('K9 a correction that the library cannot read is an error, not silence', () => {
    const overrides = { regions: table({ action: 'ADD', rule: '31st of Never', name: { fr: '', en: '' } }) };
    expect(() => openCalendar({ timeZone: 'Europe/Paris', country: 'FR', overrides })).toThrow(RangeError);
  });

  test('K9 K13 every correction says why, where it is published, and in which version', () => {
    for (const { reason, source } of CALENDAR_OVERRIDES.corrections) {
      expect(reason).toMatch(/\.$/);
      expect(source).toMatch(/^https:\/\//);
    }
    expect(CALENDAR_OVERRIDES.version).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });
});

function at(time: string): number {
  return Date.parse(time);
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

function dates(calendar: Calendar, year: number): string[] {
  return calendar.holidays(year).map(({ on }) => on);
}

function corrected(timeZone: string, country: string, subdivision?: string): Calendar {
  return openCalendar({
    timeZone,
    country,
    ...(subdivision !== undefined && { subdivision }),
    overrides: { regions: CALENDAR_OVERRIDES },
  });
}

/** One correction for France. */
function table(correction: Correction): RegionOverrides {
  const region = {
    country: 'FR',
    subdivisions: 'ALL',
    reason: 'A test.',
    source: 'https://example.org',
  } as const;
  return { version: 'test', corrections: [{ ...region, ...correction }] };
}
