// What is compared of lists once a history is over: the queue, the reports, search, and what was let in.
import { expect } from 'vitest';
import type { Desk } from '../support/programme.ts';
import { SKUS, wordsOf, type World } from './history-world.ts';
import { monthOf } from './reference-calendar.ts';
import {
  breachedAt,
  elapsedSeconds,
  stateOf,
  type CountedClock,
  type CountedTicket,
  type Metric,
} from './reference-clocks.ts';
import type { Facts, FeedEvent } from './reference.ts';

/** R1, of what waits for work or for an answer. */
export function expectedQueue(tickets: readonly CountedTicket[], now: number): string[] {
  const waits = tickets.filter(
    ({ state, clocks }) =>
      ['RECEIVED', 'IN_REVIEW', 'IN_PROGRESS'].includes(state) ||
      clocks.some(({ metric, endedAt }) => metric !== 'RESOLUTION' && endedAt === null),
  );
  const keys = new Map(waits.map((ticket) => [ticket.id, queueKey(ticket, now)]));
  return [...keys.keys()].toSorted((a, b) => compareKeys(keys.get(a)!, keys.get(b)!));
}

function queueKey(ticket: CountedTicket, now: number): (number | string)[] {
  const promise = promiseOf(ticket);
  const dueAt = promise.promise?.dueAt ?? Infinity;
  const urgent = ['AT_RISK', 'BREACHED_OPEN'].includes(stateOf(promise, now));
  return [
    ...(urgent ? [0, dueAt] : [1, 0]),
    ['SEVERE', 'MODERATE', 'LIMITED'].indexOf(ticket.severity),
    ['PREMIUM', 'ENHANCED', 'BASIC'].indexOf(ticket.plan),
    ...[dueAt, ticket.receivedAt, ticket.id],
  ];
}

/** What runs before what is over, the earliest deadline first (C20). */
function promiseOf({ clocks }: CountedTicket): CountedClock {
  const order = ({ endedAt, promise }: CountedClock) => [-(endedAt ?? Infinity), promise?.dueAt ?? Infinity];
  return clocks
    .filter(({ metric }) => metric === 'INITIAL_RESPONSE')
    .toSorted((a, b) => compareKeys(order(a), order(b)))[0]!;
}

function compareKeys(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  const index = a.findIndex((value, place) => value !== b[place]);
  if (index < 0) return 0;
  return a[index]! < b[index]! ? -1 : 1;
}

/** S2, C36: each month of the report has the figures of the log, and those that the reference counts. */
export async function expectReports(
  { desk, customer, now }: World,
  feed: readonly FeedEvent[],
  facts: Facts,
  tickets: readonly CountedTicket[],
): Promise<void> {
  const moved = feed.findLast(({ type }) => type === 'account.relocated')?.payload['after'];
  const home = (moved as Facts['place'] | undefined) ?? facts.place;
  const monthly = groupedBy(tickets, ({ receivedAt }) => monthOf(home, receivedAt));
  for (const [month, received] of monthly) {
    const { supportReport } = await desk.engineer.read<{
      supportReport: { figures: Figures; recount: Figures };
    }>(
      `query ($accountId: ID!, $month: Month!) { supportReport(accountId: $accountId, month: $month) {
        figures ${FIGURES} recount ${FIGURES} } }`,
      { accountId: customer.accountId, month },
    );
    expect(supportReport.recount).toEqual(supportReport.figures);
    const { breaches, ...figures } = supportReport.figures;
    expect(figures).toMatchObject(expectedFigures(received, now));
    expect(inOrder(breaches.nodes)).toEqual(inOrder(expectedBreaches(received, now)));
  }
}

/** C36, B16, counted from the clocks of the reference alone. */
function expectedFigures(tickets: readonly CountedTicket[], now: number): object {
  const measured = (metric: Metric) => expectedDurations(tickets, metric, now);
  const states = promisesOf(tickets).map((clock) => ({ ...clock, state: stateOf(clock, now) }));
  const excluded = states.filter(({ state }) => ['CANCELLED', 'NOT_APPLICABLE'].includes(state));
  const reasons = frequencies(excluded.map(({ cancelled }) => cancelled ?? 'NOT_APPLICABLE'));
  return {
    tickets: tickets.length,
    promises: {
      ...expectedTally(tickets, now),
      excluded: reasons.map(([reason, clocks]) => ({ reason, clocks })),
      response: measured('INITIAL_RESPONSE'),
    },
    nextResponse: measured('NEXT_RESPONSE'),
    resolution: measured('RESOLUTION'),
    bySeverity: ['SEVERE', 'MODERATE', 'LIMITED'].map((severity) => {
      const some = tickets.filter((ticket) => ticket.severity === severity);
      return { severity, tickets: some.length, promises: expectedTally(some, now) };
    }),
    byRequestType: frequencies(tickets.map(({ requestType }) => requestType)).map(([requestType, some]) => ({
      ...{ requestType, tickets: some },
    })),
  };
}

const promisesOf = (tickets: readonly CountedTicket[]) =>
  tickets.flatMap(({ clocks }) => clocks.filter(({ metric }) => metric === 'INITIAL_RESPONSE'));

/** Attainment is what was met of what has a verdict. */
function expectedTally(tickets: readonly CountedTicket[], now: number) {
  const states = promisesOf(tickets).map((clock) => stateOf(clock, now));
  const count = (...wanted: string[]) => states.filter((state) => wanted.includes(state)).length;
  const [met, breached, breachedOpen] = [count('MET'), count('BREACHED'), count('BREACHED_OPEN')];
  const decided = met + breached + breachedOpen;
  return {
    ...{ met, breached, breachedOpen, undecided: count('RUNNING', 'AT_RISK') },
    attainment: decided === 0 ? null : met / decided,
  };
}

/** In business seconds; the median is the least of those that half of them do not exceed. */
function expectedDurations(tickets: readonly CountedTicket[], metric: Metric, now: number) {
  const took = tickets.flatMap((ticket) =>
    ticket.clocks
      .filter((clock) => clock.metric === metric && clock.endedAt !== null && !clock.cancelled)
      .map((clock) => elapsedSeconds(clock, ticket, now)),
  );
  const least = (percent: number) => {
    const enough = took.filter(
      (one) => 100 * took.filter((other) => other <= one).length >= percent * took.length,
    );
    return took.length === 0 ? null : Math.min(...enough);
  };
  return { clocks: took.length, medianSeconds: least(50), percentile90Seconds: least(90) };
}

/** Every promise that was broken is listed, with what it took on both clocks, in whatever order. */
function expectedBreaches(tickets: readonly CountedTicket[], now: number): object[] {
  return tickets.flatMap((ticket) =>
    ticket.clocks
      .filter((clock) => clock.metric === 'INITIAL_RESPONSE' && breachedAt(clock, now) !== null)
      .map((clock) => ({
        ...{ ticket: { id: ticket.id }, severity: ticket.severity, plan: ticket.plan },
        ...{ receivedAt: iso(ticket.receivedAt), dueAt: iso(clock.promise!.dueAt) },
        breachedAt: iso(breachedAt(clock, now)!),
        respondedAt: clock.endedAt === null ? null : iso(clock.endedAt),
        targetSeconds: clock.promise!.seconds,
        businessSeconds: elapsedSeconds(clock, ticket, now),
        wallSeconds: ((clock.endedAt ?? now) - clock.startedAt) / 1_000,
      })),
  );
}

const iso = (at: number) => new Date(at).toISOString();
const inOrder = (breaches: readonly object[]) => breaches.map((one) => JSON.stringify(one)).toSorted();

/** How often each occurs, the most frequent first, then by name. */
function frequencies(names: readonly string[]): [name: string, times: number][] {
  const groups = groupedBy(names, (name) => name);
  return [...groups]
    .map(([name, some]): [string, number] => [name, some.length])
    .toSorted(([a, times], [b, others]) => others - times || (a < b ? -1 : 1));
}

type Figures = Record<string, unknown> & { breaches: { nodes: object[] } };

const FIGURES = `{ tickets
  promises { met breached breachedOpen undecided attainment excluded { reason clocks }
    response { clocks medianSeconds percentile90Seconds } }
  bySeverity { severity tickets promises { met breached breachedOpen undecided attainment } }
  byRequestType { requestType tickets }
  nextResponse { clocks medianSeconds percentile90Seconds }
  resolution { clocks medianSeconds percentile90Seconds }
  satisfaction { asked answered satisfied average byScore { score answers } }
  breaches(first: 100) { nodes { ticket { id } severity plan receivedAt dueAt breachedAt respondedAt targetSeconds
    businessSeconds wallSeconds } } }`;

interface Shown {
  id: string;
  subject: string;
  messages: { nodes: { id: string; body: string }[] };
}

/** What was taken out stands nowhere on its ticket, nor in what is told of it; search finds words exactly where they stand. */
export async function expectTakenOut(
  world: World,
  feed: readonly FeedEvent[],
  shown: readonly Shown[],
): Promise<void> {
  const standing = new Map(
    shown.map(({ id, subject, messages }) => [
      id,
      [subject, ...messages.nodes.map(({ body }) => body)].flatMap(wordsOf),
    ]),
  );
  for (const { ticketId, messageId, word } of world.taken) {
    const ticket = shown.find(({ id }) => id === ticketId)!;
    const message = ticket.messages.nodes.find(({ id }) => id === messageId);
    expect(wordsOf(message?.body ?? '')).not.toContain(word);
    if (messageId === null) expect(standing.get(ticketId)).not.toContain(word);
    const told = feed.filter((event) => event.subject === ticketId);
    expect(JSON.stringify(told)).not.toContain(word);
  }
  await expectNotFound(world);
  const some = [...standing.values()].flat().slice(-1);
  for (const word of new Set([...world.taken.map((taken) => taken.word), ...some])) {
    const where = [...standing].filter(([, words]) => words.includes(word)).map(([id]) => id);
    expect((await found(world.desk, word)).toSorted()).toEqual(where.toSorted());
  }
}

async function found({ engineer }: Desk, text: string): Promise<string[]> {
  const { searchTickets } = await engineer.read<{ searchTickets: { nodes: { ticket: { id: string } }[] } }>(
    'query ($text: String!) { searchTickets(first: 100, text: $text) { nodes { ticket { id } } } }',
    { text },
  );
  return searchTickets.nodes.map(({ ticket }) => ticket.id);
}

/** B22: what happens in a sandbox is told to nobody else. */
export function expectNothingOf(
  sandbox: World['sandbox'],
  happened: readonly { accountId: string | null }[],
): void {
  expect(happened.filter(({ accountId }) => accountId === sandbox.id)).toEqual([]);
}

/** B22: nor is it found, also by whoever finds everything. */
async function expectNotFound({ desk, sandbox }: World): Promise<void> {
  const [last] = sandbox.opened.slice(-1);
  if (last === undefined) return;
  expect(await found(desk, last)).toEqual([]);
}

function groupedBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** S110: nothing comes in about a solution while it is excluded, and nothing becomes so; what came before stays. */
export function expectCovered(feed: readonly FeedEvent[], tickets: ReadonlyMap<string, CountedTicket>): void {
  const excluded = new Map<string, { from: number; to: number }>();
  const isExcluded = (at: number) => [...excluded.values()].some(({ from, to }) => from <= at && at < to);
  for (const { type, subject, occurredAt, payload } of feed) {
    const instant = (name: string) => Date.parse(String(payload[name]));
    if (type === 'solution.excluded') excluded.set(subject, { from: instant('startsAt'), to: Infinity });
    if (type === 'solution.exclusion_ended') excluded.get(subject)!.to = instant('endsAt');
    if (type === 'ticket.opened' && payload['sku'] === EXCLUDED) {
      expect(isExcluded(instant('receivedAt'))).toBe(false);
    }
    if (type !== 'ticket.reclassified') continue;
    const [before, after] = [payload['before'], payload['after']] as { sku: string }[];
    if (before!.sku === after!.sku || after!.sku !== EXCLUDED) continue;
    // Admitted as at its receipt, or as today.
    const { receivedAt } = tickets.get(subject)!;
    expect(isExcluded(receivedAt) && isExcluded(Date.parse(occurredAt))).toBe(false);
  }
}

/** The one service of the solution that histories exclude. */
const EXCLUDED = SKUS[1];
