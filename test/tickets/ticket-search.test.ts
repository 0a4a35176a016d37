import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDesk, type Caller, type Customer, type Desk } from '../support/programme.ts';

let desk: Desk;
let customer: Customer;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
  customer = await desk.customer({ plan: 'ENHANCED' });
});
afterAll(() => desk?.stop());

interface Hits {
  nodes: { ticket: { id: string }; excerpt: { html: string; parts: { text: string; isMatch: boolean }[] } }[];
  edges: { cursor: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null; startCursor: string | null };
  totalCount: number;
}
async function search(caller: Caller, text: string, variables: object = {}): Promise<Hits> {
  const { searchTickets } = await caller.read<{ searchTickets: Hits }>(
    `query ($text: String!, $filter: TicketFilter, $first: Int, $after: String, $last: Int, $before: String) {
      searchTickets(text: $text, filter: $filter, first: $first, after: $after, last: $last, before: $before) {
        totalCount nodes { ticket { id } excerpt { html parts { text isMatch } } } edges { cursor }
        pageInfo { hasNextPage endCursor startCursor } } }`,
    { text, ...variables },
  );
  return searchTickets;
}
const ids = async (caller: Caller, text: string, variables?: object) =>
  (await search(caller, text, variables)).nodes.map(({ ticket }) => ticket.id);

test('S39 words are found however they are inflected, in French and in English, with and without accents', async () => {
  const french = await customer.open({
    subject: 'Les exportations de données échouent',
    question: 'Depuis hier, nos fichiers ne sont plus générés. Que faire ?',
  });
  const english = await customer.open({
    subject: 'Publishing has stopped',
    question: 'Our libraries were published twice, and the café page is empty.',
  });
  for (const [text, found] of [
    ['exportation', french],
    ['donnee', french],
    ['GENERES', french],
    ["l'exportation des données", french],
    ['library', english],
    ['published libraries', english],
    ['cafe', english],
    ['hier fichier', french], // words of one message and the subject together
    ['"sont plus générés"', french],
    ['"café page"', english],
  ] as const) {
    expect({ text, found: await ids(customer, text) }).toEqual({ text, found: [found.id] });
  }
  expect(await ids(customer, 'library or exportation')).toHaveLength(2);
  expect(await ids(customer, 'library -twice')).toEqual([]);
  expect(await ids(customer, '"page café"')).toEqual([]);
  expect(await ids(customer, 'me on')).toEqual([]); // words that say nothing
  expect(await ids(customer, '"')).toEqual([]);
  expect(await ids(customer, '\'; drop table "Ticket" & | ! ( <->')).toEqual([]);
});

test('S39 the last word may be a beginning, in both languages, and whole words come first', async () => {
  const reader = await desk.customer({ plan: 'ENHANCED' });
  const goods = await reader.open({ subject: 'The warehouse gets no orders' });
  const ware = await reader.open({ subject: 'Which ware is sold most?' });
  const french = await reader.open({ subject: 'Les entrepôts ne reçoivent rien' });
  for (const [text, found] of [
    ['ware', [ware, goods]],
    ['wareh', [goods]],
    ['orders ware', [goods]],
    ['sold wareh', []], // the words before it must be there
    ['warehou', [goods]],
    ['entrep', [french]],
    ['recoiv', [french]],
    ['wa', []],
    ['"wareh"', []],
    ['orders -wareh', [goods]],
  ] as const) {
    expect({ text, ids: await ids(reader, text) }).toEqual({ text, ids: found.map(({ id }) => id) });
  }
  const [hit] = (await search(reader, 'wareh')).nodes;
  expect(hit!.excerpt.html).toContain('<mark>warehouse</mark>');
  expect(await ids(await desk.customer(), 'wareh')).toEqual([]);
});

test('S39 a beginning may reach into the ending that stemming takes away, in both languages', async () => {
  const reader = await desk.customer({ plan: 'ENHANCED' });
  const storing = await reader.open({ subject: 'Warehousing stands still, and nobody can tell why' });
  const stored = await reader.open({ subject: 'One warehouse is full' });
  const french = await reader.open({ subject: 'L’Entreposage est lent, les générateurs s’arrêtent' });
  const code = await reader.open({ subject: 'Nothing comes of dataLayering.push()' });
  // Both stemmings cut these short.
  const both = await reader.open({ subject: 'Our configuration gets no notifications' });
  const accented = await reader.open({ subject: 'Les générations précédentes' });
  for (const [text, found] of [
    ['warehous', [stored, storing]],
    ['Warehousin', [storing]], // not what has the same stem and does not begin so
    ['still warehousin', [storing]],
    ['full warehousin', []],
    ['entreposag', [french]],
    ['generateu', [french]],
    ['arrête', [french]],
    ['datalayeri', [code]],
    ['configurati', [both]],
    ['configuration notificatio', [both]],
    ['génératio', [accented]],
    ['nobo', [storing]],
    ['whe', []], // begins nothing that stands there
  ] as const) {
    expect({ text, ids: await ids(reader, text) }).toEqual({ text, ids: found.map(({ id }) => id) });
  }
  const marked = async (text: string) => (await search(reader, text)).nodes[0]!.excerpt.html;
  expect(await marked('warehousin')).toContain('<mark>Warehousing</mark> stands still');
  expect(await marked('generateu')).toContain('<mark>générateurs</mark>');
  expect(await marked('generatio')).toContain('<mark>générations</mark>');
});

test('S39 C20 what was merged or is a duplicate comes after all that lives on', async () => {
  const reader = await desk.customer();
  const living = await reader.open({
    subject: 'Something',
    question: 'The porcupine is not in the subject.',
  });
  const source = await reader.open({ subject: 'Porcupine' });
  expect(await ids(reader, 'porcupine')).toEqual([source.id, living.id]);
  await desk.engineer.act('mergeTickets', { sourceId: source.id, targetId: living.id });
  expect(await ids(reader, 'porcupine')).toEqual([living.id, source.id]);
  const { edges } = await search(reader, 'porcupine', { first: 1 });
  expect(await ids(reader, 'porcupine', { after: edges[0]!.cursor })).toEqual([source.id]);
});

test('S39 a reference finds its ticket alone, and only yours', async () => {
  const { id, reference } = await customer.open({ subject: 'Alpha' });
  const stranger = await desk.customer();
  await stranger.open({ subject: `As in ${reference}` });
  expect(await ids(customer, reference)).toEqual([id]);
  expect(await ids(customer, ` ${reference.toLowerCase()} `)).toEqual([id]);
  expect(await ids(stranger, reference)).toEqual([]);
  expect(await ids(customer, 'T-999999999')).toEqual([]);
});

test('S39 words of code are found by their parts, and what was found is marked', async () => {
  const reader = await desk.customer();
  const { id } = await reader.open({
    subject: 'Tag does not load',
    question:
      'We call window.dataLayer.push({ event }) after https://cdn.shop.example/lib/utag.js?v=42 and get ERR_FAILED.',
  });
  for (const [text, marked] of [
    ['dataLayer', ['dataLayer']],
    ['datalayer push', ['dataLayer', 'push']],
    ['dataLayer.push()', ['dataLayer', 'push']],
    ['utag.js', ['utag', 'js']],
    ['utag', ['utag']],
    ['err_failed', ['ERR', 'FAILED']],
    ['cdn.shop.example', ['cdn', 'shop', 'example']],
  ] as const) {
    const { nodes } = await search(reader, text);
    const parts = nodes[0]?.excerpt.parts ?? [];
    const found = parts.filter(({ isMatch }) => isMatch).map((part) => part.text);
    expect({ text, ids: nodes.map(({ ticket }) => ticket.id), found }).toEqual({
      text,
      ids: [id],
      found: expect.arrayContaining([...marked]) as string[],
    });
    expect(parts.map((part) => part.text).join('')).not.toMatch(/\p{Cc}/u);
  }
  expect(await ids(reader, 'dataLayer -utag')).toEqual([]);
  expect(await ids(reader, '"push dataLayer"')).toEqual([]);
});

test('S39 a bare number finds the ticket of that number first, only yours, and once', async () => {
  const reader = await desk.customer();
  const { id, reference } = await reader.open({ subject: 'Beta' });
  const number = reference.slice(2);
  const other = await reader.open({ subject: `As in ${reference}` });
  expect(await ids(reader, number)).toEqual([id, other.id]);
  expect(await ids(reader, ` ${number} `)).toEqual([id, other.id]);
  expect(await ids(await desk.customer(), number)).toEqual([]);
  await reader.act('replyToTicket', { ticketId: id, body: `This is ${number} itself.` });
  expect(await ids(reader, number)).toEqual([id, other.id]);
  expect((await search(reader, number)).totalCount).toBe(2);
});

test('S39 a ticket is read by its reference as by its id, and somebody else’s is absent by both', async () => {
  const { id, reference } = await customer.open({ subject: 'Gamma' });
  for (const by of [id, reference, reference.toLowerCase()]) {
    expect((await customer.client.tickets.get(by))!.id).toBe(id);
    expect((await desk.engineer.client.tickets.get(by))!.id).toBe(id);
    expect(await (await desk.customer()).client.tickets.get(by)).toBeNull();
  }
  expect(await customer.client.tickets.get('T-999999999')).toBeNull();
});

test('S39 C8 customers search what they may read: never an internal note, never another account', async () => {
  const { id: ticketId } = await customer.open({ subject: 'Marmalade' });
  const stranger = await desk.customer();
  await desk.engineer.act('addInternalNote', { ticketId, body: 'Blame the quokka, not the marmalade.' });
  expect(await ids(customer, 'quokka')).toEqual([]);
  expect(await ids(desk.engineer, 'quokka')).toEqual([ticketId]);
  expect(await ids(stranger, 'marmalade')).toEqual([]);
  const [hit] = (await search(customer, 'marmalade')).nodes;
  expect(hit!.excerpt.html).toBe('<mark>Marmalade</mark>');
  const list = `query ($filter: TicketFilter) { tickets(filter: $filter) { nodes { id } } }`;
  const listed = async (caller: Caller, text: string) =>
    (await caller.read<{ tickets: { nodes: object[] } }>(list, { filter: { text } })).tickets.nodes.length;
  expect([await listed(customer, 'quokka'), await listed(desk.engineer, 'quokka')]).toEqual([0, 1]);
  expect((await desk.anonymous.error('{ searchTickets(text: "x") { nodes { ticket { id } } } }')).code).toBe(
    'UNAUTHENTICATED',
  );
});

test('S39 the excerpt is plain text in parts, and HTML in which everything is escaped', async () => {
  const { id } = await customer.open({
    subject: 'Odd characters',
    question: 'Then <img src=x onerror=alert(1)> & "zebras" appear, and nothing else happens on the page.',
  });
  const { nodes } = await search(customer, 'zebra');
  expect(nodes.map(({ ticket }) => ticket.id)).toEqual([id]);
  const { parts, html } = nodes[0]!.excerpt;
  expect(parts.filter(({ isMatch }) => isMatch)).toEqual([{ text: 'zebras', isMatch: true }]);
  expect(html).toContain('&quot;<mark>zebras</mark>&quot;');
  expect(html.replaceAll(/<\/?mark>/g, '')).not.toMatch(/[<>]/);
});

test('S39 the subject counts more, pages are stable under ties, also while others are opened', async () => {
  const reader = await desk.customer();
  const inBody = await reader.open({ subject: 'Something else', question: 'It says walrus here.' });
  const tied: string[] = [];
  for (let count = 0; count < 5; count += 1) tied.push((await reader.open({ subject: 'Walrus' })).id);
  const order = [...tied.sort().reverse(), inBody.id];
  const seen: string[] = [];
  let page = await search(reader, 'walrus', { first: 2 });
  expect(page.totalCount).toBe(6);
  for (;;) {
    seen.push(...page.nodes.map(({ ticket }) => ticket.id));
    if (!page.pageInfo.hasNextPage) break;
    desk.at('2026-05-04T06:00:01Z');
    await reader.open({ subject: 'Walrus' }); // newer, so before what was read
    desk.at('2026-05-04T06:00:00Z');
    page = await search(reader, 'walrus', { first: 2, after: page.pageInfo.endCursor });
  }
  expect(seen).toEqual(order);
  const back = await ids(reader, 'walrus', { last: 2, before: page.edges[0]!.cursor });
  expect(back).toEqual(order.slice(2, 4));
  expect(await ids(reader, 'walrus', { filter: { not: { text: 'else' } } })).toHaveLength(7);
  const document =
    'query ($a: String) { searchTickets(text: "walrus", after: $a) { nodes { ticket { id } } } }';
  expect((await reader.error(document, { a: 'nonsense' })).code).toBe('BAD_USER_INPUT');
  for (const text of ['', '   ', 'x'.repeat(501)]) {
    const asked = 'query ($t: String!) { searchTickets(text: $t) { nodes { ticket { id } } } }';
    expect((await reader.error(asked, { t: text })).code).toBe('BAD_USER_INPUT');
  }
});

describe('in the database', () => {
  let client: pg.Client;
  beforeAll(async () => {
    client = new pg.Client(desk.server.databaseUrl);
    await client.connect();
  });
  afterAll(() => client.end());

  test('S39 a search uses the index, for staff and for customers', async () => {
    await client.query('set enable_seqscan = off');
    for (const column of ['visible', 'complete']) {
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(
        `explain select "ticketId" from "TicketText" where "${column}" @@ tierline_query('walrus')`,
      );
      expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain(`"TicketText_${column}_idx"`);
      const typed = await client.query<{ 'QUERY PLAN': string }>(
        `explain select "ticketId" from "TicketText" where "${column}" @@ tierline_typed('wal')`,
      );
      expect(typed.rows.map((row) => row['QUERY PLAN']).join('\n')).toContain(`"TicketText_${column}_idx"`);
    }
  });

  test('S39 what is changed or removed is found no more, and a ticket of any length can be written on', async () => {
    const { id: ticketId } = await customer.open({ subject: 'Pelican' });
    await customer.act('replyToTicket', { ticketId, body: 'A heron, too.' });
    await client.query(`update "Message" set "body" = 'erased' where "body" = 'A heron, too.'`);
    expect(await ids(customer, 'heron')).toEqual([]);
    await client.query(`update "Ticket" set "subject" = 'Stork' where "id" = $1`, [ticketId]);
    expect([await ids(customer, 'pelican'), await ids(customer, 'stork')]).toEqual([[], [ticketId]]);

    const words = (from: number) => Array.from({ length: 2_400 }, (_, i) => `word${from + i}`).join(' ');
    const rows = Array.from({ length: 60 }, (_, index) => words(index * 2_400));
    await client.query(
      `insert into "Message" ("id", "ticketId", "accountId", "kind", "visibleToCustomer", "body", "sentAt")
       select 'msg_long' || n, $1, $2, 'SYSTEM', true, body, now() from unnest($3::text[]) with ordinality x(body, n)`,
      [ticketId, customer.accountId, rows],
    );
    await customer.act('replyToTicket', { ticketId, body: 'The last of many.' });
    expect(await ids(customer, 'word17 stork')).toEqual([ticketId]);
  });
});
