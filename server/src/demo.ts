import type { Database } from '@tierline/prisma/database';
import { articles } from '@tierline/prisma/demo/articles';
import { accounts } from '@tierline/prisma/demo/customers';
import { endedTickets } from '@tierline/prisma/demo/ended-tickets';
import { engagements } from '@tierline/prisma/demo/engagements';
import { openTickets } from '@tierline/prisma/demo/open-tickets';
import { partners } from '@tierline/prisma/demo/partners';
import { threads } from '@tierline/prisma/demo/forum';
import { labels, manager, staff, teams } from '@tierline/prisma/demo/people';
import { courses } from '@tierline/prisma/demo/training';
import { newId } from '@tierline/prisma/ids';
import { SetupError } from '@tierline/prisma/setup-error';
import { asTenant } from '@tierline/prisma/tenancy';
import { transact, type NewEvent, type Tx } from '@tierline/prisma/transact';
import type { SignedInActor } from '@tierline/schema/access';
import { happenedAtVendor } from '@tierline/schema/event';
import { mailNotices } from '@tierline/schema/mail/mail-notices.jobs';
import type { Files } from '@tierline/schema/files';
import { REQUEST_ID, type Deed, type DemoPlaces, type World } from './demo-act.ts';
import { publishing } from './demo-articles.ts';
import { contractActs, priceList } from './demo-contracts.ts';
import { closedDays, founding, planChoices } from './demo-customers.ts';
import { hiring, labelling, teaming } from './demo-desk.ts';
import { engaging } from './demo-engagements.ts';
import { mailing } from './demo-mails.ts';
import { discussing } from './demo-forum.ts';
import { partnership } from './demo-partners.ts';
import { calling } from './demo-phone.ts';
import { reviewing } from './demo-reviews.ts';
import { namingTams, switchingOn } from './demo-routing.ts';
import { ticketStory } from './demo-tickets.ts';
import { morning } from './demo-time.ts';
import { training } from './demo-training.ts';
import { announcing } from './demo-status.ts';
import { doWhatIsDue } from './jobs.ts';

type Client = Database['client'];

/**
 * Moves the demo vendor into a database where nobody lives: everything that its people did up to `now`, in order,
 * each through the API and at its own time. Does nothing where the demo is at home already.
 *
 * @param places where links of its mails lead
 * @throws SetupError where only a part of it is, or somebody else
 */
export async function loadDemo(
  { client }: Database,
  now: Date,
  files: Files,
  places: DemoPlaces = { publicUrl: 'http://localhost', portalUrl: null },
): Promise<void> {
  if (await isComplete(client)) return;
  const world = {
    client,
    files,
    places,
    actors: new Map<string, SignedInActor>(),
    ids: new Map<string, string>(),
  };
  await hireManager(world);
  for (const { at, happen } of history(world, now)) {
    await letTimePass(client, at, places);
    await happen(at);
  }
  await letTimePass(client, now, places);
  await bySystem(client, now, async () => LOADED);
}

/** What falls due happens before the next thing does, each at its time, as on a server that ran all the time. */
async function letTimePass(client: Client, until: Date, places: DemoPlaces): Promise<void> {
  await asTenant('every-account', async () => {
    for (let last = new Date(0); ;) {
      const next = await nextDue(client, last);
      if (!next || next >= until) break;
      await doWhatIsDue(client, next);
      last = next;
    }
    await doWhatIsDue(client, until);
    await mailNotices(client, until, { ...places, inboundDomain: null });
  });
}

/** When time next brings something about by itself. What has come about is not looked at again: most of a load would go into that. */
async function nextDue(client: Client, after: Date): Promise<Date | null> {
  const [row] = await client.$queryRaw<{ at: Date | null }[]>`
    select min("at") as "at" from (
      select "startsAt" as "at" from "PlanPeriod" where "begunAt" is null
      union all select "endsAt" from "PlanPeriod" where "endedAt" is null
      union all select s."startsAt" from "TrainingBooking" b join "TrainingSession" s on s."id" = b."sessionId"
        where b."cancelledAt" is null and b."consumedAt" is null and s."cancelledAt" is null
      union all select "ledgerDueAt" from "Account"
      union all select "atRiskAt" from "Clock" where "endedAt" is null and "atRiskToldAt" is null and "breachToldAt" is null
      -- Answered at the deadline is in time: a promise is broken from the next millisecond on (C1).
      union all select "dueAt" + interval '1 millisecond' from "Clock" where "endedAt" is null and "breachToldAt" is null
      union all select "silenceAt" from "Clock" where "endedAt" is null and "metric" <> 'RESOLUTION'
      union all select "dueAt" from "ContractDeadline" where "doneAt" is null
    ) as "due" where "at" > ${after}`;
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

/** Everything that happened since, in the order of time: what is founded at one time keeps its order. */
function history(world: World, now: Date): Deed[] {
  const deeds = [
    ...staff.map((person) => hiring(world, person)),
    priceList(world, now),
    ...teams.map((team) => teaming(world, team)),
    ...labels.map((label) => labelling(world, label)),
    ...accounts.flatMap((account) => [
      founding(world, account),
      ...planChoices(world, account),
      ...contractActs(world, account, now),
      ...closedDays(world, account, now),
    ]),
    ...namingTams(world, now),
    ...engagements.flatMap((agreed) => [...engaging(world, agreed, now), ...reviewing(world, agreed, now)]),
    ...partners.flatMap((partner) => partnership(world, partner, now)),
    ...courses.flatMap((course) => training(world, course, now)),
    ...[...endedTickets, ...openTickets].flatMap((ticket) => ticketStory(world, ticket, now)),
    ...articles.flatMap((article) => publishing(world, article, now)),
    ...threads.flatMap((thread) => discussing(world, thread, now)),
    ...announcing(world, now),
    ...mailing(world, now),
    calling(world, now),
    ...switchingOn(world, now),
  ];
  const early = deeds.find(({ at }) => at > now);
  if (early) throw new Error(`The demo tells of ${early.at.toISOString()}, which is yet to come.`);
  return deeds.sort((a, b) => a.at.getTime() - b.at.getTime());
}
