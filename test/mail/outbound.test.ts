import { asTenant } from '@tierline/prisma/tenancy';
import { claimMails } from '@tierline/schema/mail/mails.jobs';
import { mailNotices } from '@tierline/schema/mail/mail-notices.jobs';
import { tellOfTickets } from '@tierline/schema/tickets/ticket-notices.jobs';
import { unwrap } from '@tierline/sdk';
import { createLog } from '@tierline/server/log';
import { sendDue, type MailOptions } from '@tierline/server/mail/send-mails';
import { openRelay, type MailSender } from '@tierline/server/mail/smtp-relay';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { mailSink, type MailSink } from '../support/mail-sink.ts';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';

/** A Tuesday, 09:00 in Paris and 08:00 in London. */
const MORNING = '2026-05-05T07:00:00Z';
const FROM = 'Support <support@vendor.example>';

let desk: Desk;
let sink: MailSink;
let relay: MailSender;
let options: MailOptions;
beforeAll(async () => {
  desk = await openDesk({ at: MORNING });
  sink = await mailSink();
  relay = openRelay({ url: sink.url, from: FROM, inboundDomain: 'in.vendor.example' });
  options = {
    database: desk.server.database,
    sender: relay,
    log: createLog('silent'),
    clock: desk.server.clock.now,
    chance: () => 0,
  };
});
afterAll(async () => {
  relay?.close();
  await sink?.stop();
  await desk?.stop();
});

let customer: Omit<Customer, 'colleague'>;
/** Of the same account, and no administrator. */
let colleague: Omit<Customer, 'colleague'>;
let address: string;
beforeEach(async () => {
  desk.at(MORNING);
  const account = await desk.customer({ plan: 'PREMIUM', locale: 'FR' });
  customer = await account.colleague({ roles: ['REQUESTER', 'ADMINISTRATOR'] });
  colleague = await account.colleague();
  await flush();
  address = await addressOf(customer);
  sink.mails.length = 0;
  sink.answer = () => null;
});

async function addressOf({ client }: Pick<Customer, 'client'>): Promise<string> {
  const viewer = await client.accounts.viewer();
  return viewer?.__typename === 'Contact' ? viewer.email : '';
}

const db = () => desk.server.database.client;

/** Writes the mails of what there is to tell, without sending any. */
async function write(): Promise<void> {
  await asTenant('every-account', async () => {
    await tellOfTickets(db(), desk.server.clock.now());
    await mailNotices(db(), desk.server.clock.now(), {
      publicUrl: desk.server.url,
      inboundDomain: 'in.vendor.example',
      portalUrl: 'https://portal.vendor.example',
    });
  });
}

/** Tells, and sends until nothing is due. */
async function flush(): Promise<void> {
  await write();
  while ((await sendDue(options)) > 0);
}

/** A ticket of the customer, of whose arrival they were told. */
async function asked(): ReturnType<Customer['open']> {
  const ticket = await customer.open();
  await flush();
  sink.mails.length = 0;
  return ticket;
}

const reply = (ticketId: string, body: string) => desk.engineer.act('replyToTicket', { ticketId, body });
const to = (who: string) => sink.mails.filter((mail) => mail.to.includes(who));
const written = (who: string) => desk.manager.client.mail.sent({ address: who }).all(100);
/** The parts of a mail, in the order of text and HTML. */
const partsOf = (raw: string) =>
  raw
    .split(`--${/boundary="([^"]+)"/.exec(raw)![1]!}`)
    .slice(1)
    .map((part) => decoded(part));
function decoded(part: string): string {
  const [head = '', ...body] = part.split('\r\n\r\n');
  const content = body.join('\r\n\r\n');
  if (/base64/i.test(head)) return Buffer.from(content, 'base64').toString();
  if (!/quoted-printable/i.test(head)) return content;
  const bytes = content
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

test('B21 S9 what staff writes reaches the requester by mail once: in the own language, as text and HTML, with a way to answer', async () => {
  const ticket = await customer.open();
  await flush();
  sink.mails.length = 0;
  await reply(ticket.id, 'Voyez <script>alert(1)</script>\nJeanne');
  await flush();
  await flush();
  const [mail, ...others] = to(address);
  expect(others).toEqual([]);
  expect(mail!.headers).toMatchObject({
    from: FROM,
    to: address,
    'auto-submitted': 'auto-generated',
    'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
    references: `<${ticket.id}@localhost>`,
  });
  expect(mail!.from).toMatch(/^bounce\+[0-9a-f]{32}@in\.vendor\.example$/);
  expect(mail!.headers['reply-to']).toMatch(
    new RegExp(`^reply\\+${ticket.reference.toLowerCase()}\\.[0-9a-f]{16}@in\\.vendor\\.example$`),
  );
  const [text, html] = partsOf(mail!.raw) as [string, string];
  expect(text).toContain('Jeanne Morel a écrit\u00a0:');
  expect(text).toContain('Voyez <script>alert(1)</script>');
  expect(text).toContain('Concernant votre demande\u00a0: nouvelle réponse.');
  expect(text).toContain('Vous pouvez répondre à ce message');
  expect(html).toContain('Voyez &lt;script&gt;alert(1)&lt;/script&gt;');
  expect(html).not.toContain('<script');
  expect(html).toContain('lang="fr"');
  const [row] = await written(address);
  expect(row).toMatchObject({ state: 'SENT', attempts: 0, sentAt: '2026-05-05T07:00:00.000Z', locale: 'FR' });
  expect(mail!.headers['message-id']).toBe(`<${row!.messageId}>`);
  const [notice] = await customer.client.notifications.list().all(1);
  expect(notice).toMatchObject({ kind: 'TICKET_REPLIED', deliveredAt: '2026-05-05T07:00:00.000Z' });
});

test('C32 S108 outside the hours of the own region staff is mailed at the next opening; what is read meanwhile is in no mail', async () => {
  desk.at('2026-05-08T20:00:00Z'); // Friday evening in London
  const [jeanne, paul] = [await desk.hire(), await desk.hire()];
  const [one, other] = [await customer.open(), await customer.open()];
  await desk.manager.act('assignTicket', { ticketId: one.id, assigneeId: jeanne.staffId });
  await desk.manager.act('assignTicket', { ticketId: other.id, assigneeId: paul.staffId });
  await flush();
  const mailed = () => [jeanne, paul].map(({ subject }) => to(`${subject}@vendor.example`).length);
  expect(mailed()).toEqual([0, 0]);
  desk.at('2026-05-11T07:00:00Z'); // Monday 08:00
  await paul.act('markNoticesRead', {});
  await flush();
  expect(mailed()).toEqual([1, 0]);
  expect(sink.mails.at(-1)!.headers['subject']).toBe(
    `${one.reference} is assigned to you - Nobody can sign in`,
  );
  const [text] = partsOf(sink.mails.at(-1)!.raw) as [string];
  expect(text).toMatch(/^Customer: .+$/m); // an engineer works for many
  expect(text).toContain(
    `Open ${one.reference}\r\nhttps://portal.vendor.example/?ticket=${one.reference}\r\n`,
  );
});

test('C32 in a storm a person gets twenty mails in an hour, and the rest in one digest after it', async () => {
  const jeanne = await desk.hire();
  const mine = `${jeanne.subject}@vendor.example`;
  for (let n = 0; n < 23; n += 1) {
    const { id } = await customer.open({ severity: 'LIMITED' });
    await desk.manager.act('assignTicket', { ticketId: id, assigneeId: jeanne.staffId });
  }
  await flush();
  expect(to(mine)).toHaveLength(20);
  desk.at('2026-05-05T07:59:59Z');
  await flush();
  expect(to(mine)).toHaveLength(20);
  desk.at('2026-05-05T08:00:00Z');
  await Promise.all([flush(), flush()]); // two processes
  const [digest, ...others] = to(mine).slice(20);
  expect(others).toEqual([]);
  expect(digest!.headers['subject']).toMatch(/^T-\d+ is assigned to you - and 2 more notices$/);
  const [text] = partsOf(digest!.raw) as [string];
  expect(text.match(/T-\d+ is assigned to you/g)).toHaveLength(3);
  const notices = await jeanne.client.notifications.list().all(100);
  expect(notices.filter(({ deliveredAt }) => deliveredAt)).toHaveLength(23);
});

test('B21 each person chooses the kinds and the language; another person is told as before', async () => {
  const preferences = unwrap(
    await customer.client.notifications.setPreferences({
      locale: 'EN',
      kinds: [{ kind: 'RATING_ASKED', byMail: false }],
    }),
  ).preferences;
  expect(preferences).toMatchObject({ locale: 'EN', mailsPerHour: 20 });
  const kinds = Object.fromEntries(preferences.kinds.map(({ kind, ...choice }) => [kind, choice]));
  expect(kinds['RATING_ASKED']).toMatchObject({ byMail: false, chosen: true });
  expect(kinds['TICKET_CHANGED']).toMatchObject({ byMail: true, chosen: false });
  expect(kinds['MEETING_SCHEDULED']).toMatchObject({ byMail: false, chosen: false }); // the invitation goes by mail
  expect(Object.keys(kinds)).toContain('TICKET_REPLIED');
  expect(Object.keys(kinds)).not.toContain('CLOCK_BREACHED'); // that is the vendor's business
  const staff = await desk.engineer.client.notifications.preferences();
  expect(staff!.kinds.map(({ kind }) => kind)).toContain('CLOCK_BREACHED');
  expect(staff!.kinds.map(({ kind }) => kind)).not.toContain('RATING_ASKED');
  for (const [who, kind] of [
    [customer, 'CLOCK_BREACHED'],
    [desk.engineer, 'RATING_ASKED'],
  ] as const) {
    expect(
      await who.client.notifications.setPreferences({
        kinds: [
          { kind: 'TICKET_REPLIED', byMail: true },
          { kind, byMail: false },
        ],
      }),
    ).toMatchObject({ __typename: 'InvalidInputProblem', issues: [{ path: 'kinds.1.kind' }] });
  }
  const words = `{ notificationPreferences { kinds { kind label(locale: FR) description(locale: FR) } } }`;
  const { notificationPreferences: named } = await customer.read<{
    notificationPreferences: { kinds: { kind: string }[] };
  }>(words);
  expect(named.kinds.find(({ kind }) => kind === 'TICKET_RECEIVED')).toEqual({
    kind: 'TICKET_RECEIVED',
    label: 'Accusé de réception',
    description: 'Votre demande est arrivée : sa référence, et quand vous aurez une première réponse.',
  });
  expect(staff!.kinds.every(({ chosen }) => !chosen)).toBe(true);

  const ticket = await asked();
  unwrap(
    await colleague.client.notifications.setPreferences({
      kinds: [{ kind: 'TICKET_REPLIED', byMail: false }],
    }),
  );
  await colleague.act('watchTicket', { ticketId: ticket.id });
  await reply(ticket.id, 'We look.');
  await flush();
  expect(await colleague.client.notifications.list().all(10)).toHaveLength(1);
  expect(to(await addressOf(colleague))).toEqual([]);
  expect(to(address).map(({ headers }) => headers['subject'])).toEqual([
    `${ticket.reference}: new reply - Nobody can sign in`,
  ]);
  const types = ['notices.preferences_set'];
  const [event] = await desk.manager.client.events.list({ types, subject: customer.contactId }).all(1);
  expect(event).toMatchObject({ payload: { locale: 'EN', stopped: ['RATING_ASKED'], resumed: [] } });
});

test('S55 one click (RFC 8058) stops a kind of mail, opening the link stops nothing, and a forged one leads nowhere', async () => {
  const ticket = await asked();
  await reply(ticket.id, 'One');
  await flush();
  const link = /<(.+)>/.exec(to(address)[0]!.headers['list-unsubscribe']!)![1]!;
  expect(link).toMatch(new RegExp(`^${desk.server.url}/mail/stop\\?token=`));
  const page = await fetch(link, { headers: { 'accept-language': 'fr' } });
  const question = await page.text();
  expect(question).toContain('Ne plus recevoir ces messages');
  const masked = `${address.slice(0, 1)}•••${address.slice(address.indexOf('@'))}`;
  expect(question).toContain(`Réponses\u00a0», à ${masked}`);
  expect(question).not.toContain(address);
  await reply(ticket.id, 'Two');
  await flush();
  expect(to(address)).toHaveLength(2);

  const forged = link.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
  const other = link.replace('TICKET_REPLIED', 'RATING_ASKED');
  for (const wrong of [forged, other, `${desk.server.url}/mail/stop`]) {
    expect((await fetch(wrong, { method: 'POST' })).status).toBe(404);
  }
  const click = () =>
    fetch(link, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    });
  expect((await click()).status).toBe(200);
  expect((await click()).status).toBe(200);
  await reply(ticket.id, 'Three');
  await flush();
  expect(to(address)).toHaveLength(2);
  expect(await customer.client.notifications.list().all(10)).toHaveLength(4); // the inbox has everything
});

test('C32 a mail that a relay does not take yet is sent later, and one sent by a process that died before it said so goes again as the same', async () => {
  const ticket = await asked();
  await reply(ticket.id, 'Hello');
  sink.answer = () => ({ code: 451, text: '4.7.1 Come back later' });
  await flush();
  const [waiting] = await written(address);
  expect(waiting).toMatchObject({
    state: 'QUEUED',
    attempts: 1,
    failure: expect.stringContaining('Come back later') as string,
    nextAttemptAt: '2026-05-05T07:01:00.000Z',
  });
  sink.answer = () => null;
  await flush();
  expect(to(address)).toEqual([]);

  desk.at('2026-05-05T07:01:00Z');
  const claimed = await asTenant('every-account', () => claimMails(db(), desk.server.clock.now()));
  for (const mail of claimed) expect(await relay.send(mail)).toBeNull(); // and the process dies
  expect(to(address)).toHaveLength(1);
  await flush();
  expect(to(address)).toHaveLength(1); // it is still claimed
  desk.at('2026-05-05T07:03:00Z');
  await flush();
  expect(to(address)).toHaveLength(2);
  expect(new Set(to(address).map(({ headers }) => headers['message-id'])).size).toBe(1);
  expect((await written(address))[0]).toMatchObject({ state: 'SENT', attempts: 1 });
});

test('C32 a relay that is not there loses nothing', async () => {
  const nowhere = openRelay({ url: 'smtp://127.0.0.1:1', from: FROM, inboundDomain: null });
  await reply((await asked()).id, 'Hello');
  await write();
  await sendDue({ ...options, sender: nowhere });
  nowhere.close();
  expect((await written(address))[0]).toMatchObject({ state: 'QUEUED', attempts: 1 });
  desk.at('2026-05-05T07:01:00Z');
  await flush();
  expect(to(address)).toHaveLength(1);
});

test('C32 twenty senders at once send each mail once', async () => {
  const ticket = await asked();
  await reply(ticket.id, 'Hello');
  await write();
  await Promise.all(Array.from({ length: 20 }, () => sendDue(options)));
  expect(to(address)).toHaveLength(1);
});

test('S9 B7 an address that is refused for good gets no more mail, visibly, until somebody confirms that it works', async () => {
  const ticket = await asked();
  await reply(ticket.id, 'One');
  sink.answer = (_step, who) => (who === address ? { code: 550, text: '5.1.1 No such user' } : null);
  await flush();
  sink.answer = () => null;
  await reply(ticket.id, 'Two');
  await flush();
  expect((await written(address)).map(({ state }) => state)).toEqual(['SUPPRESSED', 'FAILED', 'SENT']);
  expect(to(address)).toEqual([]);

  const seen = { address, cause: 'REFUSED', detail: '550 5.1.1 No such user' };
  const list = (who: Pick<Customer, 'client'>) => who.client.mail.undeliverable().all(100);
  expect(await list(customer)).toMatchObject([{ ...seen, since: '2026-05-05T07:00:00.000Z' }]);
  const people = '{ undeliverableAddresses { nodes { address contacts { id } } } }';
  expect(await customer.read(people)).toEqual({
    undeliverableAddresses: { nodes: [{ address, contacts: [{ id: customer.contactId }] }] },
  });
  expect(await list(desk.engineer)).toContainEqual(expect.objectContaining({ address }));
  expect(await list(colleague)).toEqual([]);
  const other = await desk.customer();
  expect(await list(other)).toEqual([]);
  const field = `query ($id: ID!) { node(id: $id) { ... on Contact { undeliverable { cause detail } } } }`;
  const of = async (who: Pick<Customer, 'read'>) =>
    (await who.read<{ node: { undeliverable: unknown } }>(field, { id: customer.contactId })).node
      .undeliverable;
  expect(await of(customer)).toMatchObject({ cause: 'REFUSED' });
  expect(await of(colleague)).toBeNull();

  await expect(other.client.mail.enableAddress({ address, confirmation: address })).rejects.toThrow(
    'NOT_FOUND',
  );
  await expect(colleague.client.mail.enableAddress({ address, confirmation: address })).rejects.toThrow(
    'FORBIDDEN',
  );
  expect(await customer.client.mail.enableAddress({ address, confirmation: 'x@y.example' })).toMatchObject({
    __typename: 'InvalidInputProblem',
  });
  unwrap(await customer.client.mail.enableAddress({ address, confirmation: ` ${address.toUpperCase()}` }));
  unwrap(await customer.client.mail.enableAddress({ address, confirmation: address })); // again is as once
  expect(await list(customer)).toEqual([]);
  await reply(ticket.id, 'Three');
  await flush();
  expect(to(address)).toHaveLength(1);
  const types = ['mail.address_disabled', 'mail.address_enabled'];
  const events = await customer.client.events.list({ types }).all(10);
  expect(events.map(({ type }) => type)).toEqual(types);
});

test('S12 S94 C17 C20 mails tell what was asked and the promise, why a severity was lowered, and link to where a ticket goes on', async () => {
  const ticket = await customer.open({ severity: 'MODERATE' });
  await flush();
  const [receipt, ...others] = to(address);
  expect(others).toEqual([]);
  expect(receipt!.headers['subject']).toContain(ticket.reference);
  const [asked] = partsOf(receipt!.raw) as [string];
  expect(asked).toContain('a écrit\u00a0:');
  expect(asked).toContain('La première réponse est promise pour le mardi 5 mai 2026 à 11h00 (Europe/Paris).');
  expect(asked).toContain(`https://portal.vendor.example/?ticket=${ticket.reference}`);

  await desk.engineer.act('lowerSeverity', {
    ticketId: ticket.id,
    severity: 'LIMITED',
    reason: 'Un contournement existe ; voyez <b>',
  });
  await flush();
  const [lowered] = partsOf(to(address)[1]!.raw) as [string];
  expect(lowered).toContain('gravité abaissée de modérée à limitée');
  expect(lowered).toContain('Motif\u00a0: Un contournement existe\u00a0; voyez <b>.');

  await customer.act('contestSeverity', { ticketId: ticket.id, reason: 'Il nous coûte une heure.' });
  await desk.manager.act('decideContest', {
    ...{ ticketId: ticket.id, decision: 'UPHELD', reason: 'Un contournement existe ; voyez encore.' },
  });
  await flush();
  const [upheld] = partsOf(to(address)[2]!.raw) as [string];
  expect(upheld).toContain(
    'gravité abaissée maintenue. Motif\u00a0: Un contournement existe\u00a0; voyez encore.',
  );

  const other = await customer.open();
  await flush();
  sink.mails.length = 0;
  await desk.engineer.act('mergeTickets', { sourceId: ticket.id, targetId: other.id });
  await flush();
  const [merged] = partsOf(to(address)[0]!.raw) as [string];
  expect(merged).toContain(`ticket fusionné avec ${other.reference}, où il continue`);
  expect(merged).toContain(`https://portal.vendor.example/?ticket=${other.reference}`);

  // What was taken out of the ticket is in no mail either.
  await desk.manager.act('redactTicket', { ticketId: ticket.id, text: 'Un contournement existe ; voyez' });
  const texts = await asTenant('every-account', () =>
    db().outgoingMail.findMany({ where: { ticketId: ticket.id }, select: { text: true } }),
  );
  expect(texts.length).toBeGreaterThan(1);
  expect(texts.filter(({ text }) => text.includes('contournement'))).toEqual([]);
});

test('S12 nobody who wants no mail of what arrived gets any, and the inbox tells it', async () => {
  unwrap(
    await customer.client.notifications.setPreferences({
      kinds: [{ kind: 'TICKET_RECEIVED', byMail: false }],
    }),
  );
  await customer.open();
  await flush();
  expect(to(address)).toEqual([]);
  expect((await customer.client.notifications.list().all(10)).map(({ kind }) => kind)).toEqual([
    'TICKET_RECEIVED',
  ]);
});
