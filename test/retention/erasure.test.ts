import { asTenant } from '@tierline/prisma/tenancy';
import { sweepUploads } from '@tierline/schema/attachments/attachments.jobs';
import { TEXTS } from '@tierline/schema/retention/erasure.rules';
import { claimDeliveries } from '@tierline/schema/webhooks/webhooks.jobs';
import { unwrap, uploadFile } from '@tierline/sdk';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { grantAccess, newPartner } from '../support/partners.ts';
import { IN_SCOPE, openDesk, type Customer, type Desk } from '../support/programme.ts';
import { tablesOf } from '../support/tables.ts';

type Colleague = Awaited<ReturnType<Customer['colleague']>>;

let desk: Desk;
let ours: Customer;
/** Who is erased: an administrator beside the first one. */
let bruno: Colleague;
let email: string;

beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T07:00:00Z' });
  ours = await desk.customer({ plan: 'PREMIUM' });
  bruno = await ours.colleague({ roles: ['REQUESTER', 'ADMINISTRATOR'] });
  const viewer = await bruno.client.accounts.viewer();
  email = viewer?.__typename === 'Contact' ? viewer.email : '';
});
afterAll(() => desk.stop());

const { sql, tablesWith } = tablesOf(() => desk);

const erase = (personId: string, confirmation: string) =>
  desk.manager.client.accounts.erasePerson({ personId, confirmation });

const reports = async () =>
  JSON.stringify([
    await ours.client.reports.support({ accountId: ours.accountId, month: '2026-05' }),
    await ours.client.reports.recount({ accountId: ours.accountId, month: '2026-05' }),
    await desk.manager.client.reports.vendor({ from: '2026-05', to: '2026-05' }),
  ]);

const facts = () =>
  sql(`select position, id, type, version, subject, sequence, "accountId", "accountPosition", "actorKind", "actorId", "requestId",
    "occurredAt", "recordedAt", payload - array['reason', 'reasonFr', 'reasonEn', 'name'] as payload from "Event" order by position`);

const clocks = () => sql(`select * from "Clock" order by id`);

/** Every text about this person says "kiwi", whoever wrote it: on requests of theirs, or in words of their own. */
async function live(): Promise<void> {
  await ours.client.webhooks.add({ url: 'https://hooks.example.com/in', description: `For ${email}` });
  await bruno.client.status.subscribe({ email, locale: 'FR', kinds: ['OUTAGE'] });
  unwrap(await bruno.client.keys.create({ name: 'Kiwi sync', scopes: ['tickets:read'] }));
  await bruno.act('closeDay', { accountId: ours.accountId, on: '2026-05-08', reason: 'Kiwi harvest' });
  const { id: ticketId } = await bruno.open({ subject: 'Kiwi export', question: 'The kiwi is gone.' });
  const file = await uploadFile(bruno.client, new Blob(['kiwi']), { fileName: 'kiwi.txt' });
  await bruno.act('replyToTicket', { ticketId, body: 'Our kiwi log.', attachmentIds: [file.id] });
  await desk.engineer.act('addInternalNote', { ticketId, body: 'Bruno is the kiwi man.' });
  await desk.engineer.act('replyToTicket', { ticketId, body: 'Which kiwi?', review: IN_SCOPE });
  await desk.engineer.act('waitForThirdParty', { ticketId, reason: 'Kiwi Ltd looks.' });
  desk.at('2026-05-04T09:00:00Z');
  const { id: other } = await bruno.open({ subject: 'Kiwi design', question: 'Design our kiwi.' });
  const review = {
    verdict: 'OUT_OF_SCOPE',
    clause: '3.1',
    description: 'A new kiwi.',
    meetingDecision: 'NOT_NEEDED',
  };
  await desk.engineer.act('reviewTicketScope', { ticketId: other, review });
  await desk.engineer.act('rejectTicket', {
    ticketId: other,
    clause: '3.1',
    reasonFr: 'Un nouveau kiwi.',
    reasonEn: 'A new kiwi.',
  });
  await bruno.act('requestSecondOpinion', { ticketId: other, reason: 'A kiwi is not new.' });
  // On a request of somebody else, Bruno's own words go, and of the others only what names him.
  const { id: shared } = await ours.open({ question: 'Bruno Roy cannot sign in. Pears can.' });
  await bruno.act('replyToTicket', { ticketId: shared, body: 'Still a kiwi.' });
  await desk.engineer.act('addInternalNote', { ticketId: shared, body: `Called ${email} (bruno\nroy).` });
  desk.at('2026-05-04T14:00:00Z');
  await asTenant('every-account', () =>
    claimDeliveries(desk.server.database.client, desk.server.clock.now()),
  );
  await sql(
    `insert into "IncomingMail" (id, "messageId", fingerprint, "sizeBytes", "envelopeFrom", "receivedAt", state, reason, "fromAddress", text)
     values ('inm_1', 'kiwi@lumiere.example', 'f1', 9, $1, now(), 'QUARANTINED', 'LIST', $1, 'A kiwi by mail.')`,
    [email],
  );
  await sql(`update "WebhookDelivery" set state = 'DELIVERED', "endedAt" = now() where position % 2 = 0`);
  await sql(`insert into "WebhookAttempt" (id, "deliveryId", "accountId", at, "durationMs", status, "responseBody")
    select 'wha_' || id, id, "accountId", now(), 1, 200, 'Kiwi' from "WebhookDelivery" where body ilike '%kiwi%'`);
}

test('B24 an erased person is nowhere, and every fact, clock and figure is what it was', async () => {
  await live();
  expect(await tablesWith('kiwi')).toEqual(
    expect.arrayContaining([
      'ApiKey',
      'Attachment',
      'Calendar',
      'Event',
      'IncomingMail',
      'Message',
      'Ticket',
      'WebhookDelivery',
    ]),
  );
  const before = { reports: await reports(), facts: await facts(), clocks: await clocks() };
  const [{ addresses }] = (await sql<{ addresses: string }>(
    `select count(address)::text as addresses from "Event" where "actorId" = $1`,
    [bruno.contactId],
  )) as [{ addresses: string }];
  expect(Number(addresses)).toBeGreaterThan(5);

  const { receipt } = unwrap(await erase(bruno.contactId, ` ${email.toUpperCase()} `));
  expect(receipt).toMatchObject({
    personId: bruno.contactId,
    files: 1,
    keys: 1,
    erasedAt: '2026-05-04T14:00:00.000Z',
  });
  expect(receipt.texts).toBeGreaterThan(10);
  expect(receipt.events).toBe(4); // the key, the closed day, the third party, the rejection

  await asTenant('every-account', () =>
    sweepUploads(desk.server.database.client, desk.server.files, desk.server.clock.now()),
  );
  expect(await tablesWith('kiwi')).toEqual([]);
  expect(await tablesWith('Bruno')).toEqual([]);
  expect(await tablesWith(email)).toEqual([]);
  expect(await tablesWith('Pears can')).toEqual(['Message']);

  expect(await reports()).toBe(before.reports);
  expect(await clocks()).toEqual(before.clocks);
  const after = await facts();
  expect(after.slice(0, before.facts.length)).toEqual(before.facts);
  expect(after.slice(before.facts.length).map(({ type }) => type as string)).toEqual([
    'person.erasure_requested',
    'api_key.revoked',
    'person.erased',
  ]);
  expect(after.map(({ position }) => Number(position))).toEqual(after.map((_event, index) => index + 1));
  expect(
    await sql(`select 1 from "Event" where "actorId" = $1 and address is not null`, [bruno.contactId]),
  ).toEqual([]);

  const { contacts } = await ours
    .read<{ contacts: { nodes: object[] } }>(
      `query ($id: ID!) { account(id: $id) { contacts { nodes { id name email phone roles erasedAt } } } }`,
      { id: ours.accountId },
    )
    .then((data) => (data as unknown as { account: { contacts: { nodes: object[] } } }).account);
  expect(contacts.nodes).toContainEqual({
    id: bruno.contactId,
    name: '[erased]',
    email: `${bruno.contactId}@erased.invalid`,
    phone: null,
    roles: [],
    erasedAt: '2026-05-04T14:00:00.000Z',
  });
});

test('B24 whoever was erased is known no more, and can be erased again of what came since', async () => {
  expect(await bruno.error('{ viewer { __typename } }')).toMatchObject({ code: 'UNAUTHENTICATED' });
  const { receipt } = unwrap(await erase(bruno.contactId, `${bruno.contactId}@erased.invalid`));
  expect(receipt).toMatchObject({ texts: 0, files: 0, events: 0, keys: 0 });
});

test('B24 the receipt stands in the audit log, in numbers', async () => {
  const { nodes } = await ours.client.audit.list({ subject: bruno.contactId });
  expect(nodes.map(({ type, payload }) => [type, payload])).toEqual([
    ['person.erased', { kind: 'CONTACT', texts: 0, files: 0, events: 0, keys: 0 }],
    ['person.erasure_requested', { kind: 'CONTACT' }],
    ['person.erased', expect.objectContaining({ kind: 'CONTACT', files: 1, events: 4, keys: 1 })],
    ['person.erasure_requested', { kind: 'CONTACT' }],
  ]);
});

test('S22 B24 a person of a partner is erased in the accounts that it acts for', async () => {
  const partner = await newPartner(desk);
  await grantAccess(ours, partner);
  const input = {
    requestType: 'LOGIN_ISSUE',
    severity: 'LIMITED',
    sku: 'IQ-TM',
  } as const;
  const { ticket } = unwrap(
    await partner.client.tickets.open({
      ...input,
      subject: 'Sign-in',
      question: 'A melon.',
      requesterId: ours.contactId,
    }),
  );
  await desk.engineer.act('addInternalNote', { ticketId: ticket.id, body: 'Léa Fontaine called.' });
  const [{ address }] = (await sql<{ address: string }>(
    `select email as address from "PartnerPerson" where id = $1`,
    [partner.personId],
  )) as [{ address: string }];
  unwrap(await erase(partner.personId, address));
  expect(await tablesWith('melon')).toEqual([]);
  expect(await tablesWith('Léa Fontaine')).toEqual([]);
  expect(await tablesWith(address)).toEqual([]);
  expect(await tablesWith('Sign-in')).toContain('Ticket'); // it is the customer's request
});

test('B24 S14 where a person was reached before a correction goes too, unless somebody else is reached there now', async () => {
  const dora = await ours.colleague();
  const fields = { contactId: dora.contactId, name: 'Dora Blum' };
  await ours.act('correctContact', { ...fields, email: 'dora.old@lumiere.example', phone: '+33155530001' });
  await ours.act('correctContact', { ...fields, email: 'desk@lumiere.example', phone: '+33155530002' });
  await ours.act('correctContact', { ...fields, email: 'dora.new@lumiere.example', phone: '+33155530003' });
  await desk.manager.act('addContact', {
    accountId: ours.accountId,
    name: 'Emil Blum',
    email: 'desk@lumiere.example',
    phone: '+33155530002',
    roles: ['REQUESTER'],
  });
  for (const [n, from] of ['dora.old', 'desk', 'dora.new'].entries()) {
    await sql(
      `insert into "IncomingMail" (id, "messageId", fingerprint, "sizeBytes", "envelopeFrom", "receivedAt", state, reason, "fromAddress", text)
       values ($1, $1, $1, 9, $2, now(), 'QUARANTINED', 'LIST', $2, 'A quince.')`,
      [`inm_quince${n}`, `${from}@lumiere.example`],
    );
    await sql(
      `insert into "PhoneCall" (id, "callSid", "fromNumber", state, "startedAt", transcript) values ($1, $1, $2, 'UNASSIGNED', now(), 'A quince.')`,
      [`pho_quince${n}`, `+3315553000${n + 1}`],
    );
  }
  unwrap(await erase(dora.contactId, 'dora.new@lumiere.example'));
  const left = (table: string) =>
    sql<{ id: string }>(`select id from "${table}" t where t::text ilike '%quince.%'`);
  expect(await left('IncomingMail')).toEqual([{ id: 'inm_quince1' }]);
  expect(await left('PhoneCall')).toEqual([{ id: 'pho_quince1' }]);
  expect(await tablesWith('dora.old')).toEqual([]);
  expect(await tablesWith('+33155530001')).toEqual([]);
  expect(await tablesWith('desk@lumiere.example')).toContain('Contact');
});

test('B24 S13 a mail that lost words to a redaction, or was emptied, names its author no more either', async () => {
  const iris = await ours.colleague();
  await ours.act('correctContact', {
    contactId: iris.contactId,
    name: 'Iris Moll',
    email: 'iris@lumiere.example',
  });
  const { id: asked } = await iris.open({ question: 'Where?' });
  const { id: shared } = await ours.open();
  await sql(
    `insert into "IncomingMail" (id, "messageId", fingerprint, "sizeBytes", "envelopeFrom", "remoteAddress", "receivedAt", state, "fromAddress", "ticketId", "erasedAt")
     values ('inm_redacted', 'iris.moll.1@lumiere.example', 'f', 9, $1, '192.0.2.7', now(), 'ACCEPTED', $1, $2, now()),
       ('inm_emptied', 'iris.moll.2@lumiere.example', 'f', 9, '', null, now(), 'ACCEPTED', null, $3, now())`,
    ['iris@lumiere.example', shared, asked],
  );
  unwrap(await erase(iris.contactId, 'iris@lumiere.example'));
  expect(await tablesWith('iris')).toEqual([]);
  expect(await tablesWith('192.0.2.7')).toEqual([]);
  expect(await tablesWith('inm_redacted')).toEqual(['IncomingMail']);
});

test('B24 S27 an invitation by mail to somebody else names the person no more, where its line is folded either', async () => {
  const olga = await ours.colleague();
  await ours.act('correctContact', {
    contactId: olga.contactId,
    name: 'Olga',
    email: 'olga@lumiere.example',
  });
  await sql(
    `insert into "OutgoingMail" (id, "messageId", address, locale, subject, text, html, cause, calendar, "calendarMethod", "createdAt")
     values ('mai_folded', 'm1', 'other@lumiere.example', 'EN', 'Called off', '', '', 'c1', $1, 'CANCEL', now())`,
    ['ATTENDEE;CN=Olga;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION:mailto:olga@lu\r\n miere.example\r\n'],
  );
  unwrap(await erase(olga.contactId, 'olga@lumiere.example'));
  expect(await tablesWith('olga')).toEqual([]);
});

test('B24 only managers erase, only whom they name, and only when they mean it', async () => {
  const carla = await ours.colleague();
  const input = { personId: carla.contactId, confirmation: 'carla@lumiere.example' };
  for (const caller of [ours, desk.engineer]) {
    await expect(caller.client.accounts.erasePerson(input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  }
  await expect(desk.anonymous.client.accounts.erasePerson(input)).rejects.toMatchObject({
    code: 'UNAUTHENTICATED',
  });
  expect(await erase(carla.contactId, 'carla@lumiere.example')).toMatchObject({
    __typename: 'InvalidInputProblem',
    issues: [{ path: 'confirmation', code: 'UNKNOWN' }],
  });
  await expect(erase('con_nobody', 'x@y.example')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await carla.client.accounts.viewer()).toMatchObject({ name: 'Bruno Roy' });
});

test('B24 the role of the application can put nothing but the mark in place of a text, and that in texts only', async () => {
  const asApplication = async (text: string) => {
    const client = new pg.Client(desk.server.databaseUrl);
    await client.connect();
    try {
      await client.query('set role tierline_app');
      await client.query(`select set_config('tierline.accounts', '*', false)`);
      return (await client.query<Record<string, unknown>>(text)).rows;
    } finally {
      await client.end();
    }
  };
  await expect(asApplication(`update "Event" set payload = '{}'`)).rejects.toThrow(/permission denied/);
  await expect(
    asApplication(`select tierline_erase_texts('Clock.id', 'ticketId', '{}', null)`),
  ).rejects.toThrow(/No column of texts/);
  await expect(
    asApplication(`select tierline_erase_texts('ContractLine.terminationReason', 'id', '{}', null)`),
  ).rejects.toThrow(/No column of texts/);
  const none = await asApplication(
    `select tierline_erase_payloads('ticket.waiting', '{after}', 'con_nobody', '{}', array(select id from "Account"), 'nothing')`,
  );
  expect(none).toEqual([]);
});

// Texts of the vendor about itself and its offer, names of organisations and places, and what is no prose.
const NOT_ABOUT_PEOPLE = new Set(
  `Account.industry Account.name ForumCategory.nameEn ForumCategory.nameFr ForumLimit.act ArticleCategory.nameEn ArticleCategory.nameFr
  PhoneCall.callSid CatalogueBeginning.name
  DraftRead.draft Clause.textEn Clause.textFr Clock.countedOn Clause.number
  ContactPoint.labelEn ContactPoint.labelFr ContactPoint.value ContractLine.terminationReason HolidayCorrection.closesFrom HolidayCorrection.nameEn HolidayCorrection.nameFr
  HolidayCorrection.source IdempotencyKey.fingerprint
  CourseLesson.titleEn CourseLesson.titleFr Erasure.after Erasure.place IdempotencyKey.key IntakeForm.promptEn IntakeForm.promptFr Label.colour MonthlyReview.month MeetingInvitation.subject MeetingSeries.rule MeetingSeries.startsAtLocal IncomingMail.dkim IncomingMail.dmarc IncomingMail.spf MailPreference.kind Notice.kind Partner.name
  Plan.nameEn Plan.nameFr Plan.summaryEn Plan.summaryFr PlanBenefit.labelEn PlanBenefit.labelFr
  PlanIdealFor.labelEn PlanIdealFor.labelFr Profile.name Programme.nameEn Programme.nameFr Programme.summaryEn
  Programme.summaryFr Programme.vendor RateTable.note Region.nameEn Region.nameFr ReportLink.report
  RequestType.descriptionEn RequestType.descriptionFr RequestType.labelEn RequestType.labelFr Sandbox.claimedBy Sandbox.name SavedFilter.orderBy Site.name
  Sku.nameEn Sku.nameFr Solution.nameEn Solution.nameFr SolutionExclusion.noticeEn SolutionExclusion.noticeFr
  StatusComponent.nameEn
  StatusComponentGroup.nameEn StatusComponentGroup.nameFr
  StatusComponent.nameFr TermsVersion.titleEn TermsVersion.titleFr Ticket.externalReference TrainingCourse.descriptionEn
  TrainingCourse.descriptionFr TrainingCourse.titleEn TrainingCourse.titleFr
  WebhookAttempt.error Event.subject WebhookDelivery.subject`.split(/\s+/),
);
// Erased by other means: rewritten, or gone with their row.
const OTHERWISE_ERASED = new Set(
  `ArticleSlug.slug ArticleText.slug ArticleWord.word Erasure.words ForumMember.name Label.name Team.name
  Attachment.fileName Attachment.threat Contact.email Contact.name Contact.phone
  Contact.subject Event.address PartnerPerson.email PartnerPerson.name PartnerPerson.subject SavedFilter.name
  IncomingMail.detail IncomingMail.envelopeFrom IncomingMail.fingerprint IncomingMail.fromAddress IncomingMail.helo IncomingMail.messageId
  IncomingMail.quoted IncomingMail.remoteAddress IncomingMail.subject IncomingMail.text MeetingInvitation.calendar
  TamAssignment.qualification PhoneCall.fromNumber PhoneCall.recordingUrl PhoneCall.transcript StaffMember.email StaffMember.name StaffMember.subject
  OutgoingMail.bounceKey OutgoingMail.calendar OutgoingMail.cause OutgoingMail.failure OutgoingMail.html OutgoingMail.inReplyTo
  OutgoingMail.messageId OutgoingMail.replyTo OutgoingMail.subject OutgoingMail.text UndeliverableAddress.detail
  OutgoingMail.unsubscribeUrl StatusSubscription.email StatusSubscription.token StatusSubscriptionRequest.email
  StatusSubscriptionRequest.token WebhookAttempt.responseBody WebhookDelivery.body`.split(/\s+/),
);

test('B24 of every column of texts it is known whether people write in it', async () => {
  const columns = await sql<{ place: string }>(
    `select table_name || '.' || column_name as place from information_schema.columns
     where table_schema = 'public' and table_name <> '_prisma_migrations' and data_type = 'text'
       and column_name !~ '(^i|I)d$|(^c|C)ode$|^(timeZone|country|subdivision|currency|url|key|sha256|hash|hint|version|type|mediaType|secret|opensAt|closesAt|address|state)$'
     order by 1`,
  );
  expect(columns.length).toBeGreaterThan(80);
  const unknown = columns.filter(
    ({ place }) => !TEXTS.includes(place) && !NOT_ABOUT_PEOPLE.has(place) && !OTHERWISE_ERASED.has(place),
  );
  // Add it to the rules of erasure and to `tierline_erasable`, or to a list above.
  expect(unknown).toEqual([]);
  const [{ erasable }] = (await sql<{ erasable: boolean }>(
    `select bool_and(tierline_erasable(place)) as erasable from unnest($1::text[]) place`,
    [TEXTS],
  )) as [{ erasable: boolean }];
  expect(erasable).toBe(true);
});
