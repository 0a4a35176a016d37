import { newId } from '@tierline/prisma/ids';
import { expect, test } from 'vitest';

test('B11 ids of a process sort by creation, also those of one millisecond, and none comes twice', () => {
  const ids = Array.from({ length: 5_000 }, () => newId('tkt'));
  expect(ids.every((id) => /^tkt_[0-9a-hjkmnp-tv-z]{26}$/.test(id))).toBe(true);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(5_000);
});
