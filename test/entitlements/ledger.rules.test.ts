import type { ContractYear } from '@tierline/schema/entitlements/contract-year.rules';
import {
  balanceOf,
  countedAt,
  dueOf,
  nextChange,
  planIn,
  releaseOf,
  runningYear,
  settledUntil,
  type Ledger,
  type LedgerLine,
  type LedgerPeriod,
} from '@tierline/schema/entitlements/ledger.rules';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const SEATS = 'INSTRUCTOR_LED_SEATS';
const REVIEW = 'ANNUAL_HEALTH_REVIEW';
const ALLOWANCES = { ENHANCED: { [SEATS]: 2 }, PREMIUM: { [SEATS]: 4, [REVIEW]: 1 } };

function ledger(periods: LedgerPeriod[] = []): Ledger {
  return { timeZone: 'UTC', periods, years: [], lines: [], allowances: ALLOWANCES };
}

function period(planCode: LedgerPeriod['planCode'], from: string, until?: string): LedgerPeriod {
  return {
    planCode,
    startsAt: new Date(from),
    endsAt: until ? new Date(until) : null,
    opensContractIn: null,
  };
}

function settledTo(state: Ledger, until: string): Ledger {
  const due = dueOf(state, new Date(until));
  return { ...state, years: [...state.years, ...due.years], lines: [...state.lines, ...due.lines] };
}

function reserve(state: Ledger, id: string, at: string): Ledger {
  const current = settledTo(state, at);
  const year = runningYear(current.years, new Date(at))!;
  const line: LedgerLine = {
    benefit: SEATS,
    kind: 'RESERVE',
    units: 1,
    at: new Date(at),
    yearStartsAt: year.startsAt,
    cause: 'TICKET',
    causeId: id,
  };
  return { ...current, lines: [...current.lines, line] };
}

function told({ lines }: Ledger, benefit = SEATS): string[] {
  return lines
    .filter((line) => line.benefit === benefit)
    .map(({ at, kind, units, cause }) => `${at.toISOString().slice(0, 10)} ${kind} ${units} ${cause}`);
}

const available = (state: Ledger, at: string) =>
  countedAt(settledTo(state, at), SEATS, new Date(at)).balance.available;

test('E1 E2 each contract year grants what the plan allows, and lets expire what was not used', () => {
  const state = settledTo(ledger([period('ENHANCED', '2026-01-15')]), '2028-01-15');
  expect(told(state)).toEqual([
    '2026-01-15 GRANT 2 CONTRACT_YEAR',
    '2027-01-15 EXPIRE 2 CONTRACT_YEAR',
    '2027-01-15 GRANT 2 CONTRACT_YEAR',
    '2028-01-15 EXPIRE 2 CONTRACT_YEAR',
    '2028-01-15 GRANT 2 CONTRACT_YEAR',
  ]);
});

test('E4 S85 an upgrade in mid-year makes the allowance 4 in all; what is used stays used', () => {
  const plans = [period('ENHANCED', '2026-01-01', '2026-06-01'), period('PREMIUM', '2026-06-01')];
  const state = settledTo(reserve(ledger(plans), 'a', '2026-02-01'), '2026-06-01');
  expect(told(state)).toEqual([
    '2026-01-01 GRANT 2 CONTRACT_YEAR',
    '2026-02-01 RESERVE 1 TICKET',
    '2026-06-01 GRANT 2 PLAN_CHANGE',
  ]);
  expect(countedAt(state, SEATS, new Date('2026-06-01'))).toEqual({
    allowance: 4,
    balance: { granted: 4, reserved: 1, consumed: 0, expired: 0, available: 3 },
    allowances: [
      { plan: 'ENHANCED', units: 2 },
      { plan: 'PREMIUM', units: 4 },
    ],
    renewsAt: new Date('2027-01-01'),
  });
  expect(told(state, REVIEW)).toEqual(['2026-06-01 GRANT 1 PLAN_CHANGE']);
});

test('E4 a downgrade claws nothing back; nothing is available while used reaches the allowance', () => {
  const plans = [period('PREMIUM', '2026-01-01', '2026-06-01'), period('ENHANCED', '2026-06-01')];
  let state = ledger(plans);
  for (const id of ['a', 'b', 'c']) state = reserve(state, id, '2026-02-01');
  state = settledTo(state, '2026-06-01');
  expect(told(state).at(-1)).toBe('2026-06-01 EXPIRE 1 PLAN_CHANGE');
  expect(countedAt(state, SEATS, new Date('2026-06-01')).balance).toEqual({
    granted: 4,
    reserved: 3,
    consumed: 0,
    expired: 1,
    available: 0,
  });

  // Two given back: the first only brings what is used down to the allowance.
  const back = (id: string) => {
    const lines = releaseOf(state, id, new Date('2026-07-01'));
    state = { ...state, lines: [...state.lines, ...lines] };
    return lines.map(({ kind }) => kind);
  };
  expect(back('a')).toEqual(['RELEASE', 'EXPIRE']);
  expect(back('b')).toEqual(['RELEASE']);
  expect(back('b')).toEqual([]);
  expect(available(state, '2026-07-01')).toBe(1);
});

test('E3 E4 ending a plan and choosing it again within the year gives nothing twice', () => {
  const plans = [period('ENHANCED', '2026-01-01', '2026-03-01'), period('ENHANCED', '2026-03-02')];
  let state = reserve(ledger(plans), 'a', '2026-02-01');
  state = settledTo(state, '2026-03-02');
  expect(available(state, '2026-03-02')).toBe(1);
  expect(state.years.map(({ endsAt }) => endsAt.toISOString())).toEqual(['2027-01-01T00:00:00.000Z']);
});

test('E3 a plan that begins after the year was over begins a new year; none begins on Basic', () => {
  const plans = [period('ENHANCED', '2026-01-01', '2026-03-01'), period('PREMIUM', '2027-05-05')];
  const state = settledTo(ledger(plans), '2027-12-31');
  expect(state.years.map(({ ordinal, startsAt }) => [ordinal, startsAt.toISOString().slice(0, 10)])).toEqual([
    [1, '2026-01-01'],
    [1, '2027-05-05'],
  ]);
  expect(told(state)).toEqual([
    '2026-01-01 GRANT 2 CONTRACT_YEAR',
    '2026-03-01 EXPIRE 2 PLAN_CHANGE',
    '2027-05-05 GRANT 4 CONTRACT_YEAR',
  ]);
});

test('E3 a service order begins a contract year of its own, and ends the one that runs', () => {
  const order = { ...period('PREMIUM', '2026-04-01'), opensContractIn: 'UTC' };
  const state = settledTo(ledger([period('ENHANCED', '2026-01-01', '2026-04-01'), order]), '2027-04-01');
  expect(told(state)).toEqual([
    '2026-01-01 GRANT 2 CONTRACT_YEAR',
    '2026-04-01 EXPIRE 2 CONTRACT_YEAR',
    '2026-04-01 GRANT 4 CONTRACT_YEAR',
    '2027-04-01 EXPIRE 4 CONTRACT_YEAR',
    '2027-04-01 GRANT 4 CONTRACT_YEAR',
  ]);
});

test('E3 the anniversary of an order is that of its first day, whatever the time of day at which it was placed', () => {
  const order = { ...period('ENHANCED', '2026-04-01T15:00:00Z'), opensContractIn: 'Europe/Paris' };
  const state = settledTo(ledger([order]), '2027-04-01');
  expect(state.lines.map(({ at, kind, units }) => [at.toISOString(), kind, units])).toEqual([
    ['2026-04-01T15:00:00.000Z', 'GRANT', 2],
    ['2027-03-31T22:00:00.000Z', 'EXPIRE', 2],
    ['2027-03-31T22:00:00.000Z', 'GRANT', 2],
  ]);
});

test('E2 a seat that is given back after its year is over expires at once', () => {
  const state = settledTo(
    reserve(ledger([period('ENHANCED', '2026-01-01')]), 'a', '2026-12-30'),
    '2027-01-01',
  );
  expect(
    releaseOf(state, 'a', new Date('2027-01-02')).map(({ kind, yearStartsAt }) => [kind, yearStartsAt]),
  ).toEqual([
    ['RELEASE', new Date('2026-01-01')],
    ['EXPIRE', new Date('2026-01-01')],
  ]);
});

test('E1 B8 consumption uses up what was reserved, and a consumed unit can be given back', () => {
  let state = reserve(ledger([period('ENHANCED', '2026-01-01')]), 'a', '2026-02-01');
  const consumed: LedgerLine = { ...state.lines.at(-1)!, kind: 'CONSUME', at: new Date('2026-03-01') };
  state = { ...state, lines: [...state.lines, consumed] };
  const balance = () => balanceOf(state.lines, SEATS, state.years[0]!, new Date('2026-12-01'));
  expect(balance()).toEqual({ granted: 2, reserved: 0, consumed: 1, expired: 0, available: 1 });
  state = { ...state, lines: [...state.lines, ...releaseOf(state, 'a', new Date('2026-03-02'))] };
  expect(balance()).toEqual({ granted: 2, reserved: 0, consumed: 0, expired: 0, available: 2 });
  // As of any instant before, it stands as it stood.
  expect(balanceOf(state.lines, SEATS, state.years[0]!, new Date('2026-03-01')).consumed).toBe(1);
  expect(balanceOf(state.lines, SEATS, state.years[0]!, new Date('2026-02-15')).reserved).toBe(1);
});

test('E4 only Premium has a health review, and none is renewed where the plan ends before', () => {
  const state = settledTo(ledger([period('PREMIUM', '2026-01-01', '2026-12-01')]), '2026-02-01');
  expect(countedAt(state, REVIEW, new Date('2026-02-01'))).toMatchObject({ allowance: 1, renewsAt: null });
  expect(countedAt(settledTo(state, '2026-12-01'), REVIEW, new Date('2026-12-01'))).toMatchObject({
    allowance: 0,
    balance: { available: 0 },
  });
});

// Histories: plans chosen, ended and changed back and forth, also several times a day, with seats taken and given back.

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);
const step = fc.record({
  hours: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 400 * 24 })),
  deed: fc.oneof(
    fc.record({ choose: fc.constantFrom('BASIC', 'ENHANCED', 'PREMIUM'), ordered: fc.boolean() }),
    fc.constant('RESERVE' as const),
    fc.record({ give: fc.nat(5) }),
    fc.record({ consume: fc.nat(5) }),
  ),
});
const history = fc.array(step, { maxLength: 25 });

interface World {
  state: Ledger;
  at: Date;
  ids: string[];
}

function play(
  steps: typeof history extends fc.Arbitrary<infer T> ? T : never,
  check: (world: World) => void,
) {
  const world: World = { state: ledger(), at: new Date(START), ids: [] };
  const settle = () => {
    world.state = settledTo(world.state, world.at.toISOString());
  };
  for (const { hours, deed } of steps) {
    world.at = new Date(+world.at + hours * (DAY / 24));
    settle();
    const { state, at, ids } = world;
    if (deed === 'RESERVE') {
      if (runningYear(state.years, at) && countedAt(state, SEATS, at).balance.available > 0) {
        ids.push(`use${ids.length}`);
        world.state = reserve(state, ids.at(-1)!, at.toISOString());
      }
    } else if ('choose' in deed) {
      world.state = {
        ...state,
        periods: chosen(state.periods, deed.choose, at, deed.ordered),
      };
    } else if ('give' in deed) {
      const id = ids[deed.give];
      if (id) world.state = { ...state, lines: [...state.lines, ...releaseOf(state, id, at)] };
    } else {
      const latest = state.lines.findLast(({ causeId }) => causeId !== null && causeId === ids[deed.consume]);
      if (latest?.kind === 'RESERVE') {
        world.state = { ...state, lines: [...state.lines, { ...latest, kind: 'CONSUME', at }] };
      }
    }
    settle();
    check(world);
  }
  return world;
}

/** As choosePlan does: what runs ends, what begins at the same instant is replaced. */
function chosen(
  periods: readonly LedgerPeriod[],
  planCode: LedgerPeriod['planCode'],
  startsAt: Date,
  ordered: boolean,
): LedgerPeriod[] {
  const kept = periods
    .filter((one) => one.startsAt < startsAt)
    .map((one) => (!one.endsAt || one.endsAt > startsAt ? { ...one, endsAt: startsAt } : one));
  return planCode === 'BASIC'
    ? kept
    : [...kept, { planCode, startsAt, endsAt: null, opensContractIn: ordered ? 'UTC' : null }];
}

test('E1 E4 at every instant there is available what the plan allows beyond what was used in the year, never less than nothing', () => {
  fc.assert(
    fc.property(history, (steps) => {
      play(steps, ({ state, at }) => {
        const year = runningYear(state.years, at);
        const allowance = ALLOWANCES[planIn(state.periods, at) as 'ENHANCED']?.[SEATS] ?? 0;
        const used = (of: ContractYear) =>
          state.lines
            .filter((line) => line.benefit === SEATS && +line.yearStartsAt === +of.startsAt)
            .reduce((sum, { kind }) => sum + (kind === 'RESERVE' ? 1 : kind === 'RELEASE' ? -1 : 0), 0);
        for (const one of state.years) {
          const balance = balanceOf(state.lines, SEATS, one, at);
          const expected = one === year ? Math.max(0, allowance - used(one)) : 0;
          expect(balance.available).toBe(expected);
          expect(balance.reserved + balance.consumed).toBe(used(one));
          expect(Math.min(...Object.values<number>({ ...balance }))).toBeGreaterThanOrEqual(0);
        }
        expect(year !== null || planIn(state.periods, at) === 'BASIC').toBe(true);
      });
    }),
    { numRuns: 300 },
  );
});

test('E1 B13 what was true at an instant stays true, whatever happens later', () => {
  fc.assert(
    fc.property(history, (steps) => {
      const seen: { at: Date; balance: object }[] = [];
      const { state } = play(steps, (world) => {
        const before = new Date(+world.at - 1);
        seen.push({ at: before, balance: countedAt(world.state, SEATS, before).balance });
      });
      for (const { at, balance } of seen) expect(countedAt(state, SEATS, at).balance).toEqual(balance);
    }),
    { numRuns: 200 },
  );
});

test('E2 E3 however often and however late the ledger is settled, the same lines come about, each once', () => {
  const plans = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 900 }), fc.constantFrom('BASIC', 'ENHANCED', 'PREMIUM')),
    {
      maxLength: 6,
    },
  );
  fc.assert(
    fc.property(plans, fc.array(fc.integer({ min: 0, max: 1_500 }), { maxLength: 8 }), (choices, stops) => {
      const periods = choices
        .sort(([a], [b]) => a - b)
        .reduce<LedgerPeriod[]>(
          (all, [day, plan]) => chosen(all, plan, new Date(START + day * DAY), false),
          [],
        );
      const end = new Date(START + 1_500 * DAY).toISOString();
      const atOnce = settledTo(ledger(periods), end);
      const stepwise = [...stops]
        .sort((a, b) => a - b)
        .reduce((state, day) => settledTo(state, new Date(START + day * DAY).toISOString()), ledger(periods));
      const last = settledTo(stepwise, end);
      expect(last.lines).toEqual(atOnce.lines);
      expect(last.years).toEqual(atOnce.years);
      expect(dueOf(last, new Date(end))).toEqual({ years: [], lines: [] });
      const next = nextChange(last, settledUntil(last) ?? new Date(0));
      if (next) expect(dueOf(last, new Date(+next - 1))).toEqual({ years: [], lines: [] });
    }),
    { numRuns: 200 },
  );
});
