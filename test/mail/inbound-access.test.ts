import { asTenant } from '@tierline/prisma/tenancy';
import { sweepErasedMail } from '@tierline/schema/incoming-mail/incoming-mail.jobs';
import { unwrap } from '@tierline/sdk';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { inboundMail, mailOf, type InboundMail } from '../support/mail-desk.ts';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';

const MORNING = '2026-05-05T07:00:00Z'; // Tuesday, 09:00 in Paris
const reason = 'Left the company.';
let desk: Desk;
let inbound: InboundMail;
let customer: Customer;
let colleague: Omit<Customer, 'colleague'>;
let address: string;
beforeAll(async () => {
  desk = await openDesk({ at: MORNING });
  inbound = await inboundMail(desk);
});
beforeEach(async () => {
  desk.at(MORNING);
  customer = await desk.customer({ plan: 'PREMIUM' });
  colleague = await customer.colleague();
  const viewer = await colleague.client.accounts.viewer();
  address = viewer?.__typename === 'Contact' ? viewer.email : '';
});
afterAll(async () => {
  await inbound?.stop();
  await desk?.stop();
});

/** Sends a mail, and reads it. */
async function arrive(raw: string) {
  await inbound.send(raw);
  await inbound.read();
  return incoming();
}
const incoming = async () => (await desk.engineer.client.mail.incoming().all(50))[0]!;
const bodiesOf = async (id: string) =>
  (await desk.engineer.client.tickets.messages(id))!.messages.nodes.map(({ body }) => body);
const kept = async (id: string) =>
  asTenant('every-account', () =>
    desk.server.database.client.incomingMail.findUniqueOrThrow({ where: { id } }),
  );
const sweep = () =>
  asTenant('every-account', () => sweepErasedMail(desk.server.database.client, desk.server.files.store));

test('S13 B24 mail of a contact whose access ended is neither ticket nor reply, and again both once it is restored', async () => {
  const { ticket } = await arrive(mailOf(address, {}, 'One'));
  const answer = () => mailOf(address, { 'In-Reply-To': `<${ticket!.id}@localhost>` }, 'Two');
  await customer.act('endAccess', { personId: colleague.contactId, reason });
  for (const raw of [answer(), mailOf(address, {}, 'Three')]) {
    expect(await arrive(raw)).toMatchObject({
      state: 'QUARANTINED',
      reason: 'UNKNOWN_SENDER',
      ticket: null,
    });
  }
  expect(await bodiesOf(ticket!.id)).toEqual(['One']);
  await customer.act('restoreAccess', {
    personId: colleague.contactId,
    reason: 'Is back.',
    roles: ['REQUESTER'],
  });
  expect(await arrive(answer())).toMatchObject({ state: 'ACCEPTED', ticket: { id: ticket!.id } });
  expect(await bodiesOf(ticket!.id)).toEqual(['One', 'Two']);
});

test('S13 B24 staff lets no mail through as of whoever has no access, named or found by the address', async () => {
  await customer.act('endAccess', { personId: colleague.contactId, reason });
  const mail = await arrive(mailOf(address, {}, 'It is me.'));
  const { release } = desk.engineer.client.mail;
  for (const contactId of [colleague.contactId, undefined]) {
    expect(await release({ mailId: mail.id, ...(contactId && { contactId }) })).toMatchObject({
      __typename: 'InvalidInputProblem',
      issues: [{ path: 'contactId' }],
    });
  }
  expect(await incoming()).toMatchObject({ id: mail.id, state: 'QUARANTINED' });
  unwrap(await release({ mailId: mail.id, contactId: customer.contactId }));
});

test('S13 B24 whoever has no access and stands in Cc does not watch the ticket', async () => {
  const other = await customer.colleague();
  const viewer = await other.client.accounts.viewer();
  const from = viewer?.__typename === 'Contact' ? viewer.email : '';
  const watchersOf = async (id: string) =>
    (await desk.engineer.timeline(id)).filter(({ type }) => type === 'ticket.watched');
  const heard = await arrive(mailOf(from, { Cc: address }, 'Both of us'));
  expect(await watchersOf(heard.ticket!.id)).toMatchObject([{ payload: { contactId: colleague.contactId } }]);
  await customer.act('endAccess', { personId: colleague.contactId, reason });
  const unheard = await arrive(mailOf(from, { Cc: address }, 'Only me'));
  expect(await watchersOf(unheard.ticket!.id)).toEqual([]);
});

test('B24 S13 a text that came by mail leaves the mail too: its words at once, its bytes within seconds', async () => {
  const text = 'Hello\nSeverity: 2\nThe password is feijoa.\n\n> You wrote';
  const mail = await arrive(mailOf(address, {}, text));
  const harmless = await arrive(
    mailOf(address, { 'In-Reply-To': `<${mail.ticket!.id}@localhost>` }, 'Thanks.'),
  );
  const { key } = await kept(mail.id);
  const [said] = (await desk.engineer.client.tickets.messages(mail.ticket!.id))!.messages.nodes;
  expect(said!.body).toContain('feijoa');
  expect(await desk.server.files.store.read(key!)).not.toBeNull();
  await colleague.act('redactMessage', { messageId: said!.id });
  expect(await kept(mail.id)).toMatchObject({
    ...{ text: null, quoted: null, subject: null, state: 'ACCEPTED' },
    erasedAt: new Date(MORNING),
  });
  await sweep();
  expect(await kept(mail.id)).toMatchObject({ key: null });
  expect(await desk.server.files.store.read(key!)).toBeNull();
  expect(await kept(harmless.id)).toMatchObject({ text: 'Thanks.', erasedAt: null });
});

/** A mail with a file that is kept and one that is not. */
function mailWithFiles(text: string): string {
  const file = (name: string, content: string) =>
    `Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(content).toString('base64')}`;
  const parts = [
    `Content-Type: text/plain\r\n\r\n${text}`,
    file('keys.txt', 'pitaya'),
    file('setup.exe', 'MZ'),
  ];
  const head = mailOf(address, { 'Content-Type': 'multipart/mixed; boundary=b1' }, '');
  return `${head}${parts.map((part) => `--b1\r\n${part}\r\n`).join('')}--b1--`;
}

test('B24 S13 so it does where the message names a file that was not kept', async () => {
  const mail = await arrive(mailWithFiles('The password is lucuma.'));
  const [said] = (await desk.engineer.client.tickets.messages(mail.ticket!.id))!.messages.nodes;
  expect(said!.body).toContain('setup.exe');
  await colleague.act('redactMessage', { messageId: said!.id });
  expect(await kept(mail.id)).toMatchObject({ text: null, erasedAt: new Date(MORNING) });
});

test('B24 S13 a file that came by mail leaves the mail too', async () => {
  const mail = await arrive(mailWithFiles('See attached.'));
  const [said] = (await desk.engineer.client.tickets.messages(mail.ticket!.id))!.messages.nodes;
  expect(said!.attachments).toMatchObject([{ fileName: 'keys.txt' }]);
  const { key } = await kept(mail.id);
  await colleague.act('redactAttachment', { attachmentId: said!.attachments[0]!.id });
  expect(await kept(mail.id)).toMatchObject({ fileNames: [], erasedAt: new Date(MORNING) });
  await sweep();
  expect(await desk.server.files.store.read(key!)).toBeNull();
});

test('B24 S13 words in the subject of a mail are taken out of its ticket, and the mail goes', async () => {
  const mail = await arrive(mailOf(address, { Subject: 'Key cherimoya' }, 'Is it lost?'));
  await desk.engineer.act('redactTicket', { ticketId: mail.ticket!.id, text: 'cherimoya' });
  expect((await desk.engineer.client.tickets.get(mail.ticket!.id))!.subject).toBe('Key [erased]');
  expect(await kept(mail.id)).toMatchObject({ subject: null, text: null, erasedAt: new Date(MORNING) });
});
