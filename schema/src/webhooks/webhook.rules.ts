import { Problem } from '../problem.ts';

/** Seconds from a failed attempt to the next, before chance: what the API publishes and the sender keeps. */
export const RETRY_SECONDS: readonly number[] = [
  5, 60, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400,
];
/** Each wait is longer by up to this part of itself, so that many do not come back at once. */
export const JITTER = 0.2;
/** How long an event that does not arrive holds back later ones of its subject, from when it was to be sent. */
export const BLOCKING_SECONDS = 3_600;
/** The longest wait that a receiver can ask for. */
const LONGEST_RETRY_AFTER_SECONDS = 86_400;

/**
 * When a delivery that failed is tried again; null when its schedule is exhausted.
 *
 * @param attempts how many have failed, from 1 on
 * @param chance from 0 up to, not including, 1
 * @param retryAfterSeconds what the receiver asked for, if it did: never sooner, at most a day
 */
export function nextAttemptAt(
  attempts: number,
  failedAt: Date,
  chance: number,
  retryAfterSeconds: number | null,
): Date | null {
  const wait = RETRY_SECONDS[attempts - 1];
  if (wait === undefined) return null;
  const asked = Math.min(retryAfterSeconds ?? 0, LONGEST_RETRY_AFTER_SECONDS);
  return new Date(failedAt.getTime() + Math.round(Math.max(wait * (1 + JITTER * chance), asked) * 1_000));
}

/** Until when a delivery of `createdAt` holds back later events of its subject. */
export function blocksUntil(createdAt: Date): Date {
  return new Date(createdAt.getTime() + BLOCKING_SECONDS * 1_000);
}

/** The endpoint is stopped: what happens meanwhile waits in the log until it is started again. */
export class WebhookDisabledProblem extends Problem {
  readonly code = 'WEBHOOK_DISABLED';

  constructor() {
    super({
      fr: 'Ce webhook est arrêté : redémarrez-le d’abord.',
      en: 'This webhook is stopped: start it first.',
    });
  }
}
