import { asTenant } from '@tierline/prisma/tenancy';
import type { Database } from '@tierline/prisma/database';
import { beginPlans } from '@tierline/schema/plans/plans.jobs';
import { openVoicemails } from '@tierline/schema/phone/phone.jobs';
import { recountOutdated } from '@tierline/schema/sla/recounts.jobs';
import { readDue } from '@tierline/server/channels/intake';
import { doWhatIsDue } from '@tierline/server/jobs';
import { createLog } from '@tierline/server/log';
import * as fc from 'fast-check';
import pg from 'pg';
import { AT_VENDOR, standingCorrections, tablesOf, type AtVendor } from './acts-at-vendor.ts';
import { BY_OTHERS, IN_SANDBOX, type ByOthers } from './acts-by-others.ts';
import { ON_ACCOUNT, type OnAccount } from './acts-on-account.ts';
import { ON_TICKET, type OnTicket } from './acts-on-ticket.ts';
import { expectNothingOf } from './comparing-lists.ts';
import { expectWhatHappened, type Read } from './comparing.ts';
import { ask, PLACES, PLANS, SKUS, type Vendor, type World } from './history-world.ts';
import { MINUTE } from './reference-calendar.ts';

const ORIGIN = Date.UTC(2026, 2, 2);

type Act = OnAccount | OnTicket | AtVendor | ByOthers;

const keysOf = <Key extends string>(acts: Record<Key, unknown>) => Object.keys(acts) as Key[];
/** What nothing else happens beside. */
const ALONE: readonly Act[] = [...keysOf(AT_VENDOR), ...IN_SANDBOX];
const OF_A_CUSTOMER: readonly Act[] = [
  ...keysOf(ON_ACCOUNT),
  ...keysOf(ON_TICKET),
  ...keysOf(BY_OTHERS).filter((act) => !ALONE.includes(act)),
];

const MOVES_A_CLOCK = [
  'ask',
  'answer',
  'waitForCustomer',
  'worsen',
  'correct',
  'lower',
  'restore',
  'merge',
  'split',
  'repair',
  'undoEnding',
  'choosePlan',
  'closeDay',
  'importTickets',
] as const;

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
  /** In how many server processes at once the jobs of the second run before. */
  sweeps: 0 | 1 | 2;
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
        { weight: 4, arbitrary: fc.constant<Act>('open') },
        { weight: 4, arbitrary: fc.constantFrom<Act>(...keysOf(AT_VENDOR), 'withdrawCorrection') },
        { weight: 13, arbitrary: fc.constantFrom<Act>(...MOVES_A_CLOCK) },
        { weight: 3, arbitrary: fc.constantFrom<Act>(...keysOf(BY_OTHERS)) },
        { weight: 8, arbitrary: fc.constantFrom(...OF_A_CUSTOMER) },
      ),
      beside: fc.option(fc.constantFrom(...OF_A_CUSTOMER), { freq: 6 }),
      crash: fc.integer({ min: 0, max: 24 }).map((n) => n === 24),
      pass: fc.constantFrom(0, 0, 0, 1, 7, 15, 15, 30, 30, 45, 60, 61, 90, 120, 180, 240, 480, 1_440, 4_320),
      pick: fc.nat({ max: 1_000 }),
      sweeps: fc.constantFrom(0, 0, 1, 2),
    }),
    { minLength: 2, maxLength: 18, size: 'max' },
  ),
});

/**
 * Plays a history through the API and compares all that it left with the reference, which reads only what happened.
 *
 * @returns what happened
 */
export async function play(vendor: Vendor, history: History): Promise<Read[]> {
  const { desk } = vendor;
  const place = PLACES[history.place]!;
  const elsewhere = PLACES[(history.place + 2) % PLACES.length]!;
  let now = ORIGIN + history.begins * MINUTE;
  const tell = () => desk.at(new Date(now).toISOString());
  tell();
  const before = await lastPosition(vendor);
  const customer = await desk.customer({
    ...place,
    subdivision: place.subdivision!,
    plan: history.plan,
    skus: SKUS,
  });
  const { accountId } = customer;
  const { sites } = await desk.manager.act('addSite', { accountId, name: 'Elsewhere', ...elsewhere });
  const colleague = await customer.colleague({ siteId: sites.nodes[0]!.id });
  const tickets: string[] = [];
  const second = await desk.hire({ name: 'Nils Berg' });
  const people = { ...vendor, second, customer, colleague, taken: [] };
  try {
    await perform({ ...people, tickets, now, pick: history.begins }, 'open');
    tickets.push(...(await receivedSince(vendor, accountId, tickets)));

    for (const { act, beside, crash, pass, pick, sweeps } of history.steps) {
      const alone = ALONE.includes(act);
      now += Math.max(pass, alone ? 1 : 0) * MINUTE;
      tell();
      await runJobs([desk.server.database], (db) => beginPlans(db, new Date(now)));
      await sweep(vendor, now, sweeps);
      const world = { ...people, tickets, now, pick };
      const work: Promise<unknown>[] = [perform(world, act)];
      if (beside && !alone) work.push(perform({ ...world, pick: pick + 1 }, beside));
      if (crash) work.push(cutConnections(vendor));
      const done = await Promise.allSettled(work);
      if (crash) await dropCutConnections(vendor);
      else for (const one of done) if (one.status === 'rejected') throw one.reason;
      if (alone) await runJobs(processes(vendor), (db) => recountOutdated(db, new Date(now)));
      tickets.push(...(await receivedSince(vendor, accountId, tickets)));
    }
    await sweep(vendor, now, 2);
    tickets.push(...(await receivedSince(vendor, accountId, tickets)));

    const happened = await eventsAfter(vendor, before);
    expectNothingOf(vendor.sandbox, happened);
    const feed = happened.filter((event) => event.accountId === accountId || event.accountId === null);
    const facts = {
      place,
      sites: new Map([[colleague.contactId, elsewhere]]),
      tables: await tablesOf(vendor),
    };
    await expectWhatHappened({ ...people, tickets, now, pick: 0 }, feed, facts);
    return feed;
  } finally {
    await putAside(vendor, accountId);
  }
}

async function perform(world: World, act: Act): Promise<void> {
  if (act in ON_ACCOUNT) await ask(await ON_ACCOUNT[act as OnAccount](world));
  else if (act in AT_VENDOR) await ask(await AT_VENDOR[act as AtVendor](world));
  else if (act in BY_OTHERS) await ask(await BY_OTHERS[act as ByOthers](world));
  else {
    const ticketId = world.tickets[world.pick % Math.max(1, world.tickets.length)];
    if (ticketId !== undefined) await ask(await ON_TICKET[act as OnTicket](world, ticketId));
  }
}

const processes = ({ desk, elsewhere }: Vendor) => [desk.server.database, elsewhere];

function runJobs(
  databases: readonly Database[],
  job: (db: Database['client']) => Promise<unknown>,
): Promise<unknown> {
  return Promise.all(databases.map(({ client }) => asTenant('every-account', () => job(client))));
}

const log = createLog('silent');

/** The jobs of the second, in so many processes at once: what came by telephone and mail first. */
async function sweep(vendor: Vendor, now: number, sweeps: number): Promise<void> {
  const some = processes(vendor).slice(0, sweeps);
  const at = new Date(now);
  await runJobs(some, (db) => openVoicemails(db, at));
  await Promise.all(some.map(({ client: db }) => readDue({ ...vendor.mail.desk, db }, log, () => at)));
  await runJobs(some, (db) => doWhatIsDue(db, at));
}

async function cutConnections(vendor: Vendor): Promise<void> {
  await asOwner(vendor, (client) =>
    client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    ),
  );
}

/** The pool learns of a cut connection when it is used: as many queries at once as it has connections use them all. */
async function dropCutConnections(vendor: Vendor): Promise<void> {
  const uses = processes(vendor).flatMap(({ client }) =>
    Array.from({ length: 10 }, () => client.$queryRaw`select pg_sleep(0.02)`),
  );
  await Promise.allSettled(uses);
}

/** Nothing of a history reaches into another: what it published is withdrawn, and what it left open is left alone. */
async function putAside(vendor: Vendor, accountId: string): Promise<void> {
  for (const version of await standingCorrections(vendor)) {
    await vendor.desk.manager.act('withdrawHolidayCorrection', { version, reason: 'The history is over.' });
  }
  await asOwner(vendor, async (client) => {
    await client.query(`update "TargetVersion" set "effectiveFrom" = '2019-01-01' where "version" > 1`);
    await client.query(`update "Clock" set "endedAt" = now() where "endedAt" is null and "accountId" = $1`, [
      accountId,
    ]);
  });
}

async function asOwner({ desk }: Vendor, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client(desk.server.databaseUrl);
  await client.connect();
  await work(client).finally(() => client.end());
}

async function eventsAfter({ desk }: Vendor, position: string): Promise<Read[]> {
  const events: Read[] = [];
  for (let after = position, more = true; more; after = events.at(-1)?.position ?? after) {
    const { events: page } = await desk.engineer.read<{
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

async function lastPosition({ desk }: Vendor): Promise<string> {
  const [head] = await desk.server.database.client.$queryRaw<
    [{ position: bigint }]
  >`select position from "EventHead" where id = 1`;
  return String(head.position);
}

async function receivedSince(
  { desk }: Vendor,
  accountId: string,
  known: readonly string[],
): Promise<string[]> {
  const { events } = await desk.manager.read<{ events: { nodes: { subject: string }[] } }>(
    `query ($accountId: ID!) { events(first: 100, accountId: $accountId, types: ["ticket.opened", "ticket.imported"]) {
      nodes { subject } } }`,
    { accountId },
  );
  return events.nodes.map(({ subject }) => subject).filter((id) => !known.includes(id));
}
