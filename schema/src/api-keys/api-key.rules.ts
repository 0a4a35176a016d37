import { Problem } from '../problem.ts';

export const API_KEY_STATES = ['ACTIVE', 'EXPIRED', 'REVOKED'] as const;

/** How long before its end it is told that a key will expire. */
export const EXPIRY_TOLD_DAYS_BEFORE = 7;

interface Life {
  expiresAt: Date;
  revokedAt: Date | null;
}

/** Whether a key works at `now`. */
export function apiKeyState({ expiresAt, revokedAt }: Life, now: Date): (typeof API_KEY_STATES)[number] {
  if (revokedAt) return 'REVOKED';
  return expiresAt <= now ? 'EXPIRED' : 'ACTIVE';
}

export function hasEnded(key: Life, now: Date): boolean {
  return apiKeyState(key, now) !== 'ACTIVE';
}

/** The key is revoked or expired: nothing brings it back. */
export class ApiKeyEndedProblem extends Problem {
  readonly code = 'API_KEY_ENDED';

  constructor() {
    super({
      fr: 'Cette clé est révoquée ou expirée : créez-en une autre.',
      en: 'This key is revoked or expired: create another one.',
    });
  }
}
