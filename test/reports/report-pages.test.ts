import { unwrap } from '@tierline/sdk';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // a browser on a busy machine

let desk: Desk;
let customer: Customer;
let browser: Browser;
let late: string;

/** Two severe requests in May, on Enhanced: one is answered within the hour, the other after six. */
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' }); // Monday, 08:00 in Paris
  customer = await desk.customer({ plan: 'ENHANCED' });
  const [kept, broken] = [await customer.open(), await customer.open()];
  late = broken.reference;
  desk.at('2026-05-04T07:00:00Z');
  await desk.engineer.act('replyToTicket', { ticketId: kept.id, body: 'We found it.' });
  desk.at('2026-05-04T12:00:00Z');
  await desk.engineer.act('replyToTicket', { ticketId: broken.id, body: 'So sorry.' });
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu'], // containers run as root
  });
});
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

/** A report as a browser of that width shows it, and what it complained of or asked elsewhere for. */
async function open(of: 'support' | 'vendor', locale: 'fr' | 'en', width: number) {
  const { url } = unwrap(
    of === 'support'
      ? await customer.client.reports.link({ support: { accountId: customer.accountId, month: '2026-05' } })
      : await desk.engineer.client.reports.link({ vendor: { from: '2026-05', to: '2026-05' } }),
  ).link;
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  const trouble: string[] = [];
  page.on('console', (message) => trouble.push(message.text()));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== desk.server.url) trouble.push(request.url());
  });
  await page.goto(`${url}&locale=${locale}`);
  return { page, trouble };
}

const overflow = (page: Page) =>
  page.evaluate(() => ({
    page: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    tables: [...document.querySelectorAll('.scroll')].map((table) => table.scrollWidth - table.clientWidth),
  }));

/** The cells of the table under a caption, without the spaces that keep words together. */
const cells = (page: Page, caption: string) =>
  page
    .getByRole('region', { name: caption })
    .first()
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.children].map((cell) => cell.textContent.replaceAll(/[\u00a0\u202f]/g, ' '))),
    );

/** Whether something is drawn in every chart. */
const charts = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('figure svg')].map((chart) => chart.getBoundingClientRect().width > 100),
  );

test('S2 B16 B21 a customer reads the report of a month in a browser, in both languages', async () => {
  const { page, trouble } = await open('support', 'en', 1280);
  await page.getByRole('heading', { level: 1, name: 'Support report, May 2026' }).waitFor();
  expect(await charts(page)).toEqual([true, true]);
  expect(await cells(page, 'How the promises of the initial response stand.')).toEqual([
    ['Severe', '1', '1', '0', '0', '0', '50%', '1h', '6h'],
  ]);
  const [breach] = await cells(
    page,
    'Every one, in the order of their deadlines, in the local time of the customer.',
  );
  expect(breach!.slice(0, 2)).toEqual([late, 'Severe']);
  expect(breach!.slice(5)).toEqual(['2h', '6h', '6h']);
  const { tables, ...wide } = await overflow(page);
  expect(wide.page).toBe(0);
  expect(tables.every((beyond) => beyond === 0)).toBe(true);

  await page.getByRole('link', { name: 'Français' }).click();
  await page.getByRole('heading', { level: 1, name: 'Rapport de support, mai 2026' }).waitFor();
  expect(await cells(page, 'Où en sont les délais de réponse initiale.')).toEqual([
    ['Sévère', '1', '1', '0', '0', '0', '50 %', '1 h', '6 h'],
  ]);
  await page.getByRole('link', { name: 'English' }).click();
  await page.getByRole('heading', { level: 1, name: 'Support report, May 2026' }).waitFor();
  expect(trouble).toEqual([]);
});

test('S2 C36 B21 staff read the report of all customers in a browser, in both languages', async () => {
  const { page, trouble } = await open('vendor', 'fr', 1280);
  await page.getByRole('heading', { level: 1, name: 'Rapport de support, tous les clients' }).waitFor();
  expect((await charts(page)).every(Boolean)).toBe(true);
  const byMonth = 'Chaque demande au mois de sa réception, dans le fuseau de son compte.';
  expect(await cells(page, byMonth)).toEqual([['mai 2026', '2', '1', '1', '0', '0', '0', '50 %', '1 h']]);
  expect((await overflow(page)).page).toBe(0);
  await page.getByRole('link', { name: 'English' }).click();
  await page.getByRole('heading', { level: 1, name: 'Support report, all customers' }).waitFor();
  expect(await cells(page, 'Each request in the month of its receipt, in the zone of its account.')).toEqual([
    ['May 2026', '2', '1', '1', '0', '0', '0', '50%', '1h'],
  ]);
  expect(trouble).toEqual([]);
});

test('S2 B21 on a narrow screen only tables scroll, and on paper all is to be seen', async () => {
  for (const of of ['support', 'vendor'] as const) {
    for (const locale of ['fr', 'en'] as const) {
      const { page } = await open(of, locale, 480);
      expect((await overflow(page)).page).toBe(0);
      await page.emulateMedia({ media: 'print' });
      await page.setViewportSize({ width: 680, height: 900 }); // A4 within its margins
      const { tables, ...wide } = await overflow(page);
      expect(wide.page).toBe(0);
      expect(tables.every((beyond) => beyond === 0)).toBe(true);
      await page.close();
    }
  }
});

test('S2 B21 at 390 pixels charts and tables show that there is more to see at their side', async () => {
  const { page } = await open('vendor', 'en', 390);
  const sides = await page.evaluate(() =>
    [...document.querySelectorAll('.scroll, .chart')].map((side) => ({
      beyond: side.scrollWidth > side.clientWidth,
      shadow: getComputedStyle(side).backgroundImage.includes('linear-gradient'),
    })),
  );
  expect(sides.filter(({ beyond }) => beyond).length).toBeGreaterThan(1);
  expect(sides.filter(({ beyond, shadow }) => beyond && !shadow)).toEqual([]);
});
