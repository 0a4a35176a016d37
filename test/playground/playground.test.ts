import { playground, type Persona } from '@tierline/server/playground/routes';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openBrowser, watchTrouble } from '../support/browser.ts';
import { caller, openDesk, REQUEST, type Desk } from '../support/programme.ts';

vi.setConfig({ testTimeout: 60_000 }); // a browser on a busy machine

const ADA = 'Ada Marsh, engineer';
const CAMILLE = 'Camille Laurent, administrator at Belcourt';
const personas: Persona[] = [];

let desk: Desk;
let url: string;
let browser: Browser;
let context: BrowserContext; // one for all, so that the scripts are loaded once
let page: Page;
/** What the page was refused, asked of another origin or complained of: nothing, in any test. */
let trouble: string[];

beforeAll(async () => {
  // Monday 17:30 in Paris, half an hour before closing; Tuesday is the national holiday.
  desk = await openDesk({ at: '2026-07-13T17:30:00+02:00', pages: [playground({ personas })] });
  url = desk.server.url;
  await moveIn();
  personas.push({ title: ADA, titleFr: ADA, token: await desk.server.token('ada') });
  personas.push({ title: CAMILLE, titleFr: CAMILLE, token: await desk.server.token('camille') });
  browser = await openBrowser();
  context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 } });
});
afterAll(async () => {
  await browser.close();
  await desk.stop();
});

beforeEach(async () => {
  page = await context.newPage();
  trouble = watchTrouble(page, url);
  await page.goto(`${url}/playground`);
  await page.locator('.graphiql-query-editor .monaco-editor').waitFor();
});
afterEach(async () => {
  await page.evaluate(() => localStorage.clear());
  await page.close();
  expect(trouble).toEqual([]);
});

test('B20 S35 anybody goes from tab to tab and sees data', async () => {
  for (const title of ['Programme', 'ComparePlans', 'WhichPlan', 'Preview', 'Calendar', 'Terms']) {
    await open(title);
    const answer = await run();
    expect({ title, answer }).toMatchObject({ answer: { data: expect.anything() as unknown } });
    expect({ title, answer }).not.toHaveProperty('answer.errors');
    await page.locator('.graphiql-response .view-line', { hasText: '"data"' }).waitFor();
  }
});

test('B1 the preview tab shows the deadline that the eve of a holiday leaves', async () => {
  await open('Preview');
  // Monday 13 July 17:30 in Paris; two business hours; Tuesday is the national holiday: Wednesday 09:30.
  expect(await run()).toMatchObject({ data: { slaPreview: { dueAt: '2026-07-15T07:30:00.000Z' } } });
});

test('B20 every tab is in a list by who asks it, and one that was off the screen comes into sight', async () => {
  const titles = await page
    .locator('[role=tab] button[title]')
    .evaluateAll((all) => all.map((tab) => tab.getAttribute('title')));
  const list = page.getByLabel('Go to');
  const listed = await list.locator('option:not([disabled])').allTextContents();
  expect(listed.sort()).toEqual(titles.filter((title) => title !== '').sort());
  expect(await list.locator('optgroup').first().getAttribute('label')).toBe('Anybody');
  const tab = page.locator('[role=tab] button[title=PlanAhead]');
  const inSight = () =>
    tab.evaluate((button) => button.getBoundingClientRect().left < document.documentElement.clientWidth);
  expect(await inSight()).toBe(false);
  await list.selectOption('PlanAhead');
  await expect.poll(inSight).toBe(true);
  await page.locator('[role=tab][aria-selected=true] button[title=PlanAhead]').waitFor();
});

test('B20 a tab for people who are known says so', async () => {
  await open('Queue');
  expect(await run()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  const hint = page.locator('.tierline-hint');
  await hint.getByText('choose a customer or one of the staff beside “You are”').waitFor(); // nobody of its choice is here
  await open('MyReport');
  await run();
  await hint.getByText('This is for somebody who is known.').waitFor();
  await hint.getByRole('button', { name: 'Be Camille Laurent' }).click();
  await expect.poll(() => hint.textContent()).toBe('');
  expect(await page.getByLabel('You are').inputValue()).toBe(CAMILLE);
  expect(await run()).not.toHaveProperty('errors');
});

test('B20 B2 a customer opens a ticket and reads its clock, and the desk finds and answers it', async () => {
  await speakAs(CAMILLE);
  await open('MyAccount');
  expect(await run()).toMatchObject({ data: { viewer: { account: { plan: { name: 'Premium' } } } } });
  await open('OpenTicket');
  // A severe request on Premium is answered within one business hour: half of it today, half on Wednesday.
  expect(await run()).toMatchObject({
    data: {
      openTicket: {
        __typename: 'OpenTicketSuccess',
        ticket: { initialResponse: { state: 'RUNNING', dueAtLocal: '2026-07-15T08:30:00+02:00' } },
      },
    },
  });
  await open('MyClock');
  expect(await run()).toMatchObject({
    data: {
      tickets: {
        nodes: [
          {
            initialResponse: {
              remainingSeconds: 3_600,
              explainDeadline: {
                segments: [
                  { label: 'OPEN', seconds: 1_800 },
                  { label: 'NIGHT', seconds: 21_600 },
                  { label: 'HOLIDAY', seconds: 86_400 },
                  { label: 'NIGHT', seconds: 28_800 },
                  { label: 'OPEN', seconds: 1_800 },
                ],
              },
            },
          },
        ],
      },
    },
  });

  await speakAs(ADA);
  await open('Queue');
  const queue = (await run()) as { data: { queue: { nodes: { id: string }[] } } };
  expect(queue.data.queue.nodes).toHaveLength(1);
  await open('Reply');
  const { id } = queue.data.queue.nodes[0]!;
  await page.locator('.graphiql-editor-tool .view-line', { hasText: id }).waitFor(); // it is the only one
  expect(await run()).toMatchObject({
    data: {
      replyToTicket: {
        __typename: 'ReplyToTicketSuccess',
        ticket: { initialResponse: { state: 'MET', endedAt: '2026-07-13T15:30:00.000Z' } },
      },
    },
  });
});

test('B20 C20 the variables of a tab name what the person chosen sees, or it is said that there is nothing', async () => {
  const { act } = caller(desk.server, await desk.server.token('camille'));
  const waiting = desk.manager.client.tickets.list({ filter: { states: ['RECEIVED'] } });
  for await (const { id } of waiting)
    await desk.manager.act('cancelTicket', { ticketId: id, reason: 'SPAM' });
  const filled = page.locator('.tierline-filled');
  await speakAs(ADA);
  await open('Merge');
  await filled
    .getByText('There is none for tkt_…, tkt_… of the same account yet, as Ada Marsh.', { exact: true })
    .waitFor();
  const [first, second] = [await act('openTicket', REQUEST), await act('openTicket', REQUEST)];
  await open('Reply'); // and there is one now
  await filled.getByText('The variables name what Ada Marsh sees.', { exact: true }).waitFor();
  await open('Merge');
  await page.locator('.graphiql-editor-tool .view-line', { hasText: first.id }).first().waitFor();
  expect(await runStep('Merge')).toMatchObject({
    data: { mergeTickets: { __typename: 'MergeTicketsSuccess' } },
  });
  expect(await runStep('Foretell')).toMatchObject({
    data: { mergePreview: { problem: { code: expect.any(String) as unknown } } },
  });

  // What somebody else sees is of their own; what a link says stays.
  await open('TrainingSeats');
  await speakAs(CAMILLE);
  await filled.getByText('The variables name what Camille Laurent sees.', { exact: true }).waitFor();
  expect(await run()).not.toHaveProperty('errors');
  const variables = JSON.stringify({ input: { ticketId: second.id, body: 'Ours.' } });
  const query = 'mutation Ours($input: ReplyToTicketInput!) { replyToTicket(input: $input) { __typename } }';
  await page.goto(`${url}/playground/#${new URLSearchParams({ query, variables }).toString()}`);
  await page.reload();
  await page.locator('.graphiql-query-editor .view-line', { hasText: /mutation\sOurs/ }).waitFor();
  await speakAs(ADA);
  await page.locator('.graphiql-editor-tool .view-line', { hasText: second.id }).waitFor();
  expect(await filled.textContent()).toBe('');
});

test('B20 a tab of several steps asks which one is run', async () => {
  await speakAs(ADA);
  await open('HolidayCorrections');
  for (const [step, answered] of [
    ['Withdraw', { errors: [{ extensions: { code: 'FORBIDDEN' } }] }],
    ['HolidayCorrections', { data: { holidayCorrections: { nodes: [] } } }],
  ] as const) {
    expect(await runStep(step)).toMatchObject(answered);
  }
});

test('a token is never stored, and a reload is anonymous again', async () => {
  await speakAs(ADA);
  await open('MyAccount');
  await run();
  const stored = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
  );
  expect(stored).toContain('MyAccount');
  expect(stored).not.toContain(personas[0]?.token);
  await reload();
  expect(await run()).toMatchObject({ data: { viewer: null } });
});

test('a reload brings back the open tab with its document and its variables', async () => {
  await open('Calendar');
  await reload();
  await page.locator('.graphiql-query-editor .view-line', { hasText: 'query Calendar' }).waitFor();
  await page.locator('.graphiql-editor-tool .view-line', { hasText: 'Australia/Adelaide' }).waitFor();
  expect(await run()).not.toHaveProperty('errors');
});

test('B19 B20 the cost of the last query is shown, and what is left of the budget', async () => {
  await open('Preview');
  const answer = (await run()) as { extensions: { cost: Record<string, number> } };
  const { actual, requested, remaining, limit } = answer.extensions.cost;
  const words = [actual, requested, remaining, limit].map((points) => points!.toLocaleString('en'));
  await page
    .getByRole('status')
    .getByText(`Cost ${words[0]} of ${words[1]} priced · ${words[2]} of ${words[3]} left`)
    .waitFor();
});

test('B20 a link opens a query with its variables, in a new browser and beside the tabs of an old one', async () => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: url });
  await open('Calendar');
  await reload();
  await page.getByRole('button', { name: 'Link to this tab' }).click();
  const link = await page.getByRole('textbox', { name: 'Link to this tab' }).inputValue();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  expect(link).toMatch(/\/playground\/#query=/);

  const other = await browser.newContext();
  for (const history of ['new', 'old']) {
    const guest = await other.newPage();
    await guest.goto(link);
    await guest.locator('.graphiql-query-editor .view-line', { hasText: 'query Calendar' }).waitFor();
    await guest.locator('.graphiql-editor-tool .view-line', { hasText: 'Australia/Adelaide' }).waitFor();
    expect({ history, url: guest.url() }).toEqual({ history, url: `${url}/playground/` });
    await guest.close();
  }
  const lesson = await other.newPage();
  await lesson.goto(`${url}/playground/#tab=WhichPlan`);
  await lesson.locator('.graphiql-query-editor .view-line', { hasText: /query\sWhichPlan/ }).waitFor();
  await other.close();
});

test('the documentation shows what the schema says of itself', async () => {
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  await page.locator('.graphiql-plugin').getByRole('link', { name: 'Query', exact: true }).click();
  await page.getByText('The three plans, Basic first. Open to everybody (S5, S35).').waitFor();
});

test('where there is little room, the answer stands below the question, and what the page is about stays', async () => {
  await page.setViewportSize({ width: 800, height: 800 });
  const question = (await page.locator('.graphiql-editors').boundingBox())!;
  const answer = (await page.locator('.graphiql-response').boundingBox())!;
  expect(answer.y).toBeGreaterThanOrEqual(question.y + question.height);
  const lead = page.getByText('Each tab asks something. Run it, then change it.');
  expect(await lead.evaluate((text) => text.scrollWidth > text.clientWidth)).toBe(false);
});

test('everything can be reached with the keyboard', async () => {
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('SELECT'); // of the tabs
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('SELECT'); // of the people
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('A README');
  await page
    .locator('.graphiql-query-editor textarea, .graphiql-query-editor .native-edit-context')
    .first()
    .focus();
  expect(await answerTo(() => page.keyboard.press('Control+Enter'))).toHaveProperty('data.supportProgramme');
});

async function speakAs(title: string): Promise<void> {
  await page.getByLabel('You are').selectOption(title);
}

test('B11 B20 a tab tells what happens while it happens, until it is stopped', async () => {
  await speakAs(ADA);
  await open('Live');
  await page.getByRole('button', { name: 'Execute query (Ctrl-Enter)' }).click();
  const answer = page.locator('.graphiql-response .view-lines');
  await expect.poll(() => answer.textContent(), { timeout: 15_000 }).toContain('position');
  const camille = caller(desk.server, await desk.server.token('camille'));
  const { id } = await camille.act('openTicket', REQUEST);
  await expect.poll(() => answer.textContent(), { timeout: 15_000 }).toContain(id);
  await page.getByRole('button', { name: 'Stop query' }).click();
  await page.getByRole('button', { name: 'Execute query (Ctrl-Enter)' }).waitFor();
});

async function open(title: string): Promise<void> {
  await page.locator(`[role=tab] button[title=${title}]`).click();
  await page
    .locator('.graphiql-query-editor .view-line', {
      hasText: new RegExp(`(query|mutation|subscription)\\s${title}\\b`),
    })
    .waitFor();
}

/** Once GraphiQL has stored which tab is open, which it does a little later. */
async function reload(): Promise<void> {
  await page.waitForFunction(() => {
    const open = document.querySelector('[role=tab][aria-selected=true] button')?.id;
    const { activeTabIndex } = JSON.parse(localStorage.getItem('graphiql:tabState') ?? '{}') as Record<
      string,
      unknown
    >;
    return open === `graphiql-session-tab-${String(activeTabIndex)}`;
  });
  await page.reload();
  // An editor that is there, and still empty, has nothing to run.
  await page.locator('.graphiql-query-editor .view-line', { hasText: /\w/ }).first().waitFor();
}

function run(): Promise<unknown> {
  return answerTo(() => page.getByRole('button', { name: 'Execute query (Ctrl-Enter)' }).click());
}

/** Of a tab that holds several. */
function runStep(name: string): Promise<unknown> {
  return answerTo(async () => {
    await page.getByRole('button', { name: 'Execute query (Ctrl-Enter)' }).click();
    await page.getByRole('menuitem', { name, exact: true }).click();
  });
}

/** The answer to the request that an action of the reader sends. */
async function answerTo(action: () => Promise<void>): Promise<unknown> {
  const answer = page.waitForResponse(
    (response) => response.url().endsWith('/graphql') && isOfReader(response.request()),
  );
  await action();
  return (await answer).json();
}

/** What is asked for the schema, or for ids, is not. */
function isOfReader(request: Request): boolean {
  return (
    !request.postData()?.includes('IntrospectionQuery') && request.headers()['accept'] !== 'application/json'
  );
}

function focused(): Promise<string> {
  return page.evaluate(() => {
    const { tagName, textContent } = document.activeElement!;
    return tagName === 'A' ? `A ${textContent}` : tagName;
  });
}

async function moveIn(): Promise<void> {
  const { manager } = desk;
  await manager.act('hireStaff', {
    name: 'Ada Marsh',
    email: 'ada@vendor.example',
    roles: ['ENGINEER'],
    region: 'EMEA',
    subject: 'ada',
  });
  const { id: accountId } = await manager.act('createAccount', {
    name: 'Maison Belcourt',
    timeZone: 'Europe/Paris',
    country: 'FR',
    locale: 'FR',
    administrator: { name: 'Camille Laurent', email: 'camille@belcourt.example', subject: 'camille' },
  });
  await manager.act('subscribeSku', { accountId, sku: 'IQ-TM' });
  await manager.act('choosePlan', { accountId, planCode: 'PREMIUM' });
}
