import { afterAll, beforeAll, expect, test } from 'vitest';
import { IN_SCOPE, openDesk, type Caller, type Customer, type Desk } from '../support/programme.ts';

let desk: Desk;
let customer: Customer;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
  customer = await desk.customer({ plan: 'ENHANCED' });
});
afterAll(() => desk?.stop());

type Result = { ticket: { id: string; state: string } } | { ticketId: string; problem: { code: string } };
interface Answer {
  results?: Result[];
  code?: string;
  issues?: object[];
}
async function bulk(caller: Caller, name: string, input: object): Promise<Answer> {
  const type = name[0]!.toUpperCase() + name.slice(1);
  const data = await caller.read<Record<string, Answer>>(
    `mutation ($input: ${type}Input!) { ${name}(input: $input) {
      ... on ${type}Success { results {
        ... on TicketChanged { ticket { id state } } ... on TicketUnchanged { ticketId problem { code } } } }
      ... on Problem { code } ... on InvalidInputProblem { issues { path code } } } }`,
    { input },
  );
  return data[name]!;
}
const countOf = async (id: string, type: string) =>
  (await desk.engineer.timeline(id)).filter((event) => event.type === type).length;

test('S39 C24 each ticket has an outcome of its own, in the order asked, and one undoes none of the others', async () => {
  const [answered, waiting, gone] = [await customer.open(), await customer.open(), await customer.open()];
  await desk.engineer.act('replyToTicket', {
    ticketId: answered.id,
    body: 'Here.',
    resolve: true,
    review: IN_SCOPE,
  });
  await customer.act('closeTicket', { ticketId: gone.id });
  const { results } = await bulk(desk.engineer, 'closeTickets', {
    ticketIds: [gone.id, 'tkt_absent', waiting.id, answered.id, answered.id],
  });
  expect(results).toEqual([
    { ticketId: gone.id, problem: { code: 'ILLEGAL_MOVE' } },
    { ticketId: 'tkt_absent', problem: { code: 'NOT_FOUND' } },
    { ticketId: waiting.id, problem: { code: expect.stringMatching(/MISSING$/) as string } },
    { ticket: { id: answered.id, state: 'CLOSED' } },
  ]);
  expect(await countOf(answered.id, 'ticket.closed')).toBe(1);
});

test('S39 C8 C19 tickets are assigned, labelled and noted together; no clock moves', async () => {
  const before = await Promise.all([customer.open(), customer.open(), customer.open()]);
  const ticketIds = before.map(({ id }) => id);
  const label = await desk.engineer.act('createLabel', { name: 'together' });
  const done = ticketIds.map((id) => ({ ticket: { id, state: 'RECEIVED' } }));
  const assigned = { ticketIds, assigneeId: desk.engineer.staffId };
  expect((await bulk(desk.engineer, 'assignTickets', assigned)).results).toEqual(done);
  expect((await bulk(desk.engineer, 'labelTickets', { ticketIds, add: [label.id] })).results).toEqual(done);
  expect((await bulk(desk.engineer, 'noteTickets', { ticketIds, body: 'All the same.' })).results).toEqual(
    done,
  );
  for (const ticket of before) {
    const { messages } = (await desk.engineer.client.tickets.messages(ticket.id))!;
    expect(messages.nodes.map(({ kind }) => kind)).toEqual(['REPLY', 'INTERNAL_NOTE']);
    expect((await desk.engineer.ticket(ticket.id)).clocks).toEqual(ticket.clocks);
    const { labels, assignee } = (await desk.engineer.client.tickets.get(ticket.id))!;
    expect([labels.map(({ name }) => name), assignee?.id]).toEqual([['together'], desk.engineer.staffId]);
  }
});

test('S39 under an idempotency key each is done once, and what was left is tried again', async () => {
  const [first, second] = [await customer.open(), await customer.open()];
  const input = { ticketIds: [first.id, 'tkt_absent', second.id], body: 'Once.' };
  const options = { idempotencyKey: 'note-them-once' };
  const one = await desk.engineer.client.tickets.noteMany(input, options);
  const two = await desk.engineer.client.tickets.noteMany(input, options);
  expect(two).toEqual(one);
  for (const { id } of [first, second]) expect(await countOf(id, 'ticket.noted')).toBe(1);
  const both = await Promise.all([
    desk.engineer.client.tickets.noteMany(input, { idempotencyKey: 'note-at-once' }),
    desk.engineer.client.tickets.noteMany(input, { idempotencyKey: 'note-at-once' }),
  ]);
  expect(both[0]).toEqual(both[1]);
  for (const { id } of [first, second]) expect(await countOf(id, 'ticket.noted')).toBe(2);
});

test('S39 a hundred at most, and only what one may do alone', async () => {
  const many = Array.from({ length: 101 }, (_, index) => `tkt_${index}`);
  for (const [ticketIds, code] of [
    [[], 'TOO_SMALL'],
    [many, 'TOO_BIG'],
  ] as const) {
    expect(await bulk(desk.engineer, 'closeTickets', { ticketIds })).toEqual({
      code: 'INVALID_INPUT',
      issues: [{ path: 'ticketIds', code }],
    });
  }
  const { results } = await bulk(desk.engineer, 'closeTickets', { ticketIds: many.slice(1) });
  expect(results).toHaveLength(100);
  const document = `mutation { noteTickets(input: { ticketIds: ["tkt_1"], body: "x" }) { __typename } }`;
  expect((await customer.error(document)).code).toBe('FORBIDDEN');
  const stranger = await desk.customer();
  const own = await customer.open();
  expect((await bulk(stranger, 'closeTickets', { ticketIds: [own.id] })).results).toEqual([
    { ticketId: own.id, problem: { code: 'NOT_FOUND' } },
  ]);
  expect((await bulk(customer, 'closeTickets', { ticketIds: [own.id] })).results).toEqual([
    { ticket: { id: own.id, state: 'WITHDRAWN' } },
  ]);
});
