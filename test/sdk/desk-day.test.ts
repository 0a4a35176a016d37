import { desk as deskPages } from '@tierline/server/desk/routes';
import type { Persona } from '@tierline/server/playground/routes';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { confirm, openMove, openOnPhone, putAway } from '../support/desk-page.ts';
import { openDesk, type Customer, type Desk, type Staff } from '../support/programme.ts';

// A day of an engineer at the example frontend, in a real browser: nothing of it takes another tool.

vi.setConfig({ testTimeout: 60_000 }); // a browser on a busy machine

const JEANNE = 'Jeanne Morel, engineer';
const MONDAY = '2026-07-13T10:00:00+02:00'; // Tuesday is the national holiday
const REASON = { reasonEn: 'This is a new use case.', reasonFr: 'C’est un nouveau cas d’usage.' };
const personas: Persona[] = [];

let desk: Desk;
let customer: Customer;
let daniel: Staff;
let browser: Browser;
let page: Page;
let trouble: string[];

beforeAll(async () => {
  desk = await openDesk({ at: MONDAY, pages: [deskPages({ personas })] });
  customer = await desk.customer({ plan: 'PREMIUM', skus: ['IQ-TM', 'AS'] });
  daniel = await desk.hire({ name: 'Daniel Okafor' });
  personas.push({ title: JEANNE, titleFr: JEANNE, token: await desk.server.token(desk.engineer.subject) });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

beforeEach(async () => {
  desk.at(MONDAY);
  ({ page, trouble } = await openOnPhone(browser, desk));
});
afterEach(() => putAway({ page, trouble }));

const seen = async (id: string) => (await desk.engineer.client.tickets.get(id))!;

test('C20 S89 a ticket is merged into one that is found by its words, once it is told what becomes of the promise', async () => {
  const target = await customer.open({ subject: 'Nightly export hangs', severity: 'LIMITED' });
  const resolved = await customer.open({ subject: 'Nightly export was slow' });
  await customer.act('closeTicket', { ticketId: resolved.id });
  const source = await customer.open({ subject: 'No export since midnight' }); // severe: due at 11:00
  await visit(source.reference);
  const form = await openMove(page, 'Merge into another ticket');
  await confirm(page, 'Merge into another ticket'); // in vain: none is chosen
  await form.getByRole('searchbox').fill('nightly');
  await form.getByLabel(/Nightly export was slow/).press('Space');
  await form.getByText('The other ticket is over: it takes an open one to go on in.').waitFor();
  await form.getByRole('searchbox').fill(target.reference);
  await form.getByLabel(new RegExp(`${target.reference} · Nightly export hangs`)).press('Space');
  await form
    .getByText(
      `${target.reference} takes the deadline of ${source.reference}, Monday 13 July at 11:00 (Europe/Paris), instead of Monday 13 July at 14:00 (Europe/Paris).`,
    )
    .waitFor();
  await confirm(page, 'Merge into another ticket');

  await page.getByRole('heading', { name: `${target.reference} · Nightly export hangs` }).waitFor();
  await page.getByText('due Monday 13 July at 11:00').waitFor();
  await page.goto(`${desk.server.url}/desk/?ticket=${source.reference}`);
  await page.getByText(`· merged into ${target.reference} ·`).waitFor(); // not cancelled for nothing
  await page.getByRole('button', { name: `Goes on in ${target.reference}` }).click();
  // Where a message names a ticket, one goes to it.
  await page.getByText(`Ticket ${source.reference} goes on here.`).getByRole('link').click();
  await page.getByText('This ticket goes on in').getByRole('link', { name: target.reference }).click();
  await page.getByRole('heading', { name: `${target.reference} · Nightly export hangs` }).waitFor();
});

test('S89 C21 C8 another question is split off its message, and a call is logged on the first', async () => {
  const { id, reference } = await customer.open({ subject: 'Two things' });
  await customer.client.tickets.reply({ ticketId: id, body: 'Besides, reports are in the wrong zone.' });
  await visit(reference);
  const form = await openMove(page, 'Split off a question');
  await form.getByLabel('Subject').fill('Reports in the wrong zone');
  await confirm(page, 'Split off a question'); // in vain: no message is chosen
  await form.getByLabel(/reports are in the wrong zone/).press('Space');
  await confirm(page, 'Split off a question');
  await page.getByRole('heading', { name: 'Reports in the wrong zone' }).waitFor();
  await page.getByRole('button', { name: `Arose from ${reference}` }).click();

  const call = await openMove(page, 'Log a call');
  await call.getByLabel('What was said?').fill('We agreed on a test tomorrow.');
  await confirm(page, 'Log a call');
  await page.getByText('Answered', { exact: true }).waitFor();
  await page.getByRole('button', { name: /^Led to T-/ }).waitFor();
  const { messages } = await seen(id);
  expect(messages.nodes.at(-1)).toMatchObject({ kind: 'CALL', body: 'We agreed on a test tomorrow.' });
});

test('B5 S91 S93 the scope is reviewed with a waiver and its reason, and the request corrected with a review of its own', async () => {
  const { id, reference } = await customer.open({ subject: 'Which tag wehn', severity: 'MODERATE' });
  await visit(reference);
  const review = await openMove(page, 'Review the scope');
  await review.getByLabel('Is it in scope?').selectOption('WAIVED');
  await review.getByLabel('Clause of the terms').selectOption('3.4');
  await review.getByLabel('Does it take a meeting?').selectOption({ label: 'Yes, to discuss it' });
  await review.getByLabel('Why is it done all the same?').fill('A gesture after the outage.');
  await confirm(page, 'Review the scope');
  await page.getByText('Done all the same · Clause of the terms 3.4 · Jeanne Morel').waitFor();
  await page.getByText('A gesture after the outage.').waitFor();
  expect((await seen(id)).scopeReview).toMatchObject({
    verdict: 'WAIVED',
    waiverReason: 'A gesture after the outage.',
    meetingDecision: 'NEEDED',
    meetingPurpose: 'DISCUSS',
  });

  const correct = await openMove(page, 'Correct the request');
  await correct.getByLabel('Subject').fill('Which tag when');
  await correct.getByLabel(/^Product/).selectOption('AS');
  await correct.getByLabel('Is it in scope?').selectOption('IN_SCOPE'); // what was judged was something else
  await confirm(page, 'Correct the request');
  await page.getByRole('heading', { name: 'Which tag when' }).waitFor();
  await page.getByText('In scope · Jeanne Morel').waitFor();
  expect(await seen(id)).toMatchObject({ sku: { code: 'AS' }, scopeReview: { verdict: 'IN_SCOPE' } });

  const anew = await openMove(page, 'Correct the request'); // which takes nothing back
  await anew.getByLabel('Subject').fill('Which tag, when');
  await confirm(page, 'Correct the request');
  await page.getByRole('heading', { name: 'Which tag, when' }).waitFor();
  expect(await seen(id)).toMatchObject({ sku: { code: 'AS' }, scopeReview: { verdict: 'IN_SCOPE' } });
});

test('B19 what is being written stays while the ticket cannot be read anew', async () => {
  const { id, reference } = await customer.open({ subject: 'A line that breaks' });
  await visit(reference);
  const draft = page.getByLabel('Your message');
  await draft.fill('We look into it.');
  await page.getByText('live', { exact: true }).waitFor();
  const error = { message: 'Not now.', extensions: { code: 'SERVICE_UNAVAILABLE' } };
  await page.route('**/graphql', (route) => route.fulfill({ json: { errors: [error] } }));
  await customer.client.tickets.reply({ ticketId: id, body: 'It is back already.' });
  const retry = page.getByRole('button', { name: 'Try again' });
  await retry.waitFor();
  expect(await draft.inputValue()).toBe('We look into it.');
  await page.unroute('**/graphql');
  await retry.click();
  await page.getByText('It is back already.').waitFor();
  expect(await retry.count()).toBe(0);
  expect(await draft.inputValue()).toBe('We look into it.');
});

test('B5 C24 another engineer gives the second opinion, with a meeting; a duplicate is cancelled', async () => {
  const { id, reference } = await customer.open({ subject: 'A use case' });
  await daniel.act('rejectTicket', { ticketId: id, clause: '3.4', ...REASON });
  await customer.act('requestSecondOpinion', { ticketId: id, reason: 'It worked before.' });
  await visit(reference);
  const opinion = await openMove(page, 'Give the second opinion');
  await opinion.getByLabel('Does it stand?').selectOption('OVERTURNED');
  await opinion.getByLabel('Reason, in English').fill('It is the use that was agreed on.');
  await opinion.getByLabel('Reason, in French').fill('C’est l’usage qui avait été convenu.');
  await opinion.getByLabel('Does it take a meeting?').selectOption('CLARIFY');
  await confirm(page, 'Give the second opinion');
  await page.getByText('· in progress ·').waitFor();
  expect((await seen(id)).scopeReview).toMatchObject({ verdict: 'IN_SCOPE', meetingPurpose: 'CLARIFY' });

  const date = await openMove(page, 'Set the date');
  await confirm(page, 'Set the date'); // in vain: none is chosen
  await date.getByLabel('Monday 13 July at 10:30 (Europe/Paris)').press('Space');
  await date.getByLabel('Wednesday 15 July at 09:30 (Europe/Paris)').press('Space'); // instead
  await date.getByLabel('Link to join it').fill('https://meet.example/use-case');
  await confirm(page, 'Set the date');
  const meeting = page.locator('section', { hasText: 'Meeting to clarify what is asked' });
  await meeting.getByText('Wednesday 15 July at 09:30 (Europe/Paris) · 30 min').waitFor();
  await meeting.getByRole('link', { name: 'Join the meeting' }).waitFor();

  const again = await customer.open({ subject: 'A use case, once more' });
  await page.goto(`${desk.server.url}/desk/?ticket=${again.reference}`);
  const cancel = await openMove(page, 'Cancel the ticket');
  await cancel.getByLabel('Why?').selectOption('DUPLICATE');
  await cancel.getByLabel(new RegExp(reference)).press('Space');
  await confirm(page, 'Cancel the ticket');
  await page.getByRole('button', { name: `Goes on in ${reference}` }).waitFor();
  await openMove(page, 'Re-open'); // which undoes it
});

test('S9 C19 R1 several of the queue are given, labelled and closed at once, with a result for each', async () => {
  const label = await desk.engineer.act('createLabel', { name: 'export' });
  const [one, two] = [
    await customer.open({ subject: 'First of many' }),
    await customer.open({ subject: 'Second of many' }),
  ];
  await visit();
  await page.getByLabel(`Choose ${one.reference}`).press('Space');
  await page.getByLabel(`Choose ${two.reference}`).press('Space');
  const bulk = page.getByRole('region', { name: 'Chosen tickets:' });
  await bulk.getByText('Chosen tickets: 2').waitFor();
  const give = await openMove(page, 'Give it to somebody');
  await give.getByLabel('Person').selectOption({ label: 'Daniel Okafor · 0 at hand' });
  await confirm(page, 'Give it to somebody');
  await bulk.getByText(`${one.reference} done`).waitFor();
  await bulk.getByText(`${two.reference} done`).waitFor();
  await page.getByRole('button', { name: /First of many.*Daniel Okafor/ }).waitFor();

  await page.getByLabel(`Choose ${one.reference}`).check();
  const labelling = await openMove(page, 'Label');
  await labelling.getByLabel('Label to put on').selectOption('export');
  await confirm(page, 'Label');
  await bulk.getByText(`${one.reference} done`).waitFor();
  expect((await seen(one.id)).labels).toMatchObject([{ id: label.id }]);

  const answer = { ticketId: two.id, body: 'Done.', resolve: true };
  await desk.engineer.act('replyToTicket', {
    ...answer,
    review: { verdict: 'IN_SCOPE', meetingDecision: 'NOT_NEEDED' },
  });
  await page.getByRole('searchbox', { name: 'Search all tickets' }).fill('many');
  await page.getByLabel(`Choose ${two.reference}`).check();
  await page.getByLabel(`Choose ${one.reference}`).check();
  await openMove(page, 'Close');
  await confirm(page, 'Close');
  await bulk.getByText(`${two.reference} done`).waitFor();
  await bulk.getByText(`${one.reference} Nobody has answered yet`).waitFor();
  await bulk.getByText('Chosen tickets: 1').waitFor(); // to try something else with it
  expect((await seen(two.id)).state).toBe('CLOSED');
});

test('B19 S9 a note whose answer got lost can be put on other tickets in the same words', async () => {
  const [one, two] = [
    await customer.open({ subject: 'One in a tunnel' }),
    await customer.open({ subject: 'Two in a tunnel' }),
  ];
  let loses = true;
  await page.route('**/graphql', async (route) => {
    if (!loses || !route.request().postData()?.includes('mutation NoteTickets')) return route.continue();
    await route.fetch(); // it is done
    await route.abort();
  });
  await visit();
  await page.getByLabel(`Choose ${one.reference}`).check();
  const note = await openMove(page, 'Internal note');
  await note.getByLabel('For staff only').fill('The same cause.');
  await confirm(page, 'Internal note');
  await note.getByRole('alert').waitFor();
  loses = false;
  await page.getByLabel(`Choose ${two.reference}`).check();
  await page.getByLabel(`Choose ${one.reference}`).uncheck();
  await confirm(page, 'Internal note');
  await page.getByText(`${two.reference} done`).waitFor();
  trouble.splice(0); // the browser complains of what got lost
});

test('R1 S9 one’s own tickets stand in the order of the queue, those that only wait at the end', async () => {
  const mine: string[] = [];
  for (const [subject, severity] of [
    ['Walrus one', 'SEVERE'],
    ['Walrus two', 'LIMITED'],
    ['Walrus three', 'MODERATE'],
    ['Walrus four', 'LIMITED'],
  ] as const) {
    const { id } = await customer.open({ subject, severity });
    await desk.engineer.act('assignTicket', { ticketId: id, assigneeId: desk.engineer.staffId });
    mine.push(id);
  }
  await desk.engineer.act('waitForCustomer', { ticketId: mine[2], body: 'Which one?' });
  await visit();
  await page.getByRole('button', { name: 'Mine' }).click();
  const walruses = page.locator('.tickets strong', { hasText: 'Walrus' });
  await expect
    .poll(() => walruses.allTextContents())
    .toEqual(['Walrus one', 'Walrus two', 'Walrus four', 'Walrus three']);
});

test('S39 R1 the queue is narrowed, and a search is kept under a name, used and forgotten', async () => {
  const mine = await customer.open({ subject: 'Zebra export', severity: 'LIMITED' });
  await customer.open({ subject: 'Zebra import' });
  await visit();
  await page.getByRole('button', { name: /Zebra import/ }).waitFor();
  await page.getByLabel('How severe is it?').selectOption('LIMITED');
  await expect.poll(() => page.getByRole('button', { name: /Zebra import/ }).count()).toBe(0);
  await page.getByLabel('Nobody has it').check();
  await page.getByRole('button', { name: /Zebra export/ }).waitFor();
  await desk.engineer.act('assignTicket', { ticketId: mine.id, assigneeId: daniel.staffId });
  await expect.poll(() => page.getByRole('button', { name: /Zebra export/ }).count()).toBe(0); // live
  await page.getByLabel('Nobody has it').uncheck();
  await page.getByRole('searchbox', { name: 'Search all tickets' }).fill('zebra');
  const keep = await openMove(page, 'Keep this search');
  await keep.getByLabel('What do you call it?').fill('Zebras');
  await confirm(page, 'Keep this search');

  await expect.poll(() => page.getByLabel('Saved filters').inputValue()).toMatch(/^flt_/);
  await page.getByRole('button', { name: /Zebra export/ }).waitFor();
  expect(await page.getByRole('button', { name: /Zebra import/ }).count()).toBe(0);
  expect((await desk.engineer.client.filters.list()).nodes).toMatchObject([
    { name: 'Zebras', filter: { text: 'zebra', severities: ['LIMITED'] } },
  ]);
  await openMove(page, 'Forget this filter');
  await confirm(page, 'Forget this filter');
  await page.getByRole('heading', { name: 'Queue live' }).waitFor();
  expect((await desk.engineer.client.filters.list()).nodes).toEqual([]);
});

async function visit(reference?: string): Promise<void> {
  await page.goto(`${desk.server.url}/desk/${reference ? `?ticket=${reference}` : ''}`);
  await page.getByLabel('You are').selectOption({ label: JEANNE });
}
