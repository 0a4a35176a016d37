import { EVENT_TYPES } from '@tierline/schema/event-types';
import { followEvents, type FeedEvent } from '@tierline/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { complaints } from '../support/events.ts';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';

let desk: Desk;
let ours: Customer;
let theirs: Customer;
let ticketId: string;

beforeAll(async () => {
  desk = await openDesk({ at: '2026-07-13T08:00:00Z' });
  [ours, theirs] = [await desk.customer(), await desk.customer()];
  ticketId = (await ours.open()).id;
  await theirs.open();
  await desk.engineer.act('addInternalNote', { ticketId, body: 'Looks like the proxy.' });
  await theirs.open();
  await ours.act('replyToTicket', { ticketId, body: 'In Firefox only.' });
});
afterAll(() => desk.stop());

describe('the feed', () => {
  test('B11 a customer’s events count 1, 2, 3 … whatever else happens between them', async () => {
    const { nodes } = await ours.client.events.list({ first: 100 });
    expect(nodes.map(({ type }) => type)).toEqual([
      'account.created',
      'account.sku_subscribed',
      'ticket.opened',
      'clock.started',
      'clock.started',
      'ticket.replied',
    ]);
    expect(nodes.map(({ accountPosition }) => accountPosition)).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(new Set(nodes.map(({ accountId }) => accountId))).toEqual(new Set([ours.accountId]));
    const positions = nodes.map(({ position }) => Number(position));
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
    expect(positions.at(-1)! - positions[0]!).toBeGreaterThan(5); // others' events lie between
  });

  test('B11 S22 an event names who did it, as far as the reader sees the person', async () => {
    const actors = async ({ client }: Pick<Customer, 'client'>) => {
      const { timeline } = (await client.tickets.timeline(ticketId))!;
      return timeline.nodes.map(({ type, actor }) => [type, actor.kind, actor.name]);
    };
    const seen = [
      ['ticket.opened', 'CONTACT', 'Aline Petit'],
      ['clock.started', 'CONTACT', 'Aline Petit'],
      ['clock.started', 'CONTACT', 'Aline Petit'],
      ['ticket.replied', 'CONTACT', 'Aline Petit'],
    ];
    expect(await actors(ours)).toEqual(seen);
    expect(await actors(desk.engineer)).toEqual([
      ...seen.slice(0, 3),
      ['ticket.noted', 'STAFF', 'Jeanne Morel'],
      ...seen.slice(3),
    ]);
    const system = `{ events(first: 100, subject: "${ours.accountId}") { nodes { type actor { kind id name } } } }`;
    const { events } = await ours.read<{ events: { nodes: object[] } }>(system);
    expect(events.nodes[0]).toEqual({
      type: 'account.created',
      actor: { kind: 'STAFF', id: desk.manager.staffId, name: 'Max Weber' },
    });
  });

  test('B11 a hole is seen by its number, and healed from the position before it', async () => {
    const { nodes } = await ours.client.events.list();
    const received = nodes.filter((_, index) => index !== 2);
    const hole = received.findIndex(
      ({ accountPosition }, index) => index > 0 && Number(accountPosition) !== index + 1,
    );
    const healed = await ours.client.events.list({ after: received[hole - 1]!.position, first: 1 });
    expect(healed.nodes).toEqual([nodes[2]]);
  });

  test('B11 staff see everything, without a gap in its positions', async () => {
    const all = await desk.engineer.client.events.list().all(1_000);
    expect(all.map(({ position }) => Number(position))).toEqual(all.map((_, index) => index + 1));
    const note = all.find(({ type }) => type === 'ticket.noted');
    expect(note).toMatchObject({ subject: ticketId, accountPosition: null, visibleToCustomer: false });
    expect(all.find(({ type }) => type === 'staff.hired')).toMatchObject({ accountId: null });
  });

  test('B11 it is read by type, by word, by subject and by account', async () => {
    const types = async (variables: object) =>
      (await desk.engineer.client.events.list({ first: 100, ...variables })).nodes.map(({ type }) => type);
    expect(await types({ types: ['ticket.noted', 'ticket.replied'] })).toEqual([
      'ticket.noted',
      'ticket.replied',
    ]);
    expect(await types({ types: ['clock.*'], accountId: ours.accountId })).toEqual([
      'clock.started',
      'clock.started',
    ]);
    expect(await types({ subject: ticketId, types: ['ticket.*'] })).toEqual([
      'ticket.opened',
      'ticket.noted',
      'ticket.replied',
    ]);
    expect(await types({ accountId: 'acc_nobody' })).toEqual([]);
  });

  test('B11 it is read backwards too, page by page, and counts itself when asked', async () => {
    const page = `query ($last: Int, $before: String) { events(last: $last, before: $before) {
      totalCount pageInfo { hasPreviousPage startCursor } nodes { type } } }`;
    const first = await ours.read<{ events: Page }>(page, { last: 2 });
    expect(first.events.totalCount).toBe(6);
    expect(first.events.nodes).toEqual([{ type: 'clock.started' }, { type: 'ticket.replied' }]);
    const second = await ours.read<{ events: Page }>(page, {
      last: 100,
      before: first.events.pageInfo.startCursor,
    });
    expect(second.events.pageInfo.hasPreviousPage).toBe(false);
    expect(second.events.nodes).toHaveLength(4);
  });

  test('B11 what is no position, and a type that is none, are refused; nobody in particular sees nothing', async () => {
    const query = `query ($after: String, $types: [String!]) { events(after: $after, types: $types) { nodes { id } } }`;
    expect((await ours.error(query, { after: 'WyJ0a3QiXQ' })).code).toBe('BAD_USER_INPUT');
    expect((await ours.error(query, { types: ['ticket.exploded'] })).message).toContain('eventTypes');
    expect((await ours.error(query, { types: ['*'] })).code).toBe('BAD_USER_INPUT');
    expect((await desk.anonymous.error(query)).code).toBe('UNAUTHENTICATED');
  });

  test('B11 a follower gets what there is and then what comes, each once, until it stops', async () => {
    const stop = new AbortController();
    const seen: FeedEvent[] = [];
    const { nodes } = await theirs.client.events.list({ first: 1 });
    for await (const event of followEvents(theirs.client, {
      after: nodes[0]!.position,
      types: ['ticket.*'],
      everyMs: 5,
      signal: stop.signal,
    })) {
      seen.push(event);
      if (seen.length === 2) await theirs.open({ subject: 'Still nobody' });
      if (seen.length === 3) stop.abort();
    }
    expect(seen.map(({ type }) => type)).toEqual(['ticket.opened', 'ticket.opened', 'ticket.opened']);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(3);
  });

  test('B11 B19 an event is told apart by its type, and a later type lands in the default', async () => {
    const { nodes } = await ours.client.events.list();
    const told = nodes.map((event): string => {
      switch (event.type) {
        case 'ticket.opened':
          return `${event.payload.reference} ${event.payload.severity}`;
        case 'clock.started':
          return event.payload.metric;
        default:
          return String(event.type);
      }
    });
    expect(told).toEqual([
      'account.created',
      'account.sku_subscribed',
      expect.stringMatching(/^T-\d+ SEVERE$/),
      'INITIAL_RESPONSE',
      'RESOLUTION',
      'ticket.replied',
    ]);
  });
});

interface Page {
  totalCount: number;
  pageInfo: { hasPreviousPage: boolean; startCursor: string };
  nodes: { type: string }[];
}

describe('the registry of events', () => {
  test('B11 B21 every type says what it is in both languages, and every field of its payload what it holds', async () => {
    const types = await ours.client.events.types({ locale: 'fr' });
    expect(types.map(({ name }) => name)).toEqual(Object.keys(EVENT_TYPES).toSorted());
    expect(types.find(({ name }) => name === 'ticket.opened')).toMatchObject({
      version: '2026-11-26',
      audience: 'CUSTOMER',
      summary: 'Un ticket a été ouvert.',
      rules: [],
      payloadSchema: { type: 'object', properties: { reference: { type: 'string' } } },
    });
    expect(types.find(({ name }) => name === 'ticket.cancelled')).toMatchObject({
      summary: 'Le ticket a été annulé\u00a0: indésirable, en double ou fusionné.',
      rules: ['C20', 'C24'],
    });
    for (const [name, { text, payload, version }] of Object.entries(EVENT_TYPES)) {
      expect(text.fr, name).toMatch(/^.+\.$/);
      expect(text.en, name).toMatch(/^.+\.$/);
      expect(text.fr, name).not.toBe(text.en);
      expect(`${text.fr} ${text.en}`, name).not.toMatch(/\b[A-Z]{1,2}\d+\b|UGS|SKU/); // plain words for whoever reads it
      expect(version, name).toMatch(/^2\d{3}-\d\d-\d\d$/);
      for (const [field, type] of Object.entries(payload.shape)) {
        expect((type as { description?: string }).description, `${name} ${field}`).toBeTruthy();
      }
    }
  });

  test('B11 an event that the registry does not describe is noticed', () => {
    const noted = {
      type: 'ticket.noted',
      version: '2026-11-26',
      accountId: 'acc_1',
      visibleToCustomer: false,
      payload: { messageId: 'msg_1', by: 'VENDOR' },
    };
    expect(complaints(noted)).toEqual([]);
    expect(complaints({ ...noted, type: 'ticket.exploded' })).toHaveLength(1);
    expect(complaints({ ...noted, payload: { by: 'VENDOR' } })).toHaveLength(1);
    expect(
      complaints({ ...noted, payload: { ...noted.payload, email: 'aline@lumiere.example' } }),
    ).toHaveLength(1);
    expect(complaints({ ...noted, version: '2025-01-01' })).toHaveLength(1);
    expect(complaints({ ...noted, visibleToCustomer: true })).toHaveLength(1);
  });
});
