import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, expect, test, vi } from 'vitest';

// Every kind of holiday: fixed, Easter, weekday, substitute, Islamic, Hebrew, lunar, equinox, part of a day.
const PLACES = [
  ['America/Santiago', 'CL', null],
  ['Asia/Beirut', 'CY', null],
  ['Europe/Paris', 'FR', '57'],
  ['America/New_York', 'US', 'NY'],
  ['Asia/Dubai', 'AE', null],
  ['Asia/Jerusalem', 'IL', null],
  ['Asia/Seoul', 'KR', null],
  ['Asia/Tokyo', 'JP', null],
  ['Asia/Shanghai', 'CN', null],
  ['Atlantic/Reykjavik', 'IS', null],
  ['Asia/Tehran', 'IR', null],
  // Holidays on dates whose midnight the server's clocks skip: in Santiago 7 September 2025, in Beirut Easter 2027.
  ['America/Sao_Paulo', 'BR', 'RJ'],
  ['Europe/Zurich', 'CH', 'ZH'],
] as const;

/** Run in a process of its own: dates and deadlines of those places, as text. */
const PROGRAM = `
  const { runnerImport } = await import('vite');
  const { module } = await runnerImport(process.argv[1], { configFile: false, logLevel: 'error' });
  const answers = JSON.parse(process.argv[2]).map(([timeZone, country, subdivision]) => {
    const calendar = module.openCalendar({ timeZone, country, ...(subdivision && { subdivision }) });
    const dates = [2025, 2026, 2027, 2030].flatMap((year) => calendar.holidays(year));
    const due = [];
    for (let start = Date.UTC(2026, 0, 1); start < Date.UTC(2027, 0, 1); start += 40_000_000) {
      due.push(calendar.dueAt(start, 30 * 3_600_000));
    }
    return { country, dates, due };
  });
  process.stdout.write(JSON.stringify({ zone: new Date(2026, 0, 1).getTimezoneOffset(), answers }));
`;

test('K12 S17 answers do not depend on the zone of the server', async () => {
  const [utc, santiago, beirut] = await Promise.all(
    ['UTC', 'America/Santiago', 'Asia/Beirut'].map(answersUnder),
  );
  // The processes did run in those zones.
  expect([utc?.zone, santiago?.zone, beirut?.zone]).toEqual([0, 180, -120]);
  expect(utc?.answers).toHaveLength(PLACES.length);
  expect(utc?.answers[4]?.dates.length).toBeGreaterThan(30);
  expect(santiago?.answers).toEqual(utc?.answers);
  expect(beirut?.answers).toEqual(utc?.answers);
}, 60_000);

afterEach(() => {
  vi.useRealTimers();
  vi.resetModules();
});

test('K12 answers do not depend on the day on which the code runs', async () => {
  const answers = [];
  for (const today of ['2026-01-15', '2026-07-15', '2031-10-26']) {
    vi.useFakeTimers({ now: new Date(today), toFake: ['Date'] });
    vi.resetModules();
    const { openCalendar } = await import('@tierline/schema/calendar/calendar.rules');
    const paris = openCalendar({
      timeZone: 'Europe/Paris',
      country: 'FR',
      week: { SUNDAY: [{ opensAt: '02:30', closesAt: '04:00' }] },
    });
    answers.push([
      new Date(paris.nextOpening(Date.parse('2026-10-25T00:00:00+02:00'))).toISOString(),
      new Date(paris.nextOpening(Date.parse('2026-03-29T00:00:00+01:00'))).toISOString(),
      paris.holidays(2026).length,
    ]);
  }
  // The first 02:30 of autumn, and 03:00 where spring has no 02:30.
  const expected = ['2026-10-25T00:30:00.000Z', '2026-03-29T01:00:00.000Z', 11];
  expect(answers).toEqual([expected, expected, expected]);
});

interface Answers {
  zone: number;
  answers: { country: string; dates: object[]; due: number[] }[];
}

async function answersUnder(zone: string): Promise<Answers> {
  const rules = fileURLToPath(new URL('../../schema/src/calendar/calendar.rules.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', PROGRAM, rules, JSON.stringify(PLACES)],
    {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      env: { ...process.env, TZ: zone },
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  return JSON.parse(stdout) as Answers;
}
