import { holdings, totals, type Handover } from '@tierline/schema/tickets/ball.rules';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const at = (hour: number) => new Date(Date.UTC(2026, 4, 4, hour));
const shown = (handovers: Handover[], until: number) =>
  holdings(at(0), handovers, at(until)).map(({ side, holderId, from, to }) => [
    side,
    holderId,
    from.getUTCHours(),
    to.getUTCHours(),
  ]);

test('B15 the vendor has it, nobody and then somebody, until somebody else is waited for', () => {
  expect(
    shown(
      [
        { at: at(1), assigneeId: 'stf_1' },
        { at: at(2), state: 'IN_REVIEW' },
        { at: at(3), state: 'WAITING_ON_CUSTOMER' },
        { at: at(5), state: 'WAITING_ON_THIRD_PARTY' },
        { at: at(6), state: 'IN_PROGRESS' },
        { at: at(7), assigneeId: 'stf_2' },
      ],
      9,
    ),
  ).toEqual([
    ['VENDOR', null, 0, 1],
    ['VENDOR', 'stf_1', 1, 3],
    ['CUSTOMER', null, 3, 5],
    ['THIRD_PARTY', null, 5, 6],
    ['VENDOR', 'stf_1', 6, 7],
    ['VENDOR', 'stf_2', 7, 9],
  ]);
});

test('B15 C22 what was resolved and re-opened was the customer’s meanwhile', () => {
  const handovers: Handover[] = [
    { at: at(2), state: 'RESOLVED' },
    { at: at(5), state: 'IN_PROGRESS' },
    { at: at(6), state: 'RESOLVED' },
  ];
  expect(shown(handovers, 6)).toEqual([
    ['VENDOR', null, 0, 2],
    ['CUSTOMER', null, 2, 5],
    ['VENDOR', null, 5, 6],
  ]);
});

test('B15 C35 whatever the order of the instants, the parts have no gap and add up to the whole', () => {
  const handover = fc.record({
    at: fc.integer({ min: 0, max: 23 }).map(at),
    state: fc.constantFrom(
      'IN_REVIEW',
      'WAITING_ON_CUSTOMER',
      'WAITING_ON_THIRD_PARTY',
      'RESOLVED',
      'CLOSED',
    ),
    assigneeId: fc.option(fc.constantFrom('stf_1', 'stf_2')),
  });
  fc.assert(
    fc.property(
      fc.array(handover as fc.Arbitrary<Handover>),
      fc.integer({ min: 0, max: 23 }),
      (handovers, until) => {
        const spans = holdings(at(0), handovers, at(until));
        let end = at(0);
        for (const { from, to } of spans) {
          expect(from).toEqual(end);
          expect(to.getTime()).toBeGreaterThan(from.getTime());
          end = to;
        }
        expect(end).toEqual(at(until));
        const counted = spans.map((span) => ({
          ...span,
          businessMs: span.to.getTime() - span.from.getTime(),
        }));
        const sums = [...totals(counted, ({ side }) => side).values()];
        expect(sums.reduce((sum, part) => sum + part, 0)).toBe(at(until).getTime() - at(0).getTime());
      },
    ),
  );
});
