import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDesk, type Clock, type Customer, type Desk } from '../support/programme.ts';

// Monday 4 May 2026 in Paris, UTC+2: an ordinary day, open from 08:00 to 18:00. On Enhanced a severe ticket has two
// business hours, a limited one eight.
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
});
afterAll(() => desk.stop());

const at = (local: string) => desk.at(`2026-05-04T${local}:00+02:00`);
const merge = (sourceId: string, targetId: string) =>
  desk.engineer.act('mergeTickets', { sourceId, targetId });
const answer = (ticketId: string) => desk.engineer.act('replyToTicket', { ticketId, body: 'We found it.' });
const write = (customer: Customer, ticketId: string) =>
  customer.act('replyToTicket', { ticketId, body: 'Any news?' });
const shown = ({ clocks }: { clocks: Clock[] }) =>
  clocks.map(({ metric, state, cancelled, dueAt }) => [metric, state, cancelled ?? dueAt]);

async function newCustomer(): Promise<Customer> {
  at('08:00');
  return desk.customer({ plan: 'ENHANCED' });
}

interface Told {
  state: string;
  cancellation: { reason: string; ticket: { id: string } | null } | null;
  absorbed: { totalCount: number; nodes: { id: string }[] };
  messages: { nodes: { kind: string; body: string; author: object | null }[] };
}
const told = async (customer: Customer, id: string): Promise<Told> => {
  const { ticket } = await customer.read<{ ticket: Told }>(
    `query ($id: ID!) { ticket(id: $id) { state cancellation { reason ticket { id } }
      absorbed { totalCount nodes { id } } messages { nodes { kind body author { __typename } } } } }`,
    { id },
  );
  return ticket;
};

describe('promises', () => {
  test('C29 C3 C20 a promise that is taken over counts where it was made, and the next wait where the ticket started', async () => {
    const customer = await newCustomer();
    const { accountId } = customer;
    const site = { name: 'New York', timeZone: 'America/New_York', country: 'US', subdivision: 'NY' };
    const { sites } = await desk.manager.act('addSite', { accountId, ...site });
    const colleague = await customer.colleague({ siteId: sites.nodes[0]!.id });
    at('16:00');
    const target = await customer.open({ severity: 'LIMITED' }); // due tomorrow at 14:00
    at('17:00');
    const source = await colleague.open(); // at 11:00 in New York: due there at 13:00, at 19:00 in Paris
    const { initialResponse } = await merge(source.id, target.id);
    expect(initialResponse).toMatchObject({
      timeZone: 'America/New_York',
      dueAt: '2026-05-04T17:00:00.000Z',
    });
    await answer(target.id);
    const { clocks } = await write(customer, target.id);
    expect(clocks.find(({ metric }) => metric === 'NEXT_RESPONSE')!.timeZone).toBe('Europe/Paris');
  });

  test('C20 both wait, and the source is due first: the target takes its promise with all that it counts by', async () => {
    const customer = await newCustomer();
    const target = await customer.open({ severity: 'LIMITED' }); // due at 16:00
    at('08:30');
    const source = await customer.open(); // due at 10:30
    at('09:00');
    const merged = await merge(source.id, target.id);
    expect(merged.id).toBe(target.id);
    expect(merged.initialResponse).toMatchObject({
      id: target.initialResponse.id,
      startedAt: '2026-05-04T06:00:00.000Z',
      countedFrom: '2026-05-04T06:30:00.000Z',
      targetSeconds: 7_200,
      dueAt: '2026-05-04T08:30:00.000Z',
      atRiskAt: '2026-05-04T08:00:00.000Z',
      remainingSeconds: 5_400,
    });
    expect(shown(await customer.ticket(source.id))).toEqual([
      ['INITIAL_RESPONSE', 'CANCELLED', 'MERGED'],
      ['RESOLUTION', 'CANCELLED', 'MERGED'],
    ]);
    expect((await customer.timeline(target.id)).slice(-2)).toMatchObject([
      { type: 'ticket.absorbed', payload: { ticketId: source.id } },
      {
        type: 'clock.due_changed',
        payload: {
          cause: 'MERGED',
          mergedClockId: source.initialResponse.id,
          before: '2026-05-04T14:00:00.000Z',
          after: '2026-05-04T08:30:00.000Z',
        },
      },
    ]);
    at('10:30');
    expect((await answer(target.id)).initialResponse.state).toBe('MET');
  });

  test('C20 both wait, and the target is due first: its promise stays', async () => {
    const customer = await newCustomer();
    const target = await customer.open();
    const source = await customer.open({ severity: 'LIMITED' });
    const merged = await merge(source.id, target.id);
    expect(merged.initialResponse).toMatchObject({ dueAt: '2026-05-04T08:00:00.000Z', targetSeconds: 7_200 });
    expect((await customer.timeline(target.id)).map(({ type }) => type)).not.toContain('clock.due_changed');
  });

  test('C20 C31 a promise that was broken before the merge is lost in no way', async () => {
    const customer = await newCustomer();
    const target = await customer.open({ severity: 'LIMITED' });
    const source = await customer.open(); // due at 10:00
    at('11:00');
    expect((await merge(source.id, target.id)).initialResponse).toMatchObject({
      state: 'BREACHED_OPEN',
      dueAt: '2026-05-04T08:00:00.000Z',
      breachedAt: '2026-05-04T08:00:00.000Z',
    });
    const types = (await customer.timeline(source.id)).map(({ type }) => type);
    expect(types).toContain('clock.breached');
  });

  test('C20 C32 only the source waits: its clock goes on in the target, unchanged, and the next answer meets it', async () => {
    const customer = await newCustomer();
    const target = await customer.open();
    await answer(target.id);
    at('08:30');
    const source = await customer.open(); // due at 10:30
    at('10:10'); // at risk since 10:00
    const merged = await merge(source.id, target.id);
    expect(shown(merged)).toEqual([
      ['INITIAL_RESPONSE', 'MET', '2026-05-04T08:00:00.000Z'],
      ['RESOLUTION', 'NOT_APPLICABLE', null],
      ['INITIAL_RESPONSE', 'AT_RISK', '2026-05-04T08:30:00.000Z'],
    ]);
    expect(merged.initialResponse).toMatchObject({
      state: 'AT_RISK',
      startedAt: '2026-05-04T06:30:00.000Z',
      countedFrom: '2026-05-04T06:30:00.000Z',
    });
    expect(shown(await customer.ticket(source.id))[0]).toEqual(['INITIAL_RESPONSE', 'CANCELLED', 'MERGED']);
    at('10:29');
    const answered = await answer(target.id);
    expect(shown(answered)[2]).toEqual(['INITIAL_RESPONSE', 'MET', '2026-05-04T08:30:00.000Z']);
    // told once, where it came about
    const risks = async (id: string) =>
      (await customer.timeline(id)).filter(({ type }) => type === 'clock.at_risk').length;
    expect([await risks(source.id), await risks(target.id)]).toEqual([1, 0]);
  });

  test('C20 C11 what was answered on both sides stays, and a later wait goes on in the target', async () => {
    const customer = await newCustomer();
    const target = await customer.open();
    const source = await customer.open();
    at('09:00');
    await answer(target.id);
    await answer(source.id);
    at('09:30');
    await write(customer, source.id);
    at('10:00');
    const merged = await merge(source.id, target.id);
    at('11:00');
    const { clocks } = await answer(target.id);
    expect(clocks.filter(({ metric }) => metric === 'INITIAL_RESPONSE')).toHaveLength(1);
    expect(merged.initialResponse.endedAt).toBe('2026-05-04T07:00:00.000Z');
    expect(clocks.find(({ metric }) => metric === 'NEXT_RESPONSE')).toMatchObject({
      startedAt: '2026-05-04T07:30:00.000Z',
      endedAt: '2026-05-04T09:00:00.000Z',
      elapsedSeconds: 5_400,
    });
    expect(shown(await customer.ticket(source.id))).toEqual([
      ['INITIAL_RESPONSE', 'MET', '2026-05-04T08:00:00.000Z'],
      ['RESOLUTION', 'CANCELLED', 'MERGED'],
      ['NEXT_RESPONSE', 'CANCELLED', 'MERGED'],
    ]);
  });

  test('C20 C24 R1 a target with two promises stands in the queue once, and is not closed while one waits', async () => {
    const customer = await newCustomer();
    const target = await customer.open();
    await answer(target.id);
    const source = await customer.open();
    await merge(source.id, target.id);
    const { queue } = await desk.engineer.read<{ queue: { totalCount: number; nodes: { id: string }[] } }>(
      '{ queue(first: 100) { nodes { id } } }',
    );
    expect(queue.nodes.filter(({ id }) => id === target.id)).toHaveLength(1);
    await desk.engineer.act('reviewTicketScope', {
      ticketId: target.id,
      review: { verdict: 'IN_SCOPE', meetingDecision: 'NOT_NEEDED' },
    });
    expect((await desk.engineer.problem('closeTicket', { ticketId: target.id })).code).toBe(
      'RESPONSE_MISSING',
    );
  });
});

describe('before it is done', () => {
  type Preview = NonNullable<Awaited<ReturnType<typeof desk.engineer.client.tickets.mergePreview>>>;
  const preview = async (sourceId: string, targetId: string) =>
    (await desk.engineer.client.tickets.mergePreview({ sourceId, targetId }))!;
  /** What is foretold, and then what comes of it. */
  const foretold = async (sourceId: string, targetId: string): Promise<Preview> => {
    const before = await preview(sourceId, targetId);
    const { id, clocks } = await merge(sourceId, targetId);
    const waiting = clocks.find(({ metric, endedAt }) => metric === 'INITIAL_RESPONSE' && !endedAt);
    expect(before).toMatchObject({ problem: null, target: { id }, dueAt: waiting?.dueAt ?? null });
    return before;
  };

  test('C20 B4 the effect on the promise is told as it then comes about, with both deadlines', async () => {
    const customer = await newCustomer();
    const target = await customer.open({ severity: 'LIMITED' }); // due at 16:00
    at('08:30');
    const first = await customer.open(); // due at 10:30
    expect(await foretold(first.id, target.id)).toMatchObject({
      effect: 'TAKES_EARLIER',
      sentence: `Both wait for a first response. ${target.reference} takes the deadline of ${first.reference}, Monday 4 May at 10:30 (Europe/Paris), instead of Monday 4 May at 16:00 (Europe/Paris).`,
    });
    at('09:00');
    const second = await customer.open(); // due at 11:00
    expect(await foretold(second.id, target.id)).toMatchObject({
      effect: 'KEEPS_OWN',
      sentence: `Both wait for a first response. ${target.reference} keeps its deadline, Monday 4 May at 10:30 (Europe/Paris), which comes no later.`,
    });
    await answer(target.id);
    const third = await customer.open();
    expect(await foretold(third.id, second.id)).toMatchObject({
      effect: 'GOES_ON', // of what is merged already, where that goes on
      sentence: `Only ${third.reference} waits for a first response: its deadline, Monday 4 May at 11:00 (Europe/Paris), goes on in ${target.reference}.`,
    });
    const fourth = await customer.open();
    await answer(fourth.id);
    await answer(target.id);
    expect(await foretold(fourth.id, target.id)).toMatchObject({
      effect: 'NOTHING_WAITS',
      sentence: `${fourth.reference} waits for no first response any more: no deadline changes.`,
    });
    const french = desk.engineer.client.tickets.mergePreview(
      { sourceId: target.id, targetId: (await customer.open()).id },
      { locale: 'fr' },
    );
    expect((await french)!.sentence).toBe(
      `${target.reference} n’attend plus de première réponse\u00a0: aucune échéance ne change.`,
    );
  });

  test('C20 C25 where nothing is promised, that is said', async () => {
    at('08:00');
    const customer = await desk.customer({ plan: 'BASIC' });
    const [target, source] = [await customer.open(), await customer.open()];
    expect(await foretold(source.id, target.id)).toMatchObject({
      effect: 'KEEPS_OWN',
      dueAt: null,
      sentence: 'Both wait for a first response. Nothing is promised on either.',
    });
    await answer(target.id);
    const late = await customer.open();
    expect(await foretold(late.id, target.id)).toMatchObject({
      effect: 'GOES_ON',
      dueAt: null,
      sentence: `Only ${late.reference} waits for a first response, without a deadline: that wait goes on in ${target.reference}.`,
    });
  });

  test('C20 what would be refused is told with its reason; for staff only, and of what is there', async () => {
    const customer = await newCustomer();
    const other = await desk.customer({ plan: 'ENHANCED' });
    const [ticket, over, theirs] = [await customer.open(), await customer.open(), await other.open()];
    await customer.act('closeTicket', { ticketId: over.id });
    for (const [sourceId, targetId] of [
      [ticket.id, ticket.id],
      [ticket.id, over.id],
      [ticket.id, theirs.id],
      [over.id, ticket.id],
    ] as const) {
      const { code, en: message } = await desk.engineer.problem('mergeTickets', { sourceId, targetId });
      expect((await preview(sourceId, targetId)).problem).toMatchObject({ code, message });
    }
    const absent = { sourceId: ticket.id, targetId: 'tkt_absent' };
    expect(await desk.engineer.client.tickets.mergePreview(absent)).toBeNull();
    const asked = customer.client.tickets.mergePreview({ sourceId: ticket.id, targetId: over.id });
    await expect(asked).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('where it goes on', () => {
  test('C20 C8 replies to the source land on the target, both are told, and the notice is no response', async () => {
    const customer = await newCustomer();
    const target = await customer.open();
    const source = await customer.open();
    await merge(source.id, target.id);
    expect((await customer.ticket(target.id)).initialResponse.endedAt).toBeNull();
    expect(await told(customer, source.id)).toMatchObject({
      state: 'CANCELLED',
      cancellation: { reason: 'MERGED', ticket: { id: target.id } },
      messages: {
        nodes: [{}, { kind: 'SYSTEM', body: `This ticket goes on in ${target.reference}.`, author: null }],
      },
    });
    expect(await told(customer, target.id)).toMatchObject({
      absorbed: { totalCount: 1, nodes: [{ id: source.id }] },
      messages: { nodes: [{}, { kind: 'SYSTEM', body: `Ticket ${source.reference} goes on here.` }] },
    });
    at('09:00');
    expect((await write(customer, source.id)).id).toBe(target.id);
    const answered = await answer(source.id);
    expect(answered).toMatchObject({ id: target.id, initialResponse: { state: 'MET' } });
    expect((await told(customer, target.id)).messages.nodes.map(({ body }) => body).slice(-2)).toEqual([
      'Any news?',
      'We found it.',
    ]);
  });

  test('C20 chains are followed, and nothing goes in a circle', async () => {
    const customer = await newCustomer();
    const [first, second, third] = [await customer.open(), await customer.open(), await customer.open()];
    await merge(first.id, second.id);
    await merge(second.id, third.id);
    expect((await write(customer, first.id)).id).toBe(third.id);
    const circle = { sourceId: third.id, targetId: first.id };
    expect(await desk.engineer.problem('mergeTickets', circle)).toMatchObject({
      __typename: 'TicketCycleProblem',
      code: 'TICKET_CYCLE',
    });
    const itself = { sourceId: third.id, targetId: third.id };
    expect((await desk.engineer.problem('mergeTickets', itself)).code).toBe('TICKET_CYCLE');
    // a target that was merged stands for where it goes on
    const fourth = await customer.open();
    expect((await merge(fourth.id, first.id)).id).toBe(third.id);
  });

  test('C20 what is refused: another account, a target that is over, a source that is, anybody but staff', async () => {
    const customer = await newCustomer();
    const source = await customer.open();
    const target = await customer.open();
    const other = await (await newCustomer()).open();
    expect(
      await desk.engineer.problem('mergeTickets', { sourceId: source.id, targetId: other.id }),
    ).toMatchObject({
      __typename: 'MergeTargetProblem',
      en: 'The other ticket is of another customer.',
    });
    await customer.act('closeTicket', { ticketId: target.id });
    expect(
      await desk.engineer.problem('mergeTickets', { sourceId: source.id, targetId: target.id }),
    ).toMatchObject({
      code: 'MERGE_TARGET',
      fr: 'L’autre ticket est terminé\u00a0: il faut un ticket ouvert pour continuer.',
    });
    expect(
      (await desk.engineer.problem('mergeTickets', { sourceId: target.id, targetId: source.id })).code,
    ).toBe('ILLEGAL_MOVE');
    const pair = { sourceId: source.id, targetId: target.id };
    expect((await customer.denied('mergeTickets', pair)).code).toBe('FORBIDDEN');
    expect((await desk.engineer.denied('mergeTickets', { ...pair, targetId: 'tkt_none' })).code).toBe(
      'NOT_FOUND',
    );
  });

  test('C20 C35 two tickets that are merged into each other at once: one goes on in the other', async () => {
    const customer = await newCustomer();
    const [one, two] = [await customer.open(), await customer.open()];
    const tried = await Promise.allSettled([merge(one.id, two.id), merge(two.id, one.id)]);
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const states = [await customer.ticket(one.id), await customer.ticket(two.id)].map(({ state }) => state);
    expect(states.toSorted()).toEqual(['CANCELLED', 'RECEIVED']);
  });
});
