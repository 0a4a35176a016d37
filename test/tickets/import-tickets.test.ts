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
