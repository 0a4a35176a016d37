import { unwrap } from '@tierline/sdk';
import { desk as deskPages } from '@tierline/server/desk/routes';
import type { Persona } from '@tierline/server/playground/routes';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { confirm, openMove, openOnPhone, putAway } from '../support/desk-page.ts';
import { grantAccess, newPartner } from '../support/partners.ts';
import { openDesk, type Customer, type Desk, type Staff } from '../support/programme.ts';

// What the customer's side has at the example frontend beside asking and answering, in a real browser.

vi.setConfig({ testTimeout: 60_000 }); // a browser on a busy machine

const ALINE = 'Aline Petit, customer';
const SOFIA = 'Sofia Lindqvist, TAM';
const LEA = 'Léa Fontaine, partner';
const MONDAY = '2026-07-13T10:00:00+02:00'; // Tuesday is the national holiday
const personas: Persona[] = [];

let desk: Desk;
let customer: Customer;
let sofia: Staff;
let browser: Browser;
let page: Page;
let trouble: string[];

beforeAll(async () => {
  desk = await openDesk({ at: MONDAY, pages: [deskPages({ personas })] });
  customer = await desk.customer({ plan: 'PREMIUM' });
  sofia = await desk.hire({ name: 'Sofia Lindqvist', roles: ['TAM'] });
  const named = { accountId: customer.accountId, tamId: sofia.staffId, experienceSince: '2018-03-01' };
  await desk.manager.act('assignTam', named);
  for (const [title, { subject }] of [
    [ALINE, customer],
    [SOFIA, sofia],
  ] as const) {
    personas.push({ title, titleFr: title, token: await desk.server.token(subject) });
  }
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

beforeEach(async () => {
  desk.at(MONDAY);
  ({ page, trouble } = await openOnPhone(browser, desk, 'America/New_York')); // six hours behind the customer
  await page.clock.setFixedTime(MONDAY); // of what is ahead for the reader
});
afterEach(() => putAway({ page, trouble }));

test('S81 S87 C37 times are proposed on the ticket, which says what was asked, and the customer chooses one there', async () => {
  const { reference } = await customer.open({
    requestType: 'OTHER_MEETING',
    severity: 'LIMITED',
    answers: [
      { key: 'purpose', value: 'Plan the move to Lyon' },
      { key: 'preferredOn', value: '2026-07-15' },
    ],
  });
  await visit(SOFIA, `?ticket=${reference}`);
  const facts = page.locator('dl').first();
  await facts.getByText('Any other meeting needed').waitFor();
  // Limited on Premium: four business hours; told by both clocks, what was said by the reader's alone.
  await page.getByText('due Monday 13 July at 14:00 (Europe/Paris), 08:00 your time').waitFor();
  expect(await page.locator('.messages time').textContent()).toBe('Monday 13\u00a0July at\u00a004:00');
  expect(await facts.innerText()).toMatch(
    /Product\nIQ Tag Management\n[^]*Plan\nPremium\n[^]*Who asks\nAline Petit/i,
  );
  expect(await page.locator('details dl').innerText()).toMatch(
    /Plan the move to Lyon\n[^]*Wednesday,? 15 July 2026/,
  );
  const form = await openMove(page, 'Propose times');
  await form.getByLabel('Wednesday 15 July at 09:00 (Europe/Paris), 03:00 your time').check();
  await form.getByLabel('Wednesday 15 July at 11:30 (Europe/Paris), 05:30 your time').check();
  await form.getByLabel('Link to join it').fill('https://meet.example/lyon');
  await confirm(page, 'Propose times');
  await page.getByRole('listitem').filter({ hasText: 'Wednesday 15 July at 11:30' }).waitFor();

  await visit(ALINE, `?ticket=${reference}`);
  await page.getByLabel('Wednesday 15 July at 11:30').waitFor();
  const [engagement] = (await sofia.client.engagements.list()).nodes;
  const instead = {
    engagementId: engagement!.id,
    durationMinutes: 30,
    joinLink: 'https://meet.example/lyon',
  };
  unwrap(
    await sofia.client.engagements.proposeSlots({ ...instead, startsAt: ['2026-07-15T12:00:00+02:00'] }),
  );
  await page.getByLabel('Wednesday 15 July at 12:00').check(); // nobody loaded the page again
  await page.getByRole('button', { name: 'Choose this time' }).click();
  const meeting = page.locator('section', { hasText: 'Meeting with the Technical Account Manager' });
  await meeting.getByText('Wednesday 15 July at 12:00 (Europe/Paris), 06:00 your time · 30 min').waitFor();
  await meeting.getByText('Sofia Lindqvist, Aline Petit').waitFor();
  expect(await meeting.getByRole('link', { name: 'Join the meeting' }).getAttribute('href')).toBe(
    'https://meet.example/lyon',
  );
  expect(await page.getByLabel('Wednesday 15 July').count()).toBe(0);
});

test('S22 a partner asks in the name of somebody of the customer that lets it, and of no other', async () => {
  const partner = await newPartner(desk);
  personas.push({ title: LEA, titleFr: LEA, token: await desk.server.token(partner.subject) });
  await visit(LEA);
  await page.getByText('No customer lets you act for it.').waitFor();
  await grantAccess(customer, partner);
  await visit(LEA);
  await page.getByLabel('For which customer?').selectOption('Maison Lumière');
  await page.getByLabel('Who asks').selectOption('Aline Petit');
  await page.getByText('(Europe/Paris)', { exact: true }).waitFor(); // by when the customer is promised an answer
  await page.getByLabel('Subject').fill('Asked for Aline');
  await page.getByLabel('Your question').fill('Why is it empty?');
  await page.getByRole('button', { name: 'Send the request' }).click();
  await page.getByRole('heading', { name: /T-\d+ · Asked for Aline/ }).waitFor();
  const [ticket] = (await customer.client.tickets.list({ filter: { text: 'Asked for Aline' } })).nodes;
  expect((await customer.client.tickets.get(ticket!.id))!.requester).toMatchObject({
    id: customer.contactId,
  });
});

test('B7 B16 a customer finds reports, what is owed, meetings and which mails come', async () => {
  await visit(ALINE);
  await page.getByRole('button', { name: 'Your support' }).click();
  await page.getByText('Monthly review of support requests · due').first().waitFor();
  await page.getByLabel('Replies', { exact: true }).uncheck();
  await page.getByLabel('Language').selectOption('Français');
  await page.getByRole('button', { name: 'Keep this' }).click();
  await page.getByText('It is kept.').waitFor();
  const { locale, kinds } = (await customer.client.notifications.preferences())!;
  expect([locale, kinds.find(({ kind }) => kind === 'TICKET_REPLIED')?.byMail]).toEqual(['FR', false]);

  await page.getByRole('button', { name: 'How you were supported: July 2026' }).click();
  await page.waitForURL(/\/reports\/support\?/);
  await page.goBack();
  await page.getByRole('heading', { name: 'Your support' }).waitFor();
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('heading', { name: 'New request' }).waitFor();
});

test('B24 B21 what was erased is told in the reader’s language', async () => {
  const { id, reference } = await customer.open({
    subject: 'Secret hunter2 leaked',
    question: 'Is hunter2 safe?',
  });
  await desk.engineer.client.tickets.redact({ ticketId: id, text: 'hunter2' });
  await visit(ALINE, `?ticket=${reference}`);
  await page.getByRole('heading', { name: 'Secret [erased] leaked' }).waitFor();
  await page.getByRole('button', { name: 'Français' }).click();
  await page.getByRole('heading', { name: 'Secret [effacé] leaked' }).waitFor();
  await page.getByText('Is [effacé] safe?').waitFor();
  expect(await page.locator('article').innerText()).not.toContain('erased');
});

async function visit(title: string, query = ''): Promise<void> {
  await page.goto(`${desk.server.url}/desk/${query}`);
  await page.getByLabel('You are').selectOption({ label: title });
}
