import { createHash } from 'node:crypto';
import type { Idempotency } from '@tierline/prisma/transact';
import type { Request } from 'express';
import { Refusal } from './errors.ts';

/**
 * The caller's name for its change, with a fingerprint of what it asks; null without an `Idempotency-Key`.
 *
 * @throws Refusal 400 for a key that is empty, longer than 255 characters, or not printable ASCII
 */
export function idempotencyOf(req: Request): Idempotency | null {
  const key = req.get('idempotency-key');
  if (key === undefined) return null;
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw new Refusal(
      400,
      'BAD_REQUEST',
      'An Idempotency-Key has 1 to 255 printable ASCII characters, no spaces.',
    );
  }
  const { query, operationName, variables } = (req.body ?? {}) as Record<string, unknown>;
  const asked = JSON.stringify([query, operationName ?? null, variables ?? null]);
  return { key, fingerprint: createHash('sha256').update(asked).digest('hex'), changes: 0 };
}
