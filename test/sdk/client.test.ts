import { createClient, GraphQLRequestError, ProblemError, unwrap, type Client } from '@tierline/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { customer, staff } from '../support/customers.ts';
import { testServer, type TestServer } from '../support/server.ts';

// Everything here goes through the published methods to the real server, on a Monday at 10:00 in Paris.
let server: TestServer;
let passerBy: Client;
let premium: Client;
let basic: Client;
let engineer: Client;

const QUESTION = {
  requestType: 'LOGIN_ISSUE',
  severity: 'MODERATE',
  sku: 'IQ-TM',
  subject: 'Sign-in fails',
  question: 'Two of us can no longer sign in. What can we do?',
} as const;

beforeAll(async () => {
  server = await testServer({ at: '2026-07-13T08:00:00Z' });
  const url = `${server.url}/graphql`;
  const skus = [{ code: 'IQ-TM' }];
  passerBy = createClient({ url });
  premium = createClient({ url, token: (await customer(server, { plan: 'PREMIUM', skus })).token });
  basic = createClient({ url, token: (await customer(server, { skus })).token });
  engineer = createClient({ url, token: await staff(server, 'ENGINEER') });
});

afterAll(() => server.stop());

test('B19 S35 a passer-by reads the programme, the plans and the terms', async () => {
  const { plans, terms } = await passerBy.programme.get();
  expect(plans.map(({ code }) => code)).toEqual(['BASIC', 'ENHANCED', 'PREMIUM']);
  expect(await passerBy.programme.terms({ version: terms.version, plan: 'BASIC' })).toMatchObject({
    version: 1,
  });
  expect(await passerBy.programme.terms({ version: 999 })).toBeNull();
  expect((await passerBy.plans.list()).map(({ free }) => free)).toEqual([true, false, false]);
  expect((await passerBy.plans.get('PREMIUM')).includes).toEqual({ code: 'ENHANCED' });
  expect(
    (await passerBy.plans.compare({ from: 'BASIC', to: 'PREMIUM' })).initialResponseTargets,
  ).toHaveLength(3);
  expect((await passerBy.plans.recommend({ highlyRegulatedIndustry: true })).plan.code).toBe('PREMIUM');
  expect((await passerBy.plans.requestTypes()).length).toBeGreaterThan(20);
  expect(await passerBy.accounts.viewer()).toBeNull();
});

test('B19 S35 a passer-by asks the calendar', async () => {
  const paris = { timeZone: 'Europe/Paris', country: 'FR' };
  const span = { from: '2026-07-13T15:00:00Z', to: '2026-07-15T07:00:00Z' };

  expect(await passerBy.calendar.get({ ...paris, at: new Date('2026-07-14T10:00:00Z') })).toMatchObject({
    isOpen: false,
    nextOpening: '2026-07-15T06:00:00.000Z',
  });
  expect(await passerBy.calendar.dueAt({ ...paris, start: span.from, businessMinutes: 120 })).toEqual({
    dueAt: '2026-07-15T07:00:00.000Z',
  });
  expect(await passerBy.calendar.explain({ ...paris, ...span })).toMatchObject({ elapsedSeconds: 7200 });
  expect((await passerBy.calendar.windows({ ...paris, ...span })).windows).toEqual([
    { opensAt: '2026-07-13T15:00:00.000Z', closesAt: '2026-07-13T16:00:00.000Z' },
    { opensAt: '2026-07-15T06:00:00.000Z', closesAt: '2026-07-15T07:00:00.000Z' },
  ]);
  const { holidays } = await passerBy.calendar.holidays({ ...paris, year: 2026 });
  expect(holidays.map(({ on }) => on)).toContain('2026-07-14');
});

test('B19 B1 V6 a passer-by previews a promise, with an instant as a Date', async () => {
  const preview = await passerBy.sla.preview({
    plan: 'PREMIUM',
    severity: 'MODERATE',
    place: { timeZone: 'Europe/Paris', country: 'FR' },
    at: new Date('2026-07-13T15:00:00Z'),
  });

  expect(preview.dueAt).toBe('2026-07-15T07:00:00.000Z');
  expect(preview.explain.openSeconds).toBe(7200);
});

test('B19 what a passer-by may not see is a typed error', async () => {
  const error = await passerBy.accounts.list().then(
    () => expect.fail('it was expected to fail'),
    (thrown: unknown) => thrown,
  );

  expect(error).toBeInstanceOf(GraphQLRequestError);
  expect(error).toMatchObject({ code: 'UNAUTHENTICATED', operation: 'Accounts', attempts: 1 });
  expect(error).toHaveProperty('requestId', expect.any(String));
});

test('B19 a customer opens a ticket, an engineer answers it, and both read it', async () => {
  const { verdict } = await premium.entitlements.check({ accountId: await accountOf(premium), ...asked() });
  expect(verdict).toBe('ALLOWED');
  const { ticket } = unwrap(await premium.tickets.open(QUESTION));
  expect(ticket.initialResponse).toMatchObject({ state: 'RUNNING', dueAt: '2026-07-13T10:00:00.000Z' });

  const reply = { ticketId: ticket.id, body: 'We are looking into it.' };
  const answered = unwrap(await engineer.tickets.reply(reply)).ticket;
  unwrap(await engineer.tickets.addNote({ ticketId: ticket.id, body: 'It is the identity provider.' }));

  expect(answered.initialResponse.state).toBe('MET');
  const seen = await premium.tickets.get(ticket.id);
  expect(seen?.messages.nodes.map(({ kind }) => kind)).toEqual(['REPLY', 'REPLY']);
  expect((await premium.tickets.messages(ticket.id, { first: 1 }))?.messages.pageInfo.hasNextPage).toBe(true);
  expect((await premium.tickets.timeline(ticket.id))?.timeline.nodes[0]?.type).toBe('ticket.opened');
  expect((await premium.tickets.clocks(ticket.id))?.clocks.map(({ metric }) => metric)).toContain(
    'INITIAL_RESPONSE',
  );
  expect(await basic.tickets.get(ticket.id)).toBeNull();
});

test('B19 S59 a refusal is a typed problem, with what is needed to act', async () => {
  const result = await basic.tickets.open({ ...QUESTION, requestType: 'HOW_TO' });

  expect(result).toMatchObject({ __typename: 'NotCoveredProblem', requiredPlan: 'ENHANCED' });
  expect(() => unwrap(result)).toThrow(ProblemError);
});

test('B19 the same change sent twice under one key happens once', async () => {
  const options = { idempotencyKey: 'sign-in-2' };

  const first = unwrap(await premium.tickets.open({ ...QUESTION, subject: 'Once' }, options));
  const second = unwrap(await premium.tickets.open({ ...QUESTION, subject: 'Once' }, options));

  expect(second.ticket.id).toBe(first.ticket.id);
});

test('B19 a list goes on across pages, and its total is there for whoever asks', async () => {
  for (const subject of ['one', 'two', 'three']) {
    unwrap(await basic.tickets.open({ ...QUESTION, subject }));
  }

  const tickets = basic.tickets.list({ orderBy: 'OLDEST_FIRST', first: 2, withTotalCount: true });

  expect((await tickets).totalCount).toBe(3);
  expect((await tickets.all(10)).map(({ subject }) => subject)).toEqual(['one', 'two', 'three']);
});

test('B21 texts come in the language that the client or the call asks for', async () => {
  const french = createClient({ url: `${server.url}/graphql`, locale: 'fr' });

  expect((await french.plans.get('BASIC')).summary).not.toBe((await passerBy.plans.get('BASIC')).summary);
  expect(await french.plans.get('BASIC', { locale: 'en' })).toEqual(await passerBy.plans.get('BASIC'));
});

async function accountOf(client: Client): Promise<string> {
  const viewer = await client.accounts.viewer();
  return viewer?.__typename === 'Contact' ? viewer.account.id : expect.fail('not a customer');
}

function asked() {
  const { requestType, severity, sku } = QUESTION;
  return { requestType, severity, sku };
}
