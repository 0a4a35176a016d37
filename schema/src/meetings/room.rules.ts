import { InvalidInputProblem } from '../problem.ts';

/** Why a provider did not do what was asked of it. */
export const ROOM_FAILURES = [
  'NOT_AUTHORISED',
  'UNKNOWN_HOST',
  'REFUSED',
  'RATE_LIMITED',
  'UNAVAILABLE',
  'NO_ANSWER',
] as const;
export type RoomFailure = (typeof ROOM_FAILURES)[number];

/** Seconds from a failed attempt to the next: some nine hours in all. */
const RETRY_SECONDS = [30, 120, 600, 1_800, 7_200, 21_600];
/** The longest wait that a provider can ask for: Zoom's daily limits end at midnight UTC. */
const LONGEST_RETRY_AFTER_SECONDS = 86_400;
/** What another attempt does not mend. */
const LASTING: readonly RoomFailure[] = ['NOT_AUTHORISED', 'UNKNOWN_HOST', 'REFUSED'];

/**
 * When a provider is asked again after a failure; null when it is not, unless somebody says so.
 *
 * @param attempts how many have failed, from 1 on
 * @param retryAfterSeconds what the provider asked for: never sooner, at most a day
 */
export function nextRoomAttemptAt(
  failure: RoomFailure,
  attempts: number,
  failedAt: Date,
  retryAfterSeconds: number | null,
): Date | null {
  const wait = RETRY_SECONDS[attempts - 1];
  if (LASTING.includes(failure) || wait === undefined) return null;
  const asked = Math.min(retryAfterSeconds ?? 0, LONGEST_RETRY_AFTER_SECONDS);
  return new Date(failedAt.getTime() + Math.max(wait, asked) * 1_000);
}

/**
 * How a meeting is joined: by a link of one's own, or in a room that the provider makes.
 *
 * @throws InvalidInputProblem at `joinLink` without a link where no provider is set up
 * Source: S27.
 */
export function checkJoinable(joinLink: string | null, provider: 'ZOOM' | null | undefined): void {
  if (joinLink !== null || provider) return;
  throw new InvalidInputProblem([
    {
      path: 'joinLink',
      code: 'REQUIRED',
      text: {
        fr: 'est nécessaire : aucun fournisseur de réunions n’est configuré.',
        en: 'is needed: no provider of meetings is set up.',
      },
    },
  ]);
}
