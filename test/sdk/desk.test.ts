import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { signWebhook } from '@tierline/sdk/webhooks';
import { desk as deskPages } from '@tierline/server/desk/routes';
import type { Persona } from '@tierline/server/playground/routes';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { publish } from '../support/articles.ts';
import { openBrowser, watchTrouble } from '../support/browser.ts';
import { bundle, installPackedSdk } from '../support/packed-sdk.ts';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';

// The example frontend in a real browser, against the real server: what a frontend on the SDK can do.

vi.setConfig({ testTimeout: 60_000 }); // a browser on a busy machine

const ALINE = 'Aline Petit, customer';
const JEANNE = 'Jeanne Morel, engineer';
const MAX = 'Max Weber, manager';
const MONDAY = '2026-07-13T17:30:00+02:00'; // half an hour before closing in Paris; Tuesday is the national holiday
const personas: Persona[] = [];

let desk: Desk;
let customer: Customer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let trouble: string[];

beforeAll(async () => {
  desk = await openDesk({ at: MONDAY, pages: [deskPages({ personas })] });
  customer = await desk.customer({ plan: 'PREMIUM', skus: ['IQ-TM', 'AS'] });
  for (const [title, titleFr, { subject }] of [
    [ALINE, 'Aline Petit, cliente', customer],
    [JEANNE, 'Jeanne Morel, ingénieure', desk.engineer],
    [MAX, 'Max Weber, responsable', desk.manager],
  ] as const) {
    personas.push({ title, titleFr, token: await desk.server.token(subject) });
  }
  browser = await openBrowser();
  context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1200, height: 900 } });
});
afterAll(async () => {
  await browser.close();
  await desk.stop();
});

beforeEach(async () => {
  desk.at(MONDAY);
  ({ page, trouble } = await visit());
});
afterEach(async () => {
  await page.close();
  expect(trouble).toEqual([]);
});

test('B1 B19 a customer sees while typing when an answer is due, opens the ticket and watches its clock', async () => {
  await speakAs(ALINE);
  const preview = page.getByRole('complementary');
  // Moderate on Premium: two business hours; half an hour of them is left today, the rest is on Wednesday.
  await preview.getByText('Wednesday 15 July at 09:30').waitFor();
  await preview.getByText('(Europe/Paris)', { exact: true }).waitFor();
  await page.getByLabel('Severe', { exact: true }).check();
  await preview.getByText('Wednesday 15 July at 08:30').waitFor();
  desk.at('2026-07-13T17:40:00+02:00');
  await page.getByLabel('Subject').fill('Nobody can sign in');
  await preview.getByText('Wednesday 15 July at 08:40').waitFor(); // typing alone moves it: time has passed
  await page.getByLabel('Your question').fill('Since this morning the sign-in page answers with an error.');
  await page.getByRole('button', { name: 'Send the request' }).click();

  await page.getByRole('heading', { name: /T-\d+ · Nobody can sign in/ }).waitFor();
  const timer = page.getByRole('timer');
  await expect
    .poll(() => timer.textContent())
    .toMatch(/^(1\sh\s00\smin\s00\ss|59\smin\s5\d\ss) of support time left$/);
  await page.getByText('The clock runs.').waitFor();
  await expect.poll(() => timer.textContent()).toMatch(/^59\smin\s5\d\ss/); // it counts down by itself
  await page.getByText('live', { exact: true }).waitFor();

  const [ticket] = (await customer.client.tickets.list()).nodes;
  await desk.engineer.act('replyToTicket', { ticketId: ticket!.id, body: 'We can see it too.' });
  await page.getByText('We can see it too.').waitFor(); // nobody touched the page
  await page.getByText('Answered', { exact: true }).waitFor();
});

test('B19 an engineer takes a request from the queue, reviews its scope, answers and resolves it', async () => {
  await speakAs(JEANNE);
  await page.getByRole('heading', { name: 'Queue live' }).waitFor();
  const { id } = await customer.open({ subject: 'Export stands still' });
  await page.getByRole('button', { name: /Export stands still/ }).click(); // it came by itself
  await page.getByText('Scope not reviewed yet').waitFor();
  await page.getByRole('button', { name: 'Take it' }).click();
  await page.getByText('Yours').waitFor();
  await page.getByLabel('Your message').fill('Start it again, please.');

  await page.getByLabel('This resolves it').check();
  await page.getByRole('button', { name: 'Send' }).click();
  const problem = await page.getByRole('alert').textContent(); // a review has to come first (S90)
  expect(problem).toMatch(/review/i);
  await page.getByLabel('Is it in scope?').selectOption('IN_SCOPE');
  await page.getByRole('button', { name: 'Send' }).click();

  await page.getByText('In scope · Jeanne Morel').waitFor();
  await page.getByText('Start it again, please.').waitFor();
  await page.getByText('Answered', { exact: true }).waitFor();
  const ticket = await customer.client.tickets.get(id);
  expect(ticket).toMatchObject({ state: 'RESOLVED', assignee: { name: 'Jeanne Morel' } });
});

test('B21 in French, on a telephone, everything is French and nothing is wider than the screen', async () => {
  await page.close();
  const telephone = await browser.newContext({ locale: 'fr-FR', viewport: { width: 390, height: 844 } });
  ({ page, trouble } = await visit(telephone));
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('fr');
  await speakAs('Aline Petit, cliente', 'Vous êtes');
  const promise = page.getByRole('complementary').locator('strong');
  // Neither the day parts from its month, nor the time from its "à", at the end of a line.
  await expect.poll(() => promise.textContent()).toBe('mercredi 15\u00a0juillet à\u00a09h30');
  await page.getByText('Quelle est la gravité\u00a0?', { exact: true }).waitFor();
  await page.getByLabel('Sévère', { exact: true }).waitFor(); // as the programme calls it (S61)
  expect(await widerThanScreen()).toBe(0);
  await page.getByLabel('Objet').fill('Connexion impossible');
  await page.getByLabel('Votre question').fill('La page de connexion répond par une erreur.');
  await page.getByRole('button', { name: 'Envoyer la demande' }).click();
  await page.getByRole('timer').getByText('de temps de support restant').waitFor();
  expect(await page.getByRole('timer').textContent()).toMatch(
    /^(2\u00a0h\u00a000\u00a0min\u00a000\u00a0s|1\u00a0h\u00a059\u00a0min)/,
  );
  expect(await widerThanScreen()).toBe(0);
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('timer').getByText('of support time left').waitFor();
  await page.getByRole('button', { name: 'Français' }).click();
  desk.at('2026-09-30T17:30:00+02:00');
  await page.getByRole('button', { name: 'Retour' }).click();
  await expect.poll(() => promise.textContent()).toBe('jeudi 1er\u00a0octobre à\u00a09h30');
  await page.close();
  await telephone.close();
});

test('S37 B19 articles that may answer are offered while typing, read in place, and are never in the way', async () => {
  const french = {
    locale: 'FR',
    title: 'Connexion refusée',
    summary: 'Que vérifier.',
    body: 'Videz le cache. Pourquoi ?\n\n| Signe | Sens |\n| :--- | :--- |\n| `a ? b : c` | choix |',
  } as const;
  const body = 'Empty the **cache**, see [how](https://docs.example/cache).';
  const english = { locale: 'EN', title: 'Sign-in refused', summary: 'What to check.', body } as const;
  const articleId = await publish(desk, { requestTypes: ['LOGIN_ISSUE'], texts: [french, english] });
  await speakAs(ALINE);
  await page.getByLabel('Subject').fill('Sign-in refused for everybody');
  const offered = page.getByRole('complementary', { name: 'This may answer it already' });
  await offered.getByRole('button', { name: 'Sign-in refused What to check.' }).press('Enter'); // by keyboard
  await offered.getByText('Empty the cache').waitFor();
  expect(await offered.getByRole('link', { name: 'how' }).getAttribute('target')).toBe('_blank');

  await page.getByLabel('Your question').fill('What else can we do?'); // what is read stays while typing
  await offered.getByRole('button', { name: 'This answered my question' }).click();
  await offered.getByText('what you wrote is still here').waitFor();
  expect(await page.getByLabel('Subject').inputValue()).toBe('Sign-in refused for everybody');
  const effect = () => desk.engineer.client.articles.effect(articleId);
  expect(await effect()).toMatchObject({ views: 1, helpful: 1, draftsRead: 1 });

  await page.getByRole('button', { name: 'Français' }).click();
  await page.getByRole('button', { name: 'Connexion refusée Que vérifier.' }).waitFor();
  // What is set for the eye is its words, and nothing that is copied or understood by a program.
  const said = page.getByText('Videz le cache.');
  await expect.poll(() => said.textContent()).toBe('Videz le cache. Pourquoi\u00a0?');
  expect(await page.getByRole('cell').first().textContent()).toBe('a ? b : c');
  await page.getByRole('button', { name: 'Effacer ma saisie' }).click();
  expect(await page.getByLabel('Objet').inputValue()).toBe('');

  // On a telephone it follows what is being written, and the button comes after it.
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByLabel('Objet').fill('Connexion refusée');
  const top = async (of: Locator) => (await of.boundingBox())!.y;
  const suggested = await top(page.getByRole('complementary', { name: 'Voici peut-être' }));
  expect(suggested).toBeGreaterThan(await top(page.getByLabel('Votre question')));
  expect(suggested).toBeLessThan(await top(page.getByRole('button', { name: 'Envoyer la demande' })));
  expect((await customer.client.tickets.list()).nodes.map(({ subject }) => subject)).not.toContain(
    'Sign-in refused for everybody',
  );
});

test('S37 B19 a request is sent as ever where no article can be suggested', async () => {
  await page.route('**/graphql', (route) =>
    route.request().postData()?.includes('articleSuggestions') ? route.abort() : route.continue(),
  );
  await speakAs(ALINE);
  await page.getByLabel('Subject').fill('Exports are late');
  await page.getByLabel('Your question').fill('Since noon. Why?');
  await page.getByRole('button', { name: 'Send the request' }).click();
  await page.getByRole('heading', { name: /T-\d+ · Exports are late/ }).waitFor();
  trouble.length = 0; // what the browser says of the requests that were cut off
});

test('B19 a link names a ticket, which opens for whoever may see it', async () => {
  const { reference } = await customer.open({ subject: 'Audience is empty' });
  await page.goto(`${desk.server.url}/desk/?ticket=${reference}`);
  await page.getByText(`Choose who you are to open ${reference}.`).waitFor();
  await speakAs(ALINE);
  await page.getByRole('heading', { name: `${reference} · Audience is empty` }).waitFor();
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('heading', { name: 'New request' }).waitFor();

  await page.goBack(); // of the browser: to where one was
  await page.getByRole('heading', { name: `${reference} · Audience is empty` }).waitFor();
  await page.reload(); // the tab remembers who one is
  await page.getByRole('heading', { name: `${reference} · Audience is empty` }).waitFor();
  expect(page.url()).toBe(`${desk.server.url}/desk/?ticket=${reference}`);
  await speakAs(MAX); // managers are mailed too
  await page.getByRole('heading', { name: `${reference} · Audience is empty` }).waitFor();

  const stranger = await desk.customer();
  personas.push({ title: 'Stranger', titleFr: 'Stranger', token: await desk.server.token(stranger.subject) });
  await page.reload();
  await speakAs('Stranger');
  await page.getByText(`There is no such ticket for you: ${reference}`).waitFor();
});

test('B4 B19 what the plan does not cover is said while typing, without a promise and with the way to go on', async () => {
  const basic = await desk.customer({ plan: 'BASIC' });
  personas.push({ title: 'Basic', titleFr: 'Basic', token: await desk.server.token(basic.subject) });
  await page.reload();
  await speakAs('Basic');
  await page.getByText('You have asked nothing yet.').waitFor();
  const preview = page.getByRole('complementary');
  // S48 nothing is promised, and so there is nothing to explain.
  await preview.getByText('The plan promises no time for this. Support is open until').waitFor();
  expect(await preview.getByText('Why then?').count()).toBe(0);
  await page.getByText('The platform or a vital use of it is down, with no way round.').waitFor(); // Q1

  await page.getByLabel('What is it about?').selectOption('WELLNESS_REVIEW');
  await preview.getByRole('heading', { name: 'This would not be taken' }).waitFor();
  const said = await preview.textContent();
  expect(said).toContain('What you can doOrder a technical services engagement');
  expect(said).toContain('Move to the plan Premium');
  expect(said).not.toMatch(/[A-Z]_[A-Z]|promises/);
});

test('B19 a manager has the desk too, and is told what is for engineers', async () => {
  await page.getByText('Choose somebody of the demo.').waitFor();
  await speakAs(MAX);
  await page.getByText('Reviewing the scope is for engineers.').waitFor();
  await page.getByRole('button', { name: 'Mine' }).click();
  await page.getByText('Nothing is assigned to you.').waitFor();
});

// The vm of package.test.ts shows that nothing of Node is needed; this, that a real worker has what is.
test('B19 B11 the package in a module worker of another origin asks, is refused with a type, follows and verifies', async () => {
  const consumer = mkdtempSync(path.join(tmpdir(), 'tierline-worker-'));
  installPackedSdk(consumer);
  const elsewhere = await serve({ '/': '<!doctype html>', '/worker.js': await bundle(consumer, WORKER) });
  rmSync(consumer, { recursive: true });
  const secret = `whsec_${Buffer.from('a secret of the receiver').toString('base64')}`;
  const body = '{"type":"ticket.replied","data":{"id":"evt_1"}}';
  const job = {
    url: `${desk.server.url}/graphql`,
    token: await desk.server.token(customer.subject),
    hook: { secret, body, headers: await signWebhook(secret, body) },
  };
  const theirs = await context.newPage();
  await theirs.goto(elsewhere.url);

  const told = await theirs.evaluate(
    (input) =>
      new Promise<unknown>((resolve, reject) => {
        const worker = new Worker('/worker.js', { type: 'module' });
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(message));
        worker.postMessage(input);
      }),
    job,
  );

  expect(new URL(elsewhere.url).origin).not.toBe(desk.server.url);
  expect(told).toEqual({
    inWorker: true,
    plans: ['BASIC', 'ENHANCED', 'PREMIUM'],
    refused: ['InvalidInputProblem', 'INVALID_INPUT', 'sku'],
    events: ['ticket.opened', 'ticket.replied'],
    code: 'UNAUTHENTICATED',
    webhook: 'evt_1',
    forged: 'WebhookVerificationError',
  });
  await theirs.close();
  await elsewhere.close();
});

const WORKER = `
  import { createClient, unwrap } from '@tierline/sdk';
  import { verifyWebhook } from '@tierline/sdk/webhooks';

  async function work({ url, token, hook }) {
    const support = createClient({ url, token });
    const plans = await support.plans.list();
    const request = { requestType: 'LOGIN_ISSUE', severity: 'SEVERE', subject: 'By a worker', question: 'Why?' };
    const refused = await support.tickets.open({ ...request, sku: 'NO-SUCH-SKU' });
    const [before] = (await support.events.list().all(1000)).slice(-1);
    const { ticket } = unwrap(await support.tickets.open({ ...request, sku: 'IQ-TM' }));
    const events = [];
    for await (const { type } of support.events.live({ after: before.position, types: ['ticket.*'], subject: ticket.id })) {
      events.push(type);
      if (type === 'ticket.replied') break;
      unwrap(await support.tickets.reply({ ticketId: ticket.id, body: 'It happens to all of us.' })); // while it listens
    }
    const { code } = await createClient({ url }).tickets.list().then(() => ({}), (error) => error);
    const { data } = await verifyWebhook(hook.secret, hook.headers, hook.body);
    const forged = await verifyWebhook(hook.secret, hook.headers, hook.body.replace('evt_1', 'evt_2')).catch((error) => error.name);
    return {
      inWorker: typeof document === 'undefined' && typeof importScripts === 'function',
      plans: plans.map((plan) => plan.code),
      refused: [refused.__typename, refused.code, refused.issues[0].path],
      events, code, webhook: data.id, forged,
    };
  }

  onmessage = ({ data }) => work(data).then(postMessage, (error) => postMessage({ failed: error.stack }));`;

test('the page may load from its own origin only, and holds nothing inline', async () => {
  const response = await fetch(`${desk.server.url}/desk/`);
  expect(response.headers.get('content-security-policy')?.split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ]);
  expect(await response.text()).not.toMatch(/<script>|<style|https?:/);
  expect((await fetch(`${desk.server.url}/desk/assets/..%2findex.html`)).status).toBe(404);
});

/** Another origin with these files. */
async function serve(files: Record<string, string>): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(({ url = '' }, response) => {
    const file = files[url];
    const type = url.endsWith('.js') ? 'text/javascript' : 'text/html';
    response.writeHead(file === undefined ? 404 : 200, { 'content-type': type }).end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function visit(from = context) {
  const opened = await from.newPage();
  const seen = watchTrouble(opened, desk.server.url);
  await opened.goto(`${desk.server.url}/desk`);
  return { page: opened, trouble: seen };
}

async function speakAs(title: string, label = 'You are'): Promise<void> {
  await page.getByLabel(label).selectOption({ label: title });
}

function widerThanScreen(): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
