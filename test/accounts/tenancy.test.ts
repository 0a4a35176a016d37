import { asTenant } from '@tierline/prisma/tenancy';
import { transact } from '@tierline/prisma/transact';
import { schema } from '@tierline/schema/schema';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { IN_SCOPE, openDesk, REQUEST, type Customer, type Desk, type Ticket } from '../support/programme.ts';

let desk: Desk;
let ours: Customer;
let theirs: Customer;
let ticket: Ticket; // theirs
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
  ours = await desk.customer({ plan: 'ENHANCED' });
  theirs = await desk.customer({ plan: 'ENHANCED' });
  await ours.open();
  ticket = await theirs.open();
  await desk.engineer.act('addInternalNote', {
    ticketId: ticket.id,
    body: 'Their contract is about to end.',
  });
});
afterAll(() => desk?.stop());

const db = () => desk.server.database.client;

describe('another account looks like none at all', () => {
  test('S39 to reads: null, and empty lists', async () => {
    const ids = { ticket: ticket.id, account: theirs.accountId, contact: theirs.contactId };
    const absent = { ticket: 'tkt_absent', account: 'acc_absent', contact: 'con_absent' };
    const document = `query ($ticket: ID!, $account: ID!, $contact: ID!) {
      ticket(id: $ticket) { id }
      account(id: $account) { id }
      a: node(id: $ticket) { id }
      b: node(id: $account) { id }
      c: node(id: $contact) { id }
      nodes(ids: [$ticket, $account, $contact]) { id }
      tickets(filter: { accountId: $account }) { totalCount nodes { id } }
    }`;
    const nothing = {
      ticket: null,
      account: null,
      a: null,
      b: null,
      c: null,
      nodes: [null, null, null],
      tickets: { totalCount: 0, nodes: [] },
    };
    expect(await ours.read(document, ids)).toEqual(nothing);
    expect(await ours.read(document, absent)).toEqual(nothing);
    expect(await desk.engineer.read(document, ids)).toMatchObject({
      ticket: { id: ticket.id },
      account: { id: theirs.accountId },
    });
  });

  test('S39 to node and nodes an id of nothing at all is absent too, and takes nothing else along', async () => {
    const [own] = (await ours.read<{ tickets: { nodes: { id: string }[] } }>('{ tickets { nodes { id } } }'))
      .tickets.nodes;
    const document = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    const ids = [ticket.id, own!.id, 'clk_1', 'nonsense', '', 'x'.repeat(5_000)];
    expect(await ours.read(document, { ids })).toEqual({
      nodes: [null, { id: own!.id }, null, null, null, null],
    });
  });

  test('S39 to lists: only the own account and its tickets', async () => {
    const all = await ours.read<Record<string, { totalCount: number; nodes: { id: string }[] }>>(
      '{ accounts { totalCount nodes { id } } tickets { totalCount nodes { id } } }',
    );
    expect(all['accounts']).toEqual({ totalCount: 1, nodes: [{ id: ours.accountId }] });
    expect(all['tickets']!.totalCount).toBe(1);
    const anyOf = { filter: { or: [{ accountId: theirs.accountId }, { not: { states: [] } }] } };
    const filtered = await ours.read<{ tickets: { totalCount: number } }>(
      'query ($filter: TicketFilter) { tickets(filter: $filter) { totalCount } }',
      anyOf,
    );
    expect(filtered.tickets.totalCount).toBe(1);
  });

  test('S39 to every change of a ticket, in the same words', async () => {
    for (const [mutation, input] of [
      ['replyToTicket', { body: 'Hello?' }],
      ['closeTicket', {}],
      ['raiseSeverity', { severity: 'SEVERE', cause: 'WORSENED' }],
    ] as const) {
      for (const ticketId of [ticket.id, 'tkt_absent', '', '\'; drop table "Ticket"; --']) {
        expect(await ours.denied(mutation, { ticketId, ...input })).toEqual({
          code: 'NOT_FOUND',
          message: `No ticket ${ticketId}.`,
        });
      }
    }
    expect((await theirs.timeline(ticket.id)).map(({ type }) => type)).toEqual([
      'ticket.opened',
      'clock.started',
      'clock.started',
    ]);
  });

  test('S39 to every change of an account, in the same words', async () => {
    for (const [mutation, input] of [
      ['closeDay', { on: '2026-06-01', reason: 'Ours' }],
      ['reopenDay', { on: '2026-06-01' }],
      ['addContact', { name: 'Eve', email: 'eve@else.example', roles: ['ADMINISTRATOR'] }],
    ] as const) {
      for (const accountId of [theirs.accountId, 'acc_absent']) {
        expect(await ours.denied(mutation, { accountId, ...input })).toEqual({
          code: 'NOT_FOUND',
          message: `No account ${accountId}.`,
        });
      }
    }
  });

  test('B1 B4 to previews and checks, in the same words', async () => {
    const preview = 'query ($input: SlaPreviewInput!) { slaPreview(input: $input) { dueAt } }';
    const check = 'query ($input: CheckCoverageInput!) { checkCoverage(input: $input) { verdict } }';
    for (const accountId of [theirs.accountId, 'acc_absent']) {
      const answer = { code: 'NOT_FOUND', message: `No account ${accountId}.` };
      expect(await ours.error(preview, { input: { accountId, severity: 'SEVERE' } })).toEqual(answer);
      const { requestType, severity, sku } = REQUEST;
      expect(await ours.error(check, { input: { accountId, requestType, severity, sku } })).toEqual(answer);
    }
    const anonymous = await desk.anonymous.error(preview, {
      input: { accountId: theirs.accountId, severity: 'SEVERE' },
    });
    expect(anonymous.code).toBe('UNAUTHENTICATED');
  });

  test('S39 S88 to references inside a request: unknown, like what does not exist', async () => {
    const { profiles } = await desk.manager.act('addProfile', { accountId: theirs.accountId, name: 'main' });
    for (const reference of [
      { profileId: profiles.nodes[0]!.id },
      { profileId: 'prf_absent' },
      { relatedToId: ticket.id },
      { relatedToId: 'tkt_absent' },
    ]) {
      const [[path, value]] = Object.entries(reference) as [[string, string]];
      const { issues } = await ours.problem('openTicket', { ...REQUEST, ...reference });
      expect(issues).toMatchObject([{ path, code: 'UNKNOWN', en: `“${value}” is not known.` }]);
    }
    expect(
      (await ours.problem('openTicket', { ...REQUEST, requesterId: theirs.contactId })).issues,
    ).toMatchObject([{ path: 'requesterId', code: 'STAFF_ONLY' }]);
  });
});

describe('what customers see of a ticket', () => {
  test('C8 S39 internal notes and what happened internally are not there, nor counted', async () => {
    await desk.engineer.act('assignTicket', { ticketId: ticket.id, assigneeId: desk.engineer.staffId });
    const document = `query ($id: ID!) {
      ticket(id: $id) {
        messages { totalCount nodes { kind body visibleToCustomer author { __typename } } }
        timeline { totalCount nodes { type } }
        last: messages(last: 1) { nodes { kind } pageInfo { hasPreviousPage } }
      }
    }`;
    const seen = await theirs.read<{ ticket: Record<string, { totalCount: number; nodes: object[] }> }>(
      document,
      { id: ticket.id },
    );
    expect(seen.ticket).toEqual({
      messages: {
        totalCount: 1,
        nodes: [
          {
            kind: 'REPLY',
            body: REQUEST.question,
            visibleToCustomer: true,
            author: { __typename: 'Contact' },
          },
        ],
      },
      timeline: {
        totalCount: 3,
        nodes: [{ type: 'ticket.opened' }, { type: 'clock.started' }, { type: 'clock.started' }],
      },
      last: { nodes: [{ kind: 'REPLY' }], pageInfo: { hasPreviousPage: false } },
    });
    const known = await desk.engineer.read<typeof seen>(document, { id: ticket.id });
    expect(known.ticket['messages']).toMatchObject({ totalCount: 2 });
    expect(known.ticket['timeline']).toMatchObject({ totalCount: 5 });
    expect(known.ticket['last']!.nodes).toEqual([{ kind: 'INTERNAL_NOTE' }]);
  });

  test('S39 what staff do is for staff', async () => {
    const ticketId = ticket.id;
    for (const [mutation, input] of [
      ['addInternalNote', { ticketId, body: 'x' }],
      ['logCall', { ticketId, summary: 'x' }],
      ['assignTicket', { ticketId, assigneeId: null }],
      ['rejectTicket', { ticketId, clause: '3.4', reasonFr: 'x', reasonEn: 'x' }],
      ['replyToTicket', { ticketId, body: 'x', resolve: true }],
      ['replyToTicket', { ticketId, body: 'x', review: IN_SCOPE }],
      ['beginScopeReview', { ticketId }],
      ['reviewTicketScope', { ticketId, review: IN_SCOPE }],
      ['startWork', { ticketId }],
      ['reopenTicket', { ticketId, reason: 'x' }],
      [
        'createAccount',
        { name: 'x', timeZone: 'x', country: 'x', locale: 'FR', administrator: { name: 'x', email: 'x' } },
      ],
      ['relocateAccount', { accountId: theirs.accountId, timeZone: 'Asia/Tokyo', country: 'JP' }],
      ['subscribeSku', { accountId: theirs.accountId, sku: 'ES' }],
      ['choosePlan', { accountId: theirs.accountId, planCode: 'PREMIUM' }],
      ['addSite', { accountId: theirs.accountId, name: 'x', timeZone: 'Asia/Tokyo', country: 'JP' }],
      ['addProfile', { accountId: theirs.accountId, name: 'x' }],
      ['hireStaff', { name: 'x', email: 'x@x.example', roles: ['MANAGER'], region: 'EMEA' }],
      ['correctStaffMember', { staffId: desk.engineer.staffId, name: 'x' }],
    ] as const) {
      expect({ mutation, ...(await theirs.denied(mutation, input)) }).toMatchObject({
        mutation,
        code: 'FORBIDDEN',
      });
      expect((await desk.anonymous.denied(mutation, input)).code).toBe('UNAUTHENTICATED');
    }
    const requester = await theirs.colleague();
    const day = { accountId: theirs.accountId, on: '2026-06-01', reason: 'x' };
    expect((await requester.denied('closeDay', day)).code).toBe('FORBIDDEN');
    const email = 'x@x.example';
    expect(
      (
        await requester.denied('addContact', {
          accountId: theirs.accountId,
          name: 'x',
          email,
          roles: ['REQUESTER'],
        })
      ).code,
    ).toBe('FORBIDDEN');
    expect(
      (await desk.engineer.denied('subscribeSku', { accountId: theirs.accountId, sku: 'ES' })).code,
    ).toBe('FORBIDDEN');
    for (const document of [
      '{ tickets { nodes { id } } }',
      '{ accounts { nodes { id } } }',
      '{ staffMembers { nodes { id } } }',
    ]) {
      expect((await desk.anonymous.error(document)).code).toBe('UNAUTHENTICATED');
    }
    expect((await theirs.error('{ staffMembers { nodes { id } } }')).code).toBe('FORBIDDEN');
  });

  test('S35 what is open to everybody is listed here; every other root field takes a token', () => {
    const fields = [schema.getQueryType()!, schema.getMutationType()!].flatMap((type) =>
      Object.values(type.getFields()),
    );
    const open = fields.filter(({ extensions }) => {
      const { authScopes } = (extensions['pothosOptions'] ?? {}) as { authScopes?: object };
      return authScopes === undefined;
    });
    expect(open.map(({ name }) => name).toSorted()).toEqual([
      'article', // those for customers take a token
      'articleBySlug',
      'articleCategories',
      'articles',
      'changeStatusSubscription', // takes the token of a mail, as the other two
      'comparePlans',
      'confirmStatusSubscription',
      'countries',
      'endStatusSubscription',
      'holidayCorrections',
      'intakeForm',
      'intakeForms',
      'node', // null for nobody
      'nodes',
      'plan',
      'plans',
      'recommendPlan',
      'regions',
      'requestStatusSubscription',
      'requestType',
      'requestTypes',
      'searchArticles',
      'slaPreview', // an account takes a token
      'statusComponents',
      'statusEvent',
      'statusEvents',
      'statusSubscription', // the token of a mail
      'supportCalendar',
      'supportProgramme',
      'targetVersion',
      'targetVersions',
      'terms',
      'viewer', // null for nobody
    ]);
  });

  test('S35 B20 an anonymous caller’s node and viewer are nothing', async () => {
    const document = 'query ($ids: [ID!]!) { viewer { __typename } nodes(ids: $ids) { id } }';
    const ids = [ticket.id, theirs.accountId, theirs.contactId, desk.engineer.staffId];
    expect(await desk.anonymous.read(document, { ids })).toEqual({
      viewer: null,
      nodes: [null, null, null, null],
    });
  });
});

describe('below every query', () => {
  test('S39 a query without a condition sees the tenant’s rows only', async () => {
    await asTenant([ours.accountId], async () => {
      for (const rows of [
        await db().ticket.findMany({ select: { accountId: true } }),
        await db().message.findMany({ select: { accountId: true } }),
        await db().clock.findMany({ select: { accountId: true } }),
        await db().contact.findMany({ select: { accountId: true } }),
        await db().planPeriod.findMany({ select: { accountId: true } }),
        await db().subscription.findMany({ select: { accountId: true } }),
        await db().event.findMany({ select: { accountId: true } }),
      ]) {
        expect(new Set(rows.map(({ accountId }) => accountId))).toEqual(new Set([ours.accountId]));
      }
      expect((await db().account.findMany()).map(({ id }) => id)).toEqual([ours.accountId]);
    });
    await asTenant([], async () => {
      expect(await db().account.count()).toBe(0);
      expect(await db().event.count()).toBe(0);
    });
    await asTenant([ours.accountId, theirs.accountId], async () =>
      expect(await db().account.count()).toBe(2),
    );
  });

  test('S39 a write to another tenant’s row reaches none', async () => {
    await asTenant([ours.accountId], async () => {
      expect(await db().ticket.updateMany({ where: { id: ticket.id }, data: { subject: 'taken' } })).toEqual({
        count: 0,
      });
      expect(await db().ticket.updateMany({ data: { subject: REQUEST.subject } })).toEqual({ count: 1 });
      const stray = { id: 'prf_stray', accountId: theirs.accountId, name: 'stray' };
      await expect(db().profile.create({ data: stray })).rejects.toThrow(/row-level security/);
      await expect(db().ticket.updateMany({ data: { accountId: theirs.accountId } })).rejects.toThrow(
        /row-level security/,
      );
    });
  });

  test('B11 nobody who serves requests can change or remove an event', async () => {
    await asTenant('every-account', async () => {
      await expect(db().event.updateMany({ data: { type: 'nothing' } })).rejects.toThrow(/permission denied/);
      await expect(db().event.deleteMany({})).rejects.toThrow(/permission denied/);
      await expect(db().$executeRaw`truncate "Event"`).rejects.toThrow(/permission denied/);
      await expect(db().calendar.deleteMany({})).rejects.toThrow(/permission denied/);
      await expect(db().target.updateMany({ data: { businessMinutes: 1 } })).rejects.toThrow(
        /permission denied/,
      );
    });
  });
});

describe('a change and its events', () => {
  const origin = () => ({
    db: db(),
    now: new Date('2026-05-04T06:00:00Z'),
    requestId: 'req-1',
    actor: { kind: 'staff' as const, id: desk.engineer.staffId },
  });
  const event = {
    type: 'test.happened',
    version: '2026-01-01',
    subject: 'sub_1',
    accountId: null,
    visibleToCustomer: false,
    payload: {},
  };
  const positions = () =>
    asTenant('every-account', async () =>
      (await db().event.findMany({ orderBy: { position: 'asc' } })).map(({ position }) => Number(position)),
    );

  test('B11 positions have no gap and follow the commits, whoever writes at the same time', async () => {
    const tickets = await Promise.all(Array.from({ length: 10 }, () => ours.open()));
    await Promise.all(
      tickets.flatMap(({ id: ticketId }) => [
        ours.act('replyToTicket', { ticketId, body: 'More.' }),
        desk.engineer.act('addInternalNote', { ticketId, body: 'Seen.' }),
      ]),
    );
    const all = await positions();
    expect(all).toEqual(all.map((_, index) => index + 1));
    for (const { id } of tickets) {
      const events = await desk.engineer.timeline(id);
      expect(events.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
      expect(events.map(({ position }) => Number(position))).toEqual(
        events.map(({ position }) => Number(position)).sort((a, b) => a - b),
      );
    }
  });

  test('B11 what is refused leaves no row and no event, and no hole', async () => {
    const before = await positions();
    const refused = asTenant('every-account', () =>
      transact(origin(), async (tx) => {
        await tx.profile.create({ data: { id: 'prf_gone', accountId: ours.accountId, name: 'gone' } });
        throw new Error('No.');
      }),
    );
    await expect(refused).rejects.toThrow('No.');
    await asTenant('every-account', async () =>
      expect(await db().profile.count({ where: { id: 'prf_gone' } })).toBe(0),
    );
    expect(await positions()).toEqual(before);
  });

  test('B11 another client inside a transaction is an error, and undoes it', async () => {
    const before = await positions();
    const strayed = asTenant('every-account', () =>
      transact(origin(), async (tx) => {
        await tx.profile.create({ data: { id: 'prf_strayed', accountId: ours.accountId, name: 'strayed' } });
        await db().account.count();
        return { value: {}, events: [event] };
      }),
    );
    await expect(strayed).rejects.toThrow(/outside the open transaction/);
    await asTenant('every-account', async () =>
      expect(await db().profile.count({ where: { id: 'prf_strayed' } })).toBe(0),
    );
    expect(await positions()).toEqual(before);
  });
});
