import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Desk } from '../support/programme.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-05T08:00:00Z' });
});
afterAll(() => desk.stop());

const ABSENCES = `{ viewer { ... on StaffMember { absences { id startsAt endsAt } } } }`;
interface Viewer {
  viewer: { absences: { id: string; startsAt: string; endsAt: string }[] };
}

test('S66 staff record when they are away, end it, and take it back before it begins', async () => {
  const { engineer } = desk;
  const absences = async () => (await engineer.read<Viewer>(ABSENCES)).viewer.absences;
  await engineer.act('recordAbsence', { staffId: engineer.staffId, endsAt: '2026-05-20T08:00:00Z' });
  await desk.manager.act('recordAbsence', {
    staffId: engineer.staffId,
    startsAt: '2026-07-01T00:00:00Z',
    endsAt: '2026-07-15T00:00:00Z',
  });
  const [now, later] = await absences();
  expect(now).toMatchObject({ startsAt: '2026-05-05T08:00:00.000Z', endsAt: '2026-05-20T08:00:00.000Z' });
  expect(later).toMatchObject({ startsAt: '2026-07-01T00:00:00.000Z' });

  desk.at('2026-05-06T08:00:00Z');
  await engineer.act('endAbsence', { absenceId: now!.id });
  expect(await absences()).toEqual([later]);
  await desk.manager.act('endAbsence', { absenceId: later!.id });
  expect(await absences()).toEqual([]);
  expect(await engineer.problem('endAbsence', { absenceId: now!.id })).toMatchObject({
    issues: [{ path: 'absenceId', code: 'UNKNOWN' }],
  });
});

test('S66 an absence is of somebody, is yet to end, and is recorded by nobody but oneself and managers', async () => {
  const { engineer, manager } = desk;
  const endsAt = '2026-06-01T00:00:00Z';
  expect(await engineer.denied('recordAbsence', { staffId: manager.staffId, endsAt })).toMatchObject({
    code: 'FORBIDDEN',
  });
  expect(await manager.problem('recordAbsence', { staffId: 'stf_nobody', endsAt })).toMatchObject({
    issues: [{ path: 'staffId', code: 'UNKNOWN' }],
  });
  const past = {
    staffId: engineer.staffId,
    startsAt: '2026-04-01T00:00:00Z',
    endsAt: '2026-05-01T00:00:00Z',
  };
  expect(await manager.problem('recordAbsence', past)).toMatchObject({
    issues: [{ path: 'endsAt', code: 'TOO_SMALL' }],
  });
  const customer = await desk.customer();
  expect(await customer.denied('recordAbsence', { staffId: engineer.staffId, endsAt })).toMatchObject({
    code: 'FORBIDDEN',
  });
});

test('S108 one is away once at a time: what overlaps is refused, what follows is not, and of two at once one is known', async () => {
  const colleague = await desk.hire({ name: 'Nora Blanc' });
  const away = (startsAt: string, endsAt: string) => ({ staffId: colleague.staffId, startsAt, endsAt });
  const june = away('2026-06-01T00:00:00Z', '2026-06-08T00:00:00Z');
  await desk.manager.act('recordAbsence', june);
  expect(
    await desk.manager.problem('recordAbsence', away('2026-06-07T23:59:59Z', '2026-06-10T00:00:00Z')),
  ).toMatchObject({
    issues: [
      {
        path: 'startsAt',
        code: 'OVERLAP',
        en: 'falls into an absence that is known already, from 2026-06-01T00:00:00.000Z to 2026-06-08T00:00:00.000Z: end that one, or say another time.',
      },
    ],
  });
  await desk.manager.act('recordAbsence', away('2026-06-08T00:00:00Z', '2026-06-10T00:00:00Z'));
  const july = away('2026-07-01T00:00:00Z', '2026-07-08T00:00:00Z');
  const answers = await Promise.all(
    [1, 2].map(() =>
      desk.manager.read<{ recordAbsence: { __typename: string } }>(
        'mutation ($input: RecordAbsenceInput!) { recordAbsence(input: $input) { __typename } }',
        { input: july },
      ),
    ),
  );
  expect(answers.map(({ recordAbsence }) => recordAbsence.__typename).toSorted()).toEqual([
    'InvalidInputProblem',
    'RecordAbsenceSuccess',
  ]);
});
