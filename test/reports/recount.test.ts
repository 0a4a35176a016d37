import { unwrap } from '@tierline/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { IN_SCOPE, openDesk, REQUEST, type Customer, type Desk } from '../support/programme.ts';

// Monday 4 May 2026 in Paris, UTC+2: open from 08:00 to 18:00; Friday 8 May is a holiday.
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
});
afterAll(() => desk?.stop());

const at = (local: string) => desk.at(`2026-05-${local}:00+02:00`);
const answer = (ticketId: string) => desk.engineer.act('replyToTicket', { ticketId, body: 'We found it.' });
const resolve = (ticketId: string) =>
  desk.engineer.act('replyToTicket', { ticketId, body: 'It works.', resolve: true, review: IN_SCOPE });
const write = (customer: Customer, ticketId: string) =>
  customer.act('replyToTicket', { ticketId, body: 'And now?' });

const FIGURES = `{
  tickets
  promises { met breached breachedOpen undecided attainment excluded { reason clocks }
    response { clocks medianSeconds percentile90Seconds } }
  bySeverity { severity tickets promises { met breached breachedOpen undecided attainment } }
  byRequestType { requestType tickets }
  nextResponse { clocks medianSeconds percentile90Seconds }
  resolution { clocks medianSeconds percentile90Seconds }
  satisfaction { asked answered satisfied average byScore { score answers } }
  breaches(first: 100) { nodes { ticket { reference } severity plan receivedAt dueAt breachedAt respondedAt targetSeconds
    businessSeconds wallSeconds } }
}`;

interface Counted {
  tickets: number;
  promises: { excluded: { reason: string; clocks: number }[] };
  byRequestType: object[];
  resolution: object;
  breaches: { nodes: unknown[] };
}

/** The figures of May from the rows, which must be those from the log. */
async function compared(customer: Customer): Promise<Counted> {
  const { supportReport } = await customer.read<{ supportReport: { figures: Counted; recount: Counted } }>(
    `query ($id: ID!) { supportReport(accountId: $id, month: "2026-05") { figures ${FIGURES} recount ${FIGURES} } }`,
    { id: customer.accountId },
  );
  expect(supportReport.recount).toEqual(supportReport.figures);
  return supportReport.figures;
}

test('S2 C13 C36 after whatever happened in a month, the log gives the figures that the rows give', async () => {
  at('04T08:00');
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const { accountId } = customer;
  const open = (severity = 'SEVERE', more: object = {}) => customer.open({ severity, ...more });

  const [kept, late, worse, misjudged, lowered] = [
    await open(),
    await open('MODERATE'),
    await open('LIMITED', { requestType: 'HOW_TO' }),
    await open('LIMITED'),
    await open(),
  ];
  const [withdrawn, spam, merged, waiting, repaired] = [
    await open(),
    await open(),
    await open(),
    await open('MODERATE'),
    await open(),
  ];
  at('04T09:00');
  await answer(kept.id);
  await customer.act('closeTicket', { ticketId: withdrawn.id });
  await desk.engineer.act('cancelTicket', { ticketId: spam.id, reason: 'SPAM' });
  await desk.engineer.act('mergeTickets', { sourceId: merged.id, targetId: late.id });
  await customer.act('raiseSeverity', { ticketId: worse.id, severity: 'SEVERE', cause: 'WORSENED' });
  await desk.engineer.act('lowerSeverity', {
    ticketId: lowered.id,
    severity: 'LIMITED',
    reason: 'A way round.',
  });
  await customer.act('contestSeverity', { ticketId: lowered.id, reason: 'It is bad.' });
  await compared(customer);
  at('04T11:30');
  await desk.engineer.act('raiseSeverity', {
    ticketId: misjudged.id,
    severity: 'SEVERE',
    cause: 'CORRECTION',
  });
  await desk.manager.act('decideContest', { ticketId: lowered.id, decision: 'RESTORED', reason: 'It is.' });
  await desk.engineer.act('waitForCustomer', { ticketId: waiting.id, body: 'Which browser?' });
  await answer(late.id);
  await compared(customer);
  at('05T10:00');
  await write(customer, waiting.id);
  await desk.manager.act('closeDay', { accountId, on: '2026-05-05', closesAt: '12:00', reason: 'Move' });
  await resolve(waiting.id);
  unwrap(await customer.client.tickets.rate({ ticketId: waiting.id, score: 2 }));
  unwrap(await customer.client.tickets.rate({ ticketId: waiting.id, score: 4 }));
  await compared(customer);
  at('06T09:00');
  await write(customer, waiting.id); // re-opens it
  await desk.manager.act('choosePlan', { accountId, planCode: 'PREMIUM' });
  const premium = await open('LIMITED');
  const { id: repairId } = await desk.engineer.act('repairClock', {
    clockId: repaired.initialResponse.id,
    correction: { respondedAt: '2026-05-04T07:30:00Z' },
    reason: 'It was answered by telephone.',
  });
  await desk.manager.act('decideClockRepair', { repairId, decision: 'APPROVED' });
  await compared(customer);
  at('06T10:00');
  await resolve(waiting.id);
  await resolve(kept.id);
  await answer(premium.id);

  const { tickets, promises, breaches } = await compared(customer);
  expect(tickets).toBe(11);
  expect(promises.excluded.map(({ reason }) => reason).toSorted()).toEqual(['MERGED', 'SPAM', 'WITHDRAWN']);
  expect(breaches.nodes.length).toBeGreaterThanOrEqual(3);
});

test('S2 C25 C26 on Basic, and when a plan begins under open requests, both agree too', async () => {
  at('04T16:00');
  const customer = await desk.customer();
  const [open, answered] = [await customer.open(), await customer.open()];
  at('04T17:00');
  await answer(answered.id);
  await desk.manager.act('choosePlan', { accountId: customer.accountId, planCode: 'ENHANCED' });
  await compared(customer);
  at('06T09:00');
  await answer(open.id);
  const { promises, breaches } = await compared(customer);
  expect(promises).toMatchObject({
    met: 0,
    breached: 1,
    excluded: [{ reason: 'NOT_APPLICABLE', clocks: 1 }],
  });
  expect(breaches.nodes).toMatchObject([{ plan: 'ENHANCED', severity: 'SEVERE' }]);
});

test('S2 C34 S90 imported and reclassified requests count in the log as they do in the rows', async () => {
  at('06T09:00');
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const imported = (externalReference: string, past: object) => ({
    ...REQUEST,
    ...past,
    ...{ externalReference, requesterId: customer.contactId, plan: 'ENHANCED' },
    receivedAt: '2026-05-04T06:00:00Z', // 08:00: due at 10:00
  });
  await desk.manager.read(
    'mutation ($input: ImportTicketsInput!) { importTickets(input: $input) { __typename } }',
    {
      input: {
        accountId: customer.accountId,
        tickets: [
          imported('OLD-1', { respondedAt: '2026-05-04T07:00:00Z', resolvedAt: '2026-05-04T09:00:00Z' }),
          imported('OLD-2', { respondedAt: '2026-05-04T08:00:01Z' }),
          imported('OLD-3', {}),
        ],
      },
    },
  );
  const { id: ticketId } = await customer.open();
  await desk.engineer.act('reclassifyTicket', { ticketId, requestType: 'HOW_TO' });
  const { promises, byRequestType, resolution } = await compared(customer);
  expect(promises).toMatchObject({
    met: 1,
    breached: 1,
    undecided: 1,
    excluded: [{ reason: 'IMPORTED', clocks: 1 }],
  });
  expect(byRequestType).toEqual([
    { requestType: 'LOGIN_ISSUE', tickets: 3 },
    { requestType: 'HOW_TO', tickets: 1 },
  ]);
  expect(resolution).toMatchObject({ clocks: 1, medianSeconds: 3 * 3_600 });
});
