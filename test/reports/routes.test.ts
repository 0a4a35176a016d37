import { unwrap } from '@tierline/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Customer, type Desk, type Staff } from '../support/programme.ts';

let desk: Desk;
let customer: Customer;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
  customer = await desk.customer({ plan: 'ENHANCED' });
  const { id: ticketId } = await customer.open();
  desk.at('2026-05-04T12:00:00Z');
  await desk.engineer.act('replyToTicket', { ticketId, body: 'We found it.' });
});
afterAll(() => desk?.stop());

const link = async (by: Customer | Staff, accountId = customer.accountId, month = '2026-05') =>
  unwrap(await by.client.reports.link({ support: { accountId, month } })).link;
const open = (url: string, headers: Record<string, string> = {}) => fetch(url, { headers });

test('S2 B16 a link shows the report to a browser that sends no token', async () => {
  const { url, expiresAt } = await link(customer);
  expect(url.startsWith(`${desk.server.url}/reports/support?link=`)).toBe(true);
  expect(expiresAt).toBe('2026-05-04T12:10:00.000Z');
  const response = await open(url);
  const page = await response.text();
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page).toContain('<h1>Support report, May 2026</h1>');
  expect(page).toContain('Maison Lumière');
  expect(page).toContain('0 of 1');
  expect(page).toContain('<svg');
});

test('B21 the page speaks the language of whoever asked for it, or the one that its address names', async () => {
  const input = { support: { accountId: customer.accountId, month: '2026-05' } };
  const { url } = unwrap(await customer.client.reports.link(input, { locale: 'fr' })).link;
  const french = await open(url, { 'accept-language': 'en' });
  expect(french.headers.get('content-language')).toBe('fr');
  expect(await french.text()).toMatch(/<html lang="fr">.*<h1>Rapport de support, mai 2026<\/h1>/s);
  const asked = await (await open(`${url}&locale=en`, { 'accept-language': 'fr' })).text();
  expect(asked).toMatch(/<html lang="en">.*<h1>Support report, May 2026<\/h1>/s);
  const other = /<a href="(\?link=[^"]+)"/.exec(asked)![1]!.replaceAll('&amp;', '&');
  expect(await (await open(new URL(other, url).href)).text()).toContain('<html lang="fr">');
  const plain = url.replace('&locale=fr', '');
  expect((await open(plain, { 'accept-language': 'fr-CA,en;q=0.5' })).headers.get('content-language')).toBe(
    'fr',
  );
});

test('S2 nothing on the page runs, comes from elsewhere, is kept, or is hidden from who cannot see', async () => {
  const { url } = await link(customer);
  const response = await open(url);
  const page = await response.text();
  expect(response.headers.get('content-security-policy')).toBe(
    "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  );
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('referrer-policy')).toBe('no-referrer');
  expect(page).not.toMatch(/<script|<style|\sstyle=|javascript:|\son\w+=/i);
  const stylesheet = /<link rel="stylesheet" href="([^"]+)"/.exec(page)![1]!;
  const styles = await open(new URL(stylesheet, url).href);
  expect(styles.headers.get('content-type')).toBe('text/css; charset=utf-8');
  expect(await styles.text()).toContain('@media print');
  // Every chart has a table beside it, with headers for its rows and columns.
  expect(page.match(/<figure aria-hidden="true">/g)).toHaveLength(2);
  expect(
    page.match(
      /<figure aria-hidden="true">.*?<\/figure><div class="scroll short" role="region" aria-label="[^"]+" tabindex="0"><table><caption>/gs,
    ),
  ).toHaveLength(2);
  expect(page).toMatch(/<main>.*<th scope="col".*<th scope="row"/s);
});

test('S2 what a customer wrote is text on the page, never markup', async () => {
  const { id: accountId } = await desk.manager.act('createAccount', {
    name: '<img src=x onerror=alert(1)> & Söhne',
    timeZone: 'Europe/Berlin',
    country: 'DE',
    subdivision: 'BY',
    locale: 'EN',
    administrator: { name: 'Lena', email: 'lena@soehne.example' },
  });
  const page = await (await open((await link(desk.engineer, accountId)).url)).text();
  expect(page).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; Söhne');
  expect(page).toContain('No request was received in this month.');
  expect(page).not.toContain('<img');
});

test('S2 a link shows what its maker may see: nobody makes one to somebody else’s report', async () => {
  const stranger = await desk.customer();
  const refused = await stranger.client.reports.link({
    support: { accountId: customer.accountId, month: '2026-05' },
  });
  const absent = await stranger.client.reports.link({ support: { accountId: 'acc_none', month: '2026-05' } });
  expect(refused).toMatchObject({
    __typename: 'InvalidInputProblem',
    issues: [{ path: 'support.accountId', code: 'UNKNOWN' }],
  });
  expect(absent).toMatchObject({ issues: [{ path: 'support.accountId', code: 'UNKNOWN' }] });
  expect(
    await customer.client.reports.link({ support: { accountId: customer.accountId, month: '2026-06' } }),
  ).toMatchObject({ issues: [{ path: 'support.month', code: 'NOT_BEGUN' }] });
  expect(
    await desk.anonymous.error(
      'mutation { createReportLink(input: { support: { accountId: "acc_1", month: "2026-05" } }) { __typename } }',
    ),
  ).toMatchObject({ code: 'UNAUTHENTICATED' });
});

test('S2 the secret of a link stands in no log and in no table, and asking twice makes two', async () => {
  const input = { support: { accountId: customer.accountId, month: '2026-05' } };
  const ask = () => customer.client.reports.link(input, { idempotencyKey: 'the-same-key' });
  const [one, two] = [unwrap(await ask()).link, unwrap(await ask()).link];
  expect(one.url).not.toBe(two.url);
  expect((await open(one.url)).status).toBe(200);
  const secret = new URL(one.url).searchParams.get('link')!;
  expect(secret.length).toBeGreaterThanOrEqual(32);
  expect(JSON.stringify(desk.server.logged())).not.toContain(secret);
  const kept = await desk.server.database.client.$queryRaw<unknown[]>`
    select * from "ReportLink" where "ReportLink"::text like ${`%${secret}%`}`;
  const keyed = await desk.server.database.client.$queryRaw<unknown[]>`
    select * from "IdempotencyKey" where value::text like ${`%${secret}%`}`;
  expect([kept, keyed]).toEqual([[], []]);
});

// The last: budgets do not go back with the clock.
test('S2 a link that is changed, made up or of another report leads nowhere, like none at all; one that has run out says so', async () => {
  const { url } = await link(customer);
  const nowhere = async (address: string) => {
    const response = await open(address);
    expect(await response.text()).toContain('<h1>No report at this address</h1>');
    return response.status;
  };
  expect(await nowhere(url.replace('&locale', 'x&locale'))).toBe(404);
  expect(await nowhere(`${desk.server.url}/reports/support`)).toBe(404);
  expect(await nowhere(`${desk.server.url}/reports/support?link=a&link=b`)).toBe(404);
  expect(await nowhere(url.replace('/support?', '/none?'))).toBe(404);
  desk.at('2026-05-04T12:10:00Z');
  expect((await open(url)).status).toBe(200);
  desk.at('2026-05-04T12:10:00.001Z');
  const over = await open(url);
  expect([over.status, await over.text()]).toEqual([
    410,
    expect.stringContaining('<h1>This link has run out</h1>') as string,
  ]);
  await link(customer); // what ran out is still known
  expect((await open(url)).status).toBe(410);
  desk.at('2026-05-05T12:10:00.001Z');
  await link(customer);
  desk.at('2026-05-05T12:10:00.002Z');
  await link(customer); // a day later it is forgotten
  expect(await nowhere(url)).toBe(404);
  const index = await open(`${desk.server.url}/reports`, { 'accept-language': 'fr' });
  expect([index.status, await index.text()]).toEqual([
    200,
    expect.stringContaining('<h1>Rapports</h1>') as string,
  ]);
});

test('B16 B21 where there is no report, it says how long a link works, and that whoever has it reads', async () => {
  const told = async (locale: string) => (await open(`${desk.server.url}/reports?locale=${locale}`)).text();
  expect(await told('en')).toContain(
    'A link to a report works for ten minutes. Whoever has it reads meanwhile what the person who asked for it may read: do not pass it on.',
  );
  expect(await told('fr')).toContain('quiconque l’a lit ce que peut lire la personne qui l’a demandé');
});
