import { asTenant } from '@tierline/prisma/tenancy';
import { ROOT_FIELDS } from '@tierline/schema/scopes';
import { IN_SANDBOXES } from '@tierline/schema/sandbox-fields';
import { schema } from '@tierline/schema/schema';
import { unwrap } from '@tierline/sdk';
import { doWhatIsDue } from '@tierline/server/jobs';
import { createLog } from '@tierline/server/log';
import { deliverDue } from '@tierline/server/webhooks';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publish, text } from '../support/articles.ts';
import { newPartner, type PartnerCaller } from '../support/partners.ts';
import { openDesk, REQUEST, type Customer, type Desk, type Ticket } from '../support/programme.ts';
import { newSandbox, type SandboxWorld } from '../support/sandboxes.ts';

let desk: Desk;
let partner: PartnerCaller;
let stranger: PartnerCaller;
let customer: Customer;
let before: unknown;
let world: SandboxWorld;
let ticket: Ticket;

/** Every list and report of the vendor's staff. */
const LISTS = `{
  accounts { totalCount nodes { id } }
  tickets { totalCount nodes { id } }
  queue { totalCount edges { node { id } } }
  staffMembers { totalCount nodes { id } }
  technicalServicesEngagements { totalCount }
  clockRepairs { totalCount }
  obligations { totalCount }
  meetings { totalCount }
  notices { totalCount nodes { title } }
  webhooks { totalCount nodes { id } }
  apiKeys { totalCount nodes { id } }
  searchTickets(text: "sign in") { totalCount nodes { ticket { id } } }
  tamDesk { accounts { totalCount } }
  vendorReport(from: "2026-05", to: "2026-05") { cells { month plan severity tickets } }
}`;

beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
  partner = await newPartner(desk);
  stranger = await newPartner(desk);
  customer = await desk.customer({ plan: 'PREMIUM' });
  await customer.open();
  before = await desk.manager.read(LISTS);
  world = await newSandbox(desk, partner);
  ticket = await world.customer.act('openTicket', REQUEST);
  await world.customer.act('openTicket', { ...REQUEST, subject: 'A second one' });
  await world.engineer.act('lowerSeverity', {
    ticketId: ticket.id,
    severity: 'LIMITED',
    reason: 'A few only.',
  });
  await world.customer.act('contestSeverity', { ticketId: ticket.id, reason: 'Everybody.' });
  await world.advance('2026-05-06T06:00:00Z');
}, 60_000);
afterAll(() => desk?.stop());

const db = () => desk.server.database.client;

test('B22 no list, queue, search or report of the vendor shows anything of a sandbox, nor do its staff hear of it', async () => {
  expect(await world.told()).toContainEqual(expect.objectContaining({ type: 'clock.breached' }));
  expect(await desk.manager.read(LISTS)).toEqual(before);
});

test('B22 absent to everybody else: its account, tickets, people and itself', async () => {
  const document = `query ($account: ID!, $ticket: ID!) {
    account(id: $account) { id }
    ticket(id: $ticket) { id }
    nodes(ids: [$account, $ticket]) { id }
    sandbox(id: $account) { id }
  }`;
  const ids = { account: world.id, ticket: ticket.id };
  const nothing = { account: null, ticket: null, nodes: [null, null] };
  for (const who of [customer, stranger, desk.engineer]) {
    expect(await who.read(document, ids)).toMatchObject(nothing);
  }
  expect(await stranger.read(document, ids)).toMatchObject({ sandbox: null });
  expect(await partner.read(document, ids)).toMatchObject({ ...nothing, sandbox: { id: world.id } });
  expect(await world.customer.read(document, ids)).toMatchObject({
    account: { id: world.id },
    ticket: { id: ticket.id },
  });
  expect(await stranger.client.sandboxes.list()).toEqual([]);
  for (const mutation of ['advanceSandboxClock', 'resetSandbox', 'deleteSandbox', 'createSandboxKey']) {
    const name = mutation[0]!.toUpperCase() + mutation.slice(1);
    const more = mutation === 'createSandboxKey' ? { persona: 'MANAGER' } : {};
    const refusal = await stranger.error(
      `mutation ($input: ${name}Input!) { ${mutation}(input: $input) { __typename } }`,
      { input: { sandboxId: world.id, ...more } },
    );
    expect(refusal).toEqual({ code: 'NOT_FOUND', message: `No sandbox ${world.id}.` });
  }
});

test('B11 B22 the vendor’s feed has no gap and nothing of a sandbox; that of the sandbox is the partner’s', async () => {
  const all = await desk.manager.client.events.list().all(1_000);
  expect(all.map(({ position }) => Number(position))).toEqual(all.map((_, index) => index + 1));
  expect(all.filter(({ accountId }) => accountId === world.id)).toEqual([]);
  expect(all.map(({ type }) => type)).toContain('sandbox.created');
  const theirs = await world.customer.client.events.list().all(1_000);
  expect(theirs.map(({ accountPosition }) => Number(accountPosition))).toEqual(
    theirs.map((_, index) => index + 1),
  );
  expect(new Set(theirs.map(({ accountId }) => accountId))).toEqual(new Set([world.id]));
});

test('B22 whoever is played in a sandbox reads articles and the forum as their readers do, not as the vendor’s desk', async () => {
  const drafted = { category: 'SIGN_IN', texts: [text('EN', 'Not for anybody yet')] };
  const { article } = unwrap(await desk.engineer.client.articles.draft(drafted));
  const published = await publish(desk, { texts: [text('EN', 'For everybody to read')] });
  const body = 'Look: https://spam.example';
  const held = await customer.read<{ startForumTopic: { topic: { posts: { nodes: { id: string }[] } } } }>(
    `mutation ($input: StartForumTopicInput!) { startForumTopic(input: $input) {
      ... on StartForumTopicSuccess { topic { posts { nodes { id } } } } } }`,
    { input: { category: 'WELCOME', title: 'Look at this', body } },
  );
  const { id: postId } = held.startForumTopic.topic.posts.nodes[0]!;
  const document = 'query ($id: ID!) { article(id: $id) { id } }';
  const post = 'query ($id: ID!) { node(id: $id) { id } }';
  expect(await desk.engineer.read(post, { id: postId })).toEqual({ node: { id: postId } });
  for (const who of [world.engineer, world.manager]) {
    expect(await who.read(document, { id: article.id })).toEqual({ article: null });
    expect(await who.read(document, { id: published })).toEqual({ article: { id: published } });
    expect(await who.read(post, { id: postId })).toEqual({ node: null });
    for (const query of [
      '{ articles(states: [DRAFT]) { nodes { id } } }',
      '{ articles { nodes { nextVersion { id } } } }',
      '{ articles { nodes { versions { nodes { id } } } } }',
    ]) {
      expect((await who.error(query)).code).toBe('FORBIDDEN');
    }
  }
});

test('B22 the vendor’s jobs do nothing in a sandbox, however late it is outside', async () => {
  await world.customer.act('openTicket', { ...REQUEST, subject: 'A third one' });
  const told = await world.told();
  await asTenant('every-account', () => doWhatIsDue(db(), new Date('2027-03-01T00:00:00Z')));
  expect(await world.told()).toEqual(told);
  const { now } = (await partner.client.sandboxes.get(world.id))!;
  expect(now).toBe('2026-05-06T06:00:00.000Z');
});

test('B22 nothing is sent but to endpoints that were added in the sandbox', async () => {
  const url = 'https://partner.example/hook';
  const add = async (who: { client: typeof partner.client }, description: string) =>
    unwrap(await who.client.webhooks.add({ url, description })).webhook.id;
  await add(desk.manager, 'of the vendor');
  await add(partner, 'of the partner’s customers');
  await add(customer, 'of a customer');
  const inside = await add(world.customer, 'in the sandbox');
  const { id } = await world.customer.act('openTicket', { ...REQUEST, subject: 'Told of' });
  const sent: { body: string }[] = [];
  const sender = {
    send: async (delivery: { body: string }) => {
      sent.push(delivery);
      const answer = { status: 200, error: null, responseBody: '', retryAfterSeconds: null };
      return { ...answer, startedAt: new Date(), durationMs: 1 };
    },
    close: async () => {},
  };
  const options = {
    database: desk.server.database,
    sender,
    log: createLog('silent'),
    clock: desk.server.clock.now,
  };
  while ((await deliverDue(options)) > 0);
  const bodies = sent.map(
    ({ body }) => JSON.parse(body) as { type: string; data: { subject: string; accountId: string } },
  );
  expect(bodies.filter(({ data }) => data.subject === id).map(({ type }) => type)).toContain('ticket.opened');
  const { webhooks } = await world.customer.read<{ webhooks: { nodes: object[] } }>(
    '{ webhooks { nodes { id account { id } } } }',
  );
  expect(webhooks.nodes).toEqual([{ id: inside, account: { id: world.id } }]);
  const real = (await desk.manager.client.webhooks.list().all(100)).map((one) => one.id);
  expect(real).not.toContain(inside);
});

test('B22 no mail is written in a sandbox, whatever writes it', async () => {
  const mail = {
    id: 'mai_1',
    messageId: 'mai_1@vendor.example',
    address: 'a@elsewhere.example',
    cause: 'evt_1',
  };
  const data = {
    ...mail,
    locale: 'EN' as const,
    subject: 'Hello',
    text: 'Hello',
    html: 'Hello',
    createdAt: new Date(),
  };
  const write = async () => db().outgoingMail.createMany({ data });
  const count = () => asTenant([], async () => db().outgoingMail.count());
  expect(await asTenant([world.id], write)).toEqual({ count: 0 });
  expect(await count()).toBe(0);
  expect(await asTenant([customer.accountId], write)).toEqual({ count: 1 });
  expect(await count()).toBe(1);
});

test('B22 what would reach beyond a sandbox is refused there, in both languages', async () => {
  const fields = [schema.getQueryType()!, schema.getMutationType()!, schema.getSubscriptionType()!].flatMap(
    (type) => Object.keys(type.getFields()),
  );
  expect([...IN_SANDBOXES].filter((name) => !fields.includes(name))).toEqual([]);
  expect([...IN_SANDBOXES].filter((name) => !(name in ROOT_FIELDS))).toEqual([]);
  expect(await world.manager.denied('createTeam', { name: 'Ours', region: 'EMEA', memberIds: [] })).toEqual({
    code: 'FORBIDDEN',
    message: 'createTeam is not for a sandbox: it would reach beyond it.',
  });
  for (const document of [
    '{ teams { nodes { id } } }',
    '{ queue { totalCount } }',
    '{ apiKeys { totalCount } }',
    '{ labels { nodes { id } } }',
    'mutation { takeNextTicket(input: {}) { __typename } }',
    'mutation { createSandbox(input: { name: "In it", timeZone: "Europe/Paris", country: "FR" }) { __typename } }',
    'mutation { requestStatusSubscription(input: { email: "a@b.example", kinds: [], locale: EN }) { __typename } }',
  ]) {
    expect({ document, ...(await world.manager.error(document)) }).toMatchObject({ code: 'FORBIDDEN' });
  }
  expect((await world.manager.client.accounts.staff().all(10)).map(({ name }) => name)).toEqual([
    'Sandbox engineer',
    'Sandbox manager',
    'Sandbox tam',
  ]);
  const partners = await world.manager.client.partners.list().all(10);
  expect(partners.map(({ id }) => id)).toEqual([partner.partnerId]);
});

test('B22 below every query: a table that the server writes belongs to an account, to one world, or to nobody in particular', async () => {
  const client = new pg.Client(desk.server.databaseUrl);
  await client.connect();
  const { rows } = await client.query<{ name: string }>(`
    select c.relname as name from pg_class c
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
      and (has_table_privilege('tierline_app', c.oid, 'INSERT') or has_table_privilege('tierline_app', c.oid, 'UPDATE'))
      and not (c.relrowsecurity and exists (
        select 1 from pg_attribute a where a.attrelid = c.oid and a.attname in ('accountId', 'sandboxId')))
      and not exists (select 1 from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'stays_in_sandbox')
    order by 1`);
  await client.end();
  // One that holds for everybody gets the trigger `stays_in_sandbox`, as in the migration of sandboxes.
  expect(rows.map(({ name }) => name)).toEqual([
    'Account', // its own id
    'Calendar', // what a clock counts on, by its content
    'CostBudget', // of a key
    'EventHead', // one of each world
    'IdempotencyKey', // of a key
    'Sandbox',
    'TicketNoticeHead', // one of each sandbox
  ]);
  await asTenant([world.id], async () => {
    await expect(db().label.create({ data: { id: 'lab_1', name: 'Ours' } })).rejects.toThrow(
      /within a sandbox/,
    );
    await expect(db().team.updateMany({ data: { name: 'Ours' } })).rejects.toThrow(/within a sandbox/);
    expect(await db().absence.count()).toBe(0);
    expect(await db().staffMember.count({ where: { sandboxId: null } })).toBe(0);
    expect(await db().account.count()).toBe(1);
  });
});
