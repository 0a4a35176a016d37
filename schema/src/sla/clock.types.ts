import { builder } from '../builder.ts';
import { setApart } from '../french.ts';
import {
  answered,
  CalendarSegment,
  SupportCalendar,
  SupportWindow,
  placedCalendar,
} from '../calendar/calendar.types.ts';
import type { Segment } from '../calendar/calendar.rules.ts';
import { elapsedEver, explainEver } from '../calendar/horizon.rules.ts';
import type { PlacedCalendar } from '../calendar/calendar.types.ts';
import type { Pause } from '../calendar/pauses.rules.ts';
import { localInstant } from '../calendar/local-instant.rules.ts';
import { localeArg } from '../localized.ts';
import {
  breachedAt,
  clockState,
  countedUntil,
  pausesOf,
  remainingSeconds,
  type ClockCancellation as ClockCancellationCode,
} from './clock.rules.ts';
import { keptSpec } from './kept-calendars.ts';
import { sentences, type Outcome } from './explanation.rules.ts';

const Metric = builder.enumType('Metric', {
  description: 'What a clock measures. The three never influence one another (C11).',
  values: {
    INITIAL_RESPONSE: {
      description: 'From receipt to the vendor’s first response: the one thing that is promised (S60, C8).',
    },
    NEXT_RESPONSE: {
      description:
        'From a later message of the customer to the next response, without pauses (C12); no target.',
    },
    RESOLUTION: {
      description:
        'From receipt to resolution, without pauses (C12); no target: the programme promises none.',
    },
  } as const,
});

export const ClockState = builder.enumType('ClockState', {
  description: 'Where a promise stands, by comparing instants (C1, C14).',
  values: {
    NOT_APPLICABLE: { description: 'Nothing is promised; the time is measured all the same (C25).' },
    RUNNING: { description: 'Not answered, and not yet at risk.' },
    AT_RISK: { description: 'Not answered, and three quarters of the target have run (C15).' },
    BREACHED_OPEN: { description: 'Not answered, and `dueAt` has passed.' },
    MET: { description: 'Answered by `dueAt`; exactly at `dueAt` is in time.' },
    BREACHED: { description: 'Answered after `dueAt`.' },
    CANCELLED: { description: 'Ended without a verdict; `cancelled` says why.' },
  } as const,
});

export const ClockCancellation = builder.enumType('ClockCancellation', {
  description: 'Why a clock ended without a verdict (C14).',
  values: {
    WITHDRAWN: { description: 'The customer withdrew the request before a response (C24).' },
    MERGED: { description: 'The ticket was merged into another, where the wait goes on (C20).' },
    SPAM: { description: 'It was no request (C24).' },
    DUPLICATE: { description: 'The request was made already, on another ticket (C24).' },
    IMPORTED: { description: 'Of a ticket from another system: the time is history, not judged here (C34).' },
    REPAIRED: { description: 'Two people agreed that it gives no verdict; `repairs` says why (C33).' },
  } satisfies Record<ClockCancellationCode, { description: string }>,
});

interface Explained {
  from: number;
  to: number;
  placed: PlacedCalendar;
  pauses?: readonly Pause[];
  outcome: Outcome;
}

export const Explanation = builder.objectRef<Explained>('Explanation').implement({
  description:
    'Why so much business time lies between two instants: every second of it, with its reason (B2).',
  fields: (t) => ({
    from: t.expose('from', { type: 'DateTime', description: 'Start, inclusive.' }),
    to: t.expose('to', { type: 'DateTime', description: 'End, exclusive.' }),
    openSeconds: t.float({
      description: 'Business seconds in between: the sum of the OPEN segments.',
      resolve: ({ from, to, placed, pauses }) =>
        answered(() => elapsedEver(placed.calendar, from, to, pauses)) / 1000,
    }),
    segments: t.field({
      type: [CalendarSegment],
      description: 'The stretches in order, without a gap.',
      resolve: (explained) => [...segmentsOf(explained)],
    }),
    sentences: t.stringList({
      description:
        'The same for a person to read: when it starts to count, which holidays lie between, how much counts on which day, and what that makes (B1).',
      args: localeArg(),
      resolve: (explained, { locale }, ctx) => {
        const language = locale ?? ctx.locale;
        const { placed, outcome } = explained;
        const lines = sentences(segmentsOf(explained), placed.spec.timeZone, language, outcome);
        return language === 'FR' ? lines.map(setApart) : lines;
      },
    }),
  }),
});

function segmentsOf({ from, to, placed, pauses }: Explained): readonly Segment[] {
  return answered(() => explainEver(placed.calendar, from, to, pauses));
}

/** The next time at which the desk is open, shown where no deadline is promised (S48, C25). */
export function nextSupportWindow({ calendar }: PlacedCalendar, at: Date) {
  return answered(() => calendar.nextWindow(at.getTime()));
}

/** The pauses of the ticket, for the fields that count them. */
const PAUSES = { ticket: { select: { pauses: true } } } as const;

export const Clock = builder.prismaObject('Clock', {
  name: 'SlaClock',
  description: 'A measurement of a ticket in the customer’s business time. Computed as you read it (C31).',
  include: { calendar: true },
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Starts with `clk_`.' }),
    metric: t.expose('metric', { type: Metric, description: 'What is measured.' }),
    state: t.field({
      type: ClockState,
      description: 'Where the promise stands at `asOf`.',
      resolve: (clock, _args, { now }) => clockState(clock, now),
    }),
    cancelled: t.expose('cancelled', {
      type: ClockCancellation,
      nullable: true,
      description: 'Why it ended without a verdict; null otherwise.',
    }),
    startedAt: t.expose('startedAt', {
      type: 'DateTime',
      description: 'From when it counts; for the initial response the receipt of the ticket (C4).',
    }),
    targetSeconds: t.exposeInt('targetSeconds', {
      nullable: true,
      description: 'The promise in business seconds; null where nothing is promised.',
    }),
    targetVersion: t.exposeInt('targetVersion', {
      nullable: true,
      description: 'The published table of targets that it follows, for good (C27).',
    }),
    countedFrom: t.expose('countedFrom', {
      type: 'DateTime',
      nullable: true,
      description:
        'From when the present promise counts: the receipt, or the instant at which the situation got worse (C15, C16); null where nothing is promised.',
    }),
    dueAt: t.expose('dueAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'The last instant at which a response is in time (C1, C5); null where nothing is promised.',
    }),
    dueAtLocal: t.string({
      nullable: true,
      description: '`dueAt` as the customer’s clock shows it, with its offset (C37).',
      resolve: ({ dueAt, calendar }) => dueAt && localInstant(dueAt.getTime(), calendar.timeZone),
    }),
    timeZone: t.string({
      description: 'The zone of the customer, in which the clock counts.',
      resolve: ({ calendar }) => calendar.timeZone,
    }),
    atRiskAt: t.expose('atRiskAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the promise comes to be at risk (C15).',
    }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it ended: for a response, the instant of the response.',
    }),
    breachedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'When the promise was broken: `dueAt` itself (C31), or the instant at which it was corrected to one that was past (C16); null when it was not.',
      resolve: (clock, _args, { now }) => breachedAt(clock, now),
    }),
    elapsedSeconds: t.float({
      description: 'Business seconds counted so far, or until it ended, without those in a pause (C12, C13).',
      select: PAUSES,
      resolve: (clock, _args, { now }) =>
        elapsedMs(clock, clock.startedAt, now, pausesOf(clock.metric, clock.ticket.pauses)) / 1000,
    }),
    remainingSeconds: t.int({
      nullable: true,
      description: 'Business seconds left of the target, rounded up; negative once it is overrun (C37).',
      resolve: (clock, _args, { now }) =>
        clock.targetSeconds === null
          ? null
          : remainingSeconds(clock.targetSeconds, elapsedMs(clock, clock.countedFrom, now)),
    }),
    asOf: t.field({
      type: 'DateTime',
      description: 'The instant for which all of this was computed (C37).',
      resolve: (_clock, _args, { now }) => now,
    }),
    nextSupportWindow: t.field({
      type: SupportWindow,
      description: 'The window in which the desk is open, or opens next, as of now (S48, C25).',
      resolve: (clock, _args, { now }) => nextSupportWindow(placedOf(clock), now),
    }),
    explain: t.field({
      type: Explanation,
      description: 'Every second since it started, and why it counts or not (B2): pauses are PAUSED (C12).',
      select: PAUSES,
      resolve: (clock, _args, { now }) => ({
        from: clock.startedAt.getTime(),
        to: countedUntil(clock, now).getTime(),
        placed: placedOf(clock),
        pauses: pausesOf(clock.metric, clock.ticket.pauses),
        outcome: { kind: 'ELAPSED' as const },
      }),
    }),
    explainDeadline: t.field({
      type: Explanation,
      nullable: true,
      description:
        'Why `dueAt` is when it is: every second from `countedFrom` to it; null where nothing is promised.',
      resolve: (clock) =>
        clock.countedFrom &&
        clock.dueAt && {
          from: clock.countedFrom.getTime(),
          to: clock.dueAt.getTime(),
          placed: placedOf(clock),
          // Not the ticket's severity and plan: an earlier promise may stand beside a new severity (C16, C18, C26).
          outcome: { kind: 'DEADLINE' as const },
        },
    }),
    calendar: t.field({
      type: SupportCalendar,
      description: 'What it counts on: the customer’s calendar as it stood when the clock started (C29).',
      resolve: placedOf,
    }),
  }),
});

interface Kept {
  calendar: Parameters<typeof keptSpec>[0];
}

function placedOf({ calendar }: Kept): PlacedCalendar {
  return placedCalendar(keptSpec(calendar));
}

/**
 * Business milliseconds from an instant of the clock's own life until it ended, else until now, without those in a
 * pause; none when that instant is later, because somebody else moved the clock at the same moment (C35).
 */
function elapsedMs(
  clock: Parameters<typeof countedUntil>[0] & Kept,
  from: Date | null,
  now: Date,
  pauses?: readonly Pause[],
): number {
  const start = (from ?? clock.startedAt).getTime();
  const until = Math.max(start, countedUntil(clock, now).getTime());
  return answered(() => elapsedEver(placedOf(clock).calendar, start, until, pauses));
}
