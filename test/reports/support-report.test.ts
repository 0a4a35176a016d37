import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { IN_SCOPE, openDesk, type Customer, type Desk } from '../support/programme.ts';

// Monday 4 May 2026 in Paris, UTC+2: open from 08:00 to 18:00. Friday 8 May is a holiday.
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
});
afterAll(() => desk?.stop());

const at = (local: string) => desk.at(`2026-05-${local}:00+02:00`);
const answer = (ticketId: string) => desk.engineer.act('replyToTicket', { ticketId, body: 'We found it.' });
const report = async (customer: Customer, month = '2026-05') =>
  (await customer.client.reports.support({ accountId: customer.accountId, month }))!;

describe('a month of Enhanced', () => {
  let customer: Customer;
  beforeAll(async () => {
    at('04T08:00');
    customer = await desk.customer({ plan: 'ENHANCED' });
    const [kept, late, overnight, withdrawn] = [
      await customer.open({ severity: 'SEVERE' }),
      await customer.open({ severity: 'SEVERE', subject: 'Two hours were promised' }),
      await customer.open({ severity: 'MODERATE' }),
      await customer.open({ severity: 'SEVERE' }),
    ];
    at('04T09:00');
    await answer(kept.id);
    await customer.act('closeTicket', { ticketId: withdrawn.id });
    at('04T11:30');
    await answer(late.id);
    at('06T09:00');
    await answer(overnight.id);
    at('07T08:00');
    await customer.open({ severity: 'LIMITED', requestType: 'HOW_TO' }); // due on Thursday at 16:00
    at('11T17:00');
    await customer.open({ severity: 'LIMITED', requestType: 'HOW_TO' }); // due on Tuesday at 15:00
    at('12T08:00');
  });

  test('S2 C36 B16 every promise is counted, what is not judged by its reason', async () => {
    const { month, timeZone, from, to, over, asOf, figures } = await report(customer);
    expect({ month, timeZone, from, to, over, asOf }).toEqual({
      month: '2026-05',
      timeZone: 'Europe/Paris',
      from: '2026-04-30T22:00:00.000Z',
      to: '2026-05-31T22:00:00.000Z',
      over: false,
      asOf: '2026-05-12T06:00:00.000Z',
    });
    expect(figures.tickets).toBe(6);
    expect(figures.promises).toMatchObject({
      met: 1,
      breached: 2,
      breachedOpen: 1,
      undecided: 1,
      excluded: [{ reason: 'WITHDRAWN', clocks: 1 }],
      attainment: 0.25,
    });
    expect(figures.byRequestType).toEqual([
      { requestType: 'LOGIN_ISSUE', tickets: 4 },
      { requestType: 'HOW_TO', tickets: 2 },
    ]);
  });

  test('C36 the same by severity, with the median and the ninetieth percentile in business time', async () => {
    const { figures } = await report(customer);
    expect(
      figures.bySeverity.map(
        ({ severity, tickets, promises: { met, breached, breachedOpen, attainment } }) => [
          severity,
          tickets,
          met,
          breached,
          breachedOpen,
          attainment,
        ],
      ),
    ).toEqual([
      ['SEVERE', 3, 1, 1, 0, 0.5],
      ['MODERATE', 1, 0, 1, 0, 0],
      ['LIMITED', 2, 0, 0, 1, 0],
    ]);
    // One hour, three and a half, and 10 + 10 + 1 hours from Monday 08:00 to Wednesday 09:00.
    expect(figures.promises.response).toEqual({
      clocks: 3,
      medianSeconds: 3.5 * 3_600,
      percentile90Seconds: 21 * 3_600,
    });
  });

  test('B16 C36 every breach is listed, with its business and its wall seconds', async () => {
    const { figures } = await report(customer);
    expect(
      figures.breaches.nodes.map(({ ticket, ...breach }) => ({ subject: ticket.subject, ...breach })),
    ).toMatchObject([
      {
        subject: 'Two hours were promised',
        severity: 'SEVERE',
        targetSeconds: 7_200,
        dueAt: '2026-05-04T08:00:00.000Z',
        dueAtLocal: '2026-05-04T10:00:00+02:00',
        breachedAt: '2026-05-04T08:00:00.000Z',
        respondedAt: '2026-05-04T09:30:00.000Z',
        businessSeconds: 3.5 * 3_600,
        wallSeconds: 3.5 * 3_600,
      },
      {
        severity: 'MODERATE',
        dueAt: '2026-05-04T10:00:00.000Z',
        respondedAt: '2026-05-06T07:00:00.000Z',
        businessSeconds: 21 * 3_600,
        wallSeconds: 49 * 3_600,
      },
      {
        severity: 'LIMITED',
        dueAt: '2026-05-07T14:00:00.000Z',
        respondedAt: null,
        // Thursday, not Friday the 8th, which is a holiday, and Monday: 20 hours until Tuesday 08:00.
        businessSeconds: 20 * 3_600,
        wallSeconds: 120 * 3_600,
      },
    ]);
  });

  test('B16 breaches are read on by pages', async () => {
    const page = async (after?: string) => {
      const { figures } = (await customer.client.reports.breaches({
        accountId: customer.accountId,
        month: '2026-05',
        first: 2,
        ...(after !== undefined && { after }),
      }))!;
      return figures.breaches;
    };
    const first = await page();
    expect(first.nodes.map(({ severity }) => severity)).toEqual(['SEVERE', 'MODERATE']);
    expect(first.pageInfo.hasNextPage).toBe(true);
    const second = await page(first.pageInfo.endCursor!);
    expect(second.nodes.map(({ severity }) => severity)).toEqual(['LIMITED']);
    expect(second.pageInfo.hasNextPage).toBe(false);
    expect(
      await customer.error(
        'query ($id: ID!) { supportReport(accountId: $id, month: "2026-05") { figures { breaches(after: "x") { nodes { dueAt } } } } }',
        { id: customer.accountId },
      ),
    ).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('S2 the account’s people and the staff read it; to others it is not there', async () => {
    const ask = { accountId: customer.accountId, month: '2026-05' };
    const colleague = await customer.colleague();
    const stranger = await desk.customer();
    expect(await colleague.client.reports.support(ask)).toMatchObject({ account: { id: ask.accountId } });
    expect(await desk.engineer.client.reports.support(ask)).toMatchObject({ figures: { tickets: 6 } });
    expect(await stranger.client.reports.support(ask)).toBeNull();
    expect(await stranger.client.reports.support({ ...ask, accountId: 'acc_none' })).toBeNull();
    expect(
      await desk.anonymous.error(
        'query ($id: ID!) { supportReport(accountId: $id, month: "2026-05") { month } }',
        {
          id: ask.accountId,
        },
      ),
    ).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('C36 a month that has not begun is refused, one without requests is all zeros', async () => {
    const read =
      'query ($id: ID!, $month: Month!) { supportReport(accountId: $id, month: $month) { month } }';
    const refused = (month: string) => customer.error(read, { id: customer.accountId, month });
    expect(await refused('2026-06')).toEqual({
      code: 'BAD_USER_INPUT',
      message: '“2026-06” has not begun in Europe/Paris: there is nothing to report yet.',
    });
    for (const month of ['2026-13', '2026-5', '1969-12', 'May']) {
      expect(await refused(month)).toMatchObject({ code: 'BAD_USER_INPUT' });
    }
    expect(await report(customer, '2026-04')).toMatchObject({
      over: true,
      figures: { tickets: 0, promises: { met: 0, attainment: null, excluded: [] }, byRequestType: [] },
    });
  });
});

test('C11 C12 S60 next response and resolution are measured without their pauses, and promised nothing', async () => {
  at('04T08:00');
  const customer = await desk.customer({ plan: 'PREMIUM' });
  const { id: ticketId } = await customer.open();
  at('04T08:30');
  await desk.engineer.act('waitForCustomer', { ticketId, body: 'Which browser is it?' });
  at('04T11:30');
  await customer.act('replyToTicket', { ticketId, body: 'Firefox.' });
  at('04T12:30');
  await desk.engineer.act('replyToTicket', { ticketId, body: 'Reload it.', resolve: true, review: IN_SCOPE });
  const { figures } = await report(customer);
  // From 11:30 to 12:30, and from 08:00 to 12:30 without the three hours of waiting.
  expect(figures.nextResponse).toEqual({ clocks: 1, medianSeconds: 3_600, percentile90Seconds: 3_600 });
  expect(figures.resolution).toEqual({ clocks: 1, medianSeconds: 5_400, percentile90Seconds: 5_400 });
});

test('C25 C36 S48 Basic is promised nothing, and its answers are measured all the same', async () => {
  at('04T08:00');
  const customer = await desk.customer({ plan: 'BASIC' });
  const { id } = await customer.open();
  at('05T10:00');
  await answer(id);
  expect((await report(customer)).figures.promises).toEqual({
    met: 0,
    breached: 0,
    breachedOpen: 0,
    undecided: 0,
    excluded: [{ reason: 'NOT_APPLICABLE', clocks: 1 }],
    attainment: null,
    response: { clocks: 1, medianSeconds: 12 * 3_600, percentile90Seconds: 12 * 3_600 },
  });
});

test.each([
  ['Pacific/Auckland', 'NZ', '2026-06-30T11:59:59.999Z', '2026-06-30T12:00:00Z'],
  ['Pacific/Honolulu', 'US', '2026-07-01T09:59:59.999Z', '2026-07-01T10:00:00Z'],
])(
  'C36 in %s a request of the last instant of June is June’s, and the next is July’s',
  async (timeZone, country, last, first) => {
    desk.at(last);
    const customer = await desk.customer({ timeZone, country });
    const june = await customer.open();
    const ask = 'query ($id: ID!) { supportReport(accountId: $id, month: "2026-07") { month } }';
    expect(await customer.error(ask, { id: customer.accountId })).toMatchObject({ code: 'BAD_USER_INPUT' });
    desk.at(first);
    const july = await customer.open();
    await customer.open();
    expect([june.receivedAt, july.receivedAt]).toEqual([last, first.replace('Z', '.000Z')]);
    expect((await report(customer, '2026-06')).figures.tickets).toBe(1);
    expect((await report(customer, '2026-07')).figures.tickets).toBe(2);
  },
);
