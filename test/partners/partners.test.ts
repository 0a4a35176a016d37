import { asTenant } from '@tierline/prisma/tenancy';
import { tenantOf } from '@tierline/schema/access';
import { unwrap, uploadFile } from '@tierline/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { grantAccess, newPartner } from '../support/partners.ts';
import { caller, openDesk, REQUEST, type Caller, type Desk } from '../support/programme.ts';

let desk: Desk;

/** A Monday morning in Paris. */
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T07:00:00Z' });
});
afterAll(() => desk.stop());

const accountsOf = async (partner: { read: Desk['anonymous']['read'] }) => {
  const { accounts } = await partner.read<{ accounts: { nodes: { id: string }[] } }>(
    '{ accounts(first: 100) { nodes { id } } }',
  );
  return accounts.nodes.map(({ id }) => id);
};

test('S22 a partner sees the accounts that granted it access, and no others', async () => {
  const [granting, other] = [await desk.customer(), await desk.customer()];
  const partner = await newPartner(desk);
  const ticket = await granting.open();
  const foreign = await other.open();
  expect(await accountsOf(partner)).toEqual([]);

  await grantAccess(granting, partner, { scopes: ['READ'] });

  expect(await accountsOf(partner)).toEqual([granting.accountId]);
  expect(await partner.ticket(ticket.id)).toMatchObject({ id: ticket.id });
  expect(await partner.ticket(foreign.id)).toBeNull();
  const { nodes } = await partner.client.tickets.list();
  expect(nodes.map(({ id }) => id)).toEqual([ticket.id]);
  const { viewer } = await partner.read<{ viewer: object }>(
    '{ viewer { __typename ... on PartnerPerson { id partner { standing } } } }',
  );
  expect(viewer).toEqual({
    __typename: 'PartnerPerson',
    id: partner.personId,
    partner: { standing: 'CERTIFIED' },
  });
});

test('S22 B11 whoever acts for a customer is seen in every event and message as the partner', async () => {
  const customer = await desk.customer({ plan: 'PREMIUM' });
  const partner = await newPartner(desk);
  await grantAccess(customer, partner);

  const ticket = await partner.act('openTicket', { ...REQUEST, requesterId: customer.contactId });
  await partner.act('replyToTicket', { ticketId: ticket.id, body: 'It happens in Firefox too.' });

  const seen = (await customer.client.tickets.get(ticket.id))!;
  expect(seen.requester).toMatchObject({ id: customer.contactId });
  expect(seen.messages.nodes.map(({ author }) => author)).toEqual(
    [1, 2].map(() => ({
      __typename: 'PartnerPerson',
      id: partner.personId,
      name: 'Léa Fontaine',
      partner: { id: partner.partnerId, name: expect.stringContaining('Atelier') as string },
    })),
  );
  const timeline = (await customer.client.tickets.timeline(ticket.id))!.timeline.nodes;
  expect(timeline.length).toBeGreaterThanOrEqual(4);
  for (const { actorKind, actorId, partner: organisation } of timeline) {
    expect({ actorKind, actorId, organisation: organisation?.id }).toEqual({
      actorKind: 'PARTNER',
      actorId: partner.personId,
      organisation: partner.partnerId,
    });
  }
  const events = await asTenant('every-account', async () => {
    const found = await desk.server.database.client.event.findMany({
      where: { actorId: partner.personId },
    });
    return found;
  });
  expect(new Set(events.map(({ accountId }) => accountId))).toEqual(new Set([customer.accountId]));
});

test('S22 C8 C23 a partner’s message is the customer’s, not an answer of the vendor', async () => {
  const customer = await desk.customer({ plan: 'PREMIUM' });
  const partner = await newPartner(desk);
  await grantAccess(customer, partner);
  const { id, initialResponse } = await customer.open();
  await partner.act('replyToTicket', { ticketId: id, body: 'We can reproduce it.' });
  expect((await customer.ticket(id)).initialResponse).toMatchObject({
    state: 'RUNNING',
    endedAt: null,
    dueAt: initialResponse.dueAt,
  });

  await desk.engineer.act('waitForCustomer', { ticketId: id, body: 'Which browser?' });
  await partner.act('replyToTicket', { ticketId: id, body: 'Firefox 140.' });
  expect(await customer.ticket(id)).toMatchObject({ state: 'IN_REVIEW' });
});

test('S22 a partner does only what was granted', async () => {
  const customer = await desk.customer();
  const partner = await newPartner(desk);
  const open = { ...REQUEST, requesterId: customer.contactId };
  const ticket = await customer.open();
  const reply = { ticketId: ticket.id, body: 'Hello' };

  await grantAccess(customer, partner, { scopes: ['READ'] });
  expect(await partner.denied('openTicket', open)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await partner.denied('replyToTicket', reply)).toMatchObject({ code: 'FORBIDDEN' });
  await grantAccess(customer, partner, { scopes: ['SUBMIT'] });
  await partner.act('openTicket', open);
  expect(await partner.denied('replyToTicket', reply)).toMatchObject({ code: 'FORBIDDEN' });
  await grantAccess(customer, partner, { scopes: ['REPLY'] });
  const { partnerGrants } = (await customer.client.partners.grants(customer.accountId))!;
  expect(partnerGrants.nodes.map(({ scopes, revokedAt }) => [scopes, revokedAt !== null])).toEqual([
    [['READ', 'REPLY'], false],
    [['READ', 'SUBMIT'], true],
    [['READ'], true],
  ]);
  expect(await partner.denied('openTicket', open)).toMatchObject({ code: 'FORBIDDEN' });
  await partner.act('replyToTicket', reply);
  await partner.act('raiseSeverity', {
    ticketId: (await customer.open({ severity: 'LIMITED' })).id,
    severity: 'SEVERE',
    cause: 'WORSENED',
  });
  await partner.act('closeTicket', { ticketId: ticket.id });

  // What is for staff, or for the customer's own administrators, no scope gives.
  expect(await partner.denied('replyToTicket', { ...reply, resolve: true })).toMatchObject({
    code: 'FORBIDDEN',
  });
  expect(await partner.denied('addInternalNote', reply)).toMatchObject({ code: 'FORBIDDEN' });
  expect(
    await partner.denied('closeDay', { accountId: customer.accountId, on: '2026-12-24', reason: 'x' }),
  ).toMatchObject({ code: 'FORBIDDEN' });
  expect(
    await partner.denied('grantPartnerAccess', {
      accountId: customer.accountId,
      partnerId: partner.partnerId,
      scopes: ['READ'],
    }),
  ).toMatchObject({ code: 'FORBIDDEN' });
  expect(await partner.error('{ queue { nodes { id } } }')).toMatchObject({ code: 'FORBIDDEN' });
});

test('S22 a grant ends at its end, and one that is revoked ends with the next request', async () => {
  desk.at('2026-05-04T07:00:00Z');
  const customer = await desk.customer();
  const partner = await newPartner(desk);
  const ticket = await customer.open();
  const reply = { ticketId: ticket.id, body: 'Hello' };
  await grantAccess(customer, partner, { endsAt: '2026-05-04T09:00:00Z' });
  desk.at('2026-05-04T08:59:59.999Z');
  await partner.act('replyToTicket', reply);
  desk.at('2026-05-04T09:00:00Z');
  expect(await partner.denied('replyToTicket', reply)).toMatchObject({ code: 'NOT_FOUND' });
  expect(await partner.ticket(ticket.id)).toBeNull();

  const { id: grantId } = await grantAccess(customer, partner);
  await partner.act('replyToTicket', reply);
  await customer.act('revokePartnerAccess', { grantId });
  expect(await partner.denied('replyToTicket', reply)).toMatchObject({ code: 'NOT_FOUND' });
  expect(await accountsOf(partner)).toEqual([]);

  const { partnerGrants } = (await customer.client.partners.grants(customer.accountId))!;
  expect(partnerGrants.nodes.map(({ id, endsAt, revokedAt }) => [id === grantId, endsAt, revokedAt])).toEqual(
    [
      [true, '2026-05-04T09:00:00.000Z', '2026-05-04T09:00:00.000Z'],
      [false, '2026-05-04T09:00:00.000Z', null],
    ],
  );
});

test('S22 with a certification that expired or is suspended a partner neither acts nor reads', async () => {
  desk.at('2026-05-04T07:00:00Z');
  const customer = await desk.customer();
  const partner = await newPartner(desk, { expiresAt: '2026-06-01T00:00:00Z' });
  await grantAccess(customer, partner);
  const ticket = await customer.open();
  const reply = { ticketId: ticket.id, body: 'Hello' };
  const expectRefused = async () => {
    const refusal = { code: 'CERTIFICATION_REQUIRED' };
    expect(await partner.denied('replyToTicket', reply)).toMatchObject(refusal);
    expect(await partner.denied('openTicket', { ...REQUEST, requesterId: customer.contactId })).toMatchObject(
      refusal,
    );
    expect(await partner.error('{ accounts { nodes { id } } }')).toMatchObject(refusal);
    expect(
      await partner.error('query ($id: ID!) { ticket(id: $id) { id } }', { id: ticket.id }),
    ).toMatchObject(refusal);
    expect(
      await partner.error('query ($id: ID!) { planAt(accountId: $id) { code } }', { id: customer.accountId }),
    ).toMatchObject(refusal);
    expect(await partner.read('query ($id: ID!) { node(id: $id) { id } }', { id: ticket.id })).toEqual({
      node: null,
    });
  };
  const standing = async () => (await customer.client.partners.get(partner.partnerId))?.standing;

  await desk.manager.act('suspendPartner', { partnerId: partner.partnerId, reason: 'Complaint' });
  await expectRefused();
  expect(await standing()).toBe('SUSPENDED');
  expect(
    await customer.problem('grantPartnerAccess', {
      accountId: customer.accountId,
      partnerId: partner.partnerId,
      scopes: ['READ'],
    }),
  ).toMatchObject({
    __typename: 'PartnerNotCertifiedProblem',
    code: 'PARTNER_NOT_CERTIFIED',
  });
  await desk.manager.act('reinstatePartner', { partnerId: partner.partnerId });
  await partner.act('replyToTicket', reply);

  desk.at('2026-06-01T00:00:00Z'); // exactly at expiry
  await expectRefused();
  expect(await standing()).toBe('EXPIRED');
  await desk.manager.act('certifyPartner', {
    partnerId: partner.partnerId,
    level: 'EXPERT',
    expiresAt: '2027-06-01T00:00:00Z',
  });
  await partner.act('replyToTicket', reply);
  expect(await standing()).toBe('CERTIFIED');
});

test('S22 an organisation that was never certified can be granted nothing', async () => {
  desk.at('2026-05-04T07:00:00Z');
  const customer = await desk.customer();
  const partner = await newPartner(desk, { expiresAt: null });
  const grant = { accountId: customer.accountId, partnerId: partner.partnerId, scopes: ['READ'] };
  expect(await customer.problem('grantPartnerAccess', grant)).toMatchObject({
    en: 'This partner is not certified at present: it never was.',
    fr: 'Ce partenaire n’est pas certifié actuellement\u00a0: il ne l’a jamais été.',
  });
  expect(await customer.problem('grantPartnerAccess', { ...grant, partnerId: 'par_nobody' })).toMatchObject({
    code: 'INVALID_INPUT',
  });
});

test('S22 a certification counts from its first instant on, and not before', async () => {
  desk.at('2026-05-04T07:00:00Z');
  const customer = await desk.customer();
  const partner = await newPartner(desk, { expiresAt: null });
  await desk.manager.act('certifyPartner', {
    partnerId: partner.partnerId,
    level: 'EXPERT',
    startsAt: '2026-06-01T07:00:00Z',
    expiresAt: '2027-06-01T07:00:00Z',
  });
  const grant = { accountId: customer.accountId, partnerId: partner.partnerId, scopes: ['READ'] };
  desk.at('2026-06-01T06:59:59.999Z');
  expect(await customer.problem('grantPartnerAccess', grant)).toMatchObject({
    code: 'PARTNER_NOT_CERTIFIED',
  });
  expect(await partner.error('{ accounts { nodes { id } } }')).toMatchObject({
    code: 'CERTIFICATION_REQUIRED',
  });
  desk.at('2026-06-01T07:00:00Z');
  await customer.act('grantPartnerAccess', grant);
  expect(await accountsOf(partner)).toEqual([customer.accountId]);
});

test('S22 only an administrator of the customer grants, only for the own account', async () => {
  desk.at('2026-05-04T07:00:00Z');
  const [customer, other] = [await desk.customer(), await desk.customer()];
  const partner = await newPartner(desk);
  const grant = { accountId: customer.accountId, partnerId: partner.partnerId, scopes: ['READ'] };
  const requester = await customer.colleague();
  expect(await requester.denied('grantPartnerAccess', grant)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await other.denied('grantPartnerAccess', grant)).toMatchObject({ code: 'NOT_FOUND' });
  expect(await desk.manager.denied('grantPartnerAccess', grant)).toMatchObject({ code: 'FORBIDDEN' });
  const { id: grantId } = await customer.act('grantPartnerAccess', grant);
  expect(await other.denied('revokePartnerAccess', { grantId })).toMatchObject({ code: 'NOT_FOUND' });
  await desk.manager.act('revokePartnerAccess', { grantId });
});

test('S22 an administrator of a partner adds people to the own organisation, and they act at once', async () => {
  desk.at('2026-05-04T07:00:00Z');
  const [partner, stranger] = [await newPartner(desk), await newPartner(desk)];
  const person = {
    partnerId: partner.partnerId,
    name: 'Tom Vidal',
    email: `tom${partner.personId}@atelier.example`,
    roles: ['PARTNER_AGENT'],
  };
  expect(await stranger.denied('addPartnerPerson', person)).toMatchObject({ code: 'FORBIDDEN' });
  await partner.act('addPartnerPerson', person);
  await partner.act('addPartnerPerson', { ...person, email: `x${person.email}` });
  expect(await partner.problem('addPartnerPerson', person)).toMatchObject({
    issues: [{ path: 'email', code: 'TAKEN' }],
  });
  const seenBy = async (who: typeof partner) =>
    (await who.client.partners.people(partner.partnerId))!.people.nodes;
  expect(await seenBy(partner)).toHaveLength(3);
  expect(await seenBy(stranger)).toEqual([]);
});

test('S22 below every query the database shows a partner the granted accounts only', async () => {
  desk.at('2026-05-04T07:00:00Z');
  const [granting, other] = [await desk.customer(), await desk.customer()];
  await granting.open();
  await other.open();
  const tenant = tenantOf({
    kind: 'partner',
    id: 'pps_x',
    partnerId: 'par_x',
    roles: ['PARTNER_AGENT'],
    certified: true,
    grants: [{ accountId: granting.accountId, scopes: ['READ'] }],
  });
  const { client } = desk.server.database;
  const found = await asTenant(tenant, async () => {
    const tickets = await client.ticket.findMany();
    return tickets;
  });
  expect(new Set(found.map(({ accountId }) => accountId))).toEqual(new Set([granting.accountId]));
});

const legalMovesOf = async (caller: Pick<Caller, 'read'>, id: string) => {
  const document = 'query ($id: ID!) { ticket(id: $id) { legalMoves } }';
  return (await caller.read<{ ticket: { legalMoves: string[] } }>(document, { id })).ticket.legalMoves;
};

test('S22 the moves that a partner is shown are those that the customer of the ticket granted', async () => {
  desk.at('2026-05-04T07:00:00Z');
  const [customer, other] = [await desk.customer(), await desk.customer()];
  const partner = await newPartner(desk);
  const { id } = await customer.open({ severity: 'LIMITED' });
  await grantAccess(other, partner); // gives nothing for the ticket of somebody else
  await grantAccess(customer, partner, { scopes: ['READ'] });
  expect(await legalMovesOf(partner, id)).toEqual([]);
  await grantAccess(customer, partner, { scopes: ['SUBMIT'] });
  expect(await legalMovesOf(partner, id)).toEqual([]);
  await grantAccess(customer, partner, { scopes: ['REPLY'] });
  expect(await legalMovesOf(partner, id)).toEqual(['REPLY', 'RAISE_SEVERITY', 'CLOSE']);
  expect(await legalMovesOf(customer, id)).toEqual(['REPLY', 'RAISE_SEVERITY', 'CLOSE']);
});

const LOG = new Blob(['TypeError: tag is undefined'], { type: 'text/plain' });
const upload = (caller: Pick<Caller, 'client'>) =>
  uploadFile(caller.client, LOG, { fileName: 'console.txt' });

test('S22 a partner who may submit or reply sends files along, and the customer sees whose they are', async () => {
  desk.at('2026-05-04T07:00:00Z');
  const customer = await desk.customer();
  const partner = await newPartner(desk);
  const { id: ticketId } = await customer.open();
  await grantAccess(customer, partner, { scopes: ['READ'] });
  await expect(upload(partner)).rejects.toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });

  await grantAccess(customer, partner, { scopes: ['REPLY'] });
  const { id } = await upload(partner);
  const loose = 'query ($id: ID!) { attachment(id: $id) { state } }';
  expect(await partner.read(loose, { id })).toEqual({ attachment: { state: 'UNSCANNED' } });
  // Until it is attached it is the partner's alone, and of one person.
  expect(await customer.read(loose, { id })).toEqual({ attachment: null });
  const rival = await newPartner(desk);
  await grantAccess(customer, rival);
  expect(await rival.read(loose, { id })).toEqual({ attachment: null });
  const stolen = { ticketId, body: 'Mine.', attachmentIds: [id] };
  expect((await rival.problem('replyToTicket', stolen)).issues).toMatchObject([
    { path: 'attachmentIds', code: 'UNKNOWN' },
  ]);

  await partner.act('replyToTicket', { ticketId, body: 'Here is the console.', attachmentIds: [id] });
  const seen = `query ($id: ID!) { attachment(id: $id) {
    fileName uploadedBy { __typename ... on PartnerPerson { id } } download { url } } }`;
  expect(await customer.read(seen, { id })).toMatchObject({
    attachment: {
      fileName: 'console.txt',
      uploadedBy: { __typename: 'PartnerPerson', id: partner.personId },
      download: { url: expect.stringContaining('http') as string },
    },
  });
});

test('S22 a partner who submits sends files with the request', async () => {
  desk.at('2026-05-04T07:00:00Z');
  const customer = await desk.customer();
  const partner = await newPartner(desk);
  await grantAccess(customer, partner, { scopes: ['SUBMIT'] });
  const { id } = await upload(partner);
  const request = { ...REQUEST, requesterId: customer.contactId, attachmentIds: [id] };
  const ticket = await partner.act('openTicket', request);
  const { messages } = (await customer.client.tickets.get(ticket.id))!;
  expect(messages.nodes[0]!.attachments.map((file) => file.fileName)).toEqual(['console.txt']);
});

test('S22 a key that a manager makes for a partner’s person says for whom it speaks, and ends with the grant', async () => {
  desk.at('2026-05-04T07:00:00Z');
  const customer = await desk.customer();
  const partner = await newPartner(desk);
  await grantAccess(customer, partner);
  const input = { name: 'Nightly export', actsForId: partner.personId, scopes: ['tickets:read'] };
  const { apiKey, secret } = unwrap(await desk.manager.client.keys.create(input));
  expect(apiKey.actsFor).toMatchObject({
    __typename: 'PartnerPerson',
    id: partner.personId,
    name: 'Léa Fontaine',
  });

  const machine = caller(desk.server, secret!);
  const ticket = await customer.open();
  expect(await machine.ticket(ticket.id)).toMatchObject({ id: ticket.id });
  const grant = await grantAccess(customer, partner);
  await customer.act('revokePartnerAccess', { grantId: grant.id });
  expect(await machine.ticket(ticket.id)).toBeNull();
  expect(await customer.problem('createApiKey', input)).toMatchObject({ code: 'INVALID_INPUT' });
});
