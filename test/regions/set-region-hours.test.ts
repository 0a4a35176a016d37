import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Desk } from '../support/programme.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
});
afterAll(() => desk.stop());

const REGION = `query ($at: DateTime) {
  regions { code onDuty(at: $at) nextOpening(at: $at) hours { weekday opensAt closesAt } }
}`;
interface Region {
  code: string;
  onDuty: boolean;
  nextOpening: string;
  hours: { weekday: number; opensAt: string; closesAt: string }[];
}

async function region(code: string, at: string): Promise<Region> {
  const { regions } = await desk.anonymous.read<{ regions: Region[] }>(REGION, { at });
  return regions.find((one) => one.code === code)!;
}

test('S108 engineers work in the local time of their region, without its public holidays', async () => {
  // EMEA counts in London, AMER in California, APAC in New South Wales.
  expect(await region('EMEA', '2026-05-05T07:00:00Z')).toMatchObject({ onDuty: true }); // 08:00 in London
  expect(await region('EMEA', '2026-05-05T06:59:59.999Z')).toMatchObject({
    onDuty: false,
    nextOpening: '2026-05-05T07:00:00.000Z',
  });
  expect(await region('AMER', '2026-05-05T07:00:00Z')).toMatchObject({
    onDuty: false,
    nextOpening: '2026-05-05T15:00:00.000Z',
  });
  expect(await region('APAC', '2026-05-05T07:00:00Z')).toMatchObject({ onDuty: true }); // 17:00 in Sydney
  // Early May bank holiday in England: 4 May 2026.
  expect(await region('EMEA', '2026-05-04T10:00:00Z')).toMatchObject({
    onDuty: false,
    nextOpening: '2026-05-05T07:00:00.000Z',
  });
});

test('S108 S109 a manager sets the hours of a region; they replace the former ones and are an event', async () => {
  const windows = [1, 2, 3, 4].map((weekday) => ({ weekday, opensAt: '06:00', closesAt: '15:00' }));
  const set = await desk.manager.act('setRegionHours', { region: 'APAC', windows });
  expect(set.hours).toEqual(windows);

  expect(await region('APAC', '2026-05-05T20:00:00Z')).toMatchObject({ onDuty: true }); // Wednesday 06:00
  expect(await region('APAC', '2026-05-06T05:00:00Z')).toMatchObject({
    onDuty: false, // Wednesday 15:00
    nextOpening: '2026-05-06T20:00:00.000Z',
  });
  // Friday is free.
  expect(await region('APAC', '2026-05-07T20:00:00Z')).toMatchObject({
    nextOpening: '2026-05-10T20:00:00.000Z',
  });
  expect(await region('EMEA', '2026-05-05T07:00:00Z')).toMatchObject({ onDuty: true });

  const monday = [{ weekday: 1, opensAt: '08:00', closesAt: '18:00' }];
  expect((await desk.manager.act('setRegionHours', { region: 'APAC', windows: monday })).hours).toEqual(
    monday,
  );
});

test('S109 24/7 is refused, and so is the week-end, with the day that is too long', async () => {
  const always = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensAt: '00:00', closesAt: '24:00' }));
  const problem = await desk.manager.problem('setRegionHours', { region: 'EMEA', windows: always });
  expect(problem).toMatchObject({
    __typename: 'RegionHoursTooLongProblem',
    code: 'REGION_HOURS_TOO_LONG',
    en: 'Monday: engineers are available Monday to Friday, for ten hours a day at most, and never 24/7 (clause 5).',
  });
  const saturday = [{ weekday: 6, opensAt: '09:00', closesAt: '12:00' }];
  expect(await desk.manager.problem('setRegionHours', { region: 'EMEA', windows: saturday })).toMatchObject({
    code: 'REGION_HOURS_TOO_LONG',
    fr: 'Samedi\u00a0: les ingénieurs sont disponibles du lundi au vendredi, dix heures par jour au plus, et jamais 24 h/24 et 7 j/7 (clause 5).',
  });
  expect((await region('EMEA', '2026-05-05T07:00:00Z')).hours).toHaveLength(5);
});

test.each([
  [[], 'windows', 'TOO_SMALL'],
  [[{ weekday: 1, opensAt: '18:00', closesAt: '08:00' }], 'windows.0.closesAt', 'NOT_AFTER_OPENING'],
  [[{ weekday: 1, opensAt: '08:0', closesAt: '18:00' }], 'windows.0.opensAt', 'INVALID_FORMAT'],
  [[{ weekday: 8, opensAt: '08:00', closesAt: '18:00' }], 'windows.0.weekday', 'TOO_BIG'],
  [
    [
      { weekday: 1, opensAt: '08:00', closesAt: '12:00' },
      { weekday: 1, opensAt: '11:00', closesAt: '15:00' },
    ],
    'windows',
    'OVERLAP',
  ],
])('S108 hours that are none are refused: %j', async (windows, path, code) => {
  const { issues } = await desk.manager.problem('setRegionHours', { region: 'EMEA', windows });
  expect(issues).toMatchObject([{ path, code, ...(code === 'TOO_BIG' && { en: 'is more than 7.' }) }]);
});

test('S108 only managers set hours, of regions that exist', async () => {
  const windows = [{ weekday: 1, opensAt: '08:00', closesAt: '18:00' }];
  expect(await desk.engineer.denied('setRegionHours', { region: 'EMEA', windows })).toMatchObject({
    code: 'FORBIDDEN',
  });
  expect(await desk.manager.problem('setRegionHours', { region: 'MOON', windows })).toMatchObject({
    issues: [{ path: 'region', code: 'UNKNOWN' }],
  });
});

test('S108 of two managers at once one sets the hours, whole', async () => {
  const mornings = [1, 2, 3].map((weekday) => ({ weekday, opensAt: '08:00', closesAt: '12:00' }));
  const evenings = [3, 4, 5].map((weekday) => ({ weekday, opensAt: '13:00', closesAt: '18:00' }));
  await Promise.all(
    Array.from({ length: 6 }, (_, at) =>
      desk.manager.act('setRegionHours', { region: 'AMER', windows: at % 2 ? mornings : evenings }),
    ),
  );
  expect([mornings, evenings]).toContainEqual((await region('AMER', '2026-05-05T07:00:00Z')).hours);
});
