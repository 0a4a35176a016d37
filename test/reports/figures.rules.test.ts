import {
  figures,
  judge,
  percentile,
  tally as tallyOf,
  type MeasuredClock,
  type MeasuredTicket,
} from '@tierline/schema/reports/figures.rules';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const at = (hour: number) => new Date(Date.UTC(2026, 4, 4, hour));
/** Every hour counts. */
const always = () => ({ elapsed: (from: number, to: number) => to - from });

const tally = (tickets: MeasuredTicket[], calendarOf: typeof always, asOf: Date) =>
  tallyOf(tickets.flatMap((one) => judge(one, calendarOf, asOf)));

function clock(dueHour: number | null, endedHour: number | null, cancelled: 'WITHDRAWN' | null = null) {
  const promised = dueHour === null ? null : at(0);
  return {
    metric: 'INITIAL_RESPONSE',
    calendarId: 'cal_1',
    startedAt: at(0),
    targetSeconds: dueHour === null ? null : dueHour * 3_600,
    owedFrom: promised,
    countedFrom: promised,
    promisedAt: promised,
    atRiskAt: dueHour === null ? null : at(dueHour * 0.75),
    dueAt: dueHour === null ? null : at(dueHour),
    endedAt: endedHour === null ? null : at(endedHour),
    cancelled,
  } satisfies MeasuredClock;
}

function ticket(number: number, ...clocks: MeasuredClock[]): MeasuredTicket {
  return {
    id: `tkt_${number}`,
    number,
    plan: 'ENHANCED',
    severity: 'SEVERE',
    requestType: 'LOGIN_ISSUE',
    receivedAt: at(0),
    clocks,
    pauses: [],
    satisfaction: null,
  };
}

test('C36 C1 an answer exactly at the deadline is met, one a millisecond later is not', () => {
  const late = { ...clock(2, 2), endedAt: new Date(at(2).getTime() + 1) };
  expect(tally([ticket(1, clock(2, 2)), ticket(2, late)], always, at(5))).toMatchObject({
    met: 1,
    breached: 1,
    attainment: 0.5,
  });
});

test.each([
  ['the log', [2, 1]],
  ['the rows', [1, 2]],
])('C20 C36 two broken promises of one ticket stand in the same order, however %s has them', (_, order) => {
  const two = [clock(1, 4), clock(1, null)];
  const { breaches } = figures([ticket(1, ...order.map((nth) => two[nth - 1]!))], always, at(5));
  expect(breaches.map(({ respondedAt }) => respondedAt)).toEqual([at(4), null]);
});

test('C36 an unanswered promise counts against the rate from when it is past due, and not before', () => {
  const waiting = [ticket(1, clock(2, 1)), ticket(2, clock(2, null))];
  expect(tally(waiting, always, at(2))).toMatchObject({ undecided: 1, breachedOpen: 0, attainment: 1 });
  expect(tally(waiting, always, new Date(at(2).getTime() + 1))).toMatchObject({
    undecided: 0,
    breachedOpen: 1,
    attainment: 0.5,
  });
});

test('C36 B16 what gives no verdict is counted apart by reason, also when nothing does', () => {
  const excluded = [
    ticket(1, clock(2, 1, 'WITHDRAWN')),
    ticket(2, clock(null, 1)),
    ticket(3, clock(null, null)),
  ];
  expect(tally(excluded, always, at(5))).toMatchObject({
    attainment: null,
    excluded: [
      { reason: 'NOT_APPLICABLE', clocks: 2 },
      { reason: 'WITHDRAWN', clocks: 1 },
    ],
    // A withdrawal is no response; an answer without a promise is one (C25).
    response: { clocks: 1, medianSeconds: 3_600 },
  });
});

test('B16 every breach is listed, the earliest deadline first, answered or not', () => {
  const { breaches } = figures(
    [ticket(1, clock(3, 5)), ticket(2, clock(2, null)), ticket(3, clock(9, 1))],
    always,
    at(8),
  );
  expect(
    breaches.map(({ number, respondedAt, businessSeconds }) => [number, respondedAt, businessSeconds]),
  ).toEqual([
    [2, null, 8 * 3_600],
    [1, at(5), 5 * 3_600],
  ]);
});

test('S2 a percentile is a value that was measured', () => {
  expect(percentile([], 0.5)).toBeNull();
  expect(percentile([7], 0.9)).toBe(7);
  expect(percentile([4, 1, 3, 2], 0.5)).toBe(2);
  expect(percentile([1, 2, 3, 4, 5, 6, 7, 8, 9, 100], 0.9)).toBe(9);
  expect(percentile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 0.9)).toBe(10);
});

test('C36 B16 whatever the clocks, each is in exactly one number, and each breach in the list', () => {
  const hour = fc.integer({ min: 1, max: 20 });
  const anyClock = fc
    .tuple(fc.option(hour), fc.option(hour), fc.constantFrom(null, 'WITHDRAWN' as const))
    .map(([due, ended, cancelled]) => clock(due, ended, ended === null ? null : cancelled));
  fc.assert(
    fc.property(fc.array(anyClock), hour, (clocks, asOf) => {
      const { promises, bySeverity, breaches } = figures(
        clocks.map((one, number) => ticket(number, one)),
        always,
        at(asOf),
      );
      const { met, breached, breachedOpen, undecided, excluded } = promises;
      const apart = excluded.reduce((sum, { clocks: some }) => sum + some, 0);
      expect(met + breached + breachedOpen + undecided + apart).toBe(clocks.length);
      expect(breaches).toHaveLength(breached + breachedOpen);
      expect(bySeverity.reduce((sum, { tickets }) => sum + tickets, 0)).toBe(clocks.length);
    }),
  );
});
