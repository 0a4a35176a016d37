import { commonTime, isWithin, slotsIn, SLOT_STEP_MS, type Span } from '@tierline/schema/meetings/slot.rules';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const HOUR = 3_600_000;
const at = (from: number, to: number): Span => ({ from: from * HOUR, to: to * HOUR });

test('B14 what both sides have in common is free, without what either is busy with', () => {
  expect(commonTime([[at(8, 18)], [at(14, 24)]], [at(15, 16)])).toEqual([at(14, 15), at(16, 18)]);
  expect(commonTime([[at(8, 12), at(13, 18)], [at(0, 24)]], [])).toEqual([at(8, 12), at(13, 18)]);
  expect(commonTime([[at(8, 10)], [at(10, 18)]], [])).toEqual([]);
  expect(commonTime([[at(8, 18)], [at(8, 18)]], [at(7, 9), at(8, 10), at(17, 20)])).toEqual([at(10, 17)]);
});

test('B14 slots begin on the quarter of an hour and end with the free time', () => {
  const free = [{ from: 8 * HOUR + 60_000, to: 9 * HOUR }];
  const quarter = 15 * 60_000;
  expect(slotsIn(free, 2 * quarter, 10)).toEqual([
    { from: 8 * HOUR + quarter, to: 8 * HOUR + 3 * quarter },
    { from: 8 * HOUR + 2 * quarter, to: 9 * HOUR },
  ]);
  expect(slotsIn(free, 2 * quarter, 1)).toHaveLength(1);
  expect(slotsIn(free, HOUR, 10)).toEqual([]);
});

const spans = (most: number) =>
  fc
    .array(fc.tuple(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 1, max: 12 })), { maxLength: most })
    .map((pairs) => pairs.map(([from, long]) => ({ from: from * 900_000, to: (from + long) * 900_000 })));
/** In order and apart, as calendars give them. */
const hours = spans(6).map((list) =>
  list
    .toSorted((a, b) => a.from - b.from)
    .filter((one, index, all) => all.slice(0, index).every((before) => before.to < one.from)),
);

test('B14 S108 a minute is free exactly when both work and neither is busy', () => {
  fc.assert(
    fc.property(hours, hours, spans(5), (mine, yours, busy) => {
      const free = commonTime([mine, yours], busy);
      const inside = (list: readonly Span[], minute: number) =>
        list.some(({ from, to }) => from <= minute && minute < to);
      for (let minute = 0; minute < 108 * 900_000; minute += 450_000) {
        expect(inside(free, minute)).toBe(
          inside(mine, minute) && inside(yours, minute) && !inside(busy, minute),
        );
      }
    }),
  );
});

test('B14 S108 every slot lies in free time, has the length, and none that fits is left out', () => {
  fc.assert(
    fc.property(hours, hours, spans(5), fc.integer({ min: 1, max: 8 }), (mine, yours, busy, quarters) => {
      const free = commonTime([mine, yours], busy);
      const length = quarters * SLOT_STEP_MS;
      const slots = slotsIn(free, length, 1_000);
      for (const slot of slots) {
        expect(slot.to - slot.from).toBe(length);
        expect(isWithin(free, slot)).toBe(true);
      }
      const fitting = [];
      for (let from = 0; from < 108 * 900_000; from += SLOT_STEP_MS) {
        if (isWithin(free, { from, to: from + length })) fitting.push(from);
      }
      expect(slots.map(({ from }) => from)).toEqual(fitting);
    }),
  );
});
