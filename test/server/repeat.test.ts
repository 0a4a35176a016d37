import { createLog } from '@tierline/server/log';
import { repeat } from '@tierline/server/repeat';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const logged: string[] = [];
const log = createLog('info', { write: (line) => logged.push(line) });
const options = { log, complaint: 'round failed' };

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  logged.length = 0;
});

test('a round follows a second after the former, also after one that failed, which is logged', async () => {
  let rounds = 0;
  const work = repeat(async () => {
    rounds += 1;
    if (rounds === 1) throw new Error('no connection');
  }, options);
  await vi.advanceTimersByTimeAsync(999);
  expect(rounds).toBe(1);
  expect(logged.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(['round failed']);
  await vi.advanceTimersByTimeAsync(1);
  expect(rounds).toBe(2);
  await work.stop();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(rounds).toBe(2);
});

test('a round with more to do is followed at once, and so is one that somebody wakes', async () => {
  let rounds = 0;
  const work = repeat(async () => {
    rounds += 1;
    return rounds < 3 ? 'more' : undefined;
  }, options);
  await vi.advanceTimersByTimeAsync(0);
  expect(rounds).toBe(3);
  work.wake();
  await vi.advanceTimersByTimeAsync(0);
  expect(rounds).toBe(4);
  await work.stop();
});

test('who stops waits for the round under way, which is told so', async () => {
  let finish = () => {};
  let told: boolean | undefined;
  const work = repeat(async (isEnding) => {
    await new Promise<void>((resolve) => (finish = resolve));
    told = isEnding();
  }, options);
  const stopped = work.stop();
  expect(told).toBeUndefined();
  finish();
  await stopped;
  expect(told).toBe(true);
});
