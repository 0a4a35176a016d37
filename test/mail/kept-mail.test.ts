import { generateKeyPairSync } from 'node:crypto';
import { asTenant } from '@tierline/prisma/tenancy';
import { readIncomingMail, sweepErasedMail } from '@tierline/schema/incoming-mail/incoming-mail.jobs';
import { sweepRetention } from '@tierline/schema/retention/retention.jobs';
import { unwrap } from '@tierline/sdk';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { inboundMail, mailOf, type InboundMail } from '../support/mail-desk.ts';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';

const MORNING = '2026-05-05T07:00:00Z'; // Tuesday, 09:00 in Paris
const keys = generateKeyPairSync('rsa', {
  modulusLength: 2_048,
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const published = [[`v=DKIM1; k=rsa; p=${keys.publicKey.toString('base64')}`]];

let desk: Desk;
let inbound: InboundMail;
let customer: Customer;
let address: string;
beforeAll(async () => {
  desk = await openDesk({ at: MORNING });
  inbound = await inboundMail(desk, {
    dns: {
      's1._domainkey.signed.example TXT': published,
      's1._domainkey.else.example TXT': published,
      '_dmarc.signed.example TXT': [['v=DMARC1; p=reject']],
    },
  });
});
beforeEach(async () => {
  desk.at(MORNING);
  customer = await desk.customer({ plan: 'PREMIUM' });
  const viewer = await (await customer.colleague()).client.accounts.viewer();
  address = viewer?.__typename === 'Contact' ? viewer.email : '';
});
afterAll(async () => {
  await inbound?.stop();
  await desk?.stop();
});

/** What came in, the latest first. */
const incoming = () => desk.engineer.client.mail.incoming().all(50);
async function arrive(raw: string | Buffer) {
  await inbound.send(raw);
  await inbound.read();
  return (await incoming())[0]!;
}
const bodiesOf = async (ticketId: string) =>
  (await desk.engineer.client.tickets.messages(ticketId))!.messages.nodes.map(({ body }) => body);
const kept = (id: string) =>
  asTenant('every-account', async () =>
    desk.server.database.client.incomingMail.findUniqueOrThrow({ where: { id } }),
  );
const eventsOf = async (subject: string) =>
  (await desk.manager.client.audit.list({ subject })).nodes.map(({ type, payload }) => ({ type, payload }));

test('S13 what says something else under a Message-ID that was seen is another mail, and a copy by another way is none', async () => {
  const id = { 'Message-ID': '<again@scanner.example>' };
  const first = mailOf(address, id, 'One');
  const other = mailOf(address, id, 'Two');
  const dated = mailOf(address, { ...id, Date: 'Tue, 02 Jan 2024 00:00:00 +0000' }, 'One');
  for (const raw of [first, other, dated, `Received: from mx by mx2\r\n${first}`]) await inbound.send(raw);
  await Promise.all([other, other, other].map((raw) => inbound.send(raw)));
  expect(await inbound.read()).toBe(3);
  const mails = (await incoming()).filter(({ fromAddress }) => fromAddress === address);
  expect(mails.map(({ text, state, messageId }) => [text, state, messageId]).toSorted()).toEqual([
    ['One', 'ACCEPTED', 'again@scanner.example'],
    ['One', 'ACCEPTED', 'again@scanner.example'],
    ['Two', 'ACCEPTED', 'again@scanner.example'],
  ]);
  expect(await customer.client.tickets.list().all(10)).toHaveLength(3);
});

test('S13 a copy that comes through a list, or is to be read otherwise, keeps no mail out', async () => {
  const id = { 'Message-ID': '<twice@lumiere.example>' };
  const direct = mailOf(address, id, 'Ours');
  const list = `List-Id: <all.lumiere.example>\r\nPrecedence: list\r\n${direct}`;
  const picture = direct.replace('text/plain; charset=utf-8', 'image/png');
  for (const raw of [list, picture, direct]) await inbound.send(raw);
  expect(await inbound.read()).toBe(3);
  const mails = (await incoming()).filter(({ fromAddress }) => fromAddress === address);
  expect(mails).toHaveLength(3);
  expect(mails.filter(({ text }) => text === 'Ours')).toMatchObject([
    { state: 'ACCEPTED', reason: null },
    { state: 'QUARANTINED', reason: 'LIST' },
  ]);
});

test('S13 whoever uses the Message-ID of somebody else takes no answer away from them', async () => {
  const id = { 'Message-ID': '<guessed@lumiere.example>' };
  const theirs = await desk.customer({ plan: 'PREMIUM' });
  const viewer = await (await theirs.colleague()).client.accounts.viewer();
  const other = viewer?.__typename === 'Contact' ? viewer.email : '';
  const mine = await arrive(mailOf(address, id, 'Where is it?'));
  const guessed = await arrive(mailOf(other, id, 'Give it to me.'));
  const answer = { 'In-Reply-To': '<guessed@lumiere.example>' };
  await arrive(mailOf(address, answer, 'Found.'));
  await arrive(mailOf(other, answer, 'Got it.'));
  expect(await bodiesOf(mine.ticket!.id)).toEqual(['Where is it?', 'Found.']);
  expect(await bodiesOf(guessed.ticket!.id)).toEqual(['Give it to me.', 'Got it.']);
});

test('S13 mail without a Message-ID that comes twice, by other servers, is one', async () => {
  const bare = mailOf(address, {}, 'Bare').replace(/^Message-ID: .*\r\n/m, '');
  await inbound.send(`Received: from a by b\r\n${bare}`);
  await inbound.send(`Received: from c by d\r\n${bare}`);
  expect(await inbound.read()).toBe(1);
});

test('S13 a mail that nobody could process five times is for staff, who learn of it as of any other', async () => {
  await inbound.send(mailOf(address, {}, 'Severity: 1\n\nHelp.'));
  const broken = { ...inbound.desk.reader, parse: () => Promise.reject(new Error('out of memory')) };
  const failures: string[] = [];
  const tryAt = (minute: number) =>
    asTenant('every-account', () =>
      readIncomingMail(
        { ...inbound.desk, reader: broken },
        () => new Date(Date.parse(MORNING) + minute * 60_000),
        (_error, mailId) => failures.push(mailId),
      ),
    );
  for (const minute of [0, 2, 4, 6, 8]) await tryAt(minute);
  const [mail] = await incoming();
  expect([mail!.state, failures]).toEqual(['RECEIVED', Array.from({ length: 5 }, () => mail!.id)]);
  await Promise.all([tryAt(10), tryAt(10)]);
  expect((await incoming())[0]).toMatchObject({ id: mail!.id, state: 'QUARANTINED', reason: 'UNREADABLE' });
  expect(await eventsOf(mail!.id)).toEqual([{ type: 'mail.quarantined', payload: { reason: 'UNREADABLE' } }]);
  // Whoever can read it lets it through.
  unwrap(await desk.engineer.client.mail.release({ mailId: mail!.id, contactId: customer.contactId }));
  expect(await inbound.read()).toBe(1);
  expect((await incoming())[0]).toMatchObject({ state: 'ACCEPTED' });
});

test('B24 S13 mail that was decided about is forgotten after ninety days, what nobody decided about after twice as many, and what became of it stays', async () => {
  const mail = await arrive(mailOf(address, { 'Message-ID': '<old@lumiere.example>' }, 'Where is it?'));
  const junk = await arrive(mailOf('junk@else.example', {}, 'Buy'));
  const waiting = await arrive(mailOf('who@else.example', {}, 'Hello?'));
  const late = await arrive(mailOf('late@else.example', {}, 'Buy more'));
  unwrap(await desk.engineer.client.mail.discard({ mailId: junk.id }));
  desk.at('2026-06-05T07:00:00Z');
  unwrap(await desk.engineer.client.mail.discard({ mailId: late.id }));
  const { store } = desk.server.files;
  const sweepAt = async (instant: string) => {
    const { client } = desk.server.database;
    await asTenant('every-account', () => sweepRetention(client, new Date(instant)));
    await asTenant('every-account', () => sweepErasedMail(client, store));
  };
  const files = await Promise.all([mail, junk, waiting, late].map(async ({ id }) => (await kept(id)).key!));
  const there = async () => (await Promise.all(files.map((key) => store.read(key)))).map(Boolean);
  await sweepAt('2026-08-03T06:59:59Z'); // a second less than ninety days
  expect(await there()).toEqual([true, true, true, true]);
  await sweepAt('2026-08-03T07:00:01Z');
  expect(await there()).toEqual([false, false, true, true]);
  expect(await kept(junk.id)).toMatchObject({
    text: null,
    fromAddress: null,
    envelopeFrom: '',
    state: 'DISCARDED',
  });
  expect(await kept(waiting.id)).toMatchObject({ text: 'Hello?', state: 'QUARANTINED' });
  await sweepAt('2026-11-01T06:59:59Z'); // a second less than 180 days
  expect(await kept(waiting.id)).toMatchObject({ text: 'Hello?', state: 'QUARANTINED' });
  await sweepAt('2026-11-01T07:00:01Z');
  await sweepAt('2026-11-01T07:00:02Z');
  expect(await there()).toEqual([false, false, false, false]);
  const gone = { text: null, fromAddress: null, envelopeFrom: '', state: 'DISCARDED', reason: null };
  expect(await kept(waiting.id)).toMatchObject(gone);
  expect((await eventsOf(waiting.id)).map(({ type }) => type)).toEqual([
    'mail.discarded',
    'mail.quarantined',
  ]);
  expect(await desk.engineer.client.mail.discard({ mailId: waiting.id })).toMatchObject({
    __typename: 'MailNotQuarantinedProblem',
  });
  desk.at(MORNING);
  // Its ticket keeps what it said; it comes in no second time, and who answers it is understood.
  expect(await bodiesOf(mail.ticket!.id)).toEqual(['Where is it?']);
  await inbound.send(mailOf(address, { 'Message-ID': '<old@lumiere.example>' }, 'Where is it?'));
  expect(await inbound.read()).toBe(0);
  await arrive(mailOf(address, { 'In-Reply-To': '<old@lumiere.example>' }, 'Found.'));
  expect(await bodiesOf(mail.ticket!.id)).toEqual(['Where is it?', 'Found.']);
});

test('S13 files that are not kept are named in few words, however many they are and whatever they are called', async () => {
  const file = (name: string) =>
    `--b1\r\nContent-Type: application/octet-stream; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\n\r\nMZ\r\n`;
  const names = Array.from({ length: 40 }, (_one, at) => `${'long '.repeat(30)}${at}.exe`);
  const text = 'x'.repeat(18_999);
  const raw =
    mailOf(address, { 'Content-Type': 'multipart/mixed; boundary=b1' }, '') +
    `--b1\r\nContent-Type: text/plain\r\n\r\n${text}\r\n${names.map(file).join('')}--b1--`;
  const mail = await arrive(raw);
  expect(mail).toMatchObject({ state: 'ACCEPTED', reason: null });
  const [body] = await bodiesOf(mail.ticket!.id);
  const [said, named] = body!.split('\n\n[Not kept / non conservé : ');
  expect(said).toBe(text);
  expect(named!.length).toBeLessThan(900);
  const ten = Array.from({ length: 10 }, (_one, at) => `${'long '.repeat(13)}lo…g long ${at}.exe`);
  expect(named).toBe(`${ten.join(', ')} … + 30]`);
});

/** Signs as the servers of a domain do. */
async function signed(raw: string, domainName: string): Promise<string> {
  const signer = createTransport({
    ...{ streamTransport: true, buffer: true, newline: 'windows' as const },
    dkim: { domainName, keySelector: 's1', privateKey: keys.privateKey },
  });
  const { message } = await signer.sendMail({ raw, envelope: { from: address, to: 'x@y.example' } });
  return (message as Buffer).toString('utf8');
}

test('S13 a signature of the author’s domain proves who wrote a mail; one that does not fit, or of another domain, proves nothing', async () => {
  const from = `ann-${customer.accountId.slice(-12)}@signed.example`;
  const { accountId } = customer;
  await desk.manager.act('addContact', {
    accountId,
    name: 'Ann Lee',
    email: from,
    subject: from,
    roles: ['REQUESTER'],
  });
  const good = await arrive(await signed(mailOf(from, {}, 'It is me.'), 'signed.example'));
  expect(good).toMatchObject({ dkim: 'pass', spf: 'none', dmarc: 'pass', state: 'ACCEPTED' });
  expect(await bodiesOf(good.ticket!.id)).toEqual(['It is me.']);

  const changed = (await signed(mailOf(from, {}, 'Send 10 euros.'), 'signed.example')).replace(
    '10 euros',
    '99 euros',
  );
  const foreign = await signed(mailOf(from, {}, 'It is me.'), 'else.example');
  const unsigned = mailOf(from, {}, 'It is me.');
  for (const [raw, dkim] of [
    [changed, 'neutral'],
    [foreign, 'pass'],
    [unsigned, 'none'],
  ] as const) {
    const verdict = { dmarc: 'fail', state: 'QUARANTINED', reason: 'SENDER_NOT_PROVEN', ticket: null };
    expect(await arrive(raw)).toMatchObject({ dkim, ...verdict });
  }
  expect(await customer.client.tickets.list().all(10)).toHaveLength(1);
});
