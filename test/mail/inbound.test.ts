import { spawn, spawnSync } from 'node:child_process';
import { asTenant } from '@tierline/prisma/tenancy';
import { processMail } from '@tierline/schema/incoming-mail/process-mail';
import { mailNotices } from '@tierline/schema/mail/mail-notices.jobs';
import { tellOfTickets } from '@tierline/schema/tickets/ticket-notices.jobs';
import { unwrap } from '@tierline/sdk';
import { CERTIFICATE } from '../support/certificate.ts';
import { mailWebhook } from '@tierline/server/channels/mail-webhook';
import { openSmtp } from '@tierline/server/channels/smtp';
import { createLog } from '@tierline/server/log';
import { sendDue } from '@tierline/server/mail/send-mails';
import { openRelay } from '@tierline/server/mail/smtp-relay';
import { createTransport } from 'nodemailer';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { DOMAIN, inboundMail, mailOf, type InboundMail } from '../support/mail-desk.ts';
import { mailSink } from '../support/mail-sink.ts';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';

const SECRET = `whsec_${Buffer.from('a secret of thirty-two bytes!!!!').toString('base64')}`;
/** A Tuesday, 09:00 in Paris. */
const MORNING = '2026-05-05T07:00:00Z';

let desk: Desk;
let inbound: InboundMail;
beforeAll(async () => {
  desk = await openDesk({
    at: MORNING,
    pagesOn: (database, { store }, clock) => [
      mailWebhook({ secret: SECRET, domain: DOMAIN, database, store, clock }),
    ],
  });
  inbound = await inboundMail(desk, {
    dns: {
      '_dmarc.proven.example TXT': [['v=DMARC1; p=reject']],
      'proven.example TXT': [['v=spf1 -all']],
      '_dmarc.silent.example TXT': Object.assign(new Error('ESERVFAIL'), { code: 'ESERVFAIL' }),
    },
    limits: { bytes: 300_000 },
  });
});
afterAll(async () => {
  await inbound?.stop();
  await desk?.stop();
});

type Person = Omit<Customer, 'colleague'>;
let customer: Person;
let colleague: Person;
let address: string;
let colleagueAddress: string;
beforeEach(async () => {
  desk.at(MORNING);
  const account = await desk.customer({ plan: 'PREMIUM', locale: 'FR' });
  customer = await account.colleague({ roles: ['REQUESTER', 'ADMINISTRATOR'] });
  colleague = await account.colleague();
  [address, colleagueAddress] = [await addressOf(customer), await addressOf(colleague)];
});

async function addressOf({ client }: Pick<Customer, 'client'>): Promise<string> {
  const viewer = await client.accounts.viewer();
  return viewer?.__typename === 'Contact' ? viewer.email : '';
}

const TICKET = `query ($id: ID!) { ticket(id: $id) { subject channel requestType severity receivedAt state
  initialResponse { dueAt } requester { id } messages(first: 50) { nodes { body author { ... on Contact { id } } attachments { fileName state } } } } }`;
interface Seen {
  subject: string;
  channel: string;
  requestType: string;
  severity: string;
  receivedAt: string;
  state: string;
  initialResponse: { dueAt: string };
  requester: { id: string };
  messages: {
    nodes: { body: string; author: { id: string }; attachments: { fileName: string; state: string }[] }[];
  };
}
const seen = async (id: string) => (await desk.engineer.read<{ ticket: Seen }>(TICKET, { id })).ticket;
/** What came in, the latest first. */
const incoming = () => desk.engineer.client.mail.incoming().all(50);
const told = async (who: string) =>
  asTenant([], async () =>
    desk.server.database.client.outgoingMail.findMany({ where: { address: who }, orderBy: { id: 'asc' } }),
  );
/** Sends a mail, and reads it. */
async function arrive(raw: string, envelope: { from?: string; to?: string } = {}) {
  await inbound.send(raw, envelope);
  await inbound.read();
  return (await incoming())[0]!;
}
const ticketOf = async (headers: Record<string, string> = {}, text = 'How do I?') =>
  (await arrive(mailOf(address, headers, text))).ticket!;

test('S13 C4 a contact’s mail is a ticket from the instant at which we had it, and its author is told so', async () => {
  await inbound.send(
    mailOf(address, { Subject: '=?utf-8?q?Cl=C3=A9_perdue?=' }, 'Gravité : 2\n\nOù est la clé ?'),
  );
  desk.at('2026-05-05T08:30:00Z'); // read late
  expect(await inbound.read()).toBe(1);
  const [mail] = await incoming();
  expect(mail).toMatchObject({
    state: 'ACCEPTED',
    fromAddress: address,
    reason: null,
    spf: 'none',
    dmarc: 'none',
  });
  const ticket = await seen(mail!.ticket!.id);
  expect(ticket).toMatchObject({
    subject: 'Clé perdue',
    channel: 'EMAIL',
    requestType: 'HOW_TO',
    severity: 'MODERATE',
    receivedAt: '2026-05-05T07:00:00.000Z',
    initialResponse: { dueAt: '2026-05-05T09:00:00.000Z' },
    requester: { id: customer.contactId },
  });
  expect(ticket.messages.nodes).toMatchObject([
    { body: 'Où est la clé ?', author: { id: customer.contactId } },
  ]);
  const [answer, ...others] = await told(address);
  expect(others).toEqual([]);
  expect(answer!.subject).toBe(`${mail!.ticket!.reference}\u00a0: votre demande est arrivée - Clé perdue`);
  expect(answer!.text).toContain('promise pour le mardi 5 mai 2026 à 11h00 (Europe/Paris)');
  expect(answer!.replyTo).toMatch(/^reply\+t-\d+\.[0-9a-f]{16}@in\.vendor\.example$/);
  expect(answer!.inReplyTo).toBe(mail!.messageId);

  // The inbox tells it too; by mail it was told once.
  await asTenant('every-account', async () => {
    const { client } = desk.server.database;
    await tellOfTickets(client, desk.server.clock.now());
    await mailNotices(client, desk.server.clock.now(), { publicUrl: desk.server.url, inboundDomain: null });
  });
  const notices = await customer.client.notifications.list().all(10);
  expect(notices.map(({ kind }) => kind)).toEqual(['TICKET_RECEIVED']);
  expect(await told(address)).toHaveLength(1);
});

test('S13 an answer finds its ticket by the signed address, or by what it answers, without what it quotes, and with its files', async () => {
  const ticket = await ticketOf();
  const [acknowledged] = await told(address);
  const png = Buffer.from('89504e470d0a1a0a', 'hex').toString('base64');
  const boundary = 'b1';
  const parts = [
    'Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nC=E0 marche\r\n\r\n> cit=E9',
    `Content-Type: image/png; name="a.png"\r\nContent-Disposition: attachment; filename="a.png"\r\nContent-Transfer-Encoding: base64\r\n\r\n${png}`,
    `Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="setup.exe"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from('MZ').toString('base64')}`,
  ];
  const text = `${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('')}--${boundary}--`;
  const raw =
    mailOf(colleagueAddress, { 'Content-Type': `multipart/mixed; boundary=${boundary}` }, '') + text;
  await arrive(raw, { to: acknowledged!.replyTo! });
  await arrive(mailOf(address, { 'In-Reply-To': `<${acknowledged!.messageId}>` }, 'Two'));
  await arrive(mailOf(address, { References: `<x@y.example> <${ticket.id}@localhost>` }, 'Three'));
  const { messages } = await seen(ticket.id);
  expect(messages.nodes.map(({ body }) => body)).toEqual([
    'How do I?',
    'Cà marche\n\n[Not kept / non conservé : setup.exe]',
    'Two',
    'Three',
  ]);
  expect(messages.nodes[1]).toMatchObject({
    author: { id: colleague.contactId },
    attachments: [{ fileName: 'a.png', state: 'UNSCANNED' }],
  });
  expect((await incoming()).find(({ fromAddress }) => fromAddress === colleagueAddress)).toMatchObject({
    quoted: '> cité',
  });
});

test('S13 a forged address leads to no ticket', async () => {
  const ticket = await ticketOf();
  const replyTo = (await told(address))[0]!.replyTo!;
  const forged = replyTo.replace(/\.(.)/, (_all, digit: string) => (digit === '0' ? '.1' : '.0'));
  const mail = await arrive(mailOf(address, {}, 'Hello'), { to: forged });
  expect(mail.ticket!.id).not.toBe(ticket.id);
  expect((await seen(ticket.id)).messages.nodes).toHaveLength(1);
});

test('S13 twenty at once with one Message-ID are one message, and reading it twice changes nothing', async () => {
  const raw = mailOf(address, {}, 'Once');
  await Promise.all(Array.from({ length: 20 }, () => inbound.send(raw)));
  await Promise.all([inbound.read(), inbound.read(), inbound.read()]);
  await inbound.send(raw);
  expect(await inbound.read()).toBe(0);
  const mine = (await incoming()).filter(({ fromAddress }) => fromAddress === address);
  expect(mine).toHaveLength(1);
  await asTenant('every-account', () => processMail(inbound.desk, mine[0]!.id, desk.server.clock.now()));
  expect((await seen(mine[0]!.ticket!.id)).messages.nodes).toHaveLength(1);
  expect(await customer.client.tickets.list().all(10)).toHaveLength(1);
});

test('S13 C35 two processes that read a mail at once make one ticket of it', async () => {
  await inbound.send(mailOf(address, {}, 'Once'));
  const [mail] = await incoming();
  await asTenant('every-account', () =>
    Promise.all([1, 2, 3].map(() => processMail(inbound.desk, mail!.id, desk.server.clock.now()))),
  );
  expect(await customer.client.tickets.list().all(10)).toHaveLength(1);
});

test('S13 S42 B4 what the plan does not cover is no ticket, by the words of the web, and its author learns how to ask', async () => {
  const basic = await (await desk.customer({ plan: 'BASIC', locale: 'FR' })).colleague();
  const from = await addressOf(basic);
  const mail = await arrive(mailOf(from, { Subject: 'Comment ?' }, 'Comment faire ?'));
  expect(mail).toMatchObject({
    state: 'QUARANTINED',
    reason: 'NOT_ADMITTED',
    text: 'Comment faire ?',
    ticket: null,
  });
  const { fr } = await basic.problem('openTicket', {
    ...{ requestType: 'HOW_TO', severity: 'LIMITED', sku: 'IQ-TM', subject: 'x', question: 'y' },
  });
  const [answer] = await told(from);
  expect(answer!.subject).toBe('Votre message n’est pas un ticket\u00a0: Comment\u00a0?');
  expect(answer!.text).toContain(fr.replace(' ;', '\u00a0;'));
  expect(answer!.text).toContain('LOGIN_ISSUE\u00a0: ');
  expect(answer!.text).not.toContain('HOW_TO');
  expect(answer!.text).toContain('Service\u00a0: IQ-TM');

  const again = await arrive(
    mailOf(from, {}, 'Type\u00a0: LOGIN_ISSUE\nGravité : 1\n\nPlus personne n’entre.'),
  );
  expect(await seen(again.ticket!.id)).toMatchObject({
    requestType: 'LOGIN_ISSUE',
    severity: 'SEVERE',
  });
});

test('S88 where several services are subscribed and none is named, the author is asked', async () => {
  const several = await (await desk.customer({ plan: 'PREMIUM', skus: ['IQ-TM', 'AS'] })).colleague();
  const from = await addressOf(several);
  expect(await arrive(mailOf(from, {}, 'How?'))).toMatchObject({ state: 'QUARANTINED', reason: 'UNCLEAR' });
  expect((await told(from))[0]!.text).toContain('say which service it is about: ');
  const strange = await arrive(mailOf(from, {}, 'Severity: huge\n\nHow, in IQ-TM?'));
  expect(strange).toMatchObject({ state: 'QUARANTINED', reason: 'UNCLEAR' });
  expect((await told(from))[1]!.text).toContain('“Severity: huge” means nothing here.');
  expect(await arrive(mailOf(from, {}, 'How, in IQ-TM?'))).toMatchObject({ state: 'ACCEPTED' });
});

test('S13 colleagues in Cc watch the ticket, and strangers hear nothing of it', async () => {
  const ticket = await ticketOf({ Cc: `${colleagueAddress}, eve@else.example` });
  await desk.engineer.act('replyToTicket', { ticketId: ticket.id, body: 'We look.' });
  await asTenant('every-account', async () => {
    const { client } = desk.server.database;
    await tellOfTickets(client, desk.server.clock.now());
    await mailNotices(client, desk.server.clock.now(), { publicUrl: desk.server.url, inboundDomain: DOMAIN });
  });
  expect((await told(colleagueAddress)).map(({ subject }) => subject)).toEqual([
    `${ticket.reference}\u00a0: nouvelle réponse - A question`,
  ]);
  expect(await told('eve@else.example')).toEqual([]);
});

test('S13 what no contact wrote by hand waits in quarantine, unanswered, and nothing of it is lost', async () => {
  const ticket = await ticketOf();
  const replyTo = (await told(address))[0]!.replyTo!;
  const stranger = `eve${ticket.reference}@else.example`.toLowerCase();
  const other = await addressOf(await (await desk.customer()).colleague());
  const shared = 'aline@lumiere.example'; // the administrator of every account here
  const cases: [string, string, Record<string, string>, { from?: string; to?: string }][] = [
    ['UNKNOWN_SENDER', stranger, {}, {}],
    ['AMBIGUOUS_SENDER', shared, {}, {}],
    ['NOT_THEIR_TICKET', other, {}, { to: replyTo }],
    ['AUTO_REPLY', address, { 'Auto-Submitted': 'auto-replied' }, { to: replyTo }],
    ['LIST', address, { 'List-Id': '<l.example>' }, {}],
    ['LOOP', `support@${DOMAIN}`, {}, {}],
    ['SPAM', address, { 'X-Spam-Flag': 'YES' }, {}],
    ['SENDER_NOT_PROVEN', 'ceo@proven.example', {}, { from: 'ceo@proven.example' }],
  ];
  const before = (await told(address)).length;
  for (const [reason, from, headers, envelope] of cases) {
    const mail = await arrive(mailOf(from, headers, `Text of ${reason}`), envelope);
    expect(mail).toMatchObject({ state: 'QUARANTINED', reason, text: `Text of ${reason}`, ticket: null });
  }
  expect((await incoming())[0]).toMatchObject({ spf: 'fail', dmarc: 'fail' });
  expect((await seen(ticket.id)).messages.nodes).toHaveLength(1);
  expect(await told(address)).toHaveLength(before);
  expect([...(await told(stranger)), ...(await told(other)), ...(await told(shared))]).toEqual([]);
  await expect(customer.client.mail.incoming().all(1)).rejects.toThrow('FORBIDDEN');
  const quarantine = await desk.engineer.client.mail.incoming({ states: ['QUARANTINED'] }).all(100);
  expect(quarantine.length).toBeGreaterThanOrEqual(cases.length);
});

test('S13 nobody writes as somebody else with a second author, or while nobody can say who sent it', async () => {
  const { accountId } = customer;
  const add = async (email: string) => {
    const subject = `${accountId} ${email}`;
    await desk.manager.act('addContact', {
      accountId,
      name: 'Ann Lee',
      email,
      subject,
      roles: ['REQUESTER'],
    });
  };
  await add('ceo@proven.example');
  await add('ceo@silent.example');
  const forged = mailOf('ceo@proven.example', {}, 'Severity: 1\n\nIt is me.');
  expect(await arrive(`From: <x@else.example>\r\n${forged}`)).toMatchObject({
    state: 'QUARANTINED',
    reason: 'SENDER_NOT_PROVEN',
    dmarc: 'permerror',
  });
  const unanswered = await arrive(mailOf('ceo@silent.example', {}, 'It is me.'));
  expect(unanswered).toMatchObject({ state: 'RECEIVED', dmarc: 'temperror' });
  for (const minute of ['02', '04', '06']) {
    desk.at(`2026-05-05T07:${minute}:00Z`);
    await inbound.read();
  }
  expect((await incoming()).find(({ id }) => id === unanswered.id)).toMatchObject({
    state: 'QUARANTINED',
    reason: 'SENDER_NOT_PROVEN',
  });
});

test('S39 whose access has ended writes nothing by mail any more, and watches nothing', async () => {
  const ticket = await ticketOf();
  const ended = await arrive(mailOf(colleagueAddress, {}, 'Still here?'));
  expect(ended.state).toBe('ACCEPTED');
  await customer.act('endAccess', { personId: colleague.contactId, reason: 'Left.' });
  const asked = await arrive(mailOf(colleagueAddress, {}, 'Severity: 1\n\nAnother one.'));
  const replied = await arrive(
    mailOf(colleagueAddress, { References: `<${ended.ticket!.id}@127.0.0.1>` }, 'More of it.'),
  );
  for (const mail of [asked, replied]) {
    expect(mail).toMatchObject({ state: 'QUARANTINED', reason: 'UNKNOWN_SENDER', ticket: null });
  }
  expect(
    await desk.engineer.client.mail.release({ mailId: asked.id, contactId: colleague.contactId }),
  ).toMatchObject({ __typename: 'InvalidInputProblem', issues: [{ path: 'contactId', code: 'UNKNOWN' }] });
  await arrive(
    mailOf(address, { Cc: colleagueAddress, References: `<${ticket.id}@127.0.0.1>` }, 'And this.'),
  );
  const watchers = await asTenant('every-account', async () =>
    desk.server.database.client.ticketWatcher.count({ where: { contactId: colleague.contactId } }),
  );
  expect(watchers).toBe(0);
});

test('S13 B4 whose mail was refused is told too that it is a ticket, once staff let it through', async () => {
  const mail = await arrive(mailOf(address, {}, 'Type: NOTHING\n\nWhat now?'));
  expect(mail).toMatchObject({ state: 'QUARANTINED', reason: 'UNCLEAR' });
  expect(await told(address)).toHaveLength(1);
  unwrap(await desk.engineer.client.mail.release({ mailId: mail.id, requestType: 'LOGIN_ISSUE' }));
  await inbound.read();
  const mails = await told(address);
  expect(mails).toHaveLength(2);
  expect(mails[1]!.subject).toMatch(/^T-\d+\u00a0: votre demande est arrivée - A question$/);
});

test('S13 C4 staff lets a mail through as whose it is, or discards it, once', async () => {
  const junk = await arrive(mailOf('junk@else.example', {}, 'Buy'));
  const mail = await arrive(mailOf('private@else.example', {}, 'Severity: 1\n\nIt is me.'));
  expect(mail.reason).toBe('UNKNOWN_SENDER');
  desk.at('2026-05-05T09:00:00Z');
  const staff = desk.engineer.client.mail;
  expect(await staff.release({ mailId: mail.id })).toMatchObject({ __typename: 'InvalidInputProblem' });
  unwrap(await staff.release({ mailId: mail.id, contactId: customer.contactId, requestType: 'LOGIN_ISSUE' }));
  expect(await inbound.read()).toBe(1);
  const [accepted] = await incoming();
  expect(await seen(accepted!.ticket!.id)).toMatchObject({
    requestType: 'LOGIN_ISSUE',
    severity: 'SEVERE',
    receivedAt: '2026-05-05T07:00:00.000Z',
    requester: { id: customer.contactId },
  });
  expect(await staff.release({ mailId: mail.id })).toMatchObject({ code: 'MAIL_NOT_QUARANTINED' });

  expect(unwrap(await staff.discard({ mailId: junk.id })).mail).toMatchObject({
    state: 'DISCARDED',
    text: 'Buy',
  });
  expect(await staff.discard({ mailId: junk.id })).toMatchObject({ code: 'MAIL_NOT_QUARANTINED' });
  await expect(customer.client.mail.discard({ mailId: junk.id })).rejects.toThrow('FORBIDDEN');
});

test('S13 what comes back of our mail gives the address up, and only for good reasons', async () => {
  await ticketOf();
  const { client } = desk.server.database;
  const [mail] = await told(address);
  await asTenant([], async () =>
    client.outgoingMail.update({
      where: { id: mail!.id },
      data: {
        bounceKey: mail!.id
          .slice(4)
          .padEnd(32, '0')
          .replace(/[^0-9a-f]/g, 'a'),
      },
    }),
  );
  const bounceKey = (await told(address))[0]!.bounceKey!;
  const report = (status: string) => {
    const text = [
      '--r',
      'Content-Type: text/plain',
      '',
      'Sorry.',
      '--r',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.lumiere.example',
      '',
      `Final-Recipient: rfc822; ${address}`,
      'Action: failed',
      `Status: ${status}`,
      'Diagnostic-Code: smtp; 550 No such user',
      '--r--',
    ];
    const type = 'multipart/report; report-type=delivery-status; boundary=r';
    return mailOf('mailer-daemon@lumiere.example', { 'Content-Type': type }, text.join('\n'));
  };
  const to = `bounce+${bounceKey}@${DOMAIN}`;
  const list = () => customer.client.mail.undeliverable().all(10);
  expect(await arrive(report('5.2.2'), { from: '', to })).toMatchObject({ reason: 'BOUNCE' });
  await arrive(report('5.1.1'), { from: '', to: `bounce+${'f'.repeat(32)}@${DOMAIN}` }); // of no mail of ours
  expect(await list()).toEqual([]);
  expect(await arrive(report('5.1.1'), { from: '', to })).toMatchObject({
    reason: 'BOUNCE',
    state: 'QUARANTINED',
  });
  expect(await list()).toMatchObject([{ address, cause: 'BOUNCED', detail: '550 No such user' }]);
});

test('S13 the listener sends for nobody, and takes no more than it says', async () => {
  const refused = (mail: Promise<void>) =>
    mail.then(
      () => 0,
      (error: { responseCode: number }) => error.responseCode,
    );
  expect(await refused(inbound.send(mailOf(address, {}, 'x'), { to: 'eve@else.example' }))).toBe(550);
  expect(await refused(inbound.send(mailOf(address, {}, 'x'.repeat(400_000))))).toBe(552);
  expect(await inbound.read()).toBe(0);
});

test('S13 with a certificate the listener begins TLS when it is asked to', async () => {
  const { database, files, clock } = desk.server;
  const [tls, log] = [CERTIFICATE, createLog('silent')];
  const smtp = await openSmtp({
    ...{ host: '127.0.0.1', port: 0, domain: DOMAIN, tls, database, log },
    ...{ store: files.store, clock: clock.now },
  });
  const transport = createTransport({
    ...{ host: '127.0.0.1', port: smtp.port, requireTLS: true },
    tls: { ca: CERTIFICATE.cert, servername: DOMAIN },
  });
  const raw = mailOf(address, {}, 'Nobody listens');
  await transport.sendMail({ raw, envelope: { from: address, to: `support@${DOMAIN}` } });
  transport.close();
  await smtp.close();
  await inbound.read();
  expect((await incoming())[0]).toMatchObject({ state: 'ACCEPTED', text: 'Nobody listens' });
});

test('S13 a provider hands mail over by a signed webhook, with the same effect', async () => {
  const raw = Buffer.from(mailOf(address, {}, 'By webhook')).toString('base64');
  const post = (body: object, { key = SECRET, at = desk.server.clock.now() } = {}) => {
    const text = JSON.stringify(body);
    const headers = {
      'webhook-id': 'm1',
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      'webhook-signature': new Webhook(key).sign('m1', at, text),
    };
    return fetch(`${desk.server.url}/channels/mail`, { method: 'POST', body: text, headers });
  };
  const mail = { from: address, to: [`support@${DOMAIN}`], ip: '192.0.2.1', helo: 'mx.example', raw };
  expect((await post(mail, { key: 'whsec_b3RoZXI=' })).status).toBe(401);
  expect((await post(mail, { at: new Date('2026-05-05T06:50:00Z') })).status).toBe(401);
  expect((await post({ ...mail, to: ['eve@else.example'] })).status).toBe(400);
  expect(await inbound.read()).toBe(0);
  expect((await post(mail)).status).toBe(204);
  expect((await post(mail)).status).toBe(204);
  expect(await inbound.read()).toBe(1);
  expect((await incoming())[0]).toMatchObject({ state: 'ACCEPTED', text: 'By webhook' });
});

test('S13 who sends more mails than a minute allows is asked to come later, and what was taken is kept', async () => {
  const few = await inboundMail(desk, { limits: { mailsPerMinute: 2 } });
  try {
    await few.send(mailOf('eve@else.example', {}, 'One.'));
    await few.send(mailOf('eve@else.example', {}, 'Two.'));
    await expect(few.send(mailOf('eve@else.example', {}, 'Three.'))).rejects.toMatchObject({
      responseCode: 450,
    });
    expect(await few.read()).toBe(2);
  } finally {
    await few.stop();
  }
});

test('S13 S15 from a mail program in to a mail server out: asked, answered, and answered again', async () => {
  const sink = await mailSink();
  const sender = openRelay({
    url: sink.url,
    from: 'Support <support@vendor.example>',
    inboundDomain: DOMAIN,
  });
  const send = async () => {
    await asTenant('every-account', async () => {
      const { client } = desk.server.database;
      await tellOfTickets(client, desk.server.clock.now());
      await mailNotices(client, desk.server.clock.now(), {
        publicUrl: desk.server.url,
        inboundDomain: DOMAIN,
      });
    });
    const options = {
      database: desk.server.database,
      sender,
      log: createLog('silent'),
      clock: desk.server.clock.now,
    };
    while ((await sendDue(options)) > 0);
    return sink.mails.filter(({ to }) => to.includes(address)).at(-1)!;
  };
  try {
    await fromProgram({ to: `support@${DOMAIN}`, subject: 'Where is it?', text: 'Where?' });
    await inbound.read();
    const ticket = (await incoming())[0]!.ticket!;
    expect((await send()).headers['subject']).toContain(ticket.reference);
    await desk.engineer.act('replyToTicket', { ticketId: ticket.id, body: 'Under the mat.' });
    const answer = await send();
    expect(answer.raw).toContain('Under the mat.');
    await fromProgram({
      to: answer.headers['reply-to']!,
      subject: `Re: ${answer.headers['subject']!}`,
      text: 'Found.\n\n> Under the mat.',
      answers: answer.headers['message-id']!,
    });
    await inbound.read();
    expect((await seen(ticket.id)).messages.nodes.map(({ body }) => body)).toEqual([
      'Where?',
      'Under the mat.',
      'Found.',
    ]);
  } finally {
    sender.close();
    await sink.stop();
  }
});

/** Python's smtplib where there is a Python, else nodemailer: programs of others both. */
async function fromProgram(mail: {
  to: string;
  subject: string;
  text: string;
  answers?: string;
}): Promise<void> {
  const script = `import sys, json, smtplib
from email.message import EmailMessage
from email.utils import make_msgid
m = json.load(sys.stdin)
e = EmailMessage()
e['From'], e['To'], e['Subject'], e['Message-ID'] = m['from'], m['to'], m['subject'], make_msgid(domain='lumiere.example')
if 'answers' in m: e['In-Reply-To'] = m['answers']
e.set_content(m['text'])
with smtplib.SMTP('127.0.0.1', m['port']) as s: s.send_message(e)`;
  const input = JSON.stringify({ ...mail, from: address, port: inbound.port });
  // Not in this process's time: the listener runs in it.
  if (spawnSync('python3', ['--version']).status !== 0) {
    await inbound.send(
      mailOf(
        address,
        { Subject: mail.subject, ...(mail.answers && { 'In-Reply-To': mail.answers }) },
        mail.text,
      ),
      { to: mail.to },
    );
    return;
  }
  const child = spawn('python3', ['-c', script], { stdio: ['pipe', 'inherit', 'inherit'] });
  child.stdin.end(input);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  expect(code).toBe(0);
}
