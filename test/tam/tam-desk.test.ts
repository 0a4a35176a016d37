import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Customer, type Desk, type Staff } from '../support/programme.ts';

let desk: Desk;
let sofia: Staff;
let jonas: Staff;

beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-01T08:00:00Z' });
  sofia = await desk.hire({ name: 'Sofia Lindqvist', roles: ['TAM'] });
  jonas = await desk.hire({ name: 'Jonas Berg', roles: ['TAM'] });
});
afterAll(() => desk.stop());

async function premium(tam: Staff, backup?: Staff): Promise<Customer> {
  const customer = await desk.customer({ plan: 'PREMIUM' });
  await desk.manager.act('assignTam', {
    accountId: customer.accountId,
    tamId: tam.staffId,
    backupId: backup?.staffId,
    experienceSince: '2019-01-01',
  });
  return customer;
}

test('S66 S75 S84 B7 one query shows a TAM accounts, what is due, severe tickets and recurring issues, and nobody else’s', async () => {
  const mine = await premium(sofia, jonas);
  const other = await premium(jonas);
  const severe = await mine.open();
  await mine.open();
  await mine.open({ severity: 'LIMITED' });
  await other.open();
  await sofia.act('openMonthlyReview', { accountId: mine.accountId, month: '2026-05' });
  desk.at('2026-05-25T08:00:00Z');

  const shown = await sofia.client.tam.desk({});
  expect(shown.tam.name).toBe('Sofia Lindqvist');
  expect(shown.accounts).toMatchObject({ nodes: [{ id: mine.accountId }], totalCount: 1 });
  expect(shown.dueThisWeek.nodes.map(({ kind, account }) => [kind, account.id]).toSorted()).toEqual([
    ['CHECK_IN', mine.accountId],
    ['TECHNICAL_MEETING', mine.accountId],
  ]);
  expect(shown.severeTickets).toMatchObject({ nodes: [{ id: severe.id }, {}], totalCount: 2 });
  expect(shown.openReviews.nodes).toMatchObject([
    { month: '2026-05', requestsInPeriod: 3, clusters: [{ recurring: true, lacksAnalysis: true }] },
  ]);
  expect(shown.meetings).toEqual({ nodes: [], totalCount: 0 });

  // The backup looks after both; a manager reads any desk, the customer none.
  expect((await jonas.client.tam.desk({})).accounts.totalCount).toBe(2);
  expect(await desk.manager.client.tam.desk({ tamId: sofia.staffId })).toEqual(shown);
  await expect(mine.client.tam.desk({ tamId: sofia.staffId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(desk.manager.client.tam.desk({ tamId: 'stf_nobody' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});
