import { unwrap, type HealthFindingInput } from '@tierline/sdk';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openDesk, type Customer, type Desk, type Staff } from '../support/programme.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // a browser on a busy machine

let desk: Desk;
let tam: Staff;
let customer: Customer;
let browser: Browser;
let monthly: string;
let health: string;

const LOGIN = {
  requestType: 'LOGIN_ISSUE',
  subject: 'Sign-in page answers with error 502',
  question: 'Since this morning the sign-in page answers with error 502. What can we do?',
};
const HOW_TO = {
  requestType: 'HOW_TO',
  severity: 'LIMITED',
  subject: 'How do we rename a data layer variable?',
  question: 'We would like to rename a variable without losing its history.',
};

/** A Premium customer in Paris: two alike requests and another one in May, reviewed; and a health review of two profiles. */
beforeAll(async () => {
  desk = await openDesk({ at: '2026-04-30T22:00:00Z' });
  tam = await desk.hire({ name: 'Sofia Lindqvist', roles: ['TAM'] });
  customer = await desk.customer({ plan: 'PREMIUM' });
  const { accountId } = customer;
  const profileIds: string[] = [];
  for (const name of ['app', 'shop']) {
    const { profiles } = await desk.manager.act('addProfile', { accountId, name });
    profileIds.push(...profiles.nodes.map(({ id }) => id).filter((id) => !profileIds.includes(id)));
  }
  const ticketIds: string[] = [];
  for (const [at, request] of [
    ['2026-05-04T08:00:00Z', LOGIN],
    ['2026-05-18T08:00:00Z', { ...LOGIN, subject: `${LOGIN.subject} again` }],
    ['2026-05-20T08:00:00Z', HOW_TO],
  ] as const) {
    desk.at(at);
    ticketIds.push((await customer.open(request)).id);
  }
  desk.at('2026-06-02T07:00:00Z');
  const review = await tam.act('openMonthlyReview', { accountId, month: '2026-05' });
  monthly = review.id;
  const lines = ticketIds.map((ticketId) => ({ ticketId, note: 'Looked into <b>it</b>.\nAnd again.' }));
  await tam.act('reviewRequests', { reviewId: monthly, lines });
  await tam.act('analyseCluster', {
    clusterId: review.clusters[0]!.id,
    analysis: 'The proxy runs out of connections.',
    action: 'Raise its limit by 1 July.',
  });
  const planned = unwrap(await tam.client.health.plan({ accountId, profileIds, plannedOn: '2026-06-02' }));
  health = planned.review.id;
  const findings: HealthFindingInput[] = [
    { severity: 'SEVERE', finding: 'Consent is late.', recommendation: 'Load it first.' },
    { severity: 'LIMITED', finding: 'Old tags.', recommendation: 'Remove them.', done: true },
  ];
  const [app, shop] = profileIds as [string, string];
  unwrap(
    await tam.client.health.examineProfile({ reviewId: health, profileId: app, note: 'Tags.', findings }),
  );
  const nothing = { note: 'Tags and consent.', findings: [], nothingFound: true };
  unwrap(await tam.client.health.examineProfile({ reviewId: health, profileId: shop, ...nothing }));
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu'], // containers run as root
  });
});
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

const links = () =>
  [{ monthlyReview: { reviewId: monthly } }, { healthReview: { reviewId: health } }] as const;

async function open(
  by: Customer | Staff,
  of: ReturnType<typeof links>[number],
  { locale, width }: { locale: 'fr' | 'en'; width: number },
): Promise<Page> {
  const { url } = unwrap(await by.client.reports.link(of)).link;
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  await page.goto(`${url}&locale=${locale}`);
  return page;
}

const overflow = (page: Page) =>
  page.evaluate(() => ({
    page: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    tables: [...document.querySelectorAll('.scroll')].filter((table) => table.scrollWidth > table.clientWidth)
      .length,
  }));

const cells = (page: Page, caption: string) =>
  page
    .getByRole('region', { name: caption })
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.children].map((cell) => cell.textContent.replaceAll(/[\u00a0\u202f]/g, ' '))),
    );

// Before both are completed: the order of the tests is that of the story.
test('S83 S82 what is not completed is a draft for staff, and for the customer not there', async () => {
  for (const of of links()) {
    const page = await open(tam, of, { locale: 'en', width: 1280 });
    await page.getByText('Draft: the').waitFor();
    await page.close();
    expect(await customer.client.reports.link(of)).toMatchObject({
      __typename: 'InvalidInputProblem',
      issues: [{ code: 'UNKNOWN' }],
    });
  }
  unwrap(
    await tam.client.reviews.complete({ reviewId: monthly, summary: 'Three requests;\nsign-in recurs.' }),
  );
  unwrap(await tam.client.health.complete({ reviewId: health, summary: 'Well, save for consent.' }));
});

test('S83 S84 B6 B21 the customer reads the monthly review in a browser, in both languages', async () => {
  const page = await open(customer, links()[0], { locale: 'en', width: 1280 });
  const trouble: string[] = [];
  page.on('console', (message) => trouble.push(message.text()));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== desk.server.url) trouble.push(request.url());
  });
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Monthly review, May 2026' }).waitFor();
  expect(await cells(page, 'Requests received, by type.')).toEqual([
    ['Login issues', '2', '2'],
    ['How-tos', '0', '1'],
  ]);
  expect(await cells(page, 'Each with its analysis and what is done about it.')).toEqual([
    [
      expect.stringMatching(/^T-\d+, T-\d+$/),
      'The proxy runs out of connections.',
      'Raise its limit by 1 July.',
    ],
  ]);
  const requests = await cells(page, 'All requests of the month');
  expect(requests.map(([, received, severity, , note]) => [received, severity, note])).toEqual([
    ['Mon 4 May, 10:00', 'Severe', 'Looked into <b>it</b>.\nAnd again.'],
    ['Mon 18 May, 10:00', 'Severe', 'Looked into <b>it</b>.\nAnd again.'],
    ['Wed 20 May, 10:00', 'Limited', 'Looked into <b>it</b>.\nAnd again.'],
  ]);
  expect(await page.locator('figure svg').count()).toBe(1);
  await page.getByRole('link', { name: 'Français' }).click();
  await page.getByRole('heading', { level: 1, name: 'Revue mensuelle, mai 2026' }).waitFor();
  await page.getByText('Terminée le mardi 2 juin 2026').waitFor();
  await page.getByRole('heading', { level: 2, name: 'Problèmes récurrents' }).waitFor();
  expect(trouble).toEqual([]);
  await page.close();
});

test('S82 S111 B21 the customer reads the health review in a browser, in both languages', async () => {
  const page = await open(customer, links()[1], { locale: 'fr', width: 1280 });
  await page.getByRole('heading', { level: 1, name: 'Examen de l’état du compte' }).waitFor();
  expect(await cells(page, 'Constats, par profil et gravité.')).toEqual([
    ['app', '1', '0', '1', '1'],
    ['shop', '0', '0', '0', '0'],
  ]);
  await page.getByText('Rien à signaler.').waitFor();
  await page.getByRole('link', { name: 'English' }).click();
  await page.getByRole('heading', { level: 1, name: 'Account health review' }).waitFor();
  expect(await cells(page, 'What was found in app, and what is recommended.')).toEqual([
    ['Severe', 'Consent is late.', 'Load it first.', 'not yet'],
    ['Limited', 'Old tags.', 'Remove them.', '2 June 2026'],
  ]);
  await page
    .getByText(/Completed on Tuesday,? 2 June 2026.*09:00 \(Europe\/Paris\) by Sofia Lindqvist\./)
    .waitFor();
  await page.close();
});

test('S82 S83 on a narrow screen only tables scroll, and on paper all is to be seen', async () => {
  for (const of of links()) {
    for (const locale of ['fr', 'en'] as const) {
      const page = await open(customer, of, { locale, width: 400 });
      expect((await overflow(page)).page).toBe(0);
      await page.emulateMedia({ media: 'print' });
      await page.setViewportSize({ width: 680, height: 900 }); // A4 within its margins
      expect(await overflow(page)).toEqual({ page: 0, tables: 0 });
      await page.close();
    }
  }
});

test('S39 a review of another account is not there, for links as for the pages that they lead to', async () => {
  const theirs = await desk.customer({ plan: 'PREMIUM' });
  for (const of of links()) {
    expect(await theirs.client.reports.link(of)).toMatchObject({
      issues: [{ code: 'UNKNOWN' }],
    });
  }
  const { url } = unwrap(await customer.client.reports.link({ healthReview: { reviewId: health } })).link;
  expect((await fetch(url.replace('/reports/health-review', '/reports/monthly-review'))).status).toBe(404);
});
