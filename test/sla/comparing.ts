// What is compared once a history is over: everything that the system shows of it with what the reference counts.
import { expect } from 'vitest';
import { expectCovered, expectedQueue, expectReports, expectTakenOut } from './comparing-lists.ts';
import type { World } from './history-world.ts';
import { openSeconds } from './reference-calendar.ts';
import {
  atRiskAt,
  breachedAt,
  elapsedSeconds,
  stateOf,
  type CountedTicket,
  type Side,
} from './reference-clocks.ts';
import { OPEN, recount, resolutionOf, type Facts, type FeedEvent } from './reference.ts';

export type Read = FeedEvent & { accountId: string | null; accountPosition: string | null };

/** Compares every clock, and whatever is computed from clocks, with the reference, which reads only what happened. */
export async function expectWhatHappened(world: World, feed: readonly Read[], facts: Facts): Promise<void> {
  const { desk, customer, now } = world;
  expectNoGaps(feed);
  expectOnce(feed);
  const counted = recount(feed, facts);
  const { tickets, queue } = await desk.engineer.read<{
    tickets: { nodes: Shown[] };
    queue: { nodes: { id: string }[] };
  }>(ALL, { accountId: customer.accountId });
  const shown = tickets.nodes;
  expect(shown.map(({ id }) => id).toSorted()).toEqual(world.tickets.toSorted());
  expect([...counted.keys()].toSorted()).toEqual(world.tickets.toSorted());
  for (const ticket of counted.values()) {
    const one = shown.find(({ id }) => id === ticket.id)!;
    expect(one).toMatchObject({ state: ticket.state, severity: ticket.severity, plan: ticket.plan });
    expectHeld(one, ticket, feed);
    expect(one.clocks.map(shownClock).toSorted(byStart)).toEqual(expectedClocks(ticket, now));
    for (const clock of one.clocks) expectExplained(clock);
    expectBall(one.ballInCourt, ticket, now);
    expectToldOnce(ticket, feed, now);
  }
  expect(queue.nodes.map(({ id }) => id)).toEqual(expectedQueue([...counted.values()], now));
  expectCovered(feed, counted);
  await expectReports(world, feed, facts, [...counted.values()]);
  await expectTakenOut(world, feed, shown);
}

const ALL = `query ($accountId: ID!) {
  tickets(first: 100, filter: { accountId: $accountId }) { nodes {
    id state severity plan subject assignee { id } messages(first: 100) { nodes { id body } }
    clocks { id metric state startedAt dueAt atRiskAt endedAt breachedAt cancelled elapsedSeconds
      explain { from to openSeconds segments { label from to seconds } } }
    ballInCourt { until businessSeconds bySide { side businessSeconds } byHolder { holder { id } businessSeconds }
      holdings { side holder { id } from to businessSeconds } } } }
  queue(first: 100, filter: { accountIds: [$accountId] }) { nodes { id } } }`;

interface Shown {
  id: string;
  state: string;
  severity: string;
  plan: string;
  subject: string;
  assignee: { id: string } | null;
  messages: { nodes: { id: string; body: string }[] };
  clocks: (ShownClock & { explain: Explained })[];
  ballInCourt: Ball;
}

interface ShownClock {
  metric: string;
  state: string;
  startedAt: string;
  dueAt: string | null;
  atRiskAt: string | null;
  endedAt: string | null;
  breachedAt: string | null;
  cancelled: string | null;
  elapsedSeconds: number;
}

interface Explained {
  from: string;
  to: string;
  openSeconds: number;
  segments: { label: string; from: string; to: string; seconds: number }[];
}

interface Ball {
  until: string;
  businessSeconds: number;
  bySide: { side: Side; businessSeconds: number }[];
  byHolder: { holder: { id: string } | null; businessSeconds: number }[];
  holdings: {
    side: Side;
    holder: { id: string } | null;
    from: string;
    to: string;
    businessSeconds: number;
  }[];
}

/** B11: numbers without a gap, for the account and for each subject. */
function expectNoGaps(feed: readonly Read[]): void {
  const seen = feed.flatMap(({ accountPosition }) =>
    accountPosition === null ? [] : [Number(accountPosition)],
  );
  expect(seen).toEqual(seen.map((_, index) => index + 1));
  for (const subject of new Set(feed.map((event) => event.subject))) {
    const sequences = feed.filter((event) => event.subject === subject).map(({ sequence }) => sequence);
    expect(sequences).toEqual(sequences.map((_, index) => index + 1));
  }
}

/** S39: the last to be given a ticket has it, and nobody whose access ended has one that is open. */
function expectHeld({ assignee }: Shown, { state, turns }: CountedTicket, feed: readonly Read[]): void {
  expect(assignee?.id ?? null).toBe(turns.at(-1)!.holder);
  const left = feed.findLast(
    ({ type, subject }) => type.startsWith('person.access_') && subject === assignee?.id,
  );
  if (OPEN.includes(state)) expect(left?.type).not.toBe('person.access_ended');
}

/** What time itself brings about: several processes look for it at once. */
const OF_TIME = [
  'clock.at_risk',
  'clock.breached',
  'clock.silent',
  'contract_year.begun',
  'entitlement.expired',
  'entitlement.granted',
  'incident.update_due',
  'obligation.due_soon',
  'obligation.overdue',
  'plan.begun',
];

/** C35: whatever time brings about happens once, in however many processes. People may change a plan twice at one instant. */
function expectOnce(feed: readonly Read[]): void {
  const told = feed
    .filter(({ type, payload }) => OF_TIME.includes(type) && payload['cause'] !== 'PLAN_CHANGE')
    .map(({ type, subject, occurredAt, payload }) =>
      JSON.stringify([type, subject, occurredAt, { ...payload, lineId: null }]),
    );
  expect(told).toEqual([...new Set(told)]);
}

function shownClock(clock: ShownClock): ShownClock {
  const { metric, state, startedAt, dueAt, atRiskAt: riskAt, endedAt } = clock;
  const { breachedAt: brokenAt, cancelled, elapsedSeconds: seconds } = clock;
  return {
    ...{ metric, state, startedAt, dueAt, atRiskAt: riskAt, endedAt, breachedAt: brokenAt, cancelled },
    elapsedSeconds: seconds,
  };
}

function expectedClocks(ticket: CountedTicket, now: number): ShownClock[] {
  return ticket.clocks
    .map((clock) => ({
      metric: clock.metric,
      state: stateOf(clock, now),
      startedAt: iso(clock.startedAt)!,
      dueAt: iso(clock.promise?.dueAt),
      atRiskAt: iso(atRiskAt(clock)),
      endedAt: iso(clock.endedAt),
      breachedAt: iso(breachedAt(clock, now)),
      cancelled: clock.cancelled,
      elapsedSeconds: elapsedSeconds(clock, ticket, now),
    }))
    .toSorted(byStart);
}

const iso = (at: number | null | undefined) => (at == null ? null : new Date(at).toISOString());

function byStart(a: ShownClock, b: ShownClock): number {
  const key = ({ startedAt, metric, dueAt, endedAt }: ShownClock) =>
    [startedAt, metric, dueAt, endedAt].join();
  return key(a).localeCompare(key(b));
}

/** B2: without a gap from the start to the end, and what is OPEN adds up to what has elapsed. */
function expectExplained({
  startedAt,
  endedAt,
  elapsedSeconds: elapsed,
  explain,
}: Shown['clocks'][number]): void {
  const { from, to, openSeconds: open, segments } = explain;
  expect([from, open]).toEqual([startedAt, elapsed]);
  if (endedAt !== null) expect(to).toBe(endedAt);
  expect([from, ...segments.map((segment) => segment.to)]).toEqual([
    ...segments.map((segment) => segment.from),
    to,
  ]);
  const seconds = segments.filter(({ label }) => label === 'OPEN').map((segment) => segment.seconds);
  expect(sum(seconds)).toBe(elapsed);
}

/** B15: each side and each person of the vendor had the ball for as long as a count by minutes says. */
function expectBall(ball: Ball, ticket: CountedTicket, now: number): void {
  const until = ticket.endedAt ?? now;
  const { calendar } = resolutionOf(ticket);
  const spans = ticket.turns.map((turn, index) => ({
    ...turn,
    seconds: openSeconds(calendar, turn.from, Math.min(until, ticket.turns[index + 1]?.from ?? until)),
  }));
  const secondsOf = (side: Side, holder?: string | null) =>
    sum(
      spans
        .filter((span) => span.side === side && (holder === undefined || span.holder === holder))
        .map(({ seconds }) => seconds),
    );
  expect(ball.until).toBe(iso(until));
  expect(ball.bySide).toEqual(
    (['VENDOR', 'CUSTOMER', 'THIRD_PARTY'] as const).map((side) => ({
      side,
      businessSeconds: secondsOf(side),
    })),
  );
  for (const { holder, businessSeconds } of ball.byHolder) {
    expect(businessSeconds).toBe(secondsOf('VENDOR', holder?.id ?? null));
  }
  const all = sum(spans.map(({ seconds }) => seconds));
  const shares = [
    sum(ball.bySide.map(({ businessSeconds }) => businessSeconds)),
    sum(ball.holdings.map(({ businessSeconds }) => businessSeconds)),
    sum(ball.byHolder.map(({ businessSeconds }) => businessSeconds)) + all - secondsOf('VENDOR'),
  ];
  expect([ball.businessSeconds, ...shares]).toEqual([all, all, all, all]);
}

/** C31, C32: what was broken is told exactly once, dated by the deadline, also of a clock cancelled later; nothing twice. */
function expectToldOnce(ticket: CountedTicket, feed: readonly Read[], now: number): void {
  for (const clock of ticket.clocks) {
    const told = (type: string) =>
      feed.filter((event) => event.type === type && event.payload['clockId'] === clock.id);
    const breaches = told('clock.breached').map(({ occurredAt }) => Date.parse(occurredAt));
    const { promise } = clock;
    const dates = [...clock.brokenBefore, ...(promise ? [Math.max(promise.dueAt, promise.promisedAt)] : [])];
    expect(dates).toEqual(expect.arrayContaining(breaches));
    expect(breaches.length).toBeLessThanOrEqual(1);
    const broken = promise !== null && (clock.endedAt ?? now) > promise.dueAt;
    // What two people correct once it is over is told by the correction itself.
    if (broken && !(clock.repaired && clock.endedAt !== null)) {
      expect(breaches).toHaveLength(clock.toldBefore ? 0 : 1);
    }
    const atRisk = told('clock.at_risk').length;
    expect(atRisk).toBeLessThanOrEqual(1);
    if (['AT_RISK', 'BREACHED_OPEN'].includes(stateOf(clock, now)) && clock.toldBefore === undefined) {
      expect(atRisk).toBe(1);
    }
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
