import { createHash, randomBytes } from 'node:crypto';

/** 192 random bits, which nobody guesses. */
export function newFeedSecret(): string {
  return randomBytes(24).toString('base64url');
}

/** What is kept of it. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
