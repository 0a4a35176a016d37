import type { Database } from '@tierline/prisma/database';
import {
  accounts,
  labels,
  manager,
  rates,
  staff,
  teams,
  tickets,
  type DemoDeed,
  type Received,
} from '@tierline/prisma/demo';
import { newId } from '@tierline/prisma/ids';
import { SetupError } from '@tierline/prisma/setup-error';
import { asTenant } from '@tierline/prisma/tenancy';
import { transact, type NewEvent, type Tx } from '@tierline/prisma/transact';
import type { SignedInActor } from '@tierline/schema/access';
import { supportCalendar, type Place } from '@tierline/schema/calendar/support-calendar';
import { happenedAtVendor } from '@tierline/schema/event';
import type { Files } from '@tierline/schema/files';
import { act, REQUEST_ID, type World } from './demo-act.ts';
import { labelling, teaming, uploadOf } from './demo-desk.ts';
import { namingTams, switchingOn } from './demo-routing.ts';
import { doWhatIsDue } from './jobs.ts';

type Client = Database['client'];

/**
 * Moves the demo vendor into a database where nobody lives: everything that its people did up to `now`, in order,
 * each through the API and at its own time. Does nothing where the demo is at home already.
 *
 * @throws SetupError where only a part of it is, or somebody else
 */
export async function loadDemo({ client }: Database, now: Date, files: Files): Promise<void> {
  if (await isComplete(client)) return;
  const world = { client, files, actors: new Map<string, SignedInActor>(), ids: new Map<string, string>() };
  await hireManager(world);
  for (const { at, happen } of history(world, now)) {
    await letTimePass(client, at);
    await happen(at);
  }
  await letTimePass(client, now);
  await bySystem(client, now, async () => LOADED);
}

/** What falls due happens before the next thing does, each at its time, as on a server that ran all the time. */
async function letTimePass(client: Client, until: Date): Promise<void> {
  await asTenant('every-account', async () => {
    for (let last = new Date(0); ;) {
      const next = await nextDue(client, last);
      if (!next || next >= until) break;
      await doWhatIsDue(client, next);
      last = next;
    }
    await doWhatIsDue(client, until);
  });
}

/** When time next brings something about by itself. */
async function nextDue(client: Client, after: Date): Promise<Date | null> {
  const [row] = await client.$queryRaw<{ at: Date | null }[]>`
    select min("at") as "at" from (
      select min("startsAt") as "at" from "PlanPeriod" where "begunAt" is null and "startsAt" > ${after}
      union all select min("endsAt") from "PlanPeriod" where "endedAt" is null and "endsAt" > ${after}
      union all select min("ledgerDueAt") from "Account" where "ledgerDueAt" > ${after}
      union all select min("atRiskAt") from "Clock" where "endedAt" is null and "atRiskAt" > ${after}
      union all select min("dueAt") from "Clock" where "endedAt" is null and "dueAt" > ${after}
      union all select min("silenceAt") from "Clock" where "endedAt" is null and "silenceAt" > ${after}
      union all select min("dueAt") from "ContractDeadline" where "doneAt" is null and "dueAt" > ${after}
    ) as "due"`;
  return row?.at ?? null;
}

/** The last event of all: without it the load was interrupted. */
const LOADED = happenedAtVendor('demo.loaded', 'demo', {});

async function isComplete(client: Client): Promise<boolean> {
  return asTenant('every-account', async () => {
    const { type, subject } = LOADED;
    if (await client.event.findFirst({ where: { type, subject } })) return true;
    if (await client.staffMember.findUnique({ where: { subject: manager.subject } })) throw incomplete();
    if ((await client.account.findFirst()) ?? (await client.staffMember.findFirst())) {
      throw new SetupError(
        'This database holds people who are not of the demo: name their issuer with OIDC_ISSUER, or use another database.',
      );
    }
    return false;
  });
}

function incomplete(): SetupError {
  return new SetupError(
    'The demo is not complete: another start is loading it right now, or one was interrupted. Try again in a minute; if it is still so, begin again with npm start -- --reset, or with an empty database where DATABASE_URL names one.',
  );
}

/** The first of the staff: nobody is there yet who could hire her through the API. */
async function hireManager({ client, actors }: World): Promise<void> {
  const { since, region, ...person } = manager;
  const id = newId('stf');
  await bySystem(client, morning(since), async (tx) => {
    const data = { ...person, id, regionCode: region };
    const { count } = await tx.staffMember.createMany({ data, skipDuplicates: true });
    if (count === 0) throw incomplete(); // another start was faster
    return happenedAtVendor('staff.hired', id, { roles: person.roles, region });
  });
  actors.set(person.subject, { kind: 'staff', id, roles: person.roles });
}

async function bySystem(db: Client, now: Date, change: (tx: Tx) => Promise<NewEvent>): Promise<void> {
  const actor = { kind: 'system', id: null } as const;
  const origin = { db, now, requestId: REQUEST_ID, actor, idempotency: null };
  await asTenant('every-account', () =>
    transact(origin, async (tx) => ({ value: {}, events: [await change(tx)] })),
  );
}

interface Deed {
  at: Date;
  happen: (at: Date) => Promise<void>;
}

/** Everything that happened since, in the order of time: what is founded at one time keeps its order. */
function history(world: World, now: Date): Deed[] {
  const deeds = [
    ...staff.map((person) => hiring(world, person)),
    priceList(world, now),
    ...teams.map((team) => teaming(world, team, morning(team.since))),
    ...labels.map((label) => labelling(world, label, morning(label.since))),
    ...accounts.flatMap((account) => [
      founding(world, account),
      ...planChoices(world, account),
      ...contractActs(world, account, now),
      ...closedDays(world, account, now),
    ]),
    ...namingTams(world, now),
    ...tickets.flatMap((ticket) => ticketStory(world, ticket, now)),
    ...switchingOn(world, now),
  ];
  const early = deeds.find(({ at }) => at > now);
  if (early) throw new Error(`The demo tells of ${early.at.toISOString()}, which is yet to come.`);
  return deeds.sort((a, b) => a.at.getTime() - b.at.getTime());
}

function hiring(world: World, { since, ...person }: (typeof staff)[number]): Deed {
  return {
    at: morning(since),
    happen: async (at) => {
      const hired = await act(world, manager.subject, at, 'hireStaff', person, 'staffMember { id }');
      world.actors.set(person.subject, { kind: 'staff', id: hired.id, roles: person.roles });
    },
  };
}

type Account = (typeof accounts)[number];

function founding(world: World, account: Account): Deed {
  const { name, timeZone, country, subdivision, locale, industry, regulated, administrator } = account;
  const { actors, ids } = world;
  return {
    at: morning(account.since),
    happen: async (at) => {
      const byManager = (verb: string, input: object, select: string) =>
        act(world, manager.subject, at, verb, input, select);
      const goLiveAt = morning(account.goLiveOn).toISOString();
      const { id: accountId, contacts } = await byManager(
        'createAccount',
        { name, timeZone, country, subdivision, locale, industry, regulated, goLiveAt, administrator },
        'account { id contacts { nodes { id } } }',
      );
      const roles = ['ADMINISTRATOR', 'REQUESTER'] as const;
      actors.set(administrator.subject, { kind: 'contact', id: contacts!.nodes[0]!.id, accountId, roles });
      ids.set(name, accountId);
      for (const sku of account.skus) await byManager('subscribeSku', { accountId, sku }, 'account { id }');
      for (const profile of account.profiles) {
        const { profiles } = await byManager(
          'addProfile',
          { accountId, name: profile },
          'account { id profiles { nodes { id name } } }',
        );
        for (const found of profiles!.nodes) ids.set(found.name, found.id);
      }
      for (const site of account.sites) {
        const { sites } = await byManager(
          'addSite',
          { accountId, ...site },
          'account { id sites { nodes { id name } } }',
        );
        for (const found of sites!.nodes) ids.set(found.name, found.id);
      }
      for (const { site, ...person } of account.contacts) {
        const input = { accountId, ...person, siteId: site && ids.get(site) };
        const { id } = await byManager('addContact', input, 'contact { id }');
        actors.set(person.subject, { kind: 'contact', id, accountId, roles: person.roles });
      }
    },
  };
}

function planChoices(world: World, { name, plans }: Account): Deed[] {
  return plans.map(({ code, from, until }) => ({
    at: morning(from),
    happen: async (at) => {
      const endsAt = until && morning(until).toISOString();
      const input = { accountId: world.ids.get(name), planCode: code, endsAt };
      await act(world, manager.subject, at, 'choosePlan', input, 'account { id }');
    },
  }));
}

function priceList(world: World, now: Date): Deed {
  const { note, daysAgo, basisPoints, currencies } = rates;
  return {
    at: before(now, daysAgo),
    happen: async (at) => {
      const table = currencies.flatMap((currency) =>
        Object.entries(basisPoints).map(([planCode, points]) => ({
          planCode,
          currency,
          basisPoints: points,
        })),
      );
      await act(
        world,
        manager.subject,
        at,
        'publishRates',
        { note, rates: table },
        'rateTable { id: version }',
      );
    },
  };
}

/** What the vendor records and offers, and the administrator accepts. */
function contractActs(
  world: World,
  { name, annualFees, contract, administrator }: Account,
  now: Date,
): Deed[] {
  const byManager = (at: Date, verb: string, input: object, select: string) =>
    act(world, manager.subject, at, verb, input, select);
  const accept = async (at: Date, quoting: string, applying: string, ask: object) => {
    const { id: quoteId } = await byManager(at, quoting, ask, 'quote { id }');
    const { id } = await act(world, administrator.subject, at, applying, { quoteId }, 'contract { id }');
    return id;
  };
  const fees: Deed[] = annualFees
    ? [
        {
          at: before(now, (contract?.daysAgo ?? rates.daysAgo) + 1),
          happen: async (at) => {
            const input = { accountId: world.ids.get(name), annualFees };
            await byManager(at, 'recordAnnualFees', input, 'account { id }');
          },
        },
      ]
    : [];
  if (!contract) return fees;
  const { planCode, daysAgo, amendment } = contract;
  let contractId: string;
  const order: Deed = {
    at: before(now, daysAgo),
    happen: async (at) => {
      const ask = { accountId: world.ids.get(name), planCode };
      contractId = await accept(at, 'quoteServiceOrder', 'placeServiceOrder', ask);
    },
  };
  const change: Deed[] = amendment
    ? [
        {
          at: before(now, amendment.daysAgo),
          happen: async (at) => {
            const ask = { contractId, annualFees: amendment.annualFees };
            await accept(at, 'quoteAmendment', 'applyAmendment', ask);
          },
        },
      ]
    : [];
  return [...fees, order, ...change];
}

function before(now: Date, days: number): Date {
  return new Date(now.getTime() - days * DAY_MS);
}

/** The administrator told it a month ago, of a day that is yet to come. */
function closedDays(world: World, { name, administrator, closesEarly }: Account, now: Date): Deed[] {
  if (!closesEarly) return [];
  const { monthDay, ...closing } = closesEarly;
  const thisYear = now.getUTCFullYear();
  const on =
    now < morning(`${thisYear}-${monthDay}`) ? `${thisYear}-${monthDay}` : `${thisYear + 1}-${monthDay}`;
  return [
    {
      at: new Date(now.getTime() - 30 * DAY_MS),
      happen: async (at) => {
        const input = { accountId: world.ids.get(name), on, ...closing };
        await act(world, administrator.subject, at, 'closeDay', input, 'account { id }');
      },
    },
  ];
}

function ticketStory(world: World, ticket: (typeof tickets)[number], now: Date): Deed[] {
  const { received, from, via, profile, followUpTo, story, key, file, ...request } = ticket;
  const place = placeOf(from);
  const receivedAt = receipt(received, place, now.getTime());
  let ticketId: string;
  let statusEventId: string;
  return [
    {
      at: new Date(receivedAt),
      happen: async (at) => {
        const by = via?.by ?? from;
        const input = {
          ...request,
          attachmentIds: file && [await uploadOf(world, by, at, file)],
          profileId: profile && world.ids.get(profile),
          relatedToId: followUpTo && world.ids.get(followUpTo),
          ...(via && { channel: via.channel, requesterId: world.actors.get(from)!.id }),
        };
        const opened = await act(world, by, at, 'openTicket', input, 'ticket { id }');
        ticketId = opened.id;
        if (key) world.ids.set(key, ticketId);
      },
    },
    ...story.map((deed) => ({
      at: new Date(supportCalendar(place).dueAt(receivedAt, deed.after * MINUTE_MS)),
      happen: async (at: Date) => {
        const review = isReview(deed, story) ? IN_SCOPE : undefined;
        if ('report' in deed) {
          const event = await act(world, deed.by, at, 'reportStatusEvent', deed.report, 'statusEvent { id }');
          statusEventId = event.id;
          return;
        }
        if ('over' in deed) {
          await act(world, deed.by, at, 'endStatusEvent', { statusEventId }, 'statusEvent { id }');
          return;
        }
        const { verb, input } = mutationOf(deed, review, world);
        await act(world, deed.by, at, verb, { ticketId, ...input }, 'ticket { id }');
      },
    })),
  ];
}

/** The first of the staff who writes on a ticket reviews its scope in the same act (Q19); others are told of in the story. */
function isReview(deed: DemoDeed, story: readonly DemoDeed[]): boolean {
  const first = story.find(
    (candidate) =>
      ('reply' in candidate || 'resolve' in candidate) &&
      staff.some(({ subject }) => subject === candidate.by),
  );
  return deed === first;
}

const IN_SCOPE = { review: { verdict: 'IN_SCOPE', meetingDecision: 'NOT_NEEDED' } };

function mutationOf(
  deed: Exclude<DemoDeed, { report: object } | { over: true }>,
  review: typeof IN_SCOPE | undefined,
  { actors, ids }: World,
): { verb: string; input: object } {
  if ('assign' in deed) {
    const teamId = deed.team && ids.get(deed.team);
    return { verb: 'assignTicket', input: { assigneeId: actors.get(deed.assign)!.id, teamId } };
  }
  if ('label' in deed) return { verb: 'labelTicket', input: { add: [ids.get(deed.label)] } };
  if ('reply' in deed) return { verb: 'replyToTicket', input: { body: deed.reply, ...review } };
  if ('resolve' in deed) {
    return { verb: 'replyToTicket', input: { body: deed.resolve, resolve: true, ...review } };
  }
  if ('call' in deed) return { verb: 'logCall', input: { summary: deed.call } };
  if ('note' in deed) return { verb: 'addInternalNote', input: { body: deed.note } };
  if ('rate' in deed) return { verb: 'rateTicket', input: { score: deed.rate, comment: deed.comment } };
  if ('close' in deed) return { verb: 'closeTicket', input: {} };
  const { clause, fr, en } = deed.reject;
  return { verb: 'rejectTicket', input: { clause, reasonFr: fr, reasonEn: en } };
}

/** Where a customer's person works: at a site of its own, else where the account is. */
function placeOf(subject: string): Place {
  const account = accounts.find(({ administrator, contacts }) =>
    [administrator, ...contacts].some((person) => person.subject === subject),
  );
  if (!account) throw new Error(`The demo knows no customer's person ${subject}.`);
  const { site } = account.contacts.find((person) => person.subject === subject) ?? {};
  return account.sites.find(({ name }) => name === site) ?? account;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The instant at which something was received, in epoch ms, counted back from `now` in the local business time. */
function receipt(received: Received, place: Place, now: number): number {
  const calendar = supportCalendar(place);
  const windows = (days: number) => calendar.windows(now - days * DAY_MS, now);
  if ('openMinutesAgo' in received) {
    let left = received.openMinutesAgo * MINUTE_MS;
    for (const { opensAt, closesAt } of windows(30).toReversed()) {
      if (left <= closesAt - opensAt) return closesAt - left;
      left -= closesAt - opensAt;
    }
    throw new RangeError(`${received.openMinutesAgo} open minutes are more than a month.`);
  }
  if ('workingDaysAgo' in received) {
    const past = windows(60).filter(({ opensAt }) => opensAt <= now - DAY_MS);
    return atLocalTime(past.at(-received.workingDaysAgo)!.opensAt, received.at);
  }
  const lastHoliday = calendar
    .explain(now - 365 * DAY_MS, now - 7 * DAY_MS)
    .findLast(({ label }) => label === 'HOLIDAY')!;
  const eve = windows(380).findLast(({ closesAt }) => closesAt <= lastHoliday.from)!;
  return atLocalTime(eve.opensAt, received.eveOfHolidayAt);
}

/** "HH:mm" on a day whose desk opened at 08:00 local time, as every working day's does (S16). */
function atLocalTime(opensAt: number, time: string): number {
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  return opensAt + ((hours - 8) * 60 + minutes) * MINUTE_MS;
}

/** Nine o'clock at Greenwich on a date. */
function morning(date: string): Date {
  return new Date(`${date}T09:00:00Z`);
}
