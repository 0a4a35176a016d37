import { asTenant } from '@tierline/prisma/tenancy';
import { unwrap } from '@tierline/sdk';
import { mailPages } from '@tierline/server/dev-mail';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Desk } from '../support/programme.ts';
import { testServer } from '../support/server.ts';

let desk: Desk;
let outageId: string;
let maintenanceId: string;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-03T06:00:00Z' });
  const { status } = desk.engineer.client;
  const words = {
    titleFr: 'Connexion <impossible>',
    titleEn: 'No <sign-in>',
    bodyFr: 'Une base ne répond pas & nous cherchons.',
    bodyEn: 'A database does not answer & we are looking.',
    components: ['SIGN_IN'],
  };
  const outage = { ...words, kind: 'OUTAGE' as const };
  const over = unwrap(await status.report({ ...outage, titleEn: 'Yesterday’s outage' })).statusEvent;
  desk.at('2026-05-03T12:00:00Z');
  unwrap(await status.end({ statusEventId: over.id }));
  desk.at('2026-05-04T06:00:00Z');
  outageId = unwrap(await status.report(outage)).statusEvent.id;
  const { statusEvent } = unwrap(
    await status.schedule({
      ...words,
      titleFr: 'Nouvelle base',
      titleEn: 'A new database, with; signs',
      startsAt: '2026-05-09T22:00:00Z',
      endsAt: '2026-05-10T02:00:00Z',
    }),
  );
  maintenanceId = statusEvent.id;
  desk.at('2026-05-04T07:00:00Z');
});
afterAll(() => desk?.stop());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${desk.server.url}${path}`, { headers, redirect: 'manual' });
const page = async (path: string) => (await get(path)).text();
const post = (path: string, fields: [string, string][] = []) =>
  fetch(`${desk.server.url}${path}`, { method: 'POST', body: new URLSearchParams(fields) });
const lastMail = (address: string) =>
  asTenant([], async () =>
    desk.server.database.client.outgoingMail.findFirstOrThrow({
      where: { address },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    }),
  );

test('S52 S53 the status page shows everybody what goes on, what is to come and how it was, without a script', async () => {
  const response = await get('/status?locale=en');
  const html = await response.text();
  expect(response.status).toBe(200);
  expect(response.headers.get('content-security-policy')).toBe(
    "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  );
  expect(html).toMatch(/<p class="overall DOWN">A part of the platform is down\.<\/p>/);
  expect(html).toContain('No &lt;sign-in&gt;');
  expect(html).toContain('A database does not answer &amp; we are looking.');
  expect(html).toContain('A new database, with; signs');
  expect(html).not.toContain('Yesterday’s outage'); // that is history
  expect(html).toMatch(/Sign-in to the platform<\/span><span class="badge DOWN">Down/);
  expect(html).toContain('Uptime 99.67%'); // 7 of the 2,143 hours are 0.327 %
  expect(html).toContain('Disturbed days: 2');
  expect(html.match(/<rect /g)).toHaveLength(5 * 90);
  expect(html).not.toMatch(/<script|<style|\sstyle=|javascript:|\son\w+=/i);
  expect(html).not.toContain('noindex');
  const stylesheet = /<link rel="stylesheet" href="([^"]+)"/.exec(html)![1]!;
  expect((await get(stylesheet)).headers.get('content-type')).toBe('text/css; charset=utf-8');
  expect(html).toContain('<link rel="alternate" type="application/rss+xml"');
});

test('S52 B21 the page speaks French too, to those who prefer it', async () => {
  const response = await get('/status', { 'accept-language': 'fr' });
  const html = await response.text();
  expect(response.headers.get('content-language')).toBe('fr');
  expect(html).toMatch(/<html lang="fr">.*<h1>État de la plateforme<\/h1>/s);
  expect(html).toContain('Une partie de la plateforme est en panne.');
  expect(html).toContain('Connexion &lt;impossible&gt;');
});

test('S52 history goes on page by page, and every event has an address of its own', async () => {
  const history = await page('/status/history?locale=en');
  expect(history).toContain('Yesterday’s outage');
  expect(history).not.toContain('No &lt;sign-in&gt;');
  expect(await page(`/status/events/${outageId}?locale=en`)).toContain('<h1>No &lt;sign-in&gt;</h1>');
  const absent = await get('/status/events/ste_none?locale=en');
  expect([absent.status, await absent.text()]).toEqual([
    404,
    expect.stringContaining('No event at this address'),
  ]);
});

test('S52 machines read the same as JSON and RSS', async () => {
  const response = await get('/status/summary.json');
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  expect(await response.json()).toMatchObject({
    condition: 'DOWN',
    groups: [
      { code: 'PLATFORM', components: [{ code: 'SIGN_IN', condition: 'DOWN' }] },
      { code: 'COLLECTION', components: [{ code: 'TAG_DELIVERY' }, { code: 'EVENT_COLLECTION' }] },
      { code: 'DATA', components: [{ code: 'AUDIENCE_PROCESSING' }, { code: 'DATA_ACCESS' }] },
    ],
    current: [{ id: outageId, title: { fr: 'Connexion <impossible>', en: 'No <sign-in>' } }],
    upcoming: [{ id: maintenanceId, scheduledStartAt: '2026-05-09T22:00:00.000Z' }],
  });
  const feed = await get('/status/feed.rss?locale=en');
  const xml = await feed.text();
  expect(feed.headers.get('content-type')).toBe('application/rss+xml; charset=utf-8');
  expect(xml).toContain('<title><![CDATA[[Outage] No <sign-in> – Investigating]]></title>');
  expect(xml.match(/<item>/g)).toHaveLength(4);
});

test('S53 calendars read announced maintenance; what moves stays the same entry, what is cancelled says so', async () => {
  const unfolded = async () => (await page('/status/maintenance.ics?locale=en')).replaceAll('\r\n ', '');
  const calendar = await unfolded();
  expect(calendar).toMatch(/^BEGIN:VCALENDAR\r\n/);
  expect(calendar).toContain(`UID:${maintenanceId}@localhost`);
  expect(calendar).toContain('DTSTART:20260509T220000Z');
  expect(calendar).toContain('DTEND:20260510T020000Z');
  expect(calendar).toContain('SUMMARY:A new database\\, with\\; signs');
  expect(calendar).toContain('SEQUENCE:0');
  unwrap(
    await desk.engineer.client.status.reschedule({
      statusEventId: maintenanceId,
      startsAt: '2026-05-16T22:00:00Z',
      endsAt: '2026-05-17T02:00:00Z',
    }),
  );
  const moved = await unfolded();
  expect(moved).toContain(`UID:${maintenanceId}@localhost`);
  expect(moved).toContain('DTSTART:20260516T220000Z');
  expect(moved).toContain('SEQUENCE:1');
  expect(moved).toContain('STATUS:CONFIRMED');
  unwrap(
    await desk.engineer.client.status.update({
      statusEventId: maintenanceId,
      stage: 'CANCELLED',
      bodyFr: 'Plus nécessaire.',
      bodyEn: 'Not needed any more.',
    }),
  );
  const cancelled = await unfolded();
  expect(cancelled).toContain('SEQUENCE:2');
  expect(cancelled).toContain('STATUS:CANCELLED');
});

test('S55 a person subscribes, confirms, chooses anew and unsubscribes with forms alone', async () => {
  const address = 'reader@lumiere.example';
  const asked = await post('/status/subscriptions?locale=en', [
    ['email', address],
    ['kinds', 'OUTAGE'],
    ['kinds', 'INCIDENT'],
    ['components', 'SIGN_IN'],
  ]);
  expect(await asked.text()).toContain('Look into your inbox');
  const url = /http\S+\/status\/subscription\?token=\S+/
    .exec((await lastMail(address)).text)![0]
    .replace(desk.server.url, '');
  // A reader of mail that opens the link confirms nothing.
  expect(await page(url)).toContain('Outages, Incidents: Sign-in to the platform.');
  expect(await page(url)).toContain('Confirm the subscription');
  expect(await (await post(url, [['do', 'confirm']])).text()).toContain('Your subscription');
  const changed = await post(url, [
    ['do', 'change'],
    ['locale', 'FR'],
    ['kinds', 'MAINTENANCE'],
  ]);
  const html = await changed.text();
  expect(html).toContain('It is saved.');
  expect(html).toMatch(/value="MAINTENANCE"[^>]*checked=""|checked=""[^>]*value="MAINTENANCE"/);
  expect(html).not.toMatch(/value="OUTAGE"[^>]*checked=""|checked=""[^>]*value="OUTAGE"/);
  expect(await (await post(url, [['do', 'change']])).text()).toMatch(/role="alert">[^<]*kinds/);
  expect(await (await post(url, [['do', 'end']])).text()).toContain('You are unsubscribed');
  expect(await page(url)).toContain('No subscription at this address');
});

test('S55 one click ends a subscription, and again is as once', async () => {
  const address = 'one-click@lumiere.example';
  await post('/status/subscriptions', [
    ['email', address],
    ['kinds', 'OUTAGE'],
  ]);
  const token = /token=([\w-]+)/.exec((await lastMail(address)).text)![1]!;
  await post(`/status/subscription?token=${token}`, [['do', 'confirm']]);
  const click = () => post(`/status/unsubscribe?token=${token}`, [['List-Unsubscribe', 'One-Click']]);
  expect([(await click()).status, (await click()).status]).toEqual([200, 200]);
  expect(await desk.anonymous.client.status.subscription(token)).toBeNull();
});

test('S55 a form that cannot be accepted comes back with what was written and why', async () => {
  const html = await (
    await post('/status/subscriptions?locale=fr', [
      ['email', '"><script>alert(1)</script>'],
      ['kinds', 'INCIDENT'],
    ])
  ).text();
  expect(html).toMatch(/role="alert"[^>]*>Saisie invalide/);
  expect(html).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
  expect(html).not.toContain('<script');
});

test('S55 the mailbox of a demo shows what is to be sent, as text and as HTML that runs nothing', async () => {
  const server = await testServer({ pagesOn: (database) => [mailPages(database, { sends: false })] });
  try {
    const at = (path: string) => fetch(`${server.url}${path}`);
    expect(await (await at('/dev/mail?locale=en')).text()).toContain('Nothing is to be sent.');
    await fetch(`${server.url}/status/subscriptions?locale=en`, {
      method: 'POST',
      body: new URLSearchParams({ email: 'a@b.example', kinds: 'OUTAGE' }),
    });
    const list = await (await at('/dev/mail?locale=en')).text();
    expect(list).toContain('Written, not sent: no SMTP_URL');
    expect(await (await at('/dev/mail?locale=fr')).text()).toContain('Écrit, pas envoyé');
    const path = /href="(\/dev\/mail\/mai_[^"?]+)\?/.exec(list)![1]!;
    const mail = await (await at(path)).text();
    expect(mail).toContain('To: a@b.example');
    expect(mail).toMatch(/<a href="http[^"]+\/status\/subscription\?token=/);
    const html = await at(`${path}/html`);
    expect(html.headers.get('content-security-policy')).toContain('sandbox');
    expect(await html.text()).toContain('Confirm the subscription');
    expect((await at('/dev/mail/mai_none')).status).toBe(404);
  } finally {
    await server.stop();
  }
});
