import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as documents from '@tierline/sdk/operations';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openBrowser, watchTrouble } from '../support/browser.ts';
import { testServer, type TestServer } from '../support/server.ts';

// The pages as the build wrote them, and as the server gives them.

vi.setConfig({ testTimeout: 60_000 }); // a browser on a busy machine

const ROOT = path.resolve(import.meta.dirname, '../..');
const SITE = path.join(ROOT, 'server/dist/docs/site');
const PAGES = readdirSync(SITE, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.html'),
);
const read = (file: string) => readFileSync(path.join(SITE, file), 'utf8');

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

test('B19 every operation of the SDK is described, with the document that it sends', () => {
  const all = PAGES.filter((file) => file.startsWith('methods/'))
    .map(read)
    .join('\n');
  expect([...all.matchAll(/<section id="/g)]).toHaveLength(Object.keys(documents).length);
  for (const name of Object.keys(documents)) {
    expect(all).toMatch(
      new RegExp(`<code>(query|mutation|subscription) ${name.replace(/Document$/, '')}\\b`),
    );
  }
  const sla = read('methods/sla.html');
  expect(sla).toContain('When a request would be answered if it were made now');
  expect(sla).toContain('<code>input.severity</code></td><td><code>Severity!</code>');
});

test('B11 every type of events has a page with its meaning in both languages, its payload and an example', () => {
  const types = JSON.parse(readFileSync(path.join(ROOT, 'schema/events.json'), 'utf8')) as Record<
    string,
    object
  >;
  expect(PAGES.filter((file) => file.startsWith('events/')).toSorted()).toEqual(
    ['index', ...Object.keys(types)].map((name) => `events/${name}.html`).toSorted(),
  );
  const opened = read('events/ticket.opened.html');
  expect(opened).toContain('A ticket was opened.');
  expect(opened).toContain('Un ticket a été ouvert.');
  expect(opened).toContain(
    '<code>severity</code></td><td>&quot;SEVERE&quot; | &quot;MODERATE&quot; | &quot;LIMITED&quot;</td>',
  );
  expect(opened).toContain('&quot;requesterId&quot;: &quot;con_…&quot;');
});

test('no page shows Markdown as it is written, and the README of the repository is one of them', () => {
  expect(read('server.html')).toContain('<h1 id="tierline">Tierline</h1>');
  expect(read('server.html')).toContain('<a href="index.html#five-minutes">');
  const raw = PAGES.filter((file) => !file.startsWith('api/')).flatMap((file) => {
    const text = read(file).replaceAll(/<(code|pre)\b[\s\S]*?<\/\1>|<[^>]+>/g, '');
    return [...text.matchAll(/\[[^\]\n]+\]\([^)\n]+\)|`[^`\n]+`|\*\*[^*\n]+\*\*/g)].map(
      ([found]) => `${file}: ${found}`,
    );
  });
  expect(raw).toEqual([]);
});

test('every link within the pages leads somewhere', () => {
  const broken: string[] = [];
  for (const file of PAGES.filter((name) => name.startsWith('api/'))) {
    for (const [, href = '', title] of read(file).matchAll(/<a href="([^"#]+)[^>]*>([^<]*)/g)) {
      const target = path.join(path.dirname(file), href);
      if (!/^https?:/.test(href) && !existsSync(path.join(SITE, target))) broken.push(`${file}: ${href}`);
      if (title === 'Guide' && target !== 'index.html') broken.push(`${file}: Guide leads to ${target}`);
    }
  }
  for (const file of PAGES.filter((name) => !name.startsWith('api/'))) {
    for (const [, href = ''] of read(file).matchAll(/<a [^>]*?href="([^"]+)"/g)) {
      if (/^https?:|\.\.\/(playground|desk)\/$/.test(href)) continue; // these stand beside the docs
      const [to = '', anchor] = href.split('#');
      const target = to === '' ? file : path.join(path.dirname(file), to);
      if (!PAGES.includes(target)) broken.push(`${file}: ${href}`);
      else if (anchor && !read(target).includes(`id="${decodeURIComponent(anchor)}"`))
        broken.push(`${file}: ${href}`);
    }
  }
  expect(PAGES.length).toBeGreaterThan(200);
  expect(broken).toEqual([]);
});

test('the pages may load from their own origin only, hold no inline script, and work in a browser', async () => {
  const response = await fetch(`${server.url}/docs/`);
  expect(response.headers.get('content-security-policy')).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  );
  expect(PAGES.filter((file) => /<script>|\son\w+="/.test(read(file)))).toEqual([]);
  expect((await fetch(`${server.url}/docs/..%2froutes.js`)).status).toBe(404);

  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    const trouble = watchTrouble(page, server.url);
    await page.goto(`${server.url}/docs`);
    await page.getByRole('link', { name: 'Show a countdown' }).click();
    await page.getByRole('heading', { name: 'Show a countdown' }).waitFor();
    const wider = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await wider()).toBe(0);
    await page.getByRole('link', { name: 'Methods', exact: true }).click();
    await page.getByRole('link', { name: 'sla.preview' }).click();
    await page.getByText('The document that it sends').first().click();
    await page.getByText('query SlaPreview($input').waitFor();
    expect(await wider()).toBe(0);
    await page.getByRole('link', { name: 'Client API' }).click();
    await page.getByRole('heading', { name: 'Tierline client API' }).waitFor();
    expect(trouble).toEqual([]);
  } finally {
    await browser.close();
  }
});
