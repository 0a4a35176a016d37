import { OBLIGATIONS } from '@tierline/prisma/catalogue/obligations';
import {
  changeObligations,
  nextToTell,
  obligationState,
  promisedBy,
  type Basis,
  type ObligationKind,
  type Promised,
  type Standing,
} from '@tierline/schema/obligations/obligation.rules';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const at = (text: string) => new Date(text);
const PARIS = 'Europe/Paris';

/** The contract year 2027 in Paris, on Premium without an end, with a TAM from its first instant. */
const YEAR = { startsAt: at('2026-12-31T23:00:00Z'), endsAt: at('2027-12-31T23:00:00Z'), timeZone: PARIS };
const basis = (change: Partial<Basis> = {}): Basis => ({
  timeZone: PARIS,
  periods: [{ planCode: 'PREMIUM', startsAt: YEAR.startsAt, endsAt: null }],
  years: [YEAR],
  assignments: [{ id: 'tam_1', startsAt: YEAR.startsAt, endsAt: null }],
  ...change,
});
const of = (kind: ObligationKind, change?: Partial<Basis>) =>
  promisedBy(basis(change), OBLIGATIONS).filter((one) => one.kind === kind);
const dates = (promised: Promised[]) => promised.map(({ dueAt }) => dueAt.toISOString());

test('B7 S72 S83 each calendar month is reviewed by the tenth of the next, whatever its length and its clocks', () => {
  const reviews = of('MONTHLY_REVIEW');
  expect(reviews.map(({ key }) => key)).toEqual([
    '2027-01',
    '2027-02',
    '2027-03',
    '2027-04',
    '2027-05',
    '2027-06',
    '2027-07',
    '2027-08',
    '2027-09',
    '2027-10',
    '2027-11',
    '2027-12',
  ]);
  expect(reviews[2]).toMatchObject({
    startsAt: at('2027-02-28T23:00:00Z'),
    endsAt: at('2027-03-31T22:00:00Z'), // summer time since the 28th
    dueAt: at('2027-04-10T22:00:00Z'),
  });
});

test('B7 S83 a month that the plan touches counts, and one in which two years meet counts once', () => {
  const years = [
    { startsAt: at('2026-03-15T11:00:00Z'), endsAt: at('2027-03-15T11:00:00Z'), timeZone: PARIS },
    { startsAt: at('2027-03-15T11:00:00Z'), endsAt: at('2028-03-15T11:00:00Z'), timeZone: PARIS },
  ];
  const periods = [
    { planCode: 'PREMIUM' as const, startsAt: years[0]!.startsAt, endsAt: at('2027-04-01T00:00:00Z') },
  ];
  const keys = of('MONTHLY_REVIEW', { years, periods }).map(({ key }) => key);
  expect(keys).toHaveLength(14);
  expect([keys[0], ...keys.slice(11)]).toEqual(['2026-03', '2027-02', '2027-03', '2027-04']); // 02:00 on 1 April in Paris
});

test('B7 S74 S79 meetings come at the end of each month of the plan, by its own day, the last of short months', () => {
  const startsAt = at('2027-01-31T09:00:00Z');
  const year = { startsAt, endsAt: at('2028-01-31T09:00:00Z'), timeZone: PARIS };
  const change = { years: [year], periods: [{ planCode: 'PREMIUM' as const, startsAt, endsAt: null }] };
  expect(dates(of('TECHNICAL_MEETING', change))).toEqual([
    '2027-02-27T23:00:00.000Z', // in time to the end of the 27th: the next begins on the 28th
    '2027-03-30T22:00:00.000Z',
    '2027-04-29T22:00:00.000Z',
    '2027-05-30T22:00:00.000Z',
    '2027-06-29T22:00:00.000Z',
    '2027-07-30T22:00:00.000Z',
    '2027-08-30T22:00:00.000Z',
    '2027-09-29T22:00:00.000Z',
    '2027-10-30T22:00:00.000Z',
    '2027-11-29T23:00:00.000Z',
    '2027-12-30T23:00:00.000Z',
    '2028-01-30T23:00:00.000Z',
  ]);
  expect(of('CHECK_IN', change)).toHaveLength(12);
});

test('B7 S73 features are presented each quarter; what is left of the plan after whole ones promises nothing', () => {
  expect(dates(of('FEATURE_PRESENTATION'))).toEqual([
    '2027-03-31T22:00:00.000Z',
    '2027-06-30T22:00:00.000Z',
    '2027-09-30T22:00:00.000Z',
    '2027-12-31T23:00:00.000Z',
  ]);
  const periods = [
    { planCode: 'PREMIUM' as const, startsAt: YEAR.startsAt, endsAt: at('2027-08-31T22:00:00Z') },
  ];
  expect(dates(of('FEATURE_PRESENTATION', { periods }))).toEqual([
    '2027-03-31T22:00:00.000Z',
    '2027-06-30T22:00:00.000Z',
  ]);
});

test('B7 S82 S85 the health review and the seats are of the contract year, until the plan ends where that is earlier', () => {
  expect(dates(of('ANNUAL_HEALTH_REVIEW'))).toEqual(['2027-12-31T23:00:00.000Z']);
  expect(dates(of('SEATS_EXPIRE'))).toEqual(['2027-12-31T23:00:00.000Z']);
  const periods = [
    { planCode: 'PREMIUM' as const, startsAt: YEAR.startsAt, endsAt: at('2027-07-01T00:00:00Z') },
    { planCode: 'ENHANCED' as const, startsAt: at('2027-07-01T00:00:00Z'), endsAt: null },
  ];
  expect(dates(of('ANNUAL_HEALTH_REVIEW', { periods }))).toEqual(['2027-07-01T00:00:00.000Z']);
  expect(dates(of('SEATS_EXPIRE', { periods }))).toEqual(['2027-12-31T23:00:00.000Z']); // Enhanced has two
});

test('B7 S64 of Enhanced only the seats are an obligation, and Basic has none', () => {
  const enhanced = [{ planCode: 'ENHANCED' as const, startsAt: YEAR.startsAt, endsAt: null }];
  expect(promisedBy(basis({ periods: enhanced }), OBLIGATIONS).map(({ kind }) => kind)).toEqual([
    'SEATS_EXPIRE',
  ]);
  expect(promisedBy(basis({ periods: [] }), OBLIGATIONS)).toEqual([]);
});

test('S66 B7 without a TAM one is to be named by the end of the fifth day after', () => {
  const toName = (change?: Partial<Basis>) => of('TAM_ASSIGNMENT', change).filter(({ filled }) => !filled);
  expect(toName()).toEqual([]);
  expect(toName({ assignments: [] })).toMatchObject([
    { startsAt: YEAR.startsAt, dueAt: at('2027-01-06T23:00:00Z') },
  ]);
  const assignments = [
    { id: 'tam_1', startsAt: at('2027-01-03T10:00:00Z'), endsAt: at('2027-05-03T10:00:00Z') },
    { id: 'tam_2', startsAt: at('2027-05-03T10:00:00Z'), endsAt: at('2027-09-01T08:00:00Z') },
  ];
  expect(toName({ assignments }).map(({ startsAt }) => startsAt.toISOString())).toEqual([
    '2026-12-31T23:00:00.000Z',
    '2027-09-01T08:00:00.000Z',
  ]);
  // Enhanced for two days of Premium: nobody need be named any more.
  const periods = [
    { planCode: 'PREMIUM' as const, startsAt: YEAR.startsAt, endsAt: at('2027-01-02T23:00:00Z') },
  ];
  expect(toName({ periods, assignments: [] })).toEqual([]);
});

test('B7 E3 a year that a new order cuts short ends where the next begins', () => {
  const next = { startsAt: at('2027-06-30T22:00:00Z'), endsAt: at('2028-06-30T22:00:00Z'), timeZone: PARIS };
  expect(dates(of('ANNUAL_HEALTH_REVIEW', { years: [YEAR, next] }))).toEqual([
    '2027-06-30T22:00:00.000Z',
    '2028-06-30T22:00:00.000Z',
  ]);
});

const standing = (promised: Promised[], settled: Partial<Standing> = {}): Standing[] =>
  promised.map((one) => ({
    ...one,
    id: `obl_${one.kind}_${one.key}`,
    doneAt: null,
    waivedAt: null,
    ...settled,
  }));
const change = (before: Standing[], after: Promised[], now: string, assignments: Basis['assignments'] = []) =>
  changeObligations(before, after, assignments, at(now));

test('B7 a change withdraws what is no longer promised, keeps what is done and moves what is due earlier now', () => {
  const before = standing(promisedBy(basis(), OBLIGATIONS));
  before.find(({ kind, key }) => kind === 'MONTHLY_REVIEW' && key === '2027-01')!.doneAt =
    at('2027-02-05T09:00:00Z');
  const periods = [
    { planCode: 'PREMIUM' as const, startsAt: YEAR.startsAt, endsAt: at('2027-03-31T22:00:00Z') },
  ];
  const { added, moved, withdrawn } = change(
    before,
    promisedBy(basis({ periods }), OBLIGATIONS),
    '2027-02-20T10:00:00Z',
  );
  expect(added).toEqual([]);
  expect(moved.map(({ kind, to }) => [kind, to.dueAt.toISOString()])).toEqual([
    ['ANNUAL_HEALTH_REVIEW', '2027-03-31T22:00:00.000Z'],
    ['SEATS_EXPIRE', '2027-03-31T22:00:00.000Z'],
  ]);
  const count = (kind: string) => withdrawn.filter((one) => one.kind === kind).length;
  expect(['MONTHLY_REVIEW', 'TECHNICAL_MEETING', 'FEATURE_PRESENTATION', 'CHECK_IN'].map(count)).toEqual([
    9, 9, 3, 9,
  ]);
  expect(withdrawn).toHaveLength(30);
});

test('B7 a plan that ends at once makes nobody late: what would be due now is withdrawn', () => {
  const before = standing(promisedBy(basis(), OBLIGATIONS));
  const now = '2027-02-20T10:00:00Z';
  const periods = [{ planCode: 'PREMIUM' as const, startsAt: YEAR.startsAt, endsAt: at(now) }];
  const { moved, withdrawn } = change(before, promisedBy(basis({ periods }), OBLIGATIONS), now);
  expect(moved).toEqual([]);
  expect(withdrawn.map(({ kind }) => kind)).toContain('ANNUAL_HEALTH_REVIEW');
  expect(withdrawn.map(({ key }) => key)).not.toContain('2027-02'); // its requests are still to be reviewed
});

test('B7 what was due before it was ever made is not made afterwards', () => {
  const { added } = change([], promisedBy(basis(), OBLIGATIONS), '2027-11-15T10:00:00Z');
  expect(added.map(({ kind, dueAt }) => [kind, dueAt.toISOString().slice(0, 10)])).toEqual([
    ['MONTHLY_REVIEW', '2027-12-10'],
    ['MONTHLY_REVIEW', '2028-01-10'],
    ['ANNUAL_HEALTH_REVIEW', '2027-12-31'],
    ['TECHNICAL_MEETING', '2027-11-30'],
    ['TECHNICAL_MEETING', '2027-12-31'],
    ['FEATURE_PRESENTATION', '2027-12-31'],
    ['CHECK_IN', '2027-11-30'],
    ['CHECK_IN', '2027-12-31'],
    ['SEATS_EXPIRE', '2027-12-31'],
  ]);
});

test('S66 B7 naming a TAM keeps the promise from the first instant of the assignment, not before', () => {
  const open = of('TAM_ASSIGNMENT', { assignments: [] });
  const assignments = [{ id: 'tam_9', startsAt: at('2027-01-04T08:00:00Z'), endsAt: null }];
  const closed = of('TAM_ASSIGNMENT', { assignments });
  expect(change(standing(open), closed, '2027-01-04T07:59:59Z', assignments)).toMatchObject({
    assigned: [],
    withdrawn: [],
  });
  expect(change(standing(open), closed, '2027-01-04T08:00:00Z', assignments).assigned).toMatchObject([
    { assignmentId: 'tam_9', at: at('2027-01-04T08:00:00Z') },
  ]);
  // Who had one before obligations were kept is not told so afterwards.
  expect(change([], closed, '2027-01-04T08:00:00Z', assignments).added).toEqual([]);
});

test('B7 done again nothing changes, whatever the plans are', () => {
  const instant = fc.date({
    min: at('2026-06-01T00:00:00Z'),
    max: at('2028-06-01T00:00:00Z'),
    noInvalidDate: true,
  });
  const cuts = fc.uniqueArray(instant, { minLength: 1, maxLength: 6, selector: Number });
  const plan = fc.constantFrom('BASIC' as const, 'ENHANCED' as const, 'PREMIUM' as const);
  fc.assert(
    fc.property(cuts, fc.array(plan, { minLength: 6, maxLength: 6 }), instant, (instants, plans, now) => {
      const sorted = instants.toSorted((a, b) => +a - +b);
      const periods = sorted
        .map((startsAt, index) => ({ planCode: plans[index]!, startsAt, endsAt: sorted[index + 1] ?? null }))
        .filter(({ planCode }) => planCode !== 'BASIC');
      const promised = promisedBy(basis({ periods }), OBLIGATIONS);
      const names = promised.map(({ kind, key }) => `${kind} ${key}`);
      expect(new Set(names).size).toBe(names.length);
      expect(promised.every(({ startsAt, endsAt, dueAt }) => startsAt < endsAt && endsAt <= dueAt)).toBe(
        true,
      );
      const before = standing(promisedBy(basis(), OBLIGATIONS));
      const { added, moved, withdrawn, assigned } = changeObligations(
        before,
        promised,
        basis().assignments,
        now,
      );
      const gone = new Set([...withdrawn, ...assigned].map(({ id }) => id));
      const after = before
        .filter(({ id }) => !gone.has(id))
        .map((one) => ({ ...one, ...moved.find(({ id }) => id === one.id)?.to }));
      const again = changeObligations([...after, ...standing(added)], promised, basis().assignments, now);
      expect(again).toEqual({ added: [], moved: [], withdrawn: [], assigned: [] });
    }),
    { numRuns: 200 },
  );
});

test('B7 reminders come in the morning of their days, then the date itself', () => {
  const review = { dueAt: at('2027-04-10T22:00:00Z') }; // in time to the end of 10 April in Paris
  const next = (now: string) =>
    nextToTell(review, { remindDays: [7, 2] }, { at: '08:00', timeZone: PARIS, now: at(now) }).toISOString();
  expect(next('2027-03-01T00:00:00Z')).toBe('2027-04-03T06:00:00.000Z');
  expect(next('2027-04-03T06:00:00Z')).toBe('2027-04-08T06:00:00.000Z');
  expect(next('2027-04-08T06:00:00Z')).toBe('2027-04-10T22:00:00.000Z');
});

test('B7 B13 an obligation is overdue from its date on, and what was settled later was open then', () => {
  const one = {
    dueAt: at('2027-04-10T22:00:00Z'),
    doneAt: at('2027-04-12T09:00:00Z'),
    waivedAt: null,
    withdrawnAt: null,
  };
  expect(obligationState(one, at('2027-04-10T21:59:59Z'))).toBe('DUE');
  expect(obligationState(one, at('2027-04-10T22:00:00Z'))).toBe('OVERDUE');
  expect(obligationState(one, at('2027-04-12T09:00:00Z'))).toBe('DONE');
});
