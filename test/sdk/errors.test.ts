import { NetworkError, TierlineError, TimeoutError } from '@tierline/sdk/core';
import { expect, test, vi } from 'vitest';

const ORIGIN = { operation: 'Plans', attempts: 3, status: null, requestId: null, retryAfterMs: null };

test('B19 every error of the client is a TierlineError and an Error, and no other of its classes', () => {
  const error = new NetworkError(ORIGIN, new Error('ECONNREFUSED'));

  expect(error instanceof Error).toBe(true);
  expect(error instanceof TierlineError).toBe(true);
  expect(error instanceof NetworkError).toBe(true);
  expect(error instanceof TimeoutError).toBe(false);
  expect(new TierlineError('m', 'CODE', ORIGIN) instanceof NetworkError).toBe(false);
});

test('B19 errors of a second copy of the client are recognised', async () => {
  vi.resetModules();
  const copy = await import('@tierline/sdk/core');
  const error = new copy.TimeoutError(ORIGIN, 5);

  expect(copy.TimeoutError).not.toBe(TimeoutError);
  expect(error instanceof TimeoutError).toBe(true);
  expect(error instanceof TierlineError).toBe(true);
  expect(error instanceof NetworkError).toBe(false);
});

test('B19 a class of the application counts only its own errors', () => {
  class OurTimeout extends TimeoutError {}
  const ours = new OurTimeout(ORIGIN, 5);

  expect(ours instanceof OurTimeout).toBe(true);
  expect(ours instanceof TimeoutError).toBe(true);
  expect(new TimeoutError(ORIGIN, 5) instanceof OurTimeout).toBe(false);
});

test.each([null, undefined, 'TimeoutError', {}, new Error('no')])('B19 %s is no TierlineError', (value) => {
  expect(value instanceof TierlineError).toBe(false);
});

test('B19 an error says what failed, and keeps the cause for the log', () => {
  const cause = new Error('ECONNREFUSED');

  expect(new NetworkError(ORIGIN, cause)).toMatchObject({
    name: 'NetworkError',
    message: 'Plans: no answer; see `cause`.',
    cause,
    ...ORIGIN,
  });
  expect(String(new TimeoutError({ ...ORIGIN, operation: null }, 5))).toBe(
    'TimeoutError: request: no answer within 5 ms.',
  );
});
