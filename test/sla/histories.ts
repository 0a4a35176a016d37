import { asTenant } from '@tierline/prisma/tenancy';
import { beginPlans } from '@tierline/schema/plans/plans.jobs';
import { doWhatIsDue } from '@tierline/server/jobs';
import * as fc from 'fast-check';
import pg from 'pg';
import { expect } from 'vitest';
import { IN_SCOPE, REQUEST, type Caller, type Customer, type Desk } from '../support/programme.ts';
import {
  atRiskAt,
  breachedAt,
  elapsedSeconds,
  recount,
  stateOf,
  type CountedTicket,
  type FeedEvent,
  type Place,
} from './reference.ts';

/** Where the customers of the histories live. */
const PLACES: readonly Place[] = [
  { timeZone: 'Europe/Paris', country: 'FR' },
  { timeZone: 'America/New_York', country: 'US', subdivision: 'NY' },
  { timeZone: 'Asia/Tokyo', country: 'JP' },
  { timeZone: 'Europe/London', country: 'GB', subdivision: 'ENG' },
  { timeZone: 'Australia/Adelaide', country: 'AU', subdivision: 'SA' },
];
const PLANS = ['BASIC', 'ENHANCED', 'PREMIUM'] as const;
const ORIGIN = Date.UTC(2026, 2, 2);
const MINUTE = 60_000;
const SEVERITIES = ['SEVERE', 'MODERATE', 'LIMITED'] as const;
type Request = [caller: Caller, mutation: string, input: object];
type OnAccount = 'open' | 'choosePlan' | 'choosePlanLater' | 'closeDay' | 'reopenDay' | 'relocate';
type OnTicket =
  | 'ask'
  | 'answer'
  | 'resolve'
  | 'call'
  | 'note'
  | 'waitForCustomer'
  | 'waitForThirdParty'
  | 'resume'
  | 'review'
  | 'reject'
  | 'startWork'
  | 'reopen'
  | 'close'
  | 'withdraw'
  | 'worsen'
  | 'correct'
  | 'lower'
  | 'contest'
  | 'uphold'
  | 'restore'
  | 'merge'
  | 'split'
  | 'cancelSpam'
  | 'cancelDuplicate';
type Act = OnAccount | OnTicket;

interface World {
  desk: Desk;
  customer: Customer;
  tickets: readonly string[];
  now: number;
  pick: number;
}

const severityOf = ({ pick }: World) => SEVERITIES[pick % 3]!;
const planOf = ({ pick }: World) => PLANS[pick % 3]!;
const dayOf = ({ now, pick }: World) =>
  new Date(now + ((pick % 9) - 2) * 1_440 * MINUTE).toISOString().slice(0, 10);
const HOURS = [{}, { opensAt: '10:30' }, { closesAt: '12:15' }, { opensAt: '09:00', closesAt: '16:00' }];
const body = 'What we know so far.';

const ON_ACCOUNT: Record<OnAccount, (world: World) => Request> = {
  open: (world) => [world.customer, 'openTicket', { ...REQUEST, severity: severityOf(world) }],
  choosePlan: (world) => [
    world.desk.manager,
    'choosePlan',
    { accountId: world.customer.accountId, planCode: planOf(world) },
  ],
  choosePlanLater: (world) => [
    world.desk.manager,
    'choosePlan',
    {
      accountId: world.customer.accountId,
      planCode: planOf(world),
      startsAt: new Date(world.now + (1 + (world.pick % 40)) * 37 * MINUTE).toISOString(),
    },
  ],
  closeDay: (world) => [
    world.customer,
    'closeDay',
    { accountId: world.customer.accountId, on: dayOf(world), reason: 'Inventory', ...HOURS[world.pick % 4] },
  ],
  reopenDay: (world) => [
    world.customer,
    'reopenDay',
    { accountId: world.customer.accountId, on: dayOf(world) },
  ],
  relocate: (world) => [
    world.desk.manager,
    'relocateAccount',
    { accountId: world.customer.accountId, ...PLACES[world.pick % PLACES.length] },
  ],
};

const ON_TICKET: Record<OnTicket, (world: World, ticketId: string) => Request | Promise<Request>> = {
  ask: ({ customer }, ticketId) => [customer, 'replyToTicket', { ticketId, body }],
  answer: ({ desk }, ticketId) => [desk.engineer, 'replyToTicket', { ticketId, body }],
  resolve: ({ desk }, ticketId) => [
    desk.engineer,
    'replyToTicket',
    { ticketId, body, resolve: true, review: IN_SCOPE },
  ],
  call: ({ desk }, ticketId) => [desk.engineer, 'logCall', { ticketId, summary: body }],
  note: ({ desk }, ticketId) => [desk.engineer, 'addInternalNote', { ticketId, body }],
  waitForCustomer: ({ desk }, ticketId) => [desk.engineer, 'waitForCustomer', { ticketId, body }],
  waitForThirdParty: ({ desk }, ticketId) => [desk.engineer, 'waitForThirdParty', { ticketId, reason: body }],
  resume: ({ desk }, ticketId) => [desk.engineer, 'resumeTicket', { ticketId }],
  review: ({ desk }, ticketId) => [desk.engineer, 'reviewTicketScope', { ticketId, review: IN_SCOPE }],
  reject: ({ desk }, ticketId) => [
    desk.engineer,
    'rejectTicket',
    { ticketId, clause: '3.4', reasonFr: 'Hors contrat.', reasonEn: 'Excluded.' },
  ],
  startWork: ({ desk }, ticketId) => [desk.engineer, 'startWork', { ticketId }],
  reopen: ({ desk }, ticketId) => [desk.engineer, 'reopenTicket', { ticketId, reason: body }],
  close: ({ desk }, ticketId) => [desk.engineer, 'closeTicket', { ticketId }],
  withdraw: ({ customer }, ticketId) => [customer, 'closeTicket', { ticketId }],
  worsen: (world, ticketId) => [
    world.pick % 2 ? world.customer : world.desk.engineer,
    'raiseSeverity',
    { ticketId, severity: severityOf(world), cause: 'WORSENED' },
  ],
  correct: (world, ticketId) => [
    world.desk.engineer,
    'raiseSeverity',
    { ticketId, severity: severityOf(world), cause: 'CORRECTION' },
  ],
  lower: ({ desk }, ticketId) => [
    desk.engineer,
    'lowerSeverity',
    { ticketId, severity: 'LIMITED', reason: body },
  ],
  contest: ({ customer }, ticketId) => [customer, 'contestSeverity', { ticketId, reason: body }],
  uphold: ({ desk }, ticketId) => [
    desk.manager,
    'decideContest',
    { ticketId, decision: 'UPHELD', reason: body },
  ],
  restore: ({ desk }, ticketId) => [
    desk.manager,
    'decideContest',
    { ticketId, decision: 'RESTORED', reason: body },
  ],
  merge: (world, ticketId) => [
    world.desk.engineer,
    'mergeTickets',
    { sourceId: ticketId, targetId: another(world) },
  ],
  split: async (world, ticketId) => [
    world.desk.engineer,
    'splitTicket',
    { ticketId, messageIds: await someQuestion(world, ticketId), subject: 'Another question' },
  ],
  cancelSpam: ({ desk }, ticketId) => [desk.engineer, 'cancelTicket', { ticketId, reason: 'SPAM' }],
  cancelDuplicate: (world, ticketId) => [
    world.desk.engineer,
    'cancelTicket',
    { ticketId, reason: 'DUPLICATE', duplicateOfId: another(world) },
  ],
};

const ACTS = [...Object.keys(ON_ACCOUNT), ...Object.keys(ON_TICKET)] as Act[];

interface Step {
  act: Act;
  /** Another one at the same instant, by another caller; or nothing. */
  beside: Act | null;
  /** Every connection to the database is cut meanwhile. */
  crash: boolean;
  /** Minutes that pass before. */
  pass: number;
  /** Chooses among tickets, severities, plans, places and days. */
  pick: number;
  /** Whether the jobs of the second run before. */
  sweep: boolean;
}

export interface History {
  place: number;
  plan: (typeof PLANS)[number];
  /** Minutes after Monday 2 March 2026, 00:00 UTC. */
  begins: number;
  steps: Step[];
}

/** Some weeks between March and June 2026: summer time begins or ends in four of the five places meanwhile. */
export const histories: fc.Arbitrary<History> = fc.record({
  place: fc.nat({ max: PLACES.length - 1 }),
  plan: fc.constantFrom(...PLANS),
  begins: fc.oneof(
    fc.nat({ max: 80 * 1_440 }),
    fc.constantFrom(4 * 1_440 + 990, 25 * 1_440 + 960, 33 * 1_440 + 900),
  ),
  steps: fc.array(
    fc.record({
      act: fc.oneof(
        { weight: 3, arbitrary: fc.constant('open' as const) },
        { weight: 20, arbitrary: fc.constantFrom(...ACTS) },
      ),
      beside: fc.option(fc.constantFrom(...ACTS), { freq: 6 }),
      crash: fc.integer({ min: 0, max: 24 }).map((n) => n === 24),
      pass: fc.constantFrom(0, 0, 1, 7, 15, 30, 45, 60, 61, 90, 120, 180, 240, 480, 1_440, 4_320),
      pick: fc.nat({ max: 1_000 }),
      sweep: fc.boolean(),
    }),
    { minLength: 2, maxLength: 18 },
  ),
});

/**
 * Plays a history through the API and compares every clock with the reference, which reads only what happened.
 *
 * @returns the types of what happened
 */
export async function play(desk: Desk, history: History): Promise<string[]> {
  const place = PLACES[history.place]!;
  let now = ORIGIN + history.begins * MINUTE;
  const tell = () => desk.at(new Date(now).toISOString());
  tell();
  const before = await lastPosition(desk);
  const customer = await desk.customer({ ...place, plan: history.plan });
  const tickets: string[] = [];
  await perform({ desk, customer, tickets, now, pick: history.begins }, 'open');
  tickets.push(...(await openedSince(desk, customer.accountId, tickets)));

  for (const { act, beside, crash, pass, pick, sweep } of history.steps) {
    now += pass * MINUTE;
    tell();
    await beginDue(desk, now);
    if (sweep) await second(desk, now);
    const world = { desk, customer, tickets, now, pick };
    const work = [perform(world, act)];
    if (beside) work.push(perform({ ...world, pick: pick + 1 }, beside));
    if (crash) work.push(cutConnections(desk));
    const done = await Promise.allSettled(work);
    if (crash) await dropCutConnections(desk);
    else for (const one of done) if (one.status === 'rejected') throw one.reason;
    tickets.push(...(await openedSince(desk, customer.accountId, tickets)));
  }
  await second(desk, now);

  const feed = (await eventsAfter(desk, before)).filter(({ accountId }) => accountId === customer.accountId);
  expectNoGaps(feed);
  const counted = recount(feed, place);
  expect([...counted.keys()].toSorted()).toEqual(tickets.toSorted());
  for (const ticket of counted.values()) {
    expect(await shown(desk, ticket.id)).toEqual(expected(ticket, now));
    expectToldOnce(ticket, feed, now);
  }
  return feed.map(({ type }) => type);
}

/** Asks for one act; a refusal is an answer like any other, because events alone say what happened. */
async function perform(world: World, act: Act): Promise<void> {
  if (act in ON_ACCOUNT) return ask(...ON_ACCOUNT[act as OnAccount](world));
  const ticketId = world.tickets[world.pick % Math.max(1, world.tickets.length)];
  if (ticketId === undefined) return;
  if (act === 'uphold' || act === 'restore') await ask(...(await ON_TICKET.contest(world, ticketId)));
  await ask(...(await ON_TICKET[act as OnTicket](world, ticketId)));
}

function another({ tickets, pick }: World): string {
  return tickets[(pick + 1) % tickets.length]!;
}

async function someQuestion({ desk, pick }: World, ticketId: string): Promise<string[]> {
  const { ticket } = await desk.engineer.read<{ ticket: { messages: { nodes: Said[] } } }>(
    'query ($id: ID!) { ticket(id: $id) { messages(first: 100) { nodes { id author { __typename } } } } }',
    { id: ticketId },
  );
  const asked = ticket.messages.nodes.filter(({ author }) => author?.__typename === 'Contact');
  return [asked[pick % asked.length]!.id];
}

interface Said {
  id: string;
  author: { __typename: string } | null;
}

async function ask(...[caller, mutation, input]: Request): Promise<void> {
  const name = mutation[0]!.toUpperCase() + mutation.slice(1);
  await caller.read(`mutation ($input: ${name}Input!) { ${mutation}(input: $input) { __typename } }`, {
    input,
  });
}

function beginDue({ server }: Desk, now: number): Promise<number> {
  return asTenant('every-account', () => beginPlans(server.database.client, new Date(now)));
}

function second({ server }: Desk, now: number): Promise<void> {
  return asTenant('every-account', () => doWhatIsDue(server.database.client, new Date(now)));
}

async function cutConnections({ server }: Desk): Promise<void> {
  const client = new pg.Client(server.databaseUrl);
  await client.connect();
  await client.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await client.end();
}

/** The pool learns of a cut connection when it is used: as many queries at once as it has connections use them all. */
async function dropCutConnections({ server }: Desk): Promise<void> {
  const { client } = server.database;
  await Promise.allSettled(Array.from({ length: 10 }, () => client.$queryRaw`select pg_sleep(0.02)`));
}

type Read = FeedEvent & { accountId: string | null; accountPosition: string | null };

async function eventsAfter({ engineer }: Desk, position: string): Promise<Read[]> {
  const events: Read[] = [];
  for (let after = position, more = true; more; after = events.at(-1)?.position ?? after) {
    const { events: page } = await engineer.read<{
      events: { nodes: Read[]; pageInfo: { hasNextPage: boolean } };
    }>(
      `query ($after: String) { events(first: 100, after: $after) {
        nodes { position sequence subject accountId accountPosition type occurredAt payload } pageInfo { hasNextPage } } }`,
      { after },
    );
    events.push(...page.nodes);
    more = page.pageInfo.hasNextPage;
  }
  return events;
}

async function lastPosition({ server }: Desk): Promise<string> {
  const [head] = await server.database.client.$queryRaw<
    [{ position: bigint }]
  >`select position from "EventHead" where id = 1`;
  return String(head.position);
}

async function openedSince(
  { manager }: Desk,
  accountId: string,
  known: readonly string[],
): Promise<string[]> {
  const { events } = await manager.read<{ events: { nodes: { subject: string }[] } }>(
    `query ($accountId: ID!) { events(first: 100, accountId: $accountId, types: ["ticket.opened"]) { nodes { subject } } }`,
    { accountId },
  );
  return events.nodes.map(({ subject }) => subject).filter((id) => !known.includes(id));
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

interface Shown {
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

async function shown({ engineer }: Desk, ticketId: string): Promise<Shown[]> {
  const { clocks } = await engineer.ticket(ticketId);
  return clocks
    .map(({ metric, state, startedAt, dueAt, atRiskAt, endedAt, breachedAt, cancelled, elapsedSeconds }) => ({
      ...{ metric, state, startedAt, dueAt, atRiskAt, endedAt, breachedAt, cancelled, elapsedSeconds },
    }))
    .toSorted(byStart);
}

function expected(ticket: CountedTicket, now: number): Shown[] {
  const iso = (at: number | null | undefined) => (at == null ? null : new Date(at).toISOString());
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

function byStart(a: Shown, b: Shown): number {
  return a.startedAt.localeCompare(b.startedAt) || a.metric.localeCompare(b.metric);
}

/** C31, C32: what was broken is told exactly once, dated by the deadline, also of a clock cancelled later; nothing twice. */
function expectToldOnce(ticket: CountedTicket, feed: readonly Read[], now: number): void {
  const told = (type: string) => feed.filter((event) => event.subject === ticket.id && event.type === type);
  const promises = ticket.clocks.filter(({ promise }) => promise);
  const broken = promises.filter(
    ({ promise, endedAt, movedAt = 0 }) => (endedAt ?? now) > promise!.dueAt && movedAt <= promise!.dueAt,
  );
  const tellings = told('clock.breached').map(({ occurredAt }) => Date.parse(occurredAt));
  for (const { promise, brokenBefore } of broken) {
    const at = tellings.findIndex((telling) =>
      [brokenBefore, Math.max(promise!.dueAt, promise!.promisedAt)].includes(telling),
    );
    expect(tellings.splice(at, at < 0 ? 0 : 1)).toHaveLength(1);
  }
  expect(tellings).toEqual([]);
  const atRisk = told('clock.at_risk').map(({ payload }) => payload['clockId']);
  expect(new Set(atRisk).size).toBe(atRisk.length);
  const due = promises.filter(
    (clock) =>
      ['AT_RISK', 'BREACHED_OPEN'].includes(stateOf(clock, now)) && (clock.movedAt ?? 0) < atRiskAt(clock)!,
  );
  expect(atRisk.length).toBeGreaterThanOrEqual(due.length);
}
