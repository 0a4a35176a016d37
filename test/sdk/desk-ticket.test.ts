import { readFileSync } from 'node:fs';
import { desk as deskPages } from '@tierline/server/desk/routes';
import type { Persona } from '@tierline/server/playground/routes';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { confirm as confirmMove, openMove, openOnPhone, putAway } from '../support/desk-page.ts';
import { IN_SCOPE, openDesk, type Customer, type Desk, type Staff } from '../support/programme.ts';

// A ticket's page of the example frontend in a real browser: what either side may do with a ticket, it does here.

vi.setConfig({ testTimeout: 60_000 }); // a browser on a busy machine

const ALINE = 'Aline Petit, customer';
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
  customer = await desk.customer({ plan: 'PREMIUM' });
  daniel = await desk.hire({ name: 'Daniel Okafor' });
  for (const [title, { subject }] of [
    [ALINE, customer],
    [JEANNE, desk.engineer],
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
  ({ page, trouble } = await openOnPhone(browser, desk));
});
afterEach(() => putAway({ page, trouble }));

test('B19 C8 S93 an engineer takes over when asked twice, notes, waits, takes it up again, lowers and rejects', async () => {
  const { id, reference } = await customer.open({ subject: 'Warehouse feed is empty' });
  await desk.manager.act('assignTicket', { ticketId: id, assigneeId: daniel.staffId });
  await visit(JEANNE);
  await page.getByRole('button', { name: 'Mine' }).click();
  await page.getByText('Nothing is assigned to you.').waitFor();
  await page.getByRole('searchbox', { name: 'Search all tickets' }).fill('warehouse');
  await page.getByRole('button', { name: /Warehouse feed is empty/ }).click();

  await (await move('Take it')).getByText('Daniel Okafor has it. Take it all the same?').waitFor();
  await confirm('Take it');
  await page.getByText('Yours', { exact: true }).waitFor();

  await (await move('Internal note')).getByLabel('For staff only').fill('Their contract is about to end.');
  await confirm('Internal note');
  await page.getByText('Internal note: the customer does not see it').waitFor();
  expect((await customer.client.tickets.get(id))!.messages.nodes.map(({ body }) => body)).not.toContain(
    'Their contract is about to end.',
  );

  await (
    await move('Ask the customer, and wait')
  )
    .getByLabel('What do you need')
    .fill('Which warehouse is it?');
  await confirm('Ask the customer, and wait');
  await page.getByText('· waits for the customer ·').waitFor();
  await page.getByRole('button', { name: 'Take it up again' }).click();

  const lower = await move('Lower the severity');
  await lower.getByLabel('New severity').selectOption({ label: 'Limited' });
  await lower.getByLabel('Why? The customer reads it.').fill('One feed of twelve is concerned.');
  await confirm('Lower the severity');
  await page.getByRole('heading', { name: 'Severity lowered: Severe → Limited' }).waitFor();

  const reject = await move('Reject as out of scope');
  await reject.getByLabel('Clause of the terms').selectOption('3.4');
  await reject.getByLabel('Reason, in English').fill('No.');
  await reject.getByLabel('Reason, in French').fill('Non.');
  await confirm('Reject as out of scope');
  await expect.poll(() => reject.getByText('has fewer than 10 characters.').count()).toBe(2); // each at its field
  expect(await reject.getByRole('alert').textContent()).toBe('Please look at what is marked.');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('reasonEn');
  await reject.getByLabel('Reason, in English').fill(REASON.reasonEn);
  await reject.getByLabel('Reason, in French').fill(REASON.reasonFr);
  await confirm('Reject as out of scope');
  await page.getByRole('heading', { name: 'Outside the programme: clause 3.4' }).waitFor();
  // A move that the state forbids is not offered.
  expect(await page.locator('summary', { hasText: 'Lower the severity' }).count()).toBe(0);

  await page.getByText('History').click();
  // What happened, and not only of which sort it was.
  await page.getByRole('listitem').filter({ hasText: 'One feed of twelve is concerned.' }).first().waitFor();
  expect(await customer.client.tickets.get(reference)).toMatchObject({
    state: 'REJECTED_OUT_OF_SCOPE',
    assignee: { name: 'Jeanne Morel' },
    severity: 'LIMITED',
  });
});

test('B5 S94 a customer reads why a request was rejected, asks for a second opinion, and takes the offer', async () => {
  const { id, reference } = await customer.open({ subject: 'A new use case' });
  await desk.engineer.act('rejectTicket', { ticketId: id, clause: '3.4', ...REASON });
  await visit(ALINE, reference);
  await page.getByRole('heading', { name: 'Outside the programme: clause 3.4' }).waitFor();
  await page.locator('section').getByText('This is a new use case.').waitFor();
  await page.getByText('A technical services engagement was offered for it.').waitFor();

  await (
    await move('Ask for a second opinion')
  )
    .getByLabel('Why do you see it otherwise?')
    .fill('It worked before.');
  await confirm('Ask for a second opinion');
  await page.getByText('Second opinion: asked for').waitFor();
  await daniel.act('giveSecondOpinion', {
    ticketId: id,
    outcome: 'UPHELD',
    meetingDecision: 'NOT_NEEDED',
    ...REASON,
  });
  await page.getByText('Second opinion: it stands').waitFor(); // nobody touched the page
  await (await move('Accept the offer')).getByText('outside your plan').waitFor();
  await confirm('Accept the offer');
  await page.getByText('The technical services engagement was accepted.').waitFor();
  expect(await page.locator('summary', { hasText: /offer|second opinion/ }).count()).toBe(0);
});

test('C17 C22 S2 a customer contests, rates, re-opens and closes where the ticket lets it be done', async () => {
  const { id, reference } = await customer.open({ subject: 'Reports are late' });
  await desk.engineer.act('lowerSeverity', {
    ticketId: id,
    severity: 'MODERATE',
    reason: 'One report only.',
  });
  await visit(ALINE, reference);
  await page.getByText('One report only.', { exact: true }).waitFor();
  await (
    await move('Contest it')
  )
    .getByLabel('Why should it not have been lowered?')
    .fill('All of them are late.');
  await confirm('Contest it');
  await page.locator('blockquote', { hasText: 'All of them are late.' }).waitFor(); // as theirs, whatever the language
  expect(await page.locator('summary', { hasText: 'Contest it' }).count()).toBe(0);
  await desk.manager.act('decideContest', {
    ticketId: id,
    decision: 'RESTORED',
    reason: 'Vous avez raison.',
  });
  await page.getByText('Decided: restored, as if never lowered', { exact: true }).waitFor();
  await page.locator('blockquote', { hasText: 'Vous avez raison.' }).waitFor();

  const answer = { ticketId: id, body: 'They are back.', review: IN_SCOPE, resolve: true };
  await desk.engineer.act('replyToTicket', answer);
  await page.getByRole('heading', { name: 'How did it go?' }).waitFor();
  await page.getByRole('button', { name: 'Rate' }).click();
  expect(await page.getByText('Rated', { exact: false }).count()).toBe(0); // it asks for one of the five
  await page.getByLabel('4', { exact: true }).check();
  await page.getByLabel('Anything to say about it').fill('Quick.');
  await page.getByRole('button', { name: 'Rate' }).click();
  await page.getByText('Rated 4 of 5').waitFor();

  await page.getByText('For 30 days a message re-opens it').waitFor();
  await page.getByLabel('Your message').fill('They are late again.');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('· in progress ·').waitFor();
  await (await move('Close the ticket')).getByText('A closed ticket stays closed').waitFor();
  await confirm('Close the ticket');
  await page.getByText('The ticket is closed: your message opens a new one.').waitFor();
  await page.getByLabel('Your message').fill('And once more.');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.waitForURL((url) => url.search !== `?ticket=${reference}`); // the follow-up
  await page.getByText('And once more.').waitFor();
});

test('B19 files go along with a request and an answer, and come down again', async () => {
  await visit(ALINE);
  await page.getByLabel('Subject').fill('The console says this');
  await page.getByLabel('Your question').fill('What does it mean?');
  await attach('console.txt', 'Uncaught TypeError');
  await attach('wrong.txt', 'not this');
  await page.getByRole('button', { name: 'Remove wrong.txt' }).click();
  await page.getByRole('button', { name: 'Send the request' }).click();
  await page.getByRole('heading', { name: /The console says this/ }).waitFor();
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'console.txt (1 KiB)' }).click();
  expect(readFileSync(await (await coming).path(), 'utf8')).toBe('Uncaught TypeError');
  expect(await page.getByText('wrong.txt').count()).toBe(0);

  await page.getByLabel('Your message').fill('Another one.');
  await attach('second.txt', 'ReferenceError');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('button', { name: 'second.txt (1 KiB)' }).waitFor();
  expect(await page.getByRole('button', { name: 'Remove second.txt' }).count()).toBe(0);
});

test('B19 a message waits for a file that is still on its way', async () => {
  const { reference } = await customer.open({ subject: 'With a slow file' });
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => (letThrough = resolve));
  await page.route('**', async (route) => {
    if (route.request().method() === 'PUT') await held;
    await route.continue();
  });
  await visit(ALINE, reference);
  await page.getByLabel('Your message').fill('Here it is.');
  await page.getByLabel('Attach files').setInputFiles(textFile('slow.txt', 'at last'));
  await page.getByText('Sending…').waitFor();
  await page.getByRole('button', { name: 'Send', exact: true }).click(); // in vain
  letThrough();
  await page.getByRole('button', { name: 'Remove slow.txt' }).waitFor();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('button', { name: 'slow.txt (1 KiB)' }).waitFor();
});

test('B19 a message whose answer got lost is there once, however often it is sent again', async () => {
  const { id, reference } = await customer.open({ subject: 'On a train' });
  let loses = true;
  await page.route('**/graphql', async (route) => {
    if (!loses || !route.request().postData()?.includes('mutation ReplyToTicket')) return route.continue();
    await route.fetch(); // it is done
    await route.abort();
  });
  await visit(ALINE, reference);
  await page.getByLabel('Your message').fill('Are you there?');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('alert').waitFor();
  loses = false;
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText('Are you there?', { exact: true }).first().waitFor();
  const said = async () =>
    (await customer.client.tickets.get(id))!.messages.nodes.filter(({ body }) => body === 'Are you there?');
  expect(await said()).toHaveLength(1);

  await page.getByLabel('Your message').fill('Are you there?'); // once more, and meant so
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await vi.waitFor(async () => expect(await said()).toHaveLength(2), { timeout: 10_000 });
  trouble.splice(0); // the browser complains of what got lost
});

test('B19 that the rest of the messages cannot be read is said, and it can be tried again', async () => {
  const { id, reference } = await customer.open({ subject: 'A long story' });
  for (let part = 1; part <= 50; part += 1) {
    await customer.client.tickets.reply({ ticketId: id, body: `Part ${part}.` });
  }
  const refusal = { errors: [{ message: 'Not now.', extensions: { code: 'BAD_USER_INPUT' } }] };
  let refuses = true;
  await page.route('**/graphql', (route) =>
    refuses && route.request().postData()?.includes('query TicketMessages')
      ? route.fulfill({ json: refusal })
      : route.continue(),
  );
  await visit(ALINE, reference);
  await page.getByRole('button', { name: 'Show all messages' }).click();
  const failure = page.getByRole('alert');
  await failure.waitFor({ timeout: 10_000 });
  refuses = false;
  await failure.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('Part 50.').waitFor();
  expect(await failure.count()).toBe(0);
});

test('B2 C1 S16 outside support hours a clock says until when it stands still, and since when it is late', async () => {
  const { reference } = await customer.open({ subject: 'Since this morning' }); // severe: one business hour
  desk.at('2026-07-13T20:00:00+02:00');
  await visit(ALINE, reference);
  const clock = page.locator('.clock');
  await clock.getByText('Late since Monday 13 July at 11:00 (Europe/Paris)').waitFor();
  // Seven business hours after it, until the desk closed at six.
  expect(await page.getByRole('timer').textContent()).toMatch(
    /^7\sh\s00\smin\s00\ss of support time too late$/,
  );
  await clock.getByText('Stopped until Wednesday 15 July at 08:00.').waitFor();
});

async function visit(title: string, reference?: string): Promise<void> {
  await page.goto(`${desk.server.url}/desk/${reference ? `?ticket=${reference}` : ''}`);
  await page.getByLabel('You are').selectOption({ label: title });
}

const move = (label: string) => openMove(page, label);
const confirm = (label: string) => confirmMove(page, label);

async function attach(name: string, text: string): Promise<void> {
  await page.getByLabel('Attach files').setInputFiles(textFile(name, text));
  await page.getByRole('button', { name: `Remove ${name}` }).waitFor();
}

function textFile(name: string, text: string) {
  return { name, mimeType: 'text/plain', buffer: Buffer.from(text) };
}
