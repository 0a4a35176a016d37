import { elapsedEver, type Elapsing } from '../calendar/horizon.rules.ts';
import type { PlanCode, Severity } from '../plans/plan.rules.ts';
import {
  breachedAt,
  clockState,
  pausesOf,
  type ClockCancellation,
  type ClockInstants,
  type ClockState,
} from '../sla/clock.rules.ts';

/** What reports know of a ticket, whether it comes from its rows or from the event log. */
export interface MeasuredTicket {
  id: string;
  number: number;
  plan: PlanCode;
  severity: Severity;
  requestType: string;
  receivedAt: Date;
  clocks: readonly MeasuredClock[];
  /** Null where nobody was asked. */
  satisfaction: { score: number | null } | null;
  /** In which next response and resolution stood still (C12). */
  pauses: readonly { startedAt: Date; endedAt: Date | null; whileEnded: boolean }[];
}

export interface MeasuredClock extends ClockInstants {
  metric: 'INITIAL_RESPONSE' | 'NEXT_RESPONSE' | 'RESOLUTION';
  calendarId: string;
}

/** How the promises of some tickets stand at an instant. Every clock is in exactly one of the numbers (B16). */
export interface Tally {
  met: number;
  breached: number;
  /** Past due, and still not answered. */
  breachedOpen: number;
  /** Neither answered nor past due yet. */
  undecided: number;
  /** Clocks without a verdict, by reason, the most frequent first. */
  excluded: Exclusion[];
  /** Of those with a verdict, the share that was met, 0 to 1; null where there is none. */
  attainment: number | null;
  /** How long the initial responses took that were given. */
  response: Durations;
}

export type ExclusionReason = 'NOT_APPLICABLE' | ClockCancellation;

export interface Exclusion {
  reason: ExclusionReason;
  clocks: number;
}

/** Business time that some clocks took until they ended, in seconds. */
export interface Durations {
  clocks: number;
  medianSeconds: number | null;
  percentile90Seconds: number | null;
}

/** What requesters say of the tickets that were resolved. */
export interface SatisfactionFigures {
  asked: number;
  answered: number;
  /** Answered of asked, 0 to 1; null where nobody was asked. */
  responseRate: number | null;
  /** The share of 4 and 5 among the answers, 0 to 1; null without an answer. */
  satisfied: number | null;
  /** The mean score, 1 to 5; null without an answer. */
  average: number | null;
  /** How often each score was given, from 1 to 5. */
  byScore: { score: number; answers: number }[];
}

/** A promise that was broken. */
export interface Breach {
  ticketId: string;
  number: number;
  plan: PlanCode;
  severity: Severity;
  receivedAt: Date;
  calendarId: string;
  targetSeconds: number;
  dueAt: Date;
  breachedAt: Date;
  /** Null while nobody has answered. */
  respondedAt: Date | null;
  /** From the start of the clock to the response, else to `asOf`. */
  businessSeconds: number;
  wallSeconds: number;
}

export interface Figures {
  tickets: number;
  promises: Tally;
  bySeverity: (Tally & { severity: Severity; tickets: number })[];
  byRequestType: { requestType: string; tickets: number }[];
  nextResponse: Durations;
  resolution: Durations;
  satisfaction: SatisfactionFigures;
  breaches: Breach[];
}

export const SEVERITIES = ['SEVERE', 'MODERATE', 'LIMITED'] as const;

/**
 * What a customer's report says of the tickets of a month, at an instant. Nothing is left out: each initial-response
 * clock is met, breached, breached and open, undecided, or excluded with its reason, and each breach is listed, the
 * earliest deadline first.
 *
 * Source: S2, C36, B16.
 */
export function figures(
  tickets: readonly MeasuredTicket[],
  calendarOf: (id: string) => Elapsing,
  asOf: Date,
): Figures {
  const judged = tickets.map((ticket) => ({
    severity: ticket.severity,
    promises: judge(ticket, calendarOf, asOf),
  }));
  return {
    tickets: tickets.length,
    promises: tally(judged.flatMap(({ promises }) => promises)),
    bySeverity: SEVERITIES.map((severity) => {
      const some = judged.filter((ticket) => ticket.severity === severity);
      return { severity, tickets: some.length, ...tally(some.flatMap(({ promises }) => promises)) };
    }),
    byRequestType: counted(tickets.map(({ requestType }) => requestType)).map(([requestType, count]) => ({
      requestType,
      tickets: count,
    })),
    nextResponse: measured(tickets, 'NEXT_RESPONSE', calendarOf),
    resolution: measured(tickets, 'RESOLUTION', calendarOf),
    satisfaction: satisfaction(tickets),
    breaches: breachesOf(tickets, calendarOf, asOf),
  };
}

/** What became of one promise. */
export interface Judged {
  state: ClockState;
  reason: ExclusionReason | null;
  /** Business seconds until the response; null where there was none. */
  seconds: number | null;
}

/** What became of each initial-response promise of a ticket, at an instant. */
export function judge(
  ticket: Pick<MeasuredTicket, 'clocks' | 'pauses'>,
  calendarOf: (id: string) => Elapsing,
  asOf: Date,
): Judged[] {
  return initialResponses(ticket).map((clock) => {
    const state = clockState(clock, asOf);
    return {
      state,
      reason: state === 'CANCELLED' ? clock.cancelled : state === 'NOT_APPLICABLE' ? state : null,
      seconds: secondsToEnd(clock, ticket.pauses, calendarOf),
    };
  });
}

/**
 * How promises stand: attainment is MET / (MET + BREACHED + BREACHED_OPEN past due), and what it leaves out is counted
 * apart.
 *
 * Source: C36.
 */
export function tally(judged: readonly Judged[]): Tally {
  const counts = new Map<ClockState, number>();
  for (const { state } of judged) counts.set(state, (counts.get(state) ?? 0) + 1);
  const count = (state: ClockState) => counts.get(state) ?? 0;
  const [met, breached, breachedOpen] = [count('MET'), count('BREACHED'), count('BREACHED_OPEN')];
  const decided = met + breached + breachedOpen;
  return {
    met,
    breached,
    breachedOpen,
    undecided: count('RUNNING') + count('AT_RISK'),
    excluded: counted(judged.flatMap(({ reason }) => reason ?? [])).map(([reason, clocks]) => ({
      reason,
      clocks,
    })),
    attainment: decided === 0 ? null : met / decided,
    response: durations(judged.flatMap(({ seconds }) => seconds ?? [])),
  };
}

/** What requesters said, each ticket once, whenever it was resolved. Source: S2. */
export function satisfaction(tickets: readonly Pick<MeasuredTicket, 'satisfaction'>[]): SatisfactionFigures {
  const asked = tickets.filter((ticket) => ticket.satisfaction !== null).length;
  const scores = tickets.flatMap((ticket) => ticket.satisfaction?.score ?? []);
  const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);
  return {
    asked,
    answered: scores.length,
    responseRate: share(scores.length, asked),
    satisfied: share(scores.filter((score) => score >= 4).length, scores.length),
    average: share(
      scores.reduce((sum, score) => sum + score, 0),
      scores.length,
    ),
    byScore: [1, 2, 3, 4, 5].map((score) => ({
      score,
      answers: scores.filter((given) => given === score).length,
    })),
  };
}

/**
 * The value that at least a share of the others do not exceed: the nearest rank, so always one that was measured.
 *
 * @param share above 0, at most 1
 */
export function percentile(values: readonly number[], share: number): number | null {
  return ranked(ascending(values), share);
}

function ascending(values: readonly number[]): number[] {
  return values.toSorted((a, b) => a - b);
}

function ranked(sorted: readonly number[], share: number): number | null {
  return sorted[Math.ceil(sorted.length * share) - 1] ?? null;
}

function durations(seconds: readonly number[]): Durations {
  const sorted = ascending(seconds);
  return {
    clocks: seconds.length,
    medianSeconds: ranked(sorted, 0.5),
    percentile90Seconds: ranked(sorted, 0.9),
  };
}

function measured(
  tickets: readonly MeasuredTicket[],
  metric: MeasuredClock['metric'],
  calendarOf: (id: string) => Elapsing,
): Durations {
  return durations(
    tickets.flatMap(({ clocks, pauses }) =>
      clocks
        .filter((clock) => clock.metric === metric)
        .flatMap((clock) => secondsToEnd(clock, pauses, calendarOf) ?? []),
    ),
  );
}

/** Null while it runs, and for what gave no verdict. */
function secondsToEnd(
  clock: MeasuredClock,
  pauses: MeasuredTicket['pauses'],
  calendarOf: (id: string) => Elapsing,
): number | null {
  if (!clock.endedAt || clock.cancelled !== null) return null;
  return businessSeconds(clock, pauses, calendarOf, clock.endedAt);
}

function breachesOf(
  tickets: readonly MeasuredTicket[],
  calendarOf: (id: string) => Elapsing,
  asOf: Date,
): Breach[] {
  return tickets
    .flatMap((ticket) =>
      initialResponses(ticket).flatMap((clock): Breach[] => {
        const at = breachedAt(clock, asOf);
        if (!at || !clock.dueAt) return [];
        const until = clock.endedAt ?? asOf;
        return [
          {
            ticketId: ticket.id,
            number: ticket.number,
            plan: ticket.plan,
            severity: ticket.severity,
            receivedAt: ticket.receivedAt,
            calendarId: clock.calendarId,
            targetSeconds: clock.targetSeconds ?? 0,
            dueAt: clock.dueAt,
            breachedAt: at,
            respondedAt: clock.endedAt,
            businessSeconds: businessSeconds(clock, ticket.pauses, calendarOf, until),
            wallSeconds: (until.getTime() - clock.startedAt.getTime()) / 1000,
          },
        ];
      }),
    )
    .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || a.number - b.number || answeredFirst(a, b));
}

/** Of two promises of one ticket (C20), the one that was answered first. */
function answeredFirst(a: Breach, b: Breach): number {
  return a.wallSeconds - b.wallSeconds;
}

/** Where a request was merged into another that was answered already, there is a second one (C20). */
function initialResponses({ clocks }: Pick<MeasuredTicket, 'clocks'>): MeasuredClock[] {
  return clocks.filter(({ metric }) => metric === 'INITIAL_RESPONSE');
}

/** Business seconds from the start of a clock to an instant that may not be earlier, without pauses (C12, C13). */
function businessSeconds(
  clock: MeasuredClock,
  pauses: MeasuredTicket['pauses'],
  calendarOf: (id: string) => Elapsing,
  until: Date,
): number {
  const from = clock.startedAt.getTime();
  const to = Math.max(from, until.getTime());
  return elapsedEver(calendarOf(clock.calendarId), from, to, pausesOf(clock.metric, pauses)) / 1000;
}

/** How often each value occurs, the most frequent first, then by name. */
function counted<Value extends string>(values: readonly Value[]): [Value, number][] {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, times], [b, others]) => others - times || (a < b ? -1 : 1));
}
