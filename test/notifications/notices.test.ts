import { asTenant } from '@tierline/prisma/tenancy';
import { transact } from '@tierline/prisma/transact';
import { notify, type NewNotice } from '@tierline/schema/notifications/notify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Caller, type Customer, type Desk } from '../support/programme.ts';

let desk: Desk;
let customer: Customer;

/** A Tuesday, 09:00 in London. */
const NOW = '2026-05-05T08:00:00Z';

beforeAll(async () => {
  desk = await openDesk({ at: NOW });
  customer = await desk.customer({ plan: 'PREMIUM' });
});
afterAll(() => desk.stop());

const NOTICES = `query ($unread: Boolean, $first: Int, $after: String) {
  notices(unread: $unread, first: $first, after: $after) {
    nodes { id kind fr: title(locale: FR) en: title(locale: EN) body deliverAt readAt ticket { id } }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
}`;
interface Notices {
  notices: {
    nodes: {
      id: string;
      kind: string;
      fr: string;
      en: string;
      body: string;
      deliverAt: string;
      readAt: string | null;
      ticket: { id: string } | null;
    }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
    totalCount: number;
  };
}

async function inbox(who: Caller, args: object = {}) {
  return (await who.read<Notices>(NOTICES, args)).notices;
}

test('S9 C19 whoever a ticket is assigned to is told, in both languages; who takes it is not', async () => {
  desk.at(NOW);
  const jeanne = await desk.hire();
  const ticket = await customer.open();

  await desk.manager.act('assignTicket', { ticketId: ticket.id, assigneeId: jeanne.staffId });
  await desk.manager.act('assignTicket', { ticketId: ticket.id, assigneeId: jeanne.staffId });

  const { nodes } = await inbox(jeanne);
  expect(nodes).toMatchObject([
    {
      kind: 'TICKET_ASSIGNED',
      fr: `${ticket.reference} vous est attribué`,
      en: `${ticket.reference} is assigned to you`,
      deliverAt: '2026-05-05T08:00:00.000Z',
      readAt: null,
      ticket: { id: ticket.id },
    },
  ]);
  expect((await inbox(desk.manager)).nodes).toEqual([]);

  const other = await customer.open();
  await jeanne.act('assignTicket', { ticketId: other.id, assigneeId: jeanne.staffId });
  expect((await inbox(jeanne)).nodes).toHaveLength(1);
});

test('S108 C32 outside the hours of the own region a notice waits for their opening', async () => {
  desk.at('2026-05-08T20:00:00Z'); // Friday evening in London
  const jeanne = await desk.hire();
  const ticket = await customer.open();
  await desk.manager.act('assignTicket', { ticketId: ticket.id, assigneeId: jeanne.staffId });

  expect(await inbox(jeanne)).toMatchObject({ nodes: [], totalCount: 0 });
  desk.at('2026-05-11T06:59:59.999Z');
  expect((await inbox(jeanne)).nodes).toEqual([]);
  desk.at('2026-05-11T07:00:00Z'); // Monday 08:00
  expect((await inbox(jeanne)).nodes).toMatchObject([{ deliverAt: '2026-05-11T07:00:00.000Z' }]);
});

test('B21 the inbox is read page by page, the latest first, and only what is unread when told', async () => {
  const jeanne = await desk.hire();
  const tickets: string[] = [];
  for (let day = 12; day <= 16; day += 1) {
    desk.at(`2026-05-${day <= 15 ? day : 18}T09:00:00Z`);
    const { id } = await customer.open();
    tickets.unshift(id);
    await desk.manager.act('assignTicket', { ticketId: id, assigneeId: jeanne.staffId });
  }
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page: Notices['notices'] = await inbox(jeanne, { first: 2, after });
    expect(page.totalCount).toBe(5);
    seen.push(...page.nodes.map(({ ticket }) => ticket!.id));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after);
  expect(seen).toEqual(tickets);

  const [first, second] = (await inbox(jeanne)).nodes;
  const marked = await jeanne.act('markNoticesRead', { noticeIds: [first!.id, second!.id] });
  expect(marked).toEqual({ readCount: 2, unreadCount: 3 });
  expect((await inbox(jeanne, { unread: true })).nodes.map(({ ticket }) => ticket!.id)).toEqual(
    tickets.slice(2),
  );
  expect((await inbox(jeanne, { unread: false })).nodes.map(({ id }) => id)).toEqual([first!.id, second!.id]);

  // What is read stays read since then.
  desk.at('2026-05-18T10:00:00Z');
  expect(await jeanne.act('markNoticesRead', {})).toEqual({ readCount: 3, unreadCount: 0 });
  const readAt = (await inbox(jeanne)).nodes.map((notice) => notice.readAt);
  expect(readAt.slice(0, 3)).toEqual([
    '2026-05-18T09:00:00.000Z',
    '2026-05-18T09:00:00.000Z',
    '2026-05-18T10:00:00.000Z',
  ]);
});

test('B21 an inbox is read and marked by nobody else', async () => {
  desk.at(NOW);
  const jeanne = await desk.hire();
  const ticket = await customer.open();
  await desk.manager.act('assignTicket', { ticketId: ticket.id, assigneeId: jeanne.staffId });
  const { id } = (await inbox(jeanne)).nodes[0]!;

  for (const other of [desk.manager, customer]) {
    expect(await other.problem('markNoticesRead', { noticeIds: [id] })).toMatchObject({
      issues: [{ path: 'noticeIds.0', code: 'UNKNOWN' }],
    });
    expect(await other.read('query ($id: ID!) { node(id: $id) { id } }', { id })).toEqual({ node: null });
  }
  expect(await desk.anonymous.denied('markNoticesRead', {})).toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(await desk.anonymous.error(NOTICES)).toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(await jeanne.problem('markNoticesRead', { noticeIds: [] })).toMatchObject({
    issues: [{ path: 'noticeIds', code: 'TOO_SMALL' }],
  });
  expect((await inbox(jeanne)).nodes).toMatchObject([{ id, readAt: null }]);
  expect(await jeanne.read('query ($id: ID!) { node(id: $id) { id } }', { id })).toEqual({ node: { id } });
});

test('C32 nobody is told twice of one cause, also by several at once; a customer is told like staff', async () => {
  desk.at(NOW);
  const { client } = desk.server.database;
  const now = new Date(NOW);
  const ticket = await customer.open();
  const notice: NewNotice = {
    kind: 'CLOCK_BREACHED',
    data: {
      reference: 'T-1',
      severity: 'SEVERE',
      dueAt: '2026-05-05T08:00:00.000Z',
      timeZone: 'Europe/Paris',
    },
    recipient: { contactId: customer.contactId },
    accountId: customer.accountId,
    ticketId: ticket.id,
    causeId: ticket.initialResponse.id,
  };
  const origin = { db: client, now, requestId: 'test', actor: { kind: 'system', id: null } } as const;
  const tellOnce = () =>
    asTenant('every-account', () =>
      transact(origin, async (tx) => {
        await notify(tx, [notice, notice], now);
        return { value: {}, events: [] };
      }),
    );
  await Promise.all([tellOnce(), tellOnce(), tellOnce()]);
  await tellOnce();

  expect((await inbox(customer)).nodes).toMatchObject([
    {
      kind: 'CLOCK_BREACHED',
      fr: 'T-1\u00a0: délai de première réponse dépassé',
      body: 'The first response to this severe ticket was promised by Tuesday 5 May 2026, 10:00 (Europe/Paris) and did not come in time.',
    },
  ]);
  expect((await inbox(await customer.colleague())).nodes).toEqual([]);
});
