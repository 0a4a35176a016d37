import { asTenant } from '@tierline/prisma/tenancy';
import { fireDeadlines } from '@tierline/schema/sla/deadlines.jobs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Customer, type Desk, type Ticket } from '../support/programme.ts';

// Monday 4 May 2026, 08:00 in Paris. What is imported happened in April; Premium has one hour for a severe ticket.
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
});
afterAll(() => desk.stop());

interface Row {
  index: number;
  outcome: string;
  ticket: Pick<Ticket, 'id' | 'state' | 'initialResponse' | 'clocks'> | null;
  issues: { path: string; code: string }[];
}
const IMPORT = `mutation ($input: ImportTicketsInput!) { importTickets(input: $input) {
  ... on Problem { code } ... on InvalidInputProblem { issues { path code } }
  ... on ImportTicketsSuccess { rows { index outcome issues { path code } ticket { id state
    initialResponse { state cancelled dueAt endedAt } clocks { metric state cancelled } } } } } }`;

async function importRows(customer: Customer, tickets: object[], more: object = {}): Promise<Row[]> {
  const input = { accountId: customer.accountId, tickets, ...more };
  const { importTickets } = await desk.manager.read<{ importTickets: { rows: Row[] } }>(IMPORT, { input });
  return importTickets.rows;
}

const row = (customer: Customer, externalReference: string, more: object = {}) => ({
  externalReference,
  requesterId: customer.contactId,
  requestType: 'LOGIN_ISSUE',
  severity: 'SEVERE',
  sku: 'IQ-TM',
  subject: 'Nobody can sign in',
  question: 'Why?',
  plan: 'PREMIUM',
  receivedAt: '2026-04-20T08:00:00Z', // a Monday, 10:00 in Paris: due at 11:00, 09:00Z
  ...more,
});

test('C34 C14 C4 clocks are history: judged by their own instants where answered, else counted as imported', async () => {
  const customer = await desk.customer();
  const rows = await importRows(customer, [
    row(customer, 'OLD-1', { respondedAt: '2026-04-20T09:00:00Z', resolvedAt: '2026-04-21T09:00:00Z' }),
    row(customer, 'OLD-2', { respondedAt: '2026-04-20T09:00:00.001Z' }),
    row(customer, 'OLD-3'),
    row(customer, 'OLD-4', { plan: 'BASIC', respondedAt: '2026-04-20T09:00:00Z' }),
  ]);
  expect(rows.map(({ outcome, ticket }) => [outcome, ticket!.state, ticket!.initialResponse.state])).toEqual([
    ['IMPORTED', 'RESOLVED', 'MET'],
    ['IMPORTED', 'RECEIVED', 'BREACHED'],
    ['IMPORTED', 'RECEIVED', 'CANCELLED'],
    ['IMPORTED', 'RECEIVED', 'NOT_APPLICABLE'],
  ]);
  expect(rows[2]!.ticket!.clocks.map(({ metric, cancelled }) => [metric, cancelled])).toEqual([
    ['INITIAL_RESPONSE', 'IMPORTED'],
    ['RESOLUTION', 'IMPORTED'],
  ]);
  expect(rows[0]!.ticket!.initialResponse.dueAt).toBe('2026-04-20T09:00:00.000Z');
});

test('C34 C32 nobody is told, no deadline fires, and the timeline says that it was imported', async () => {
  const customer = await desk.customer();
  const [late] = await importRows(customer, [
    row(customer, 'OLD-1', { respondedAt: '2026-04-22T09:00:00Z' }),
  ]);
  await asTenant('every-account', () =>
    fireDeadlines(desk.server.database.client, new Date('2026-05-04T06:00:01Z')),
  );
  expect((await customer.timeline(late!.ticket!.id)).map(({ type }) => type)).toEqual(['ticket.imported']);
});

test('C34 importing twice, also at once, makes one', async () => {
  const customer = await desk.customer();
  const both = await Promise.all([1, 2].map(() => importRows(customer, [row(customer, 'OLD-1')])));
  const outcomes = both.flatMap((rows) => rows.map(({ outcome }) => outcome)).toSorted();
  expect(outcomes).toEqual(['ALREADY_IMPORTED', 'IMPORTED']);
  expect(new Set(both.map((rows) => rows[0]!.ticket!.id)).size).toBe(1);
});

test('C34 tickets from before the promises are enforced are not judged', async () => {
  const customer = await desk.customer();
  const answered = { respondedAt: '2026-04-22T09:00:00Z' };
  const enforceFrom = '2026-04-20T08:00:00Z';
  const [at, before] = await importRows(
    customer,
    [
      row(customer, 'AT', answered),
      row(customer, 'BEFORE', { ...answered, receivedAt: '2026-04-20T07:59:59.999Z' }),
    ],
    { enforceFrom },
  );
  expect(at!.ticket!.initialResponse.state).toBe('BREACHED');
  expect(before!.ticket!.initialResponse).toMatchObject({ state: 'CANCELLED', cancelled: 'IMPORTED' });
  const [later] = await importRows(customer, [
    row(customer, 'LATER', { ...answered, receivedAt: '2026-04-17T08:00:00Z' }),
  ]);
  expect(later!.ticket!.initialResponse.state).toBe('CANCELLED'); // it was kept
});

test('C34 a row that cannot be is refused by itself, and the others are imported', async () => {
  const customer = await desk.customer();
  const rows = await importRows(customer, [
    row(customer, ' '),
    row(customer, 'A', { receivedAt: '2026-05-04T06:00:00.001Z' }),
    row(customer, 'B', { respondedAt: '2026-04-20T07:59:59Z' }),
    row(customer, 'C', { requesterId: 'con_none' }),
    row(customer, 'D', { sku: 'NONE' }),
    row(customer, 'E'),
  ]);
  expect(rows.map(({ outcome, issues }) => [outcome, issues[0]?.path ?? null])).toEqual([
    ['REFUSED', 'externalReference'],
    ['REFUSED', 'receivedAt'],
    ['REFUSED', 'respondedAt'],
    ['REFUSED', 'requesterId'],
    ['REFUSED', 'sku'],
    ['IMPORTED', null],
  ]);
  const input = { accountId: customer.accountId, tickets: [row(customer, 'F')] };
  expect((await desk.engineer.error(IMPORT, { input })).code).toBe('FORBIDDEN');
});

test('C34 C11 an imported ticket that is open lives on: the next wait is measured', async () => {
  const customer = await desk.customer();
  const [open] = await importRows(customer, [row(customer, 'OPEN')]);
  const written = await customer.act('replyToTicket', { ticketId: open!.ticket!.id, body: 'Hello?' });
  expect(written.clocks.map(({ metric, endedAt }) => [metric, endedAt])).toContainEqual([
    'NEXT_RESPONSE',
    null,
  ]);
});

const THREAD = `query ($id: ID!) { ticket(id: $id) { initialResponse { endedAt } messages { nodes {
  kind body sentAt authorName visibleToCustomer author { __typename } } } } }`;
interface Thread {
  ticket: { initialResponse: { endedAt: string }; messages: { nodes: Record<string, unknown>[] } };
}

test('C34 what was said there comes along, by side, author and instant; notes stay with the vendor', async () => {
  const customer = await desk.customer();
  const messages = [
    { side: 'VENDOR', authorName: 'Old Desk', body: 'Try again.', sentAt: '2026-04-20T08:40:00Z' },
    { side: 'VENDOR', internal: true, body: 'Their certificate?', sentAt: '2026-04-20T08:10:00Z' },
    { side: 'CUSTOMER', authorName: 'Cleo', body: 'It works.', sentAt: '2026-04-20T10:00:00Z' },
    { side: 'VENDOR', authorId: desk.engineer.staffId, body: 'Good.', sentAt: '2026-04-20T11:00:00Z' },
  ];
  const [first] = await importRows(customer, [row(customer, 'SAID', { messages })]);
  const [again] = await importRows(customer, [row(customer, 'SAID', { messages })]);
  const { id } = first!.ticket!;
  expect([again!.outcome, again!.ticket!.id]).toEqual(['ALREADY_IMPORTED', id]);
  expect(first!.ticket!.initialResponse).toMatchObject({ state: 'MET', endedAt: '2026-04-20T08:40:00.000Z' });
  const { ticket } = await customer.read<Thread>(THREAD, { id });
  const said = (body: string, sentAt: string, authorName: string | null, author: string | null) => ({
    kind: 'REPLY',
    body,
    sentAt: `2026-04-20T${sentAt}:00.000Z`,
    authorName,
    visibleToCustomer: true,
    author: author && { __typename: author },
  });
  expect(ticket.messages.nodes).toEqual([
    said('Why?', '08:00', null, 'Contact'),
    said('Try again.', '08:40', 'Old Desk', null),
    said('It works.', '10:00', 'Cleo', 'Contact'),
    said('Good.', '11:00', null, 'StaffMember'),
  ]);
  const { ticket: whole } = await desk.engineer.read<Thread>(THREAD, { id });
  expect(whole.messages.nodes.map(({ kind }) => kind)).toEqual([
    'REPLY',
    'INTERNAL_NOTE',
    'REPLY',
    'REPLY',
    'REPLY',
  ]);
  expect((await customer.timeline(id)).map(({ type }) => type)).toEqual(['ticket.imported']);
});

test('C34 a conversation that cannot be refuses its ticket, and leaves nothing of it', async () => {
  const customer = await desk.customer();
  const stranger = await desk.customer();
  const said = { side: 'CUSTOMER', body: 'Hello?', sentAt: '2026-04-20T09:00:00Z' };
  const rows = await importRows(customer, [
    row(customer, 'A', { messages: [said, { ...said, authorId: stranger.contactId }] }),
    row(customer, 'B', { messages: [{ ...said, sentAt: '2026-04-20T07:59:59Z' }] }),
    row(customer, 'C', { messages: [{ ...said, sentAt: '2026-05-04T06:00:00.001Z' }] }),
    row(customer, 'D', { messages: [{ ...said, internal: true }] }),
    row(customer, 'E', { messages: [{ ...said, side: 'VENDOR', authorId: customer.contactId }] }),
  ]);
  expect(
    rows.map(({ outcome, issues }) => [outcome, issues.map(({ path, code }) => `${path} ${code}`)]),
  ).toEqual([
    ['REFUSED', ['messages.1.authorId UNKNOWN']],
    ['REFUSED', ['messages.0.sentAt TOO_SMALL']],
    ['REFUSED', ['messages.0.sentAt TOO_BIG']],
    ['REFUSED', ['messages.0.internal NOT_APPLICABLE']],
    ['REFUSED', ['messages.0.authorId UNKNOWN']],
  ]);
  const count = '{ tickets { totalCount } }';
  expect(await customer.read(count)).toEqual({ tickets: { totalCount: 0 } });
});

test('C34 from when promises are enforced is set by itself, read on the account, and judges later imports', async () => {
  const customer = await desk.customer();
  const enforceFrom = '2026-04-20T08:00:00.001Z';
  expect(await importRows(customer, [], { enforceFrom })).toEqual([]);
  const { account } = await customer.read<{ account: { enforceFrom: string } }>(
    'query ($id: ID!) { account(id: $id) { enforceFrom } }',
    { id: customer.accountId },
  );
  expect(account.enforceFrom).toBe(enforceFrom);
  const answered = { respondedAt: '2026-04-22T09:00:00Z' };
  const [before] = await importRows(customer, [row(customer, 'BEFORE', answered)]);
  expect(before!.ticket!.initialResponse.state).toBe('CANCELLED');
  const input = { accountId: customer.accountId, tickets: [] };
  expect(await desk.manager.read(IMPORT, { input })).toMatchObject({
    importTickets: { issues: [{ path: 'tickets', code: 'TOO_SMALL' }] },
  });
});

const HELD = `query ($id: ID!) { tickets(first: 100) { nodes { id initialResponse { elapsedSeconds } } }
  ticket(id: $id) { ballInCourt { businessSeconds bySide { businessSeconds } }
    clocks { elapsedSeconds remainingSeconds explain { openSeconds } } } }`;

test('C34 K14 what nothing can count is refused by itself, and says the bound', async () => {
  const customer = await desk.customer();
  const rows = await importRows(customer, [
    row(customer, 'A', { receivedAt: '1975-12-31T23:59:59.999Z', resolvedAt: '1976-01-02T00:00:00Z' }),
    row(customer, 'B', { receivedAt: '1990-01-02T08:00:00Z' }),
    row(customer, 'C', { receivedAt: '2016-05-03T05:59:59.999Z' }), // 3,653 days and a millisecond ago
    row(customer, 'D', { receivedAt: '2010-01-04T08:00:00Z', respondedAt: '2022-01-04T08:00:00Z' }),
    row(customer, 'E', {
      receivedAt: '2010-01-04T08:00:00Z',
      respondedAt: '2010-01-04T09:00:00Z',
      resolvedAt: '2024-01-04T08:00:00Z',
    }),
    row(customer, 'F', { receivedAt: '2016-05-03T06:00:00Z' }),
    row(customer, 'G', { receivedAt: '1976-01-01T00:00:00Z', resolvedAt: '1976-01-02T00:00:00Z' }),
  ]);
  expect(rows.map(({ outcome, issues }) => [outcome, issues[0]])).toMatchObject([
    ['REFUSED', { path: 'receivedAt', code: 'TOO_SMALL' }],
    ['REFUSED', { path: 'receivedAt', code: 'TOO_SMALL' }],
    ['REFUSED', { path: 'receivedAt', code: 'TOO_SMALL' }],
    ['REFUSED', { path: 'respondedAt', code: 'TOO_BIG' }],
    ['REFUSED', { path: 'resolvedAt', code: 'TOO_BIG' }],
    ['IMPORTED', undefined],
    ['IMPORTED', undefined],
  ]);
  const { importTickets } = await desk.manager.read<{ importTickets: { rows: { issues: object[] }[] } }>(
    `mutation ($input: ImportTicketsInput!) { importTickets(input: $input) { ... on ImportTicketsSuccess {
      rows { issues { en: message(locale: EN) fr: message(locale: FR) } } } } }`,
    {
      input: {
        accountId: customer.accountId,
        tickets: [row(customer, 'C', { receivedAt: '1990-01-02T08:00:00Z' })],
      },
    },
  );
  expect(importTickets.rows[0]!.issues).toEqual([
    {
      en: 'is more than ten years (3,653 days) ago, and the request is still open: say when it was resolved.',
      fr: 'date de plus de dix ans (3 653 jours), et la demande est encore ouverte\u00a0: indiquez quand elle a été résolue.',
    },
  ]);
});

test('K14 C31 a ticket that grows older than a calendar can be asked for at once is read like any other', async () => {
  desk.at('2026-05-04T06:00:00Z');
  const customer = await desk.customer({ plan: 'PREMIUM' });
  const { id } = await customer.open({ severity: 'LIMITED' });
  const count = async () =>
    desk.engineer.read<{
      tickets: { nodes: object[] };
      ticket: {
        ballInCourt: { businessSeconds: number; bySide: { businessSeconds: number }[] };
        clocks: {
          elapsedSeconds: number;
          remainingSeconds: number | null;
          explain: { openSeconds: number };
        }[];
      };
    }>(HELD, { id });
  desk.at('2036-05-04T06:00:00Z'); // 3,653 days on: the horizon
  const atHorizon = (await count()).ticket.clocks[0]!.elapsedSeconds;
  desk.at('2036-05-05T06:00:00Z'); // the Monday after: Sunday has no business time
  expect((await count()).ticket.clocks[0]!.elapsedSeconds).toBe(atHorizon);
  desk.at('2036-05-05T16:00:00Z'); // Monday, 18:00 in Paris: ten hours more
  const { tickets, ticket } = await count();
  expect(tickets.nodes).not.toHaveLength(0);
  for (const { elapsedSeconds, explain } of ticket.clocks) {
    expect(elapsedSeconds).toBe(atHorizon + 36_000);
    expect(explain.openSeconds).toBe(elapsedSeconds);
  }
  expect(ticket.clocks.map(({ remainingSeconds }) => remainingSeconds)).toContain(
    14_400 - atHorizon - 36_000,
  );
  expect(ticket.ballInCourt.businessSeconds).toBe(atHorizon + 36_000);
  const queue = await desk.engineer.read<{ queue: { nodes: object[] } }>(
    '{ queue(first: 100) { nodes { id initialResponse { elapsedSeconds remainingSeconds } } } }',
  );
  expect(queue.queue.nodes).not.toHaveLength(0);
  desk.at('2026-05-04T06:00:00Z');
});
