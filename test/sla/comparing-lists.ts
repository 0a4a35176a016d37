// What is compared of lists once a history is over: the queue, the reports, search, and what was let in.
import { expect } from 'vitest';
import type { Desk } from '../support/programme.ts';
import { SKUS, wordsOf, type World } from './history-world.ts';
import { monthOf } from './reference-calendar.ts';
import { stateOf, type CountedClock, type CountedTicket } from './reference-clocks.ts';
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
    expect(supportReport.figures).toMatchObject(expectedFigures(received, now));
  }
}

function expectedFigures(tickets: readonly CountedTicket[], now: number): object {
  const clocks = tickets.flatMap((ticket) => ticket.clocks);
  const promises = clocks.filter(({ metric }) => metric === 'INITIAL_RESPONSE');
  const count = (...wanted: string[]) =>
    promises.filter((clock) => wanted.includes(stateOf(clock, now))).length;
  const excluded = promises.filter((clock) => ['CANCELLED', 'NOT_APPLICABLE'].includes(stateOf(clock, now)));
  const measured = (metric: string) => ({
    clocks: clocks.filter((one) => one.metric === metric && one.endedAt !== null && !one.cancelled).length,
  });
  return {
    tickets: tickets.length,
    promises: {
      ...{ met: count('MET'), breached: count('BREACHED'), breachedOpen: count('BREACHED_OPEN') },
      undecided: count('RUNNING', 'AT_RISK'),
      excluded: frequencies(excluded.map(({ cancelled }) => cancelled ?? 'NOT_APPLICABLE')).map(
        ([reason, some]) => ({ reason, clocks: some }),
      ),
      response: measured('INITIAL_RESPONSE'),
    },
    nextResponse: measured('NEXT_RESPONSE'),
    resolution: measured('RESOLUTION'),
    bySeverity: ['SEVERE', 'MODERATE', 'LIMITED'].map((severity) => ({
      severity,
      tickets: tickets.filter((ticket) => ticket.severity === severity).length,
    })),
    byRequestType: frequencies(tickets.map(({ requestType }) => requestType)).map(([requestType, some]) => ({
      ...{ requestType, tickets: some },
    })),
  };
}

/** How often each occurs, the most frequent first, then by name. */
function frequencies(names: readonly string[]): [name: string, times: number][] {
  const groups = groupedBy(names, (name) => name);
  return [...groups]
    .map(([name, some]): [string, number] => [name, some.length])
    .toSorted(([a, times], [b, others]) => others - times || (a < b ? -1 : 1));
}

type Figures = Record<string, unknown>;

const FIGURES = `{ tickets
  promises { met breached breachedOpen undecided attainment excluded { reason clocks }
    response { clocks medianSeconds percentile90Seconds } }
  bySeverity { severity tickets promises { met breached breachedOpen undecided attainment } }
  byRequestType { requestType tickets }
  nextResponse { clocks medianSeconds percentile90Seconds }
  resolution { clocks medianSeconds percentile90Seconds }
  satisfaction { asked answered satisfied average byScore { score answers } }
  breaches(first: 100) { nodes { ticket { reference } severity plan receivedAt dueAt breachedAt respondedAt targetSeconds
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
