import { unwrap } from '@tierline/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';

let desk: Desk;
let customer: Customer;
const answer = (ticketId: string) => desk.engineer.act('replyToTicket', { ticketId, body: 'We found it.' });

beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
  // Monday 08:00 in Paris: kept; Basic in Tokyo: nothing promised.
  customer = await desk.customer({ plan: 'PREMIUM' });
  await answer((await customer.open()).id);
  const tokyo = await desk.customer({ timeZone: 'Asia/Tokyo', country: 'JP' });
  await tokyo.open({ severity: 'SEVERE' });
  // The last instant of May in Honolulu, which is June in Paris: each counts in the month of its account.
  desk.at('2026-06-01T09:59:59Z');
  const honolulu = await desk.customer({ plan: 'ENHANCED', timeZone: 'Pacific/Honolulu', country: 'US' });
  await honolulu.open({ severity: 'LIMITED' });
  const late = await customer.open({ severity: 'MODERATE' });
  desk.at('2026-06-03T10:00:00Z');
  await answer(late.id);
});
afterAll(() => desk?.stop());

const report = (from = '2026-05', to = '2026-06') => desk.engineer.client.reports.vendor({ from, to });

test('S2 C36 the vendor sees every account by plan, severity and the month of its own zone', async () => {
  const { tickets, promises, byMonth, byPlan, cells } = await report();
  expect(tickets).toBe(4);
  expect(promises).toMatchObject({
    met: 1,
    breached: 1,
    breachedOpen: 1, // Honolulu's eight hours were over on Tuesday there
    undecided: 0,
    excluded: [{ reason: 'NOT_APPLICABLE', clocks: 1 }],
    attainment: 1 / 3,
  });
  expect(byMonth.map(({ month, tickets: count }) => [month, count])).toEqual([
    ['2026-05', 3],
    ['2026-06', 1],
  ]);
  expect(
    byPlan.map(({ plan, tickets: count, promises: { attainment } }) => [plan, count, attainment]),
  ).toEqual([
    ['PREMIUM', 2, 0.5],
    ['ENHANCED', 1, 0],
    ['BASIC', 1, null],
  ]);
  expect(cells).toHaveLength(18);
  expect(
    cells.filter((cell) => cell.tickets > 0).map(({ month, plan, severity }) => [month, plan, severity]),
  ).toEqual([
    ['2026-05', 'PREMIUM', 'SEVERE'],
    ['2026-05', 'ENHANCED', 'LIMITED'],
    ['2026-05', 'BASIC', 'SEVERE'],
    ['2026-06', 'PREMIUM', 'MODERATE'],
  ]);
});

test('S2 C36 it counts by the rules of the customers’ reports', async () => {
  const own = await customer.client.reports.support({ accountId: customer.accountId, month: '2026-06' });
  const { cells } = await report('2026-06', '2026-06');
  const cell = cells.find(({ plan, severity }) => plan === 'PREMIUM' && severity === 'MODERATE')!;
  const { met, breached, breachedOpen, undecided, attainment } = own!.figures.promises;
  expect(cell.promises).toEqual({ met, breached, breachedOpen, undecided, attainment });
});

test('S2 it is for staff, for at most thirteen months in order that have begun', async () => {
  await expect(customer.client.reports.vendor({ from: '2026-05', to: '2026-05' })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  await expect(
    desk.anonymous.client.reports.vendor({ from: '2026-05', to: '2026-05' }),
  ).rejects.toMatchObject({
    code: 'UNAUTHENTICATED',
  });
  await expect(report('2026-06', '2026-05')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  await expect(report('2025-05', '2026-06')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  await expect(report('2026-07', '2026-07')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  expect((await report('2025-06', '2026-06')).tickets).toBe(4);
  expect(await report('2025-01', '2025-01')).toMatchObject({ tickets: 0, promises: { attainment: null } });
});

test('S2 B21 it is a page too, for staff only', async () => {
  const { link } = unwrap(
    await desk.manager.client.reports.link({ vendor: { from: '2026-05', to: '2026-06' } }),
  );
  const page = await (await fetch(`${link.url}&locale=en`)).text();
  expect(page).toContain('<h1>Support report, all customers</h1>');
  expect(page).toContain('May 2026 to June 2026');
  expect(page).toContain('1 of 3');
  expect(page).not.toMatch(/<script|<style|\sstyle=/i);
  expect(await (await fetch(`${link.url}&locale=fr`)).text()).toContain('De mai 2026 à juin 2026');
  await expect(
    customer.client.reports.link({ vendor: { from: '2026-05', to: '2026-06' } }),
  ).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(
    await desk.manager.client.reports.link({ vendor: { from: '2026-06', to: '2026-05' } }),
  ).toMatchObject({
    __typename: 'InvalidInputProblem',
    issues: [{ path: 'vendor', code: 'BAD_MONTHS' }],
  });
});

test('S2 C36 B21 the page counts those still running, and says so of what was answered before the desk opened', async () => {
  desk.at('2026-07-04T10:00:00Z'); // a Saturday
  const [first] = [await customer.open(), await customer.open()];
  desk.at('2026-07-04T11:00:00Z');
  await answer(first.id);
  const { link } = unwrap(
    await desk.manager.client.reports.link({ vendor: { from: '2026-07', to: '2026-07' } }),
  );
  const rows = (page: string) =>
    [...page.matchAll(/<tr><th scope="row">([^<]*)<\/th><td class="number">([^<]*)<\/td><\/tr>/g)].map(
      ([, reason, count]) => [reason, count],
    );
  const english = await (await fetch(`${link.url}&locale=en`)).text();
  expect(rows(english)).toEqual([['Running: not answered, and not due yet', '1']]);
  expect(english).toContain('<span class="value">at once, outside hours</span>');
  const french = await (await fetch(`${link.url}&locale=fr`)).text();
  expect(french).toContain('aussitôt, hors horaires');
  expect(french).toMatch(/En cours\s: l’échéance est à venir/);
});
