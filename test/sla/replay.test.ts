import { asTenant } from '@tierline/prisma/tenancy';
import { replayFromLog } from '@tierline/schema/sla/replay';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';

// Monday 4 May 2026 in Paris, UTC+2: open from 08:00 to 18:00; Friday 8 May is a holiday.
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
});
afterAll(() => desk.stop());

const at = (local: string) => desk.at(`2026-05-${local}:00+02:00`);
const reply = (ticketId: string) => desk.engineer.act('replyToTicket', { ticketId, body: 'We found it.' });
const write = (customer: Customer, ticketId: string) =>
  customer.act('replyToTicket', { ticketId, body: 'And now?' });

/** The columns in which a clock's measurement stands. */
const MEASURED = {
  id: true,
  metric: true,
  calendarId: true,
  targetVersion: true,
  startedAt: true,
  owedFrom: true,
  targetSeconds: true,
  countedFrom: true,
  promisedAt: true,
  atRiskAt: true,
  dueAt: true,
  endedAt: true,
  cancelled: true,
} as const;

/** What is stored is what the events say. */
async function compare(...ticketIds: string[]): Promise<void> {
  const { client } = desk.server.database;
  for (const ticketId of ticketIds) {
    const [replayed, clocks, pauses, ticket] = await asTenant('every-account', async () => [
      await replayFromLog(client, ticketId),
      await client.clock.findMany({ where: { ticketId }, select: MEASURED, orderBy: { id: 'asc' } }),
      await client.pause.findMany({
        where: { ticketId },
        select: { startedAt: true, endedAt: true, whileEnded: true },
        orderBy: [{ startedAt: 'asc' }, { id: 'asc' }],
      }),
      await client.ticket.findUniqueOrThrow({ where: { id: ticketId } }),
    ]);
    expect(clocks.length).toBeGreaterThanOrEqual(2);
    expect(replayed.clocks.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(clocks);
    expect(replayed.pauses).toEqual(pauses);
    expect(replayed).toMatchObject({
      severity: ticket.severity,
      plan: ticket.planCode,
      endedAt: ticket.endedAt,
    });
  }
}

test('C13 C12 C22 waits, pauses and re-openings are in the events', async () => {
  at('04T08:00');
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const { id: ticketId } = await customer.open();
  at('04T09:00');
  await desk.engineer.act('waitForThirdParty', { ticketId, reason: 'The carrier.' });
  await desk.engineer.act('waitForCustomer', { ticketId, body: 'Which browser?' });
  at('04T11:00');
  await write(customer, ticketId);
  await compare(ticketId);
  at('04T12:00');
  await desk.engineer.act('reviewTicketScope', {
    ticketId,
    review: { verdict: 'IN_SCOPE', meetingDecision: 'NOT_NEEDED' },
  });
  await desk.engineer.act('replyToTicket', { ticketId, body: 'Done.', resolve: true });
  await compare(ticketId);
  at('05T09:00');
  await write(customer, ticketId);
  await compare(ticketId);
  await reply(ticketId);
  await customer.act('closeTicket', { ticketId });
  await compare(ticketId);
});

test('C13 C16 C17 C26 C27 C28 severities, plans, calendars and tables that change are in the events', async () => {
  at('04T16:00');
  const customer = await desk.customer();
  const { accountId } = customer;
  const { id: ticketId } = await customer.open({ severity: 'LIMITED' });
  const close = (on: string, hours: object = {}) =>
    desk.manager.act('closeDay', { accountId, on, reason: 'Move', ...hours });
  await close('2026-05-06');
  await compare(ticketId);
  at('04T17:00');
  await desk.manager.act('choosePlan', { accountId, planCode: 'ENHANCED' });
  await compare(ticketId);
  await customer.act('raiseSeverity', { ticketId, severity: 'MODERATE', cause: 'WORSENED' });
  await close('2026-05-05', { opensAt: '10:00' });
  await compare(ticketId);
  at('05T10:30');
  await desk.engineer.act('raiseSeverity', { ticketId, severity: 'SEVERE', cause: 'CORRECTION' });
  await compare(ticketId);
  await desk.engineer.act('lowerSeverity', { ticketId, severity: 'LIMITED', reason: 'A way round.' });
  await compare(ticketId);
  await customer.act('contestSeverity', { ticketId, reason: 'It is bad.' });
  await close('2026-05-07');
  await desk.manager.act('choosePlan', { accountId, planCode: 'PREMIUM' });
  await compare(ticketId);
  await desk.manager.act('decideContest', { ticketId, decision: 'RESTORED', reason: 'It is.' });
  await compare(ticketId);
  await desk.manager.act('reopenDay', { accountId, on: '2026-05-07' });
  await compare(ticketId);
  at('05T12:00');
  await reply(ticketId);
  await compare(ticketId);
});

test('C13 C20 C21 C24 merged, split and cancelled tickets are in their events', async () => {
  at('04T08:00');
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const open = (severity: string) => customer.open({ severity });
  const [a, b, c, d] = [
    await open('LIMITED'),
    await open('SEVERE'),
    await open('SEVERE'),
    await open('LIMITED'),
  ];
  at('04T09:00');
  const merge = (source: string, target: string) =>
    desk.engineer.act('mergeTickets', { sourceId: source, targetId: target });
  await merge(b.id, a.id); // the earlier promise
  await compare(a.id, b.id);
  await desk.manager.act('closeDay', {
    accountId: customer.accountId,
    on: '2026-05-04',
    closesAt: '09:30',
    reason: 'Party',
  });
  await compare(a.id);
  await reply(a.id);
  await merge(c.id, a.id); // goes on in a
  await compare(a.id, c.id);
  at('05T09:00');
  await write(customer, c.id);
  const { ticket } = await customer.read<{ ticket: { messages: { nodes: { id: string; body: string }[] } } }>(
    'query ($id: ID!) { ticket(id: $id) { messages { nodes { id body } } } }',
    { id: a.id },
  );
  const message = ticket.messages.nodes.findLast(({ body }) => body === 'And now?')!;
  const child = await desk.engineer.act('splitTicket', {
    ticketId: a.id,
    messageIds: [message.id],
    subject: 'Another question',
  });
  await desk.engineer.act('cancelTicket', { ticketId: d.id, reason: 'SPAM' });
  await compare(a.id, child.id, d.id);
});

test('C13 C33 repairs are in the events', async () => {
  at('04T08:00');
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const { id: ticketId, initialResponse } = await customer.open();
  const repair = async (correction: object) => {
    const proposal = { clockId: initialResponse.id, correction, reason: 'Agreed.' };
    const { id: repairId } = await desk.engineer.act('repairClock', proposal);
    await desk.manager.act('decideClockRepair', { repairId, decision: 'APPROVED' });
    await compare(ticketId);
  };
  at('04T09:00');
  await repair({ dueAt: '2026-05-04T09:30:00Z' });
  await desk.manager.act('closeDay', { accountId: customer.accountId, on: '2026-05-05', reason: 'Move' });
  at('04T11:00');
  await reply(ticketId);
  await repair({ respondedAt: '2026-05-04T08:00:00Z' });
  await repair({ cancel: true });
  await repair({ respondedAt: '2026-05-04T08:30:00Z' });
});
