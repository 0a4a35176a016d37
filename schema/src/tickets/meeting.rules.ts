import { localInstant } from '../calendar/local-instant.rules.ts';
import { InvalidInputProblem, Problem, type InputIssue, type Text } from '../problem.ts';

export type MeetingState = 'REQUESTED' | 'SCHEDULED' | 'CANCELLED';

/** The meeting was cancelled, or has begun: nothing of it can be changed. */
export class MeetingNotOpenProblem extends Problem {
  readonly code = 'MEETING_NOT_OPEN';
  readonly state: MeetingState;

  constructor(state: MeetingState) {
    super(
      state === 'CANCELLED'
        ? { fr: 'La réunion est annulée.', en: 'The meeting has been cancelled.' }
        : { fr: 'La réunion a déjà commencé.', en: 'The meeting has begun already.' },
    );
    this.state = state;
  }
}

/** @throws MeetingNotOpenProblem unless it is asked for, or scheduled and not begun */
export function checkAhead(
  { state, startsAt }: { state: MeetingState; startsAt: Date | null },
  now: Date,
): void {
  if (state === 'CANCELLED' || (startsAt && startsAt <= now)) throw new MeetingNotOpenProblem(state);
}

const SHORTEST_MINUTES = 5;
const LONGEST_MINUTES = 480;

/**
 * Confirms that a meeting is ahead, lasts 5 minutes to 8 hours, and is joined by a link that a browser may safely open.
 *
 * @throws InvalidInputProblem with every issue at once
 */
export function checkMeeting(
  { startsAt, durationMinutes, joinLink }: { startsAt: Date; durationMinutes: number; joinLink: string },
  now: Date,
): void {
  const issues: InputIssue[] = [];
  if (startsAt <= now) {
    const text = { fr: 'est déjà passé.', en: 'is past already.' };
    issues.push({ path: 'startsAt', code: 'IN_THE_PAST', text });
  }
  if (durationMinutes < SHORTEST_MINUTES || durationMinutes > LONGEST_MINUTES) {
    const text = { fr: 'n’est pas entre 5 et 480 minutes.', en: 'is not between 5 and 480 minutes.' };
    issues.push({ path: 'durationMinutes', code: 'OUT_OF_RANGE', text });
  }
  if (!isSafeLink(joinLink)) {
    const text = { fr: 'n’est pas une adresse https.', en: 'is not an https address.' };
    issues.push({ path: 'joinLink', code: 'INVALID_FORMAT', text });
  }
  if (issues.length > 0) throw new InvalidInputProblem(issues);
}

/** One of the two calendars of a meeting, by the name that people know it by. */
export interface MeetingHours {
  name: Text;
  timeZone: string;
  calendar: { elapsed(fromMs: number, toMs: number): number };
}

/**
 * Confirms that a meeting lies within the hours of everybody who comes: those of the customer, and those of the
 * engineer's region, whole. Where it does not, the refusal says what time it is for both, and who is closed.
 *
 * @throws InvalidInputProblem OUTSIDE_HOURS at `startsAt`
 * Source: S108.
 */
export function checkMeetingHours(
  { startsAt, durationMinutes }: { startsAt: Date; durationMinutes: number },
  both: readonly [MeetingHours, MeetingHours],
): void {
  const from = startsAt.getTime();
  const lastsMs = durationMinutes * 60_000;
  const judged = both.map(({ name, timeZone, calendar }) => {
    const open = calendar.elapsed(from, from + lastsMs) === lastsMs;
    return { open, name, at: `${localInstant(from, timeZone)}, ${timeZone}` };
  });
  if (judged.every(({ open }) => open)) return;
  const say = (language: 'fr' | 'en', [opened, closed]: [string, string]) =>
    judged.map(({ name, at, open }) => `${name[language]} ${open ? opened : closed} (${at})`);
  const text = {
    fr: `n’est pas dans les heures communes : ${say('fr', ['ouvert', 'fermé']).join(' ; ')}.`,
    en: `is not within the hours of both sides: ${say('en', ['open', 'closed']).join('; ')}.`,
  };
  throw new InvalidInputProblem([{ path: 'startsAt', code: 'OUTSIDE_HOURS', text }]);
}

/** Whether a link is one that a browser may safely open: https, with no name and password in it. */
export function isSafeLink(text: string): boolean {
  if (!URL.canParse(text) || /\s/.test(text)) return false;
  const { protocol, username, password } = new URL(text);
  return protocol === 'https:' && username === '' && password === '';
}
