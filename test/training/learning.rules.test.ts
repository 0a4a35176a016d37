import {
  isComplete,
  lessonsToTake,
  lessonToResume,
  percentOf,
} from '@tierline/schema/training/learning.rules';
import { expect, test } from 'vitest';

const at = new Date('2026-03-02T09:00:00Z');
const lesson = (position: number, withdrawnAt: Date | null = null) => ({
  id: `les_${position}`,
  position,
  withdrawnAt,
});
const LESSONS = [lesson(3), lesson(1), lesson(2, at), lesson(4)];
const taken = (...positions: number[]) => new Set(positions.map((position) => `les_${position}`));

test('S46 lessons are taken in order, without those that were withdrawn', () => {
  expect(lessonsToTake(LESSONS).map(({ position }) => position)).toEqual([1, 3, 4]);
});

test.each([
  ['the lesson that was opened', [], 3, 3],
  ['the next one after a completed one', [1], 1, 3],
  ['the next one after one that was withdrawn meanwhile', [], 2, 3],
  ['one that was left out, once the last is completed', [3, 4], 4, 1],
  ['nowhere when all is done', [1, 3, 4], 4, null],
])('S46 one goes on at %s', (_name, completed, last, resume) => {
  expect(lessonToResume(LESSONS, taken(...completed), `les_${last}`)?.position ?? null).toBe(resume);
});

test.each([
  [[], 0],
  [[1], 33],
  [[1, 3], 66],
  [[2], 0], // withdrawn since
  [[1, 3, 4], 100],
])('S46 of three lessons, %j are %i percent', (completed, percent) => {
  expect(percentOf(LESSONS, taken(...completed), null)).toBe(percent);
  expect(isComplete(LESSONS, taken(...completed))).toBe(percent === 100);
});

test('S46 what was completed once is completed, whatever lessons come', () => {
  expect(percentOf([...LESSONS, lesson(5)], taken(1, 3, 4), at)).toBe(100);
});
