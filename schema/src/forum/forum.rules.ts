import { Problem } from '../problem.ts';

export const FORUM_REACTIONS = ['THANKS', 'SAME_HERE', 'WORKS'] as const;
export const FORUM_REPORT_REASONS = ['SPAM', 'OFFENSIVE', 'PERSONAL_DATA', 'OFF_TOPIC'] as const;
export const FORUM_ACTS = ['TOPIC', 'POST', 'REACTION', 'REPORT'] as const;
export type ForumAct = (typeof FORUM_ACTS)[number];

/** Nobody writes in a topic that is locked, but staff. */
export class TopicLockedProblem extends Problem {
  readonly code = 'TOPIC_LOCKED';
  readonly lockedAt: Date;

  constructor(lockedAt: Date) {
    super({ fr: 'Ce sujet est verrouillé.', en: 'This topic is locked.' });
    this.lockedAt = lockedAt;
  }
}

/** Somebody did so much in an hour that the rest waits. */
export class ForumLimitProblem extends Problem {
  readonly code = 'FORUM_LIMIT';
  readonly perHour: number;
  readonly availableAt: Date;

  constructor(perHour: number, availableAt: Date) {
    super({
      fr: `Vous l’avez fait ${perHour} fois en une heure : réessayez un peu plus tard.`,
      en: `You did this ${perHour} times within an hour: try again a little later.`,
    });
    this.perHour = perHour;
    this.availableAt = availableAt;
  }
}

/** Only who wrote a post changes it or takes it back, and staff hide it instead. */
export class NotYourPostProblem extends Problem {
  readonly code = 'NOT_YOUR_POST';

  constructor() {
    super({
      fr: 'Ce message ou ce sujet est d’une autre personne.',
      en: 'This post or topic is somebody else’s.',
    });
  }
}

const HOUR_MS = 3_600_000;

/**
 * Confirms that somebody may do it once more.
 *
 * @param done when they did it within the last hour, the earliest first
 * @throws ForumLimitProblem with the instant at which the earliest is an hour old
 */
export function checkLimit(perHour: number | null, done: readonly Date[]): void {
  if (perHour === null || done.length < perHour) return;
  const first = done[done.length - perHour] ?? done[0]!;
  throw new ForumLimitProblem(perHour, new Date(first.getTime() + HOUR_MS));
}

export function hourBefore(now: Date): Date {
  return new Date(now.getTime() - HOUR_MS);
}

/**
 * Whether moderators look at a post before others see it: what leads elsewhere, of a person of whom nobody has seen
 * anything yet. That is how spam begins.
 */
export function isHeld(
  body: string,
  { isStaff, hasPosted }: { isStaff: boolean; hasPosted: boolean },
): boolean {
  return (
    !isStaff &&
    !hasPosted &&
    /\b(?:https?:|www\.)|\b[a-z0-9-]+\.(?:com|net|org|info|biz|ru|cn|xyz|top|shop|link)\b/i.test(body)
  );
}

/** What a person is called until they say otherwise: the first name and a letter, so that nobody finds the rest. */
export function firstName(name: string): string {
  const [first = '', ...others] = name.trim().split(/\s+/);
  const last = others.at(-1);
  return last ? `${first} ${[...last][0]!.toUpperCase()}.` : first;
}
