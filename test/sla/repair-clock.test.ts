import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient, unwrap } from '@tierline/sdk';
import { IN_SCOPE, openDesk, type Customer, type Desk, type Ticket } from '../support/programme.ts';

// Monday 4 May 2026 in Paris, UTC+2: an ordinary day, open from 08:00 to 18:00. Two business hours for a severe ticket
// on Enhanced: received at 08:00, it is due at 10:00 (08:00Z), at risk from 09:30.
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
});
afterAll(() => desk.stop());

const at = (local: string) => desk.at(`2026-05-04T${local}:00+02:00`);

/** Answered an hour too late, at 11:00. */
async function brokenTicket(): Promise<{ customer: Customer; ticket: Ticket; clockId: string }> {
  at('08:00');
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const { id } = await customer.open();
  at('11:00');
  const ticket = await desk.engineer.act('replyToTicket', { ticketId: id, body: 'Sorry for the wait.' });
  expect(ticket.initialResponse.state).toBe('BREACHED');
  at('12:00');
  return { customer, ticket, clockId: ticket.initialResponse.id };
}

const CALLED_AT_NINE = {
  correction: { respondedAt: '2026-05-04T07:00:00Z' },
  reason: 'Jeanne called at nine.',
};
const approve = (repairId: string) =>
  desk.manager.act('decideClockRepair', { repairId, decision: 'APPROVED' });

interface Receipt {
  state: string;
  correction: string;
  correctedTo: string;
  reason: string;
  proposedBy: { name: string };
  decidedBy: { name: string } | null;
  before: { state: string; endedAt: string };
  after: { state: string; endedAt: string } | null;
}
async function receipts(customer: Customer | Desk['engineer'], id: string): Promise<Receipt[]> {
  const { ticket } = await customer.read<{ ticket: { initialResponse: { repairs: Receipt[] } } }>(
    `query ($id: ID!) { ticket(id: $id) { initialResponse { repairs {
      state correction correctedTo reason proposedBy { name } decidedBy { name }
      before { state endedAt } after { state endedAt } } } } }`,
    { id },
  );
  return ticket.initialResponse.repairs;
}

test('C33 B23 two people change a verdict, and leave a receipt that the customer reads', async () => {
  const { customer, ticket, clockId } = await brokenTicket();
  const { id, state, after } = await desk.engineer.act('repairClock', { clockId, ...CALLED_AT_NINE });
  expect([state, after]).toEqual(['PROPOSED', null]);
  expect((await customer.ticket(ticket.id)).initialResponse.state).toBe('BREACHED'); // nothing has changed yet
  expect(await receipts(customer, ticket.id)).toEqual([]);

  expect(await approve(id)).toMatchObject({
    state: 'APPROVED',
    before: { state: 'BREACHED', endedAt: '2026-05-04T09:00:00.000Z' },
    after: { state: 'MET', endedAt: '2026-05-04T07:00:00.000Z' },
  });

  expect((await customer.ticket(ticket.id)).initialResponse).toMatchObject({
    state: 'MET',
    endedAt: '2026-05-04T07:00:00.000Z',
    dueAt: '2026-05-04T08:00:00.000Z',
    breachedAt: null,
    elapsedSeconds: 3_600,
  });
  expect(await receipts(customer, ticket.id)).toEqual([
    {
      state: 'APPROVED',
      correction: 'RESPONDED_AT',
      correctedTo: '2026-05-04T07:00:00.000Z',
      reason: 'Jeanne called at nine.',
      proposedBy: { name: 'Jeanne Morel' },
      decidedBy: { name: 'Max Weber' },
      before: { state: 'BREACHED', endedAt: '2026-05-04T09:00:00.000Z' },
      after: { state: 'MET', endedAt: '2026-05-04T07:00:00.000Z' },
    },
  ]);
  const event = (await customer.timeline(ticket.id)).at(-1);
  expect(event).toMatchObject({
    type: 'clock.repaired',
    payload: {
      clockId,
      repairId: id,
      proposedById: desk.engineer.staffId,
      approvedById: desk.manager.staffId,
      before: { state: 'BREACHED' },
      after: { state: 'MET' },
    },
  });
});

test('C33 C15 a corrected deadline keeps from where it counts, and its risk follows', async () => {
  const { ticket, customer, clockId } = await brokenTicket();
  const { id } = await desk.engineer.act('repairClock', {
    clockId,
    correction: { dueAt: '2026-05-04T10:00:00Z' },
    reason: 'Four hours were agreed in writing.',
  });
  await approve(id);
  expect((await customer.ticket(ticket.id)).initialResponse).toMatchObject({
    state: 'MET', // answered at 11:00, due at 12:00
    dueAt: '2026-05-04T10:00:00.000Z',
    targetSeconds: 14_400,
    atRiskAt: '2026-05-04T09:00:00.000Z',
    endedAt: '2026-05-04T09:00:00.000Z',
  });
});

test('C33 C14 C36 a clock can be taken out of the count, by its reason', async () => {
  const { ticket, customer, clockId } = await brokenTicket();
  const cancel = { clockId, correction: { cancel: true }, reason: 'A drill of the customer.' };
  await approve((await desk.engineer.act('repairClock', cancel)).id);
  expect((await customer.ticket(ticket.id)).initialResponse).toMatchObject({
    state: 'CANCELLED',
    cancelled: 'REPAIRED',
    endedAt: '2026-05-04T09:00:00.000Z',
  });
  expect((await desk.engineer.problem('repairClock', cancel)).issues).toMatchObject([
    { path: 'correction.cancel', code: 'CANCELLED' },
  ]);
});

test('C33 C22 a measure that was taken out of the count stays out when its ticket is re-opened and resolved again', async () => {
  const { ticket, customer } = await brokenTicket();
  const resolution = async () =>
    (await customer.ticket(ticket.id)).clocks.find(({ metric }) => metric === 'RESOLUTION')!;
  const { id: clockId } = await resolution();
  const cancel = { clockId, correction: { cancel: true }, reason: 'A drill of the customer.' };
  await approve((await desk.engineer.act('repairClock', cancel)).id);
  const resolve = { ticketId: ticket.id, body: 'Reload it.', resolve: true, review: IN_SCOPE };
  await desk.engineer.act('replyToTicket', resolve);
  at('13:00');
  await desk.engineer.act('reopenTicket', { ticketId: ticket.id, reason: 'It is back.' });
  at('14:00');
  await desk.engineer.act('replyToTicket', resolve);
  expect(await resolution()).toMatchObject({
    state: 'CANCELLED',
    cancelled: 'REPAIRED',
    endedAt: '2026-05-04T12:00:00.000Z',
  });
});

test('C33 the author does not decide, nobody decides twice, and a refusal changes nothing', async () => {
  const { ticket, customer, clockId } = await brokenTicket();
  const own = await desk.manager.act('repairClock', { clockId, ...CALLED_AT_NINE });
  for (const decision of ['APPROVED', 'REFUSED']) {
    expect(await desk.manager.problem('decideClockRepair', { repairId: own.id, decision })).toMatchObject({
      __typename: 'SamePersonProblem',
      code: 'SAME_PERSON',
    });
  }
  const other = await desk.engineer.act('repairClock', { clockId, ...CALLED_AT_NINE });
  const refuse = { repairId: other.id, decision: 'REFUSED', reason: 'There is no such call.' };
  expect((await desk.manager.act('decideClockRepair', refuse)).state).toBe('REFUSED');
  expect((await desk.manager.problem('decideClockRepair', refuse)).code).toBe('REPAIR_DECIDED');
  expect((await customer.ticket(ticket.id)).initialResponse.state).toBe('BREACHED');
  expect(await receipts(customer, ticket.id)).toEqual([]);
  expect(await receipts(desk.engineer, ticket.id)).toMatchObject([
    { state: 'PROPOSED' },
    { state: 'REFUSED' },
  ]);
  expect((await desk.engineer.denied('decideClockRepair', refuse)).code).toBe('FORBIDDEN');
  expect((await customer.denied('repairClock', { clockId, ...CALLED_AT_NINE })).code).toBe('FORBIDDEN');
});

test('C33 C35 of several corrections of one clock that are approved at once, one is made', async () => {
  const { ticket, customer, clockId } = await brokenTicket();
  const proposals = await Promise.all(
    [7, 8, 9].map((minutes) =>
      desk.engineer.act('repairClock', {
        clockId,
        correction: { respondedAt: `2026-05-04T07:0${minutes}:00Z` },
        reason: 'From the log of calls.',
      }),
    ),
  );
  const decided = await Promise.allSettled(proposals.map(({ id }) => approve(id)));
  expect(decided.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const made = await receipts(customer, ticket.id);
  expect(made).toHaveLength(1);
  expect((await customer.ticket(ticket.id)).initialResponse.endedAt).toBe(made[0]!.correctedTo);
  const left = (await receipts(desk.engineer, ticket.id)).filter(({ state }) => state === 'PROPOSED');
  expect(left).toHaveLength(2);
});

test('C33 C35 what changed after the proposal is not overwritten', async () => {
  at('08:00');
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const { id: ticketId, initialResponse } = await customer.open();
  at('09:45');
  const late = { correction: { dueAt: '2026-05-04T09:00:00Z' }, reason: 'Agreed on the telephone.' };
  const { id } = await desk.engineer.act('repairClock', { clockId: initialResponse.id, ...late });
  await desk.engineer.act('replyToTicket', { ticketId, body: 'We found it.' });
  const approval = { repairId: id, decision: 'APPROVED' };
  expect(await desk.manager.problem('decideClockRepair', approval)).toMatchObject({
    __typename: 'RepairOutdatedProblem',
    code: 'REPAIR_OUTDATED',
  });
  expect((await customer.ticket(ticketId)).initialResponse).toMatchObject({
    state: 'MET',
    dueAt: '2026-05-04T08:00:00.000Z',
  });
});

test('C33 what cannot be is not proposed', async () => {
  const { clockId, ticket } = await brokenTicket();
  const resolution = ticket.clocks.find(({ metric }) => metric === 'RESOLUTION')!.id;
  const basic = await (await desk.customer()).open();
  const reason = 'Because.';
  for (const [id, correction, code] of [
    [clockId, { respondedAt: '2026-05-04T05:59:59Z' }, 'TOO_SMALL'],
    [clockId, { respondedAt: '2026-05-04T10:00:01Z' }, 'TOO_BIG'],
    [clockId, { dueAt: '2026-05-04T06:00:59Z' }, 'TOO_SMALL'],
    [clockId, { cancel: false }, 'ONE_OF_THEM'],
    [resolution, { respondedAt: '2026-05-04T07:00:00Z' }, 'NO_RESPONSE'],
    [basic.initialResponse.id, { dueAt: '2026-05-04T12:00:00Z' }, 'NOTHING_PROMISED'],
  ] as const) {
    const { issues } = await desk.engineer.problem('repairClock', { clockId: id, correction, reason });
    expect(issues?.map((issue) => issue.code)).toEqual([code]);
  }
  const nowhere = { clockId: 'clk_nowhere', correction: { cancel: true }, reason };
  expect((await desk.engineer.denied('repairClock', nowhere)).code).toBe('NOT_FOUND');
});

test('C33 the corrections that wait are listed for those who decide', async () => {
  const { clockId } = await brokenTicket();
  const { id } = await desk.engineer.act('repairClock', { clockId, ...CALLED_AT_NINE });
  const waiting = '{ clockRepairs(first: 1) { nodes { id state clock { id } } } }';
  expect(await desk.manager.read(waiting)).toEqual({
    clockRepairs: { nodes: [{ id, state: 'PROPOSED', clock: { id: clockId } }] },
  });
  await approve(id);
  const { clockRepairs } = await desk.manager.read<{ clockRepairs: { nodes: { id: string }[] } }>(
    '{ clockRepairs(first: 100) { nodes { id } } }',
  );
  expect(clockRepairs.nodes.map((repair) => repair.id)).not.toContain(id);
});

test('B23 C33 a key proposes with clocks:write, and approves nothing: that takes a person', async () => {
  const { customer, ticket, clockId } = await brokenTicket();
  const { secret } = unwrap(
    await desk.manager.client.keys.create({ name: 'Sync', scopes: ['clocks:write'] }),
  );
  const machine = createClient({ url: `${desk.server.url}/graphql`, token: secret!, retries: 0 });
  const { id: repairId } = await desk.engineer.act('repairClock', { clockId, ...CALLED_AT_NINE });
  await expect(machine.sla.decideRepair({ repairId, decision: 'APPROVED' })).rejects.toMatchObject({
    code: 'FORBIDDEN',
    errors: [{ message: 'decideClockRepair is not for API keys.' }],
  });
  expect((await customer.ticket(ticket.id)).initialResponse.state).toBe('BREACHED');
  expect(await approve(repairId)).toMatchObject({ state: 'APPROVED' });

  const { clockId: another } = await brokenTicket();
  const { repair } = unwrap(await machine.sla.repairClock({ clockId: another, ...CALLED_AT_NINE }));
  expect(repair.state).toBe('PROPOSED');
});
