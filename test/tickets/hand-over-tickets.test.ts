import { afterAll, beforeAll, expect, test } from 'vitest';
import { IN_SCOPE, openDesk, type Customer, type Desk, type Staff } from '../support/programme.ts';

let desk: Desk;
let customer: Customer;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-05T07:00:00Z' }); // Tuesday, when the engineers of EMEA begin
  customer = await desk.customer({ plan: 'ENHANCED' });
});
afterAll(() => desk?.stop());

type Input = Parameters<Staff['client']['tickets']['handOver']>[0];
/** What became of each, by its id. */
async function handOver(input: Input, options?: { idempotencyKey: string }) {
  const answer = await desk.engineer.client.tickets.handOver(input, options);
  if (answer.__typename !== 'HandOverTicketsSuccess') return answer;
  return answer.results.map((one) =>
    one.__typename === 'TicketChanged' ? [one.ticket.id, 'DONE'] : [one.ticketId, one.problem.code],
  );
}
async function ticketOf(staff: Staff) {
  const ticket = await customer.open();
  await desk.engineer.act('assignTicket', { ticketId: ticket.id, assigneeId: staff.staffId });
  return ticket;
}
const assigneeOf = async (id: string) => (await desk.engineer.client.tickets.get(id))!.assignee?.id ?? null;
const note = 'Waits for a log.';

test('S9 C19 open tickets go to a colleague with a note; what is over or not theirs stays; no clock moves', async () => {
  const [jeanne, karim] = [await desk.hire(), await desk.hire()];
  const [first, resolved, second] = [await ticketOf(jeanne), await ticketOf(jeanne), await ticketOf(jeanne)];
  await desk.engineer.act('replyToTicket', {
    ticketId: resolved.id,
    body: 'Done.',
    resolve: true,
    review: IN_SCOPE,
  });
  const elses = await ticketOf(desk.engineer);
  const ticketIds = [second.id, resolved.id, elses.id, 'tkt_absent', first.id, second.id];
  expect(await handOver({ fromId: jeanne.staffId, toId: karim.staffId, note, ticketIds })).toEqual([
    [second.id, 'DONE'],
    [resolved.id, 'NOT_ON_THEIR_DESK'],
    [elses.id, 'NOT_ON_THEIR_DESK'],
    ['tkt_absent', 'NOT_FOUND'],
    [first.id, 'DONE'],
  ]);
  for (const { id } of [first, second]) expect(await assigneeOf(id)).toBe(karim.staffId);
  expect(await assigneeOf(resolved.id)).toBe(jeanne.staffId);
  expect((await desk.engineer.ticket(first.id)).clocks).toEqual(first.clocks);
  const { messages } = (await karim.client.tickets.messages(first.id))!;
  expect(messages.nodes.at(-1)).toMatchObject({ kind: 'INTERNAL_NOTE', body: note });
  const [told] = (await karim.timeline(first.id)).slice(-1);
  expect(told).toMatchObject({
    type: 'ticket.assigned',
    payload: { before: { assigneeId: jeanne.staffId }, after: { assigneeId: karim.staffId } },
  });
  expect((await customer.timeline(first.id)).map(({ type }) => type)).not.toContain('ticket.noted');
  const { notices } = await karim.read<{ notices: { nodes: { title: string }[] } }>(
    '{ notices { nodes { title } } }',
  );
  expect(notices.nodes.map(({ title }) => title)).toContain(`${first.reference} is assigned to you`);
});

test('S9 S31 without names all go, to the queue of a team; sent again under its key it means the same ones', async () => {
  const jeanne = await desk.hire();
  const team = await desk.manager.act('createTeam', {
    name: 'Night shift',
    region: 'EMEA',
    memberIds: [jeanne.staffId],
  });
  const tickets = [await ticketOf(jeanne), await ticketOf(jeanne)];
  const input = { fromId: jeanne.staffId, toTeamId: team.id, note };
  const done = await handOver(input, { idempotencyKey: 'hand-over-once' });
  expect(done).toHaveLength(2);
  expect(done).toEqual(expect.arrayContaining(tickets.map(({ id }) => [id, 'DONE'])));
  const late = await ticketOf(jeanne);
  expect(await handOver(input, { idempotencyKey: 'hand-over-once' })).toEqual(done);
  expect(await assigneeOf(late.id)).toBe(jeanne.staffId);
  const queue = await desk.engineer.client.tickets
    .queue({ filter: { teamIds: [team.id], unassigned: true } })
    .all(10);
  expect(queue.map(({ id }) => id)).toEqual(expect.arrayContaining(tickets.map(({ id }) => id)));
  expect(queue).toHaveLength(2);
  await handOver(input);
  expect(await handOver(input)).toEqual([]); // none is left
});

test('S9 nobody, an unknown person and customers hand nothing over', async () => {
  const jeanne = await desk.hire();
  const { id } = await ticketOf(jeanne);
  const from = { fromId: jeanne.staffId, note, ticketIds: [id] };
  for (const [input, path, code] of [
    [from, 'toId', 'REQUIRED'],
    [{ ...from, toId: 'stf_absent' }, 'toId', 'UNKNOWN'],
    [{ ...from, toId: jeanne.staffId }, 'toId', 'UNKNOWN'],
    [{ ...from, toTeamId: 'tea_absent' }, 'toTeamId', 'UNKNOWN'],
    [{ ...from, fromId: 'stf_absent', toId: jeanne.staffId }, 'fromId', 'UNKNOWN'],
    [{ ...from, toId: desk.engineer.staffId, note: ' ' }, 'note', 'TOO_SMALL'],
    [{ ...from, toId: desk.engineer.staffId, ticketIds: [] }, 'ticketIds', 'TOO_SMALL'],
  ] as const) {
    expect(await handOver(input as Input)).toMatchObject({ issues: [{ path, code }] });
  }
  const many = Array.from({ length: 101 }, (_, index) => `tkt_${index}`);
  expect(await handOver({ ...from, toId: desk.engineer.staffId, ticketIds: many })).toMatchObject({
    issues: [{ path: 'ticketIds', code: 'TOO_BIG' }],
  });
  await expect(
    customer.client.tickets.handOver({ ...from, toId: desk.engineer.staffId }),
  ).rejects.toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  expect(await assigneeOf(id)).toBe(jeanne.staffId);
});
