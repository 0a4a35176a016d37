import { createClient, unwrap, type Client } from '@tierline/sdk';
import { schema } from '@tierline/schema/schema';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { customer, staff } from '../support/customers.ts';
import { testServer, type TestServer } from '../support/server.ts';

// What real flows cost: one request for each call, one for each page, and none that nobody asked for.
let server: TestServer;
let sent: (string | null)[];
let premium: Client;
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
  const hooks = { request: ({ operation }: { operation: string | null }) => void sent.push(operation) };
  const { token } = await customer(server, { plan: 'PREMIUM', skus: [{ code: 'IQ-TM' }] });
  premium = createClient({ url, hooks, token });
  engineer = createClient({ url, hooks, token: await staff(server, 'ENGINEER') });
  sent = [];
  for (const number of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) {
    unwrap(await premium.tickets.open({ ...QUESTION, subject: `Question ${number}` }));
  }
  expect(sent).toHaveLength(11);
});

afterAll(() => server.stop());

test('B19 ten tickets with their customers, assignees and clocks are one request', async () => {
  sent = [];
  const { nodes } = await engineer.tickets.list({ first: 10 });
  expect(nodes).toHaveLength(10);
  for (const { account, assignee, initialResponse } of nodes) {
    expect([account.name, assignee, initialResponse.dueAt]).toEqual([
      expect.any(String),
      null,
      '2026-07-13T10:00:00.000Z', // Monday at noon in Paris: two business hours after ten
    ]);
  }
  expect(sent).toEqual(['Tickets']);
});

test('B19 eleven tickets in pages of five are three requests, and the twelfth is not looked for', async () => {
  sent = [];
  expect(await engineer.tickets.list({ first: 5 }).all(11)).toHaveLength(11);
  expect(sent).toEqual(['Tickets', 'Tickets', 'Tickets']);
});

test('B19 an engineer takes the next of the queue, reads it, reviews and answers it in three requests', async () => {
  sent = [];
  const [next] = await engineer.tickets.queue({ first: 1 }).all(1);
  const ticket = await engineer.tickets.get(next!.id);
  expect(ticket!.messages.nodes).toHaveLength(1);
  const { ticket: answered } = unwrap(
    await engineer.tickets.reply({
      ticketId: next!.id,
      body: 'Thank you: we are looking into it.',
      review: { verdict: 'IN_SCOPE', meetingDecision: 'NOT_NEEDED' },
    }),
  );
  expect(answered.initialResponse.state).toBe('MET');
  expect(sent).toEqual(['Queue', 'Ticket', 'ReplyToTicket']);
});

test('B19 the server names what will go, and the client passes it on', async () => {
  const field = schema.getQueryType()!.getFields()['supportProgramme']!;
  const { deprecationReason } = field;
  onTestFinished(() => void (field.deprecationReason = deprecationReason));
  field.deprecationReason = 'Ask programme. Removal on 2027-06-01';
  const told: string[] = [];
  const passerBy = createClient({
    url: `${server.url}/graphql`,
    hooks: { deprecation: ({ operation, message }) => void told.push(`${operation}: ${message}`) },
  });

  await passerBy.programme.get();
  await passerBy.programme.get();
  await passerBy.plans.list();

  expect(told).toEqual([
    'SupportProgramme: The field Query.supportProgramme is deprecated. Ask programme. Removal on 2027-06-01',
  ]);
});
