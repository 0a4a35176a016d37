import { asTenant } from '@tierline/prisma/tenancy';
import { sweepUploads } from '@tierline/schema/attachments/attachments.jobs';
import { mailNotices } from '@tierline/schema/mail/mail-notices.jobs';
import { tellOfTickets } from '@tierline/schema/tickets/ticket-notices.jobs';
import { claimDeliveries } from '@tierline/schema/webhooks/webhooks.jobs';
import { unwrap, uploadFile } from '@tierline/sdk';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { checkEvents } from '../support/events.ts';
import { grantAccess, newPartner } from '../support/partners.ts';
import { IN_SCOPE, openDesk, type Caller, type Customer, type Desk } from '../support/programme.ts';
import { tablesOf } from '../support/tables.ts';

const START = '2026-05-04T06:00:00Z'; // Monday, 08:00 in Paris
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ at: START });
});
beforeEach(() => desk.at(START));
afterAll(async () => {
  await checkEvents(desk.server.database);
  await desk.stop();
});

const { sql, tablesWith } = tablesOf(() => desk);

const messagesOf = async (by: Caller, id: string) => (await by.client.tickets.messages(id))!.messages.nodes;
const found = async (by: Caller, text: string) =>
  (await by.client.tickets.search({ text })).nodes.map(({ ticket }) => ticket.id);
const typesOf = async (by: Caller, id: string) => (await by.timeline(id)).map(({ type }) => type);

test('B24 C8 a text that its author takes out is nowhere; who wrote when, and every clock, stay', async () => {
  const customer = await desk.customer({ plan: 'PREMIUM', locale: 'FR' });
  const { id: ticketId } = await customer.open();
  await customer.client.tickets.reply(
    { ticketId, body: 'The password is mangosteen.' },
    { idempotencyKey: 'with-a-secret' },
  );
  expect(await found(desk.engineer, 'mangosteen')).toEqual([ticketId]);
  const secret = (await messagesOf(customer, ticketId))[1]!;
  desk.at('2026-05-04T06:30:00Z');
  const answered = await desk.engineer.act('replyToTicket', { ticketId, body: 'Thanks.', review: IN_SCOPE });
  await customer.act('redactMessage', { messageId: secret.id });
  expect(await tablesWith('mangosteen')).toEqual([]);
  expect(await found(desk.engineer, 'mangosteen')).toEqual([]);
  expect((await messagesOf(customer, ticketId))[1]).toEqual({
    ...secret,
    body: '[Texte retiré]',
    redactedAt: '2026-05-04T06:30:00.000Z',
  });
  expect((await desk.engineer.ticket(ticketId)).clocks).toEqual(answered.clocks);
  const [told] = (await customer.timeline(ticketId)).slice(-1);
  expect(told).toMatchObject({
    type: 'ticket.message_redacted',
    payload: { messageId: secret.id, text: true, attachmentIds: [] },
  });
  await customer.act('redactMessage', { messageId: secret.id }); // once only
  expect((await typesOf(customer, ticketId)).filter((type) => type === told!.type)).toHaveLength(1);
});

test('S93 B24 a reason goes from the rejection, its event and its webhooks too, in both languages', async () => {
  const customer = await desk.customer({ plan: 'ENHANCED' });
  await customer.client.webhooks.add({ url: 'https://hooks.example.com/in', description: 'Ours' });
  const { id: ticketId } = await customer.open();
  await desk.engineer.act('rejectTicket', {
    ticketId,
    clause: '3.4',
    reasonFr: 'Le code durian est à vous.',
    reasonEn: 'The durian code is yours.',
  });
  const other = await customer.open();
  await desk.engineer.act('waitForThirdParty', { ticketId: other.id, reason: 'Durian Ltd looks.' });
  await asTenant('every-account', () =>
    claimDeliveries(desk.server.database.client, desk.server.clock.now()),
  );
  expect(await tablesWith('durian code')).toEqual(['Event', 'Message', 'Rejection', 'WebhookDelivery']);
  const rejected = (await messagesOf(desk.engineer, ticketId)).find(({ body }) => body.includes('durian'))!;
  await desk.manager.act('redactMessage', { messageId: rejected.id });
  expect(await tablesWith('durian code')).toEqual([]);
  expect(await tablesWith('code durian')).toEqual([]);
  expect(await tablesWith('Durian Ltd')).toEqual(['Event', 'WebhookDelivery']); // of another ticket
  expect(await desk.engineer.ticket(ticketId)).toMatchObject({ state: 'REJECTED_OUT_OF_SCOPE' });
});

test('B24 B21 mail that told a text tells it no more, whether it was sent or is to be', async () => {
  const customer = await desk.customer({ plan: 'ENHANCED', locale: 'FR' });
  const { id: ticketId } = await customer.open();
  await desk.engineer.act('replyToTicket', {
    ticketId,
    body: 'Try <salak> & "peel".\nThen wait.',
    review: IN_SCOPE,
  });
  desk.at('2026-05-04T07:00:00Z');
  await asTenant('every-account', async () => {
    const [db, now] = [desk.server.database.client, desk.server.clock.now()];
    await tellOfTickets(db, now);
    await mailNotices(db, now, { publicUrl: 'https://support.example', inboundDomain: null });
  });
  expect(await tablesWith('salak')).toEqual(['Message', 'OutgoingMail']);
  const said = (await messagesOf(desk.engineer, ticketId)).at(-1)!;
  await desk.engineer.act('redactMessage', { messageId: said.id });
  expect(await tablesWith('salak')).toEqual([]);
  const [mail] = await sql<{ text: string; html: string }>(
    `select text, html from "OutgoingMail" where "ticketId" = $1 and text like '%retiré%'`, // beside the acknowledgement
    [ticketId],
  );
  expect(mail!.text).toMatch(/a écrit\u00a0:\n\n\[Texte retiré\]\n\n/);
  expect(mail!.html).toContain('>[Texte retiré]</p>');
});

test('S93 C17 whoever repeats what the other side wrote does not take it out there', async () => {
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const { id: ticketId } = await customer.open();
  const reasons = { reasonFr: 'Hors contrat.', reasonEn: 'This is excluded.' };
  await desk.engineer.act('rejectTicket', { ticketId, clause: '3.4', ...reasons });
  await customer.act('replyToTicket', { ticketId, body: 'You say: This is excluded. We say it is not.' });
  const repeated = (await messagesOf(customer, ticketId)).at(-1)!;
  await customer.act('redactMessage', { messageId: repeated.id });
  const { ticket } = await customer.read<{ ticket: { rejection: object } }>(
    'query ($id: ID!) { ticket(id: $id) { rejection { fr: reason(locale: FR) en: reason(locale: EN) } } }',
    { id: ticketId },
  );
  expect(ticket.rejection).toEqual({ fr: 'Hors contrat.', en: 'This is excluded.' });
  const told = (await customer.timeline(ticketId)).find(({ type }) => type === 'ticket.rejected');
  expect(told!.payload).toMatchObject(reasons);
});

test('S39 S22 only staff and the author take a text out; what cannot be seen is absent', async () => {
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const colleague = await customer.colleague();
  const other = await desk.customer();
  const partner = await newPartner(desk);
  await grantAccess(customer, partner);
  const { id: ticketId } = await customer.open();
  await partner.act('replyToTicket', { ticketId, body: 'From the partner.' });
  await desk.engineer.act('replyToTicket', { ticketId, body: 'From the vendor.', review: IN_SCOPE });
  await desk.engineer.act('addInternalNote', { ticketId, body: 'Among us.' });
  const [question, byPartner, byStaff, note] = (await messagesOf(desk.engineer, ticketId)).map(
    ({ id }) => id,
  );
  const refused = async (by: Caller, messageId = '') =>
    (await by.denied('redactMessage', { messageId })).code;
  expect(await refused(colleague, question)).toBe('FORBIDDEN');
  expect(await refused(customer, byStaff)).toBe('FORBIDDEN');
  expect(await refused(customer, byPartner)).toBe('FORBIDDEN');
  expect(await refused(partner, question)).toBe('FORBIDDEN');
  expect(await refused(customer, note)).toBe('NOT_FOUND');
  expect(await refused(other, question)).toBe('NOT_FOUND');
  expect(await refused(customer, 'msg_absent')).toBe('NOT_FOUND');
  await partner.act('redactMessage', { messageId: byPartner });
  await desk.engineer.act('redactMessage', { messageId: note });
  expect((await messagesOf(desk.engineer, ticketId)).map(({ body }) => body)).toEqual([
    expect.stringContaining('sign-in page'),
    '[Text removed]',
    'From the vendor.',
    '[Text removed]',
  ]);
  expect(await typesOf(desk.engineer, ticketId)).toContain('ticket.note_redacted');
  expect(await typesOf(customer, ticketId)).not.toContain('ticket.note_redacted');
});

test('B24 C8 words in a subject, a review and a correction are taken out; the rest of each text, and every clock, stay', async () => {
  const customer = await desk.customer({ plan: 'ENHANCED' });
  await customer.client.webhooks.add({ url: 'https://hooks.example.com/in', description: 'Ours' });
  const { id: ticketId } = await customer.open({ subject: 'Key Soursop<1>+ is lost' });
  await customer.act('replyToTicket', { ticketId, body: 'It was soursop<1>+ <until> today.' });
  await desk.engineer.act('replyToTicket', {
    ticketId,
    body: 'Of soursop<1>+ we know.',
    review: {
      verdict: 'WAIVED',
      clause: '3.4',
      description: 'A soursop<1>+ is theirs.',
      waiverReason: 'Two minutes.',
      meetingDecision: 'NOT_NEEDED',
    },
  });
  await desk.engineer.act('reclassifyTicket', { ticketId, subject: 'SOURSOP<1>+ is missing' });
  desk.at('2026-05-04T07:00:00Z');
  await asTenant('every-account', async () => {
    const [db, now] = [desk.server.database.client, desk.server.clock.now()];
    await claimDeliveries(db, now);
    await tellOfTickets(db, now);
    await mailNotices(db, now, { publicUrl: 'https://support.example', inboundDomain: null });
  });
  expect(await tablesWith('soursop')).toEqual([
    'Event',
    'Message',
    'OutgoingMail',
    'ScopeReview',
    'Ticket',
    'TicketText',
    'WebhookDelivery',
  ]);
  const { clocks } = await desk.engineer.ticket(ticketId);
  unwrap(await desk.engineer.client.tickets.redact({ ticketId, text: ' soursop<1>+ ' }));
  expect(await tablesWith('soursop')).toEqual([]);
  expect(await found(desk.engineer, 'soursop')).toEqual([]);
  expect((await desk.engineer.client.tickets.get(ticketId))!.subject).toBe('[erased] is missing');
  expect((await desk.engineer.ticket(ticketId)).clocks).toEqual(clocks);
  expect((await messagesOf(customer, ticketId)).map(({ body }) => body)).toContain(
    'It was [erased] <until> today.',
  );
  const timeline = await customer.timeline(ticketId);
  expect(timeline.find(({ type }) => type === 'ticket.reclassified')!.payload).toMatchObject({
    before: { subject: 'Key [erased] is lost' },
    after: { subject: '[erased] is missing' },
  });
  expect(timeline.at(-1)).toMatchObject({ type: 'ticket.redacted', payload: { texts: 5 } });
});

const mailAll = () =>
  asTenant('every-account', async () => {
    const [db, now] = [desk.server.database.client, desk.server.clock.now()];
    await tellOfTickets(db, now);
    await mailNotices(db, now, { publicUrl: 'https://support.example', inboundDomain: null });
  });

test('B24 C20 C21 words go from every ticket that was split off, or merged, with their search and their mails', async () => {
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const { id: parent } = await customer.open({ subject: 'Sign-in fails' });
  await customer.act('replyToTicket', { ticketId: parent, body: 'And the key jackfruit is lost.' });
  const message = (await messagesOf(customer, parent)).at(-1)!;
  const { id: child } = await desk.engineer.act('splitTicket', {
    ticketId: parent,
    messageIds: [message.id],
    subject: 'Key jackfruit is lost',
  });
  const { id: source } = await customer.open({ subject: 'Where is jackfruit?' });
  await desk.engineer.act('mergeTickets', { sourceId: source, targetId: child });
  const elsewhere = await customer.open({ subject: 'Jackfruit juice' });
  desk.at('2026-05-04T07:00:00Z');
  await mailAll();
  expect((await found(desk.engineer, 'jackfruit')).toSorted()).toEqual(
    [parent, child, source, elsewhere.id].toSorted(),
  );
  await desk.engineer.act('redactTicket', { ticketId: parent, text: 'jackfruit' });
  expect(await found(desk.engineer, 'jackfruit')).toEqual([elsewhere.id]);
  expect((await desk.engineer.client.tickets.get(source))!.subject).toBe('Where is [erased]?');
  expect((await messagesOf(customer, child))[0]!.body).toBe('And the key [erased] is lost.');
  for (const id of [parent, child, source]) {
    expect((await customer.timeline(id)).at(-1)!.type).toBe('ticket.redacted');
  }
  const told = await sql<{ ticketId: string }>(
    `select distinct "ticketId" from "OutgoingMail" where concat_ws(' ', subject, text, html) ilike '%jackfruit%'`,
  );
  expect(told).toEqual([{ ticketId: elsewhere.id }]);
});

test('B24 C21 a message that is taken out goes from what was split off from it, however long, and what was written anew stays', async () => {
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const { id: ticketId } = await customer.open();
  const body = `The pitaya code is 1234.\n${'Nothing else. '.repeat(1_400)}`;
  await customer.act('replyToTicket', { ticketId, body });
  const { id: messageId } = (await messagesOf(customer, ticketId)).at(-1)!;
  const split = { ticketId, messageIds: [messageId], subject: 'A code' };
  const copy = await desk.engineer.act('splitTicket', split);
  const anew = await desk.engineer.act('splitTicket', { ...split, question: 'What is a pitaya?' });
  const [question] = await messagesOf(customer, copy.id);
  const again = { ticketId: copy.id, messageIds: [question!.id], subject: 'The same code' };
  const copyOfCopy = await desk.engineer.act('splitTicket', again);
  await desk.engineer.act('replyToTicket', { ticketId: copy.id, body: 'Nothing else. Good.' });
  await customer.act('redactMessage', { messageId });
  for (const { id } of [copy, copyOfCopy]) {
    const [first, ...others] = await messagesOf(customer, id);
    expect(first!.body).toBe('[Text removed]');
    expect(others.map((other) => other.body)).not.toContain('[Text removed]');
    expect((await customer.timeline(id)).at(-1)!.type).toBe('ticket.message_redacted');
  }
  expect((await messagesOf(customer, anew.id))[0]!.body).toBe('What is a pitaya?');
  expect(await found(desk.engineer, 'pitaya')).toEqual([anew.id]);
});

test('B24 S87 words in the answers to an intake form are taken out', async () => {
  const customer = await desk.customer({ plan: 'PREMIUM' });
  const { id: ticketId } = await customer.open();
  await sql(`update "Ticket" set "intakeAnswers" = $2 where id = $1`, [
    ticketId,
    JSON.stringify([{ key: 'since', value: 'Say "ackee" \n twice' }]),
  ]);
  await desk.engineer.act('redactTicket', { ticketId, text: '"ackee"' });
  expect(await sql(`select "intakeAnswers" as a from "Ticket" where id = $1`, [ticketId])).toEqual([
    { a: [{ key: 'since', value: 'Say [erased] \n twice' }] },
  ]);
});

test('S39 B24 only staff take words out of a ticket, only of that one, and hear where there are none', async () => {
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const { id: ticketId } = await customer.open({ subject: 'Key longan' });
  const other = await customer.open({ subject: 'Key longan too' });
  const input = { ticketId, text: 'longan' };
  expect((await customer.denied('redactTicket', input)).code).toBe('FORBIDDEN');
  expect((await desk.engineer.denied('redactTicket', { ...input, ticketId: 'tkt_absent' })).code).toBe(
    'NOT_FOUND',
  );
  expect((await desk.engineer.problem('redactTicket', { ...input, text: ' lon ' })).issues).toMatchObject([
    { path: 'text' },
  ]);
  await desk.engineer.act('redactTicket', input);
  expect((await desk.engineer.client.tickets.get(other.id))!.subject).toBe('Key longan too');
  const again = await desk.engineer.problem('redactTicket', input);
  expect(again.issues).toMatchObject([{ path: 'text', code: 'UNKNOWN' }]);
  expect(JSON.stringify(again)).not.toContain('longan');
});

async function withFiles(customer: Customer, ...names: string[]) {
  const { id: ticketId } = await customer.open();
  const ids: string[] = [];
  for (const fileName of names) {
    ids.push((await uploadFile(customer.client, new Blob(['rambutan']), { fileName })).id);
  }
  await customer.act('replyToTicket', { ticketId, body: 'See attached.', attachmentIds: ids });
  const message = (await messagesOf(customer, ticketId)).at(-1)!;
  return { ticketId, messageId: message.id, ids };
}
const fileOf = async (by: Caller, id: string) =>
  (
    await by.read<{ attachment: { download: { url: string } | null } & Record<string, unknown> }>(
      'query ($id: ID!) { attachment(id: $id) { fileName sha256 sizeBytes state redactedAt download { url } } }',
      { id },
    )
  ).attachment;
const sweep = () =>
  asTenant('every-account', () =>
    sweepUploads(desk.server.database.client, desk.server.files, desk.server.clock.now()),
  );

test('B24 a file that is taken out leaves its place, and nothing that it was', async () => {
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const colleague = await customer.colleague();
  const { ticketId, messageId, ids } = await withFiles(customer, 'rambutan.txt', 'log.txt');
  const [secret, log] = ids as [string, string];
  const { url } = (await fileOf(customer, secret)).download!;
  expect((await fetch(url)).status).toBe(200);
  expect((await colleague.denied('redactAttachment', { attachmentId: secret })).code).toBe('FORBIDDEN');
  unwrap(await customer.client.attachments.redact({ attachmentId: secret }));
  await sweep();
  expect(await fileOf(customer, secret)).toEqual({
    fileName: '[File removed]',
    sha256: '0'.repeat(64),
    sizeBytes: 8,
    state: 'REDACTED',
    redactedAt: '2026-05-04T06:00:00.000Z',
    download: null,
  });
  expect((await fetch(url)).status).toBe(404);
  expect(await sweep()).toBe(0);
  expect(await fileOf(customer, log)).toMatchObject({ fileName: 'log.txt', redactedAt: null });
  expect(await tablesWith('rambutan')).toEqual([]);
  const [told] = (await customer.timeline(ticketId)).slice(-1);
  expect(told).toMatchObject({
    type: 'ticket.message_redacted',
    payload: { messageId, text: false, attachmentIds: [secret] },
  });
  await desk.engineer.act('redactAttachment', { attachmentId: secret }); // once only
  expect((await customer.timeline(ticketId)).at(-1)).toEqual(told);
});

test('B24 a text can take its files along; a file that is attached to nothing has nothing to be taken out of', async () => {
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const { ticketId, messageId, ids } = await withFiles(customer, 'a.txt', 'b.txt');
  await customer.act('redactMessage', { messageId, attachments: true });
  for (const id of ids) expect(await fileOf(customer, id)).toMatchObject({ state: 'REDACTED' });
  const told = (await customer.timeline(ticketId)).at(-1)!;
  expect(told.payload).toEqual({ messageId, text: true, attachmentIds: ids.toSorted() });
  const loose = await uploadFile(customer.client, new Blob(['x']), { fileName: 'x.txt' });
  expect((await customer.denied('redactAttachment', { attachmentId: loose.id })).code).toBe('NOT_FOUND');
});
