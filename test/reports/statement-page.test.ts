import { unwrap } from '@tierline/sdk';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { amend, eur, order, RATES } from '../support/contracts.ts';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // a browser on a busy machine

let desk: Desk;
let customer: Customer;
let browser: Browser;

/**
 * Enhanced, chosen at half past ten of a day; then a contract that begins within the day of its order, amended to
 * Premium and renewed at a lower price, of an account that moved from Paris to New York meanwhile.
 */
beforeAll(async () => {
  desk = await openDesk({ at: '2025-03-03T09:30:00Z' });
  await desk.manager.act('publishRates', { rates: RATES });
  customer = await desk.customer({ plan: 'ENHANCED' });
  const { accountId } = customer;
  desk.at('2025-12-22T09:15:00Z');
  const { id } = await order(desk, customer, { firstDay: '2025-12-22', lastDay: '2026-12-21' });
  desk.at('2026-06-01T09:00:00Z');
  await amend(desk, id, { effectiveOn: '2026-07-01', planCode: 'PREMIUM', annualFees: eur('15000000') });
  await desk.manager.act('relocateAccount', { accountId, timeZone: 'America/New_York', country: 'US' });
  desk.at('2026-10-05T09:00:00Z');
  const renewal = await desk.manager.act('quoteRenewal', {
    contractId: id,
    annualFees: eur('10000000'),
  });
  await desk.manager.act('renewContract', { quoteId: renewal.id });
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu'], // containers run as root
  });
});
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

/** The page of a year that is not over, as a browser of that width shows it. */
async function open(locale: 'fr' | 'en', width: number): Promise<Page> {
  const statement = { accountId: customer.accountId, from: '2025-12-01', to: '2026-11-30' };
  const { url } = unwrap(await customer.client.reports.link({ statement })).link;
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  await page.goto(`${url}&locale=${locale}`);
  return page;
}

/** How wide the content of a page and of its tables is beyond what is to be seen of it, by caption. */
const overflow = (page: Page) =>
  page.evaluate(() => ({
    page: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    tables: [...document.querySelectorAll('.scroll')].map((table) => table.scrollWidth - table.clientWidth),
  }));

const cells = (page: Page, caption: string) =>
  page
    .getByRole('region', { name: caption })
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.children].map((cell) => cell.textContent.replaceAll(/[\u00a0\u202f]/g, ' '))),
    );

test('B13 S115 an administrator reads the statement in a browser, goes to the other language and back', async () => {
  const page = await open('en', 1280);
  const trouble: string[] = [];
  page.on('console', (message) => trouble.push(message.text()));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== desk.server.url) trouble.push(request.url());
  });
  await page.reload();
  expect(await overflow(page)).toEqual({ page: 0, tables: [0, 0, 0, 0, 0, 0] });
  // The contract's days stay those of Paris; what happened within a day is told as in New York. No instant is in two rows.
  expect(await cells(page, 'The plan in force, without a gap.')).toEqual([
    ['Enhanced', '1 December 2025', '22 Dec 2025, before 04:15', 'Chosen without an order'],
    ['Enhanced', '22 Dec 2025, 04:15', '30 June 2026', expect.stringMatching(/^Contract C-\d+$/)],
    ['Premium', '1 July 2026', '30 November 2026', expect.stringMatching(/^Contract C-\d+$/)],
  ]);
  const years = await cells(page, YEARS);
  expect(years.map(([year, , ...units]) => [year, ...units])).toEqual([
    ['3 March 2025 – 22 December 2025', '2', '0', '0', '2', '0'],
    ['22 December 2025 – 21 December 2026', '4', '0', '0', '0', '4'],
    ['22 December 2025 – 21 December 2026', '1', '0', '0', '0', '1'],
  ]);
  await page.getByText('The price of the service term before it was €30,000.00.').waitFor();

  await page.getByRole('link', { name: 'Français' }).click();
  await page.getByRole('heading', { level: 1, name: 'Relevé de compte' }).waitFor();
  expect((await cells(page, 'Le forfait en vigueur, sans interruption.'))[0]).toEqual([
    'Enhanced',
    '1er décembre 2025',
    '22 déc. 2025, avant 4h15',
    'Choisi sans commande',
  ]);
  await page.getByText('Le prix de la durée du service précédente était de').waitFor();
  await page.getByRole('link', { name: 'English' }).click();
  await page.getByRole('heading', { level: 1, name: 'Account statement' }).waitFor();
  expect(trouble).toEqual([]);
});

test('B7 B13 what is overdue stands out from what was kept or is to come', async () => {
  const page = await open('en', 1280);
  const table = page.getByRole('region', { name: 'Every obligation of the plan that is due in this time.' });
  const rows = await table.locator('tbody tr').evaluateAll((all) =>
    all.map((row) => ({
      state: row.children[2]!.textContent,
      marked: row.querySelector('strong.overdue') !== null && getComputedStyle(row).boxShadow !== 'none',
    })),
  );
  expect(rows.filter(({ state }) => state === 'Overdue').length).toBeGreaterThan(0);
  expect(rows.filter(({ state, marked }) => (state === 'Overdue') !== marked)).toEqual([]);
});

test('B13 B21 on a narrow screen only tables scroll: they show it, the keyboard does it, and on paper all is to be seen', async () => {
  for (const locale of ['fr', 'en'] as const) {
    const page = await open(locale, 640);
    const wide = await overflow(page);
    const phone = await open(locale, 390);
    expect((await overflow(phone)).page).toBe(0);
    await phone.close();
    expect(wide.page).toBe(0);
    const at = wide.tables.findIndex((beyond) => beyond > 0);
    const table = page.locator('.scroll').nth(at);
    expect(at).toBeGreaterThanOrEqual(0);
    expect(await table.evaluate((region) => getComputedStyle(region).backgroundImage)).toContain(
      'linear-gradient',
    );
    await table.focus();
    for (let presses = 0; presses < 20; presses += 1) await page.keyboard.press('ArrowRight');
    await page.waitForFunction(
      (region) => region && region.scrollLeft + region.clientWidth >= region.scrollWidth - 1,
      await table.elementHandle(),
    );

    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 680, height: 900 }); // A4 within its margins
    expect(await overflow(page)).toEqual({ page: 0, tables: [0, 0, 0, 0, 0, 0] });
    await page.close();
  }
});

const YEARS =
  'Balances so far, by contract year. What is not used does not carry over to the next. A year that begins within a day names that day; the movements have the time.';
