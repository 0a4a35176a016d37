import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { IN_SCOPE, openDesk, type Caller, type Customer, type Desk } from '../support/programme.ts';

// Monday 4 May 2026 in Paris, UTC+2: an ordinary day, open from 08:00 to 18:00.
const START = '2026-05-04T06:00:00Z';
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ at: START });
});
beforeEach(() => desk.at(START));
afterAll(() => desk?.stop());

type Asked = NonNullable<Parameters<Caller['client']['tickets']['list']>[0]>;
/** The ids of a list, read two at a time, forwards. */
async function list(by: Caller, asked: Asked): Promise<string[]> {
  const seen: string[] = [];
  for (let after: string | null = null; ;) {
    const page = await by.client.tickets.list({ ...asked, first: 2, after });
    seen.push(...page.nodes.map(({ id }) => id));
    after = page.pageInfo.endCursor ?? null;
    if (!page.pageInfo.hasNextPage) return seen;
  }
}
interface PageOf {
  tickets: { nodes: { id: string }[]; pageInfo: { startCursor: string; hasPreviousPage: boolean } };
}
async function backwards(by: Caller, orderBy: string): Promise<string[]> {
  const seen: string[] = [];
  for (let before: string | null = null; ;) {
    const { tickets }: PageOf = await by.read<PageOf>(
      `query ($orderBy: TicketOrder, $before: String) { tickets(last: 2, before: $before, orderBy: $orderBy) {
        nodes { id } pageInfo { startCursor hasPreviousPage } } }`,
      { orderBy, before },
    );
    seen.unshift(...tickets.nodes.map(({ id }) => id));
    before = tickets.pageInfo.startCursor;
    if (!tickets.pageInfo.hasPreviousPage) return seen;
  }
}
const answer = (ticketId: string) =>
  desk.engineer.act('replyToTicket', { ticketId, body: 'Here.', review: IN_SCOPE });

describe('an order', () => {
  test('S61 S63 C16 by deadline: the nearest promise that waits first, what was answered last', async () => {
    const customer = await desk.customer({ plan: 'ENHANCED' });
    const { id: limited } = await customer.open({ severity: 'LIMITED' }); // due at 16:00
    const { id: severe } = await customer.open(); // due at 10:00
    const { id: moderate } = await customer.open({ severity: 'MODERATE' }); // due at 12:00
    const deadline = () => list(customer, { orderBy: 'DEADLINE_FIRST' });
    expect(await deadline()).toEqual([severe, moderate, limited]);
    expect(await backwards(customer, 'DEADLINE_FIRST')).toEqual([severe, moderate, limited]);
    await answer(severe);
    expect(await deadline()).toEqual([moderate, limited, severe]);
    desk.at('2026-05-04T06:30:00Z');
    await customer.act('raiseSeverity', { ticketId: limited, severity: 'SEVERE', cause: 'WORSENED' });
    expect(await deadline()).toEqual([limited, moderate, severe]); // 10:30 before 12:00
    await desk.engineer.act('mergeTickets', { sourceId: limited, targetId: moderate });
    expect((await deadline()).slice(0, 1)).toEqual([moderate]);
  });

  test('S40 by severity: of the same one, whoever has waited longest first', async () => {
    const customer = await desk.customer({ plan: 'ENHANCED' });
    const opened: string[] = [];
    for (const [minute, severity] of ['LIMITED', 'SEVERE', 'MODERATE', 'SEVERE'].entries()) {
      desk.at(`2026-05-04T06:0${minute}:00Z`);
      opened.push((await customer.open({ severity })).id);
    }
    const [limited, first, moderate, second] = opened;
    const expected = [first, second, moderate, limited];
    expect(await list(customer, { orderBy: 'MOST_SEVERE_FIRST' })).toEqual(expected);
    expect(await backwards(customer, 'MOST_SEVERE_FIRST')).toEqual(expected);
  });

  test('S39 B21 by last activity: what both sides see moves a ticket up, an internal note does not', async () => {
    const customer = await desk.customer({ plan: 'ENHANCED' });
    const { id: first } = await customer.open();
    desk.at('2026-05-04T06:01:00Z');
    const { id: second } = await customer.open();
    desk.at('2026-05-04T06:02:00Z');
    const { id: third } = await customer.open();
    const activity = () => list(customer, { orderBy: 'LATEST_ACTIVITY_FIRST' });
    desk.at('2026-05-04T06:03:00Z');
    await answer(first);
    await desk.engineer.act('addInternalNote', { ticketId: second, body: 'Among us.' });
    expect(await activity()).toEqual([first, third, second]);
    expect(await backwards(customer, 'LATEST_ACTIVITY_FIRST')).toEqual([first, third, second]);
    const { nodes } = await customer.client.tickets.list({ orderBy: 'LATEST_ACTIVITY_FIRST' });
    expect(nodes.map(({ updatedAt }) => updatedAt)).toEqual([
      '2026-05-04T06:03:00.000Z',
      '2026-05-04T06:02:00.000Z',
      '2026-05-04T06:01:00.000Z',
    ]);
    const since = { updatedFrom: '2026-05-04T06:02:00Z' };
    expect(await list(customer, { filter: since })).toEqual([third, first]);
    expect(await list(customer, { filter: { updatedBefore: since.updatedFrom } })).toEqual([second]);
  });

  test('S39 a saved filter brings it', async () => {
    const customer = await desk.customer({ plan: 'ENHANCED' });
    const { id: limited } = await customer.open({ severity: 'LIMITED' });
    const { id: severe } = await customer.open();
    const saved = { name: 'By deadline', filter: {}, orderBy: 'DEADLINE_FIRST' };
    const { id: savedFilterId } = await customer.act('createSavedFilter', saved);
    expect(await list(customer, { savedFilterId })).toEqual([severe, limited]);
  });
});

describe('a filter', () => {
  let customer: Customer;
  beforeAll(async () => {
    desk.at(START);
    customer = await desk.customer({ plan: 'PREMIUM', skus: ['IQ-TM', 'ES'] });
  });

  test('S39 S77 S88 S111 of requester, service and profile', async () => {
    const bruno = await customer.colleague();
    const { profiles } = await desk.manager.act('addProfile', {
      accountId: customer.accountId,
      name: 'main',
    });
    const profileId = profiles.nodes[0]!.id;
    const { id: asked } = await bruno.open({ sku: 'ES' });
    const { id: about } = await customer.open({ profileId });
    const { id: reviewed } = await customer.open({
      requestType: 'WELLNESS_REVIEW',
      severity: 'LIMITED',
      profileIds: [profileId],
    });
    const by = (filter: object) => list(customer, { filter, orderBy: 'OLDEST_FIRST' });
    expect(await by({ requesterId: bruno.contactId })).toEqual([asked]);
    expect(await by({ skus: ['ES'] })).toEqual([asked]);
    expect(await by({ skus: [] })).toEqual([]);
    expect((await by({ profileId })).toSorted()).toEqual([about, reviewed].toSorted());
    expect(await by({ requesterId: bruno.contactId, profileId })).toEqual([]);
    const other = await desk.customer();
    expect(await list(other, { filter: { requesterId: bruno.contactId } })).toEqual([]);
  });

  test('S90 C17 of the scope review, and of what is contested', async () => {
    const { id: waived } = await customer.open();
    const { id: lowered } = await customer.open();
    const accountId = customer.accountId;
    const review = { verdict: 'WAIVED', clause: '3.4', waiverReason: 'Once.', meetingDecision: 'NOT_NEEDED' };
    await desk.engineer.act('reviewTicketScope', { ticketId: waived, review });
    const by = (filter: object) => list(desk.engineer, { filter: { accountId, ...filter } });
    expect(await by({ scopeVerdicts: ['WAIVED', 'OUT_OF_SCOPE'] })).toEqual([waived]);
    expect(await by({ isReviewed: true })).toEqual([waived]);
    expect(await by({ isReviewed: false })).not.toContain(waived);
    await desk.engineer.act('lowerSeverity', {
      ticketId: lowered,
      severity: 'LIMITED',
      reason: 'There is a way round.',
    });
    expect(await by({ isContested: true })).toEqual([]);
    await customer.act('contestSeverity', { ticketId: lowered, reason: 'It costs us an hour.' });
    expect(await by({ isContested: true })).toEqual([lowered]);
    expect(await by({ isContested: false })).not.toContain(lowered);
    const decision = { ticketId: lowered, decision: 'UPHELD', reason: 'We looked again.' };
    await desk.manager.act('decideContest', decision);
    expect(await by({ isContested: true })).toEqual([]);
  });

  test('S31 of the queue: what is mine, of a label, of an account', async () => {
    const other = await desk.customer({ plan: 'PREMIUM' });
    const jeanne = await desk.hire();
    const [mine, labelled, elses] = [await other.open(), await other.open(), await other.open()];
    await desk.engineer.act('assignTicket', { ticketId: mine.id, assigneeId: jeanne.staffId });
    const label = await desk.engineer.act('createLabel', { name: 'outage' });
    await desk.engineer.act('labelTicket', { ticketId: labelled.id, add: [label.id] });
    const queue = async (filter: object) =>
      (await jeanne.client.tickets.queue({ filter }).all(100)).map(({ id }) => id);
    const accountIds = [other.accountId];
    expect((await queue({ accountIds })).toSorted()).toEqual([mine.id, labelled.id, elses.id].toSorted());
    expect(await queue({ isMine: true })).toEqual([mine.id]);
    expect((await queue({ accountIds, isMine: false })).toSorted()).toEqual(
      [labelled.id, elses.id].toSorted(),
    );
    expect(await queue({ labelIds: [label.id] })).toEqual([labelled.id]);
    expect(await queue({ labelIds: [label.id], isMine: true })).toEqual([]);
    const page = await jeanne.client.tickets.queue({ filter: { accountIds }, withTotalCount: true });
    expect(page.totalCount).toBe(3);
  });
});
