import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { IN_SCOPE, openDesk, type Caller, type Customer, type Desk } from '../support/programme.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
});
afterAll(() => desk?.stop());

interface PageOf {
  nodes: { id: string }[];
  edges: { cursor: string; node: { id: string } }[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
  totalCount: number;
}

const PAGE =
  'totalCount nodes { id } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';

async function tickets(caller: Caller, variables: object = {}): Promise<PageOf> {
  const document = `query ($first: Int, $after: String, $last: Int, $before: String, $filter: TicketFilter, $orderBy: TicketOrder) {
    tickets(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) { ${PAGE} }
  }`;
  return (await caller.read<{ tickets: PageOf }>(document, variables)).tickets;
}

const ids = ({ nodes }: PageOf) => nodes.map(({ id }) => id);

describe('pages', () => {
  let customer: Customer;
  /** Sixty tickets of one instant, so that only their ids tell them apart; in the order of the list. */
  let all: string[];
  beforeAll(async () => {
    customer = await desk.customer();
    const opened: string[] = [];
    for (let count = 0; count < 60; count += 10) {
      const ten = await Promise.all(Array.from({ length: 10 }, () => customer.open()));
      opened.push(...ten.map(({ id }) => id));
    }
    all = opened.sort().reverse();
  });

  test('S39 forwards, every ticket comes once, also while others are opened', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (;;) {
      const page: PageOf = await tickets(customer, { first: 25, after });
      expect(page.edges.map(({ node }) => node.id)).toEqual(ids(page));
      expect(page.pageInfo.endCursor).toBe(page.edges.at(-1)!.cursor);
      seen.push(...ids(page));
      after = page.pageInfo.endCursor;
      if (!page.pageInfo.hasNextPage) break;
      desk.at('2026-05-04T06:00:01Z'); // newer than the page: stands before it
      all.push((await customer.open()).id);
      desk.at('2026-05-04T06:00:00Z');
    }
    expect(seen).toEqual(all.slice(0, 60));
    expect((await tickets(customer)).totalCount).toBe(62);
  });

  test('S39 backwards, the pages are the same ones', async () => {
    const filter = { receivedBefore: '2026-05-04T06:00:01Z' };
    const seen: string[] = [];
    let before: string | null = null;
    for (let page = 1; page <= 3; page += 1) {
      const { nodes, pageInfo }: PageOf = await tickets(customer, { last: 25, before, filter });
      seen.unshift(...nodes.map(({ id }) => id));
      before = pageInfo.startCursor;
      expect(pageInfo).toMatchObject({ hasPreviousPage: page < 3, hasNextPage: page > 1 });
    }
    expect(seen).toEqual(all.slice(0, 60));
  });

  test('S39 the oldest first is the other way round', async () => {
    const page = await tickets(customer, { first: 60, orderBy: 'OLDEST_FIRST' });
    expect(ids(page)).toEqual(all.slice(0, 60).reverse());
  });

  test('S39 a page has 1 to 100 items and one direction, and a cursor is one of this list', async () => {
    const { pageInfo } = await tickets(customer, { first: 1 });
    const cursorOf = (...values: unknown[]) => Buffer.from(JSON.stringify(values)).toString('base64url');
    const list = `query ($first: Int, $after: String, $last: Int, $before: String) {
      tickets(first: $first, after: $after, last: $last, before: $before) { nodes { id } }
    }`;
    for (const variables of [
      { first: 0 },
      { first: -1 },
      { first: 101 },
      { last: 0 },
      { last: 101 },
      { first: 1, last: 1 },
      { first: 1, before: pageInfo.endCursor },
      { last: 1, after: pageInfo.endCursor },
      { after: pageInfo.endCursor, before: pageInfo.endCursor },
      { after: '' },
      { after: 'nonsense' },
      { after: '💥' },
      { after: cursorOf('x', 'y') },
      { after: cursorOf('2026-02-30T00:00:00.000Z', 'tkt_1') },
      { after: cursorOf('2026-05-04T06:00:00.000Z', 7) },
      { after: cursorOf('2026-05-04T06:00:00.000Z', null) },
      { after: cursorOf('2026-05-04T06:00:00.000Z', 'tkt_\0') },
      { after: cursorOf('2026-05-04T06:00:00.000Z') },
      { before: cursorOf({ gt: '' }, 'tkt_1') },
    ]) {
      expect({ variables, ...(await customer.error(list, variables)) }).toMatchObject({
        variables,
        code: 'BAD_USER_INPUT',
      });
    }
    const queued = `query ($after: String) { queue(after: $after) { nodes { id } } }`;
    for (const after of [
      pageInfo.endCursor,
      cursorOf(1, 0, 0, 0, 0, 0, 0, ''),
      cursorOf('9999-99-99T00:00:00.000Z', 1, 'x', 1, 1, 'x', 'x', 'x'),
      cursorOf('2026-05-04T06:00:00.000Z', 1e300, '', 1, 1, '', '', ''),
    ]) {
      expect((await desk.engineer.error(queued, { after })).code).toBe('BAD_USER_INPUT');
    }
    const timeline = `query ($id: ID!, $after: String) { ticket(id: $id) { timeline(after: $after) { nodes { id } } } }`;
    for (const after of [cursorOf('x'), cursorOf(1.5), cursorOf(2 ** 40)]) {
      expect((await customer.error(timeline, { id: all[0], after })).code).toBe('BAD_USER_INPUT');
    }
    expect(await customer.error(list, { first: 0 })).toEqual({
      code: 'BAD_USER_INPUT',
      message: 'A page has 1 to 100 items, not 0.',
    });
  });
});

test('S39 filters nest, and the count follows them', async () => {
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const login = await customer.open({ severity: 'SEVERE' });
  const howTo = await customer.open({ severity: 'LIMITED', requestType: 'HOW_TO' });
  const down = await customer.open({ severity: 'MODERATE', requestType: 'PLATFORM_DOWN_VENDOR_CAUSE' });
  await desk.engineer.act('assignTicket', { ticketId: down.id, assigneeId: desk.engineer.staffId });
  const solved = { body: 'Like this.', resolve: true, review: IN_SCOPE };
  await desk.engineer.act('replyToTicket', { ticketId: howTo.id, ...solved });
  const found = async (filter: object) => {
    const page = await tickets(customer, { filter, orderBy: 'OLDEST_FIRST' });
    expect(page.totalCount).toBe(page.nodes.length);
    return ids(page);
  };
  expect(await found({})).toEqual([login.id, howTo.id, down.id]);
  expect(await found({ states: ['RESOLVED'] })).toEqual([howTo.id]);
  expect(await found({ severities: ['SEVERE', 'MODERATE'] })).toEqual([login.id, down.id]);
  expect(await found({ severities: [] })).toEqual([]);
  expect(await found({ assigneeId: desk.engineer.staffId })).toEqual([down.id]);
  expect(await found({ not: { requestTypes: ['LOGIN_ISSUE'] } })).toEqual([howTo.id, down.id]);
  expect(
    await found({
      or: [{ states: ['RESOLVED'] }, { and: [{ severities: ['SEVERE'] }, { states: ['RECEIVED'] }] }],
    }),
  ).toEqual([login.id, howTo.id]);
  expect(await found({ or: [] })).toEqual([]);
  expect(await found({ or: [{}] })).toEqual([login.id, howTo.id, down.id]);
  expect(await found({ not: { not: { states: ['RESOLVED'] } } })).toEqual([howTo.id]);
  const deep = { not: { not: { not: { not: { not: {} } } } } };
  const document = 'query ($filter: TicketFilter) { tickets(filter: $filter) { nodes { id } } }';
  expect((await customer.error(document, { filter: deep })).code).toBe('BAD_USER_INPUT');
  const wide = (count: number) => ({ or: Array.from({ length: count }, () => ({ states: ['RESOLVED'] })) });
  expect(await found(wide(49))).toEqual([howTo.id]);
  expect(await customer.error(document, { filter: wide(50) })).toEqual({
    code: 'BAD_USER_INPUT',
    message: 'Invalid input: filter: holds more than 100 filters and values.',
  });
});

describe('the queue', () => {
  let desk: Desk;
  /** Tickets by name, opened in an order that is not the queue's. */
  const opened: Record<string, string> = {};
  beforeAll(async () => {
    desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
    const paris = (local: string) => desk.at(`2026-05-04T${local}:00+02:00`);
    const customers = {
      basic: await desk.customer(),
      enhanced: await desk.customer({ plan: 'ENHANCED' }),
      premium: await desk.customer({ plan: 'PREMIUM' }),
    };
    const open = async (name: string, plan: keyof typeof customers, severity: string) => {
      opened[name] = (await customers[plan].open({ severity })).id;
    };
    paris('08:00');
    await open('enhanced limited, due 16:00', 'enhanced', 'LIMITED');
    await open('basic severe', 'basic', 'SEVERE');
    await open('enhanced severe, due 10:00', 'enhanced', 'SEVERE');
    await open('answered, was due 10:00', 'enhanced', 'SEVERE');
    await open('resolved', 'enhanced', 'SEVERE');
    paris('08:30');
    await open('premium limited, due 12:30', 'premium', 'LIMITED');
    await open('enhanced moderate, due 12:30', 'enhanced', 'MODERATE');
    await open('premium severe, due 09:30', 'premium', 'SEVERE');
    paris('09:00');
    await desk.engineer.act('replyToTicket', { ticketId: opened['answered, was due 10:00'], body: 'On it.' });
    const solved = { body: 'Done.', resolve: true, review: IN_SCOPE };
    await desk.engineer.act('replyToTicket', { ticketId: opened['resolved'], ...solved });
    paris('09:40');
    await open('premium severe, due 10:40', 'premium', 'SEVERE');
    await open('enhanced severe, due 11:40', 'enhanced', 'SEVERE');
    await open('basic limited', 'basic', 'LIMITED');
    paris('09:45');
  });
  afterAll(() => desk?.stop());

  const IN_ORDER = [
    'premium severe, due 09:30', // broken
    'enhanced severe, due 10:00', // at risk since 09:30
    'premium severe, due 10:40', // Premium ahead at equal severity, although later due than the next but one
    'answered, was due 10:00', // an answer takes the haste away
    'enhanced severe, due 11:40',
    'basic severe',
    'enhanced moderate, due 12:30',
    'premium limited, due 12:30',
    'enhanced limited, due 16:00',
    'basic limited',
  ];

  async function queue(variables: object): Promise<PageOf> {
    const document = `query ($first: Int, $after: String, $last: Int, $before: String) {
      queue(first: $first, after: $after, last: $last, before: $before) { ${PAGE} }
    }`;
    return (await desk.engineer.read<{ queue: PageOf }>(document, variables)).queue;
  }
  const names = (page: PageOf) =>
    ids(page).map((id) => Object.keys(opened).find((name) => opened[name] === id));

  test('S31 S67 R1 what is broken or at risk comes first, then severity, then plan, then deadline', async () => {
    const page = await queue({ first: 100 });
    expect(names(page)).toEqual(IN_ORDER);
    expect(page.totalCount).toBe(10);
  });

  test('S31 later pages keep the order of the first page’s instant', async () => {
    desk.at('2026-05-04T09:45:00+02:00');
    const first = await queue({ first: 3 });
    desk.at('2026-05-04T15:30:00+02:00'); // everything with a deadline is at risk or broken by now
    const rest: (string | undefined)[] = [];
    for (let page = first; page.pageInfo.hasNextPage;) {
      page = await queue({ first: 3, after: page.pageInfo.endCursor });
      rest.push(...names(page));
    }
    expect([...names(first), ...rest]).toEqual(IN_ORDER);
    const back = await queue({ last: 4, before: first.edges[2]!.cursor });
    expect(names(back)).toEqual(IN_ORDER.slice(0, 2));
    expect(names(await queue({ first: 2 }))).toEqual([
      'premium severe, due 09:30',
      'enhanced severe, due 10:00',
    ]);
    desk.at('2026-05-04T09:45:00+02:00');
  });

  test('C11 C22 R1 what the customer writes on a resolved ticket brings it back to the queue until it is resolved again', async () => {
    const customer = await desk.customer({ plan: 'PREMIUM' });
    const { id } = await customer.open();
    const solved = { ticketId: id, body: 'It works again.', resolve: true, review: IN_SCOPE };
    await desk.engineer.act('replyToTicket', solved);
    const queued = async () => {
      const page = await queue({ first: 100 });
      return page.edges.some(({ node }) => node.id === id);
    };
    expect(await queued()).toBe(false);

    await customer.act('replyToTicket', { ticketId: id, body: 'Not here.' });
    expect(await queued()).toBe(true);

    await desk.engineer.act('replyToTicket', { ticketId: id, body: 'Now it should.', resolve: true });
    expect(await queued()).toBe(false);
  });

  test('S31 the queue is the vendor’s', async () => {
    const customer = await desk.customer();
    expect((await customer.error('{ queue { nodes { id } } }')).code).toBe('FORBIDDEN');
    expect((await desk.anonymous.error('{ queue { nodes { id } } }')).code).toBe('UNAUTHENTICATED');
  });
});
