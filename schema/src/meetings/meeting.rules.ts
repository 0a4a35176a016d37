import { InvalidInputProblem, Problem, type InputIssue } from '../problem.ts';

// A meeting that a review of a request asked for is a word of `tickets/`; here are those with a date of their own.

/** What is kept of a meeting. */
export type MeetingStatus = 'SCHEDULED' | 'HELD' | 'MISSED' | 'CANCELLED';
/** What is shown of it: over, and nobody has written down whether it took place, is a state of its own. */
export type MeetingStanding = MeetingStatus | 'UNRECORDED';

/** Where a meeting stands at an instant. */
export function standingOfMeeting(
  { status, endsAt }: { status: MeetingStatus; endsAt: Date },
  now: Date,
): MeetingStanding {
  return status === 'SCHEDULED' && endsAt <= now ? 'UNRECORDED' : status;
}

/** The meeting is over, cancelled or recorded: this cannot be done with it any more, or not yet. */
export class MeetingClosedProblem extends Problem {
  readonly code = 'MEETING_CLOSED';
  readonly reason: keyof typeof CLOSED;

  constructor(reason: keyof typeof CLOSED) {
    super(CLOSED[reason]);
    this.reason = reason;
  }
}

const CLOSED = {
  CANCELLED: { fr: 'La réunion est annulée.', en: 'The meeting is cancelled.' },
  BEGUN: { fr: 'La réunion a déjà commencé.', en: 'The meeting has begun already.' },
  NOT_BEGUN: { fr: 'La réunion n’a pas encore commencé.', en: 'The meeting has not begun yet.' },
  RECORDED: {
    fr: 'Il est déjà consigné si la réunion a eu lieu.',
    en: 'Whether the meeting took place is recorded already.',
  },
} as const;

interface MeetingAtHand {
  status: MeetingStatus;
  startsAt: Date;
}

/** @throws MeetingClosedProblem unless it is scheduled and has not begun */
export function checkMeetingAhead({ status, startsAt }: MeetingAtHand, now: Date): void {
  if (status === 'CANCELLED') throw new MeetingClosedProblem('CANCELLED');
  if (status !== 'SCHEDULED') throw new MeetingClosedProblem('RECORDED');
  if (startsAt <= now) throw new MeetingClosedProblem('BEGUN');
}

/** @throws MeetingClosedProblem unless it has begun, and nobody has recorded what became of it */
export function checkMeetingToRecord({ status, startsAt }: MeetingAtHand, now: Date): void {
  if (status === 'CANCELLED') throw new MeetingClosedProblem('CANCELLED');
  if (status !== 'SCHEDULED') throw new MeetingClosedProblem('RECORDED');
  if (startsAt > now) throw new MeetingClosedProblem('NOT_BEGUN');
}

/** Why an engineer cannot be met at a time (S108). */
export type UnavailableReason = 'OUTSIDE_REGION_HOURS' | 'ABSENT' | 'OTHER_MEETING';

/** The engineer is not there then: nothing is scheduled outside the hours of the region, nor twice at a time (S108). */
export class EngineerUnavailableProblem extends Problem {
  readonly code = 'ENGINEER_UNAVAILABLE';
  readonly reason: UnavailableReason;
  readonly startsAt: Date;

  constructor(reason: UnavailableReason, startsAt: Date) {
    super(UNAVAILABLE[reason]);
    this.reason = reason;
    this.startsAt = startsAt;
  }
}

const UNAVAILABLE: Record<UnavailableReason, { fr: string; en: string }> = {
  OUTSIDE_REGION_HOURS: {
    fr: 'L’ingénieur ne travaille pas à ce moment : les heures et jours fériés de sa région s’appliquent (clause 5).',
    en: 'The engineer does not work then: the hours and holidays of the region apply (clause 5).',
  },
  ABSENT: { fr: 'L’ingénieur est absent à ce moment.', en: 'The engineer is away then.' },
  OTHER_MEETING: {
    fr: 'L’ingénieur a déjà une réunion à ce moment.',
    en: 'The engineer has another meeting then.',
  },
};

const SHORTEST_MINUTES = 5;
const LONGEST_MINUTES = 480;
/** Nobody plans further ahead: two years. */
const FURTHEST_DAYS = 731;
const DAY_MS = 86_400_000;

/**
 * Confirms that a time is one at which a meeting can be planned: ahead, within two years, for 5 minutes to 8 hours.
 *
 * @throws InvalidInputProblem with every issue at once
 */
export function checkMeetingTime(
  { startsAt, durationMinutes }: { startsAt: Date; durationMinutes: number },
  now: Date,
  at = '',
): void {
  const issues: InputIssue[] = [];
  if (startsAt <= now) {
    const text = { fr: 'est déjà passé.', en: 'is past already.' };
    issues.push({ path: `${at}startsAt`, code: 'IN_THE_PAST', text });
  }
  if (startsAt.getTime() - now.getTime() > FURTHEST_DAYS * DAY_MS) {
    const text = { fr: 'est à plus de deux ans.', en: 'is more than two years ahead.' };
    issues.push({ path: `${at}startsAt`, code: 'TOO_BIG', text });
  }
  if (durationMinutes < SHORTEST_MINUTES || durationMinutes > LONGEST_MINUTES) {
    const text = { fr: 'n’est pas entre 5 et 480 minutes.', en: 'is not between 5 and 480 minutes.' };
    issues.push({ path: `${at}durationMinutes`, code: 'OUT_OF_RANGE', text });
  }
  if (issues.length > 0) throw new InvalidInputProblem(issues);
}

/**
 * The end of a meeting that lasts so many minutes.
 *
 * @param durationMinutes elapsed ones, whatever the clocks do meanwhile
 */
export function endOf(startsAt: Date, durationMinutes: number): Date {
  return new Date(startsAt.getTime() + durationMinutes * 60_000);
}
