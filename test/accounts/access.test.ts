import { createClient, unwrap } from '@tierline/sdk';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkEvents } from '../support/events.ts';
import { grantAccess, newPartner } from '../support/partners.ts';
import { caller, IN_SCOPE, openDesk, type Caller, type Desk } from '../support/programme.ts';

const NOW = '2026-05-05T07:00:00Z'; // Tuesday, when the engineers of EMEA begin
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ at: NOW });
});
beforeEach(() => desk.at(NOW));
afterAll(async () => {
  await checkEvents(desk.server.database);
  await desk.stop();
});

const WHO = '{ viewer { __typename } }';
const reason = 'Left the company.';
const end = (by: Caller, personId: string) => by.act('endAccess', { personId, reason });
const told = async (subject: string) =>
  (await desk.manager.client.audit.list({ subject })).nodes.map(({ type, payload }) => [type, payload]);
const assigneeOf = async (id: string) => (await desk.manager.client.tickets.get(id))!.assignee?.id ?? null;

describe('access ends', () => {
  test('S39 of a contact: the next request is refused, by token and by key; what they did stays', async () => {
    const customer = await desk.customer();
    const bruno = await customer.colleague();
    const { id: ticketId } = await bruno.open();
    const { secret } = unwrap(
      await customer.client.keys.create({
        name: 'Sync',
        scopes: ['tickets:read'],
        actsForId: bruno.contactId,
      }),
    );
    const machine = createClient({ url: `${desk.server.url}/graphql`, token: secret!, retries: 0 });
    expect((await machine.tickets.list()).nodes).toHaveLength(1);
    await bruno.act('watchTicket', { ticketId });
    await end(customer, bruno.contactId);
    expect((await bruno.error(WHO)).code).toBe('UNAUTHENTICATED');
    await expect(Promise.resolve(machine.tickets.list())).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    const { ticket } = await customer.read<{ ticket: object }>(
      `query ($id: ID!) { ticket(id: $id) { requester { id name roles accessEndedAt } } }`,
      { id: ticketId },
    );
    expect(ticket).toEqual({
      requester: {
        id: bruno.contactId,
        name: 'Bruno Roy',
        roles: [],
        accessEndedAt: '2026-05-05T07:00:00.000Z',
      },
    });
    expect(await told(bruno.contactId)).toEqual([
      ['person.access_ended', { kind: 'CONTACT', reason, roles: ['REQUESTER'], keys: 1, tickets: 0 }],
    ]);
    await end(customer, bruno.contactId); // once only
    expect(await told(bruno.contactId)).toHaveLength(1);
    const asked = await desk.engineer.problem('openTicket', {
      requestType: 'LOGIN_ISSUE',
      severity: 'SEVERE',
      sku: 'IQ-TM',
      subject: 'For somebody who left',
      question: 'Can you?',
      requesterId: bruno.contactId,
    });
    expect(asked.issues).toMatchObject([{ path: 'requesterId', code: 'UNKNOWN' }]);
  });

  test('S9 C19 of an engineer: open tickets wait in the queue again, and nothing is assigned to them any more', async () => {
    const customer = await desk.customer({ plan: 'ENHANCED' });
    const jeanne = await desk.hire();
    const [open, resolved] = [await customer.open(), await customer.open()];
    for (const { id: ticketId } of [open, resolved]) {
      await desk.engineer.act('assignTicket', { ticketId, assigneeId: jeanne.staffId });
    }
    const done = { ticketId: resolved.id, body: 'Done.', resolve: true, review: IN_SCOPE };
    await jeanne.act('replyToTicket', done);
    await end(desk.manager, jeanne.staffId);
    expect((await jeanne.error(WHO)).code).toBe('UNAUTHENTICATED');
    expect(await assigneeOf(open.id)).toBeNull();
    expect(await assigneeOf(resolved.id)).toBe(jeanne.staffId);
    expect((await desk.engineer.ticket(open.id)).clocks).toEqual(open.clocks);
    expect((await desk.engineer.timeline(open.id)).at(-1)).toMatchObject({
      type: 'ticket.assigned',
      payload: { before: { assigneeId: jeanne.staffId }, after: { assigneeId: null } },
    });
    const queue = await desk.engineer.client.tickets.queue({ filter: { unassigned: true } }).all(100);
    expect(queue.map(({ id }) => id)).toContain(open.id);
    for (const [mutation, input, path] of [
      ['assignTicket', { ticketId: open.id, assigneeId: jeanne.staffId }, 'assigneeId'],
      ['watchTicket', { ticketId: open.id, watcherId: jeanne.staffId }, 'watcherId'],
      ['createTeam', { name: 'Gone', region: 'EMEA', memberIds: [jeanne.staffId] }, 'memberIds'],
    ] as const) {
      expect((await desk.manager.problem(mutation, input)).issues).toMatchObject([{ path, code: 'UNKNOWN' }]);
    }
    const names = async (withEnded?: boolean) =>
      (await desk.manager.client.accounts.staff({ withEnded: withEnded ?? null }).all(100)).map(
        ({ id }) => id,
      );
    expect(await names()).not.toContain(jeanne.staffId);
    expect(await names(true)).toContain(jeanne.staffId);
  });

  test('S66 B7 of a TAM: the account waits for another one, as an obligation says', async () => {
    const customer = await desk.customer({ plan: 'PREMIUM' });
    const sofia = await desk.hire({ roles: ['TAM'] });
    const { accountId } = customer;
    const tam = { accountId, tamId: sofia.staffId, experienceSince: '2018-03-01' };
    await desk.manager.act('assignTam', tam);
    const open = async () =>
      (await customer.client.obligations.list({ accountId, kinds: ['TAM_ASSIGNMENT'] }).all(9)).filter(
        ({ state }) => state === 'DUE' || state === 'OVERDUE',
      ).length;
    expect(await open()).toBe(0);
    desk.at('2026-05-05T09:00:00Z');
    await end(desk.manager, sofia.staffId);
    expect(await open()).toBe(1);
    expect((await desk.manager.problem('assignTam', tam)).issues).toMatchObject([{ code: 'NOT_A_TAM' }]);
  });

  test('S22 of a person of a partner, by its administrator', async () => {
    const partner = await newPartner(desk);
    const customer = await desk.customer();
    await grantAccess(customer, partner);
    const subject = 'pps_hugo';
    const { id: personId } = await partner.act('addPartnerPerson', {
      partnerId: partner.partnerId,
      name: 'Hugo Blanc',
      email: 'hugo@atelier.example',
      subject,
      roles: ['PARTNER_AGENT'],
    });
    const hugo = caller(desk.server, await desk.server.token(subject));
    expect(await hugo.read(WHO)).toEqual({ viewer: { __typename: 'PartnerPerson' } });
    expect((await customer.denied('endAccess', { personId, reason })).code).toBe('NOT_FOUND');
    const other = await newPartner(desk);
    expect((await other.denied('endAccess', { personId, reason })).code).toBe('NOT_FOUND');
    await end(partner, personId);
    expect((await hugo.error(WHO)).code).toBe('UNAUTHENTICATED');
    expect(await told(personId)).toMatchObject([['person.access_ended', { kind: 'PARTNER_PERSON' }]]);
  });

  test('S39 but not of the last administrator or manager, not even when two end each other at once', async () => {
    const customer = await desk.customer();
    const personId = customer.contactId;
    const last = await customer.problem('endAccess', { personId, reason });
    expect(last).toMatchObject({
      code: 'LAST_IN_CHARGE',
      fr: 'C’est le dernier administrateur du compte\u00a0: nommez-en d’abord un autre.',
    });
    expect((await customer.problem('changeRoles', { personId, roles: ['REQUESTER'] })).code).toBe(last.code);
    const bruno = await customer.colleague({ roles: ['ADMINISTRATOR'] });
    const each = await Promise.allSettled([
      customer.client.accounts.endAccess({ personId: bruno.contactId, reason }),
      bruno.client.accounts.endAccess({ personId, reason }),
    ]);
    // Whoever was late is refused, because they or the other are the last.
    const ended = each.filter(
      (one) => one.status === 'fulfilled' && one.value.__typename === 'EndAccessSuccess',
    );
    expect(ended).toHaveLength(1);
    const manager = await desk.manager.problem('endAccess', { personId: desk.manager.staffId, reason });
    expect(manager.code).toBe('LAST_IN_CHARGE');
    const max = await desk.hire({ roles: ['MANAGER', 'ENGINEER'] });
    await desk.manager.act('changeRoles', { personId: max.staffId, roles: ['ENGINEER'] });
    expect((await max.denied('endAccess', { personId: desk.engineer.staffId, reason })).code).toBe(
      'FORBIDDEN',
    );
  });

  test('S39 only for those who look after the person; others see nobody', async () => {
    const [ours, theirs] = [await desk.customer(), await desk.customer()];
    const requester = await ours.colleague();
    const input = { personId: theirs.contactId, reason };
    expect((await ours.denied('endAccess', input)).code).toBe('NOT_FOUND');
    expect((await ours.denied('endAccess', { ...input, personId: 'con_absent' })).code).toBe('NOT_FOUND');
    expect((await ours.denied('endAccess', { ...input, personId: desk.engineer.staffId })).code).toBe(
      'NOT_FOUND',
    );
    expect((await requester.denied('endAccess', { personId: ours.contactId, reason })).code).toBe(
      'FORBIDDEN',
    );
    expect((await desk.engineer.denied('endAccess', input)).code).toBe('FORBIDDEN');
    expect((await ours.denied('correctContact', { contactId: theirs.contactId, name: 'X' })).code).toBe(
      'NOT_FOUND',
    );
  });
});

describe('access comes back', () => {
  test('S39 in the roles told; a key that was revoked does not', async () => {
    const customer = await desk.customer();
    const bruno = await customer.colleague();
    const { secret } = unwrap(
      await customer.client.keys.create({
        name: 'Sync',
        scopes: ['tickets:read'],
        actsForId: bruno.contactId,
      }),
    );
    await end(customer, bruno.contactId);
    const back = { personId: bruno.contactId, reason: 'A mistake.' };
    for (const [roles, code] of [
      [[], 'TOO_SMALL'],
      [['ENGINEER'], 'NOT_APPLICABLE'],
    ] as const) {
      expect((await customer.problem('restoreAccess', { ...back, roles })).issues).toMatchObject([
        { path: 'roles', code },
      ]);
    }
    expect(
      (await customer.problem('changeRoles', { personId: bruno.contactId, roles: ['REQUESTER'] })).issues,
    ).toMatchObject([{ path: 'personId', code: 'ENDED' }]);
    await customer.act('restoreAccess', { ...back, roles: ['ADMINISTRATOR'] });
    expect(await bruno.read(WHO)).toEqual({ viewer: { __typename: 'Contact' } });
    await bruno.act('addContact', {
      accountId: customer.accountId,
      name: 'Eve Roy',
      email: 'eve@lumiere.example',
      roles: ['REQUESTER'],
    });
    const machine = createClient({ url: `${desk.server.url}/graphql`, token: secret!, retries: 0 });
    await expect(Promise.resolve(machine.tickets.list())).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect((await customer.problem('restoreAccess', { ...back, roles: ['REQUESTER'] })).issues).toMatchObject(
      [{ path: 'personId', code: 'NOT_ENDED' }],
    );
    expect((await told(bruno.contactId))[0]).toEqual([
      'person.access_restored',
      { kind: 'CONTACT', reason: 'A mistake.', roles: ['ADMINISTRATOR'] },
    ]);
  });
});

test('S39 roles change from the next request on, with before and after; what changes nothing is none', async () => {
  const customer = await desk.customer();
  const bruno = await customer.colleague();
  const contact = {
    accountId: customer.accountId,
    name: 'Eve',
    email: 'eve@e.example',
    roles: ['REQUESTER'],
  };
  expect((await bruno.denied('addContact', contact)).code).toBe('FORBIDDEN');
  const change = { personId: bruno.contactId, roles: ['REQUESTER', 'ADMINISTRATOR'] };
  await customer.act('changeRoles', change);
  await customer.act('changeRoles', change);
  await bruno.act('addContact', contact);
  expect(await told(bruno.contactId)).toEqual([
    [
      'person.roles_changed',
      { kind: 'CONTACT', before: ['REQUESTER'], after: ['REQUESTER', 'ADMINISTRATOR'] },
    ],
  ]);
});

describe('a member of the staff is corrected', () => {
  test('S108 B23 name, address and region change as named, and the audit log says from what', async () => {
    const { staffId } = await desk.hire({ name: 'auth0|mara' });
    const change = { name: 'Mara Lind', email: 'Mara.Lind@vendor.example', region: 'APAC' };
    const { staffMember } = unwrap(
      await desk.manager.client.accounts.correctStaffMember({ staffId, ...change }),
    );
    expect(staffMember).toMatchObject({
      ...{ id: staffId, name: 'Mara Lind', region: { code: 'APAC' } },
    });
    await desk.manager.act('correctStaffMember', { staffId, name: 'Mara Lind' });
    const { nodes } = await desk.manager.client.audit.list({ subject: staffId });
    expect(nodes.filter(({ type }) => type === 'staff.corrected').map(({ payload }) => payload)).toEqual([
      {
        before: { name: 'auth0|mara', email: expect.any(String) as string, region: 'EMEA' },
        after: { name: 'Mara Lind', email: 'mara.lind@vendor.example', region: 'APAC' },
      },
    ]);
    const taken = { staffId: desk.engineer.staffId, email: 'mara.lind@vendor.example' };
    expect((await desk.manager.problem('correctStaffMember', taken)).issues).toMatchObject([
      { path: 'email', code: 'TAKEN' },
    ]);
    expect(
      (await desk.manager.problem('correctStaffMember', { staffId, region: 'MOON' })).issues,
    ).toMatchObject([{ path: 'region', code: 'UNKNOWN' }]);
    const customer = await desk.customer();
    const contact = { staffId: customer.contactId, name: 'X' };
    expect((await desk.manager.denied('correctStaffMember', contact)).code).toBe('NOT_FOUND');
  });

  test('B24 whoever is erased afterwards is found under no former name either', async () => {
    const { staffId } = await desk.hire({ name: 'Odile Kern' });
    const customer = await desk.customer();
    const { id: ticketId } = await customer.open({ question: 'Odile Kern (odile@vendor.example) knows.' });
    await desk.manager.act('correctStaffMember', { staffId, email: 'odile@vendor.example' });
    await desk.manager.act('correctStaffMember', { staffId, name: 'Odile Noé', email: 'noe@vendor.example' });
    await desk.manager.act('endAccess', { personId: staffId, reason: 'She leaves.' });
    unwrap(
      await desk.manager.client.accounts.erasePerson({
        personId: staffId,
        confirmation: 'noe@vendor.example',
      }),
    );
    const page = await customer.client.tickets.messages(ticketId);
    expect(page?.messages.nodes.map(({ body }) => body)).toEqual(['[erased] ([erased]) knows.']);
  });
});

describe('a contact is corrected', () => {
  test('S39 C29 what is named changes, and the audit log says from what; running clocks keep their calendar', async () => {
    const customer = await desk.customer({ plan: 'ENHANCED' });
    const bruno = await customer.colleague();
    const { sites } = await desk.manager.act('addSite', {
      accountId: customer.accountId,
      name: 'New York',
      timeZone: 'America/New_York',
      country: 'US',
    });
    const before = await bruno.open();
    const contactId = bruno.contactId;
    const correction = { name: 'Bruno Leroy', phone: '+33123456789', siteId: sites.nodes[0]!.id };
    await customer.act('correctContact', { contactId, ...correction });
    expect((await bruno.ticket(before.id)).initialResponse).toMatchObject({ timeZone: 'Europe/Paris' });
    expect((await bruno.open()).initialResponse).toMatchObject({ timeZone: 'America/New_York' });
    const [[type, payload]] = (await told(contactId)) as [[string, { before: object; after: object }]];
    expect(type).toBe('person.corrected');
    expect(payload.before).toMatchObject({ name: 'Bruno Roy', siteId: null });
    expect(payload.after).toMatchObject({ ...correction, locale: null });
    await customer.act('correctContact', { contactId, phone: null, siteId: null });
    await customer.act('correctContact', { contactId, name: 'Bruno Leroy' });
    expect(await told(contactId)).toHaveLength(2);
    const taken = await customer.problem('correctContact', { contactId, email: 'aline@lumiere.example' });
    expect(taken.issues).toMatchObject([{ path: 'email', code: 'TAKEN' }]);
    const site = await customer.problem('correctContact', { contactId, siteId: 'sit_absent' });
    expect(site.issues).toMatchObject([{ path: 'siteId', code: 'UNKNOWN' }]);
    const staff = { contactId: desk.engineer.staffId, name: 'X' };
    expect((await desk.manager.denied('correctContact', staff)).code).toBe('NOT_FOUND');
  });

  test('B24 whoever is erased afterwards is found under no former name either', async () => {
    const customer = await desk.customer();
    const bruno = await customer.colleague();
    const contactId = bruno.contactId;
    const { id: ticketId } = await customer.open({ question: 'Gaspard Ulliel cannot sign in.' });
    await customer.act('correctContact', { contactId, name: 'Gaspard Ulliel', email: 'gaspard@old.example' });
    await desk.engineer.act('addInternalNote', { ticketId, body: 'Wrote to gaspard@old.example.' });
    await customer.act('correctContact', { contactId, name: 'Gaspard Noé', email: 'gaspard@new.example' });
    await desk.manager.act('endAccess', { personId: contactId, reason: 'Gaspard leaves.' });
    unwrap(
      await desk.manager.client.accounts.erasePerson({
        personId: contactId,
        confirmation: 'gaspard@new.example',
      }),
    );
    for (const word of ['Ulliel', 'gaspard']) expect(await holds(word)).toEqual([]);
  });
});

/** The tables in whose rows a text stands, in whatever column. */
async function holds(text: string): Promise<string[]> {
  const client = new pg.Client(desk.server.databaseUrl);
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
    );
    const each = rows.map(
      ({ name }) => `(select '${name}' as name from "${name}" t where t::text ilike $1 limit 1)`,
    );
    return (await client.query<{ name: string }>(each.join(' union all '), [`%${text}%`])).rows.map(
      ({ name }) => name,
    );
  } finally {
    await client.end();
  }
}

test('S66 S30 whoever stood in and left is not given what is for the TAM', async () => {
  const customer = await desk.customer({ plan: 'PREMIUM' });
  const [sofia, jonas] = [await desk.hire({ roles: ['TAM'] }), await desk.hire({ roles: ['TAM'] })];
  await desk.manager.act('assignTam', {
    accountId: customer.accountId,
    tamId: sofia.staffId,
    backupId: jonas.staffId,
    experienceSince: '2018-03-01',
  });
  await desk.manager.act('recordAbsence', {
    staffId: sofia.staffId,
    startsAt: NOW,
    endsAt: '2026-05-12T07:00:00Z',
  });
  await end(desk.manager, jonas.staffId);
  const { id } = await customer.open({ requestType: 'AD_HOC_QUESTION', severity: 'LIMITED' });
  expect(await assigneeOf(id)).toBe(sofia.staffId);
});
