import { LIMITS, price } from '@tierline/server/limits';
import {
  buildSchema,
  getIntrospectionQuery,
  GraphQLList,
  GraphQLObjectType,
  GraphQLSchema,
  Kind,
  parse,
  validate,
  type OperationDefinitionNode,
} from 'graphql';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../support/ask.ts';
import { testServer, type TestServer } from '../support/server.ts';
import { settle } from './people.ts';

const SCHEMA = buildSchema(`
  type Query { me: Person people(first: Int = 5, last: Int): PersonConnection! nodes(ids: [ID!]!): [Person]! }
  type PersonConnection { nodes: [Person!]! edges: [PersonEdge!]! pageInfo: PageInfo! totalCount: Int! }
  type PageInfo { endCursor: String }
  type PersonEdge { node: Person! }
  type Person { name: String! friends: [Person!]! best: Person likes: Thing }
  union Thing = Person | Place
  type Place { name: String! }`);

// With the braces around it, 666 times three makes 2,000.
const ALIASES = Array.from({ length: 666 }, (_, i) => `a${i}: __typename`).join(' ');

// A leaf costs 0.01, an object 0.1, times the items of the lists around it.
test.each<[string, number, number, Record<string, unknown>?]>([
  ['{ __typename }', 0.01, 1],
  ['{ me { name } }', 0.11, 2],
  ['{ a: me { name } b: me { name } }', 0.22, 2],
  ['{ me { best { name } } }', 0.21, 3],
  ['{ me { friends { name } } }', 0.1 + 10 * 0.11, 3],
  ['{ people { nodes { name } } }', 0.1 + 25 * 0.11, 3],
  ['{ people(first: 3) { nodes { name } } }', 0.1 + 3 * 0.11, 3],
  ['{ me { name } people(first: -1000) { nodes { name } } }', 0.11 + 0.1, 3],
  ['{ a: __schema { types { name } } b: __type(name: "Thing") { name } }', 200, 1],
  ['{ people(last: 3) { edges { node { name } } } }', 0.1 + 3 * (0.1 + 0.11), 4],
  [
    '{ people(first: 3) { nodes { name } pageInfo { endCursor } totalCount } }',
    0.1 + 3 * 0.11 + 0.11 + 0.01,
    3,
  ],
  [
    '{ a: people(first: 3) { ...P } b: people(first: 4) { ...P } } fragment P on PersonConnection { nodes { name } }',
    0.2 + 7 * 0.11,
    3,
  ],
  ['query ($n: Int) { people(first: $n) { nodes { name } } }', 0.1 + 4 * 0.11, 3, { n: 4 }],
  ['query ($n: Int = 100) { people(first: $n) { nodes { name } } }', 0.1 + 100 * 0.11, 3],
  ['query ($ids: [ID!]!) { nodes(ids: $ids) { name } }', 3 * 0.11, 2, { ids: ['a', 'b', 'c'] }],
  ['{ me { likes { ... on Person { name } ... on Place { name } } } }', 0.1 + (0.1 + 0.02), 3],
  ['{ me { ...Named ...Named } } fragment Named on Person { name }', 0.1 + 0.02, 2],
])('%s costs what it may resolve', (source, cost, depth, variables = {}) => {
  const found = priceOf(source, variables);
  expect(found.cost).toBeCloseTo(cost, 9);
  expect(found.depth).toBe(depth);
});

test('a fragment bomb is priced by its fragments, not by what they expand to', () => {
  // F0 holds F1 twice, F1 holds F2 twice, … : 2 to the power of 60 names, which nobody could count one by one.
  const fragments = Array.from({ length: 60 }, (_, i) => {
    const inside = i === 59 ? 'name' : `...F${i + 1}`;
    return `fragment F${i} on Person { a: best { ${inside} } b: best { ${inside} } }`;
  });
  const { cost, depth } = priceOf(`{ me { ...F0 } } ${fragments.join(' ')}`);
  // 1 for me and 2 + 4 + … + 2^60 = 2^61 - 2 for best at a tenth, 2^60 names at a hundredth
  expect(cost).toBeCloseTo((2 ** 61 - 1) / 10 + 2 ** 60 / 100, -12);
  expect(depth).toBe(62);
});

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
  await settle(server);
});
afterAll(() => server.stop());

test.each([
  ['pages of a hundred, with lists of lists in them', nested(100, 3), 'TOO_COSTLY'],
  ['2,001 words and signs', `{ ${ALIASES} __typename }`, 'GRAPHQL_PARSE_FAILED'],
])('%s are refused before anything runs', async (_story, query, code) => {
  const { status, body } = await ask(server, query, { token: await server.token('jean') });
  expect(status).toBe(400);
  expect(body.data).toBeUndefined();
  expect(body.errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
});

test('2,000 words and signs are let through', async () => {
  const { status } = await ask(server, `{ ${ALIASES} }`);
  expect(status).toBe(200);
});

test('twelve levels are let through, thirteen are not', async () => {
  const patient = await testServer({ limits: { cost: 10_000_000 } });
  await settle(patient);
  const token = await patient.token('marie');
  const twelve = await ask(patient, `{ viewer { ... on Contact { ${levels(11)} } } }`, { token });
  const thirteen = await ask(patient, `{ viewer { ... on Contact { ${levels(12)} } } }`, { token });
  await patient.stop();
  expect(twelve.status).toBe(200);
  expect(thirteen.body.errors?.map(({ message }) => message)).toEqual([
    'This operation is 13 fields deep; at most 12 are allowed. Ask for less at once: fewer items a page, fewer levels.',
  ]);
});

test('the refusal says what it costs and what is allowed', async () => {
  const { body } = await ask(server, nested(100, 2), { token: await server.token('jean') });
  // accounts 0.1 + 100 × (nodes 0.1 + contacts 0.1 + 25 × (nodes 0.1 + account 0.1 + contacts 0.1 + 25 × (0.1 + 0.01)))
  expect(body.errors?.[0]?.message).toBe(
    'This operation costs 7646; at most 1000 is allowed. Ask for less at once: fewer items a page, fewer levels.',
  );
});

test('K14 what computes much says so: 99 questions to a calendar are let through, 100 are not', async () => {
  const questions = (count: number) =>
    `{ supportCalendar(timeZone: "Asia/Tokyo", country: "JP") {
      ${Array.from({ length: count }, (_, i) => `a${i}: isOpen`).join(' ')}
    } }`;
  expect((await ask(server, questions(99))).status).toBe(200);
  const { body } = await ask(server, questions(100));
  expect(body.errors?.map(({ extensions }) => extensions.code)).toEqual(['TOO_COSTLY']);
});

test('a list that is short by nature says how many items it has', () => {
  const friends = SCHEMA.getType('Person') as GraphQLObjectType;
  const short = new GraphQLSchema({
    query: new GraphQLObjectType({
      name: 'Query',
      fields: { friends: { type: new GraphQLList(friends), extensions: { items: 2 } } },
    }),
  });
  const document = parse('{ friends { name } }');
  const [operation] = document.definitions as [OperationDefinitionNode];
  expect(price(short, document, operation, {}).cost).toBeCloseTo(2 * 0.11, 9);
});

test('a playground may ask for the whole schema', async () => {
  const { status, body } = await ask(server, getIntrospectionQuery({ inputValueDeprecation: true }));
  expect(status).toBe(200);
  expect(body.errors).toBeUndefined();
});

test('a request that takes too long is answered, and says that it may have happened', async () => {
  const hasty = await testServer({ limits: { requestMs: 50 } });
  await settle(hasty);
  const token = await hasty.token('jean');
  const owner = new pg.Client(hasty.databaseUrl);
  await owner.connect();
  await owner.query('BEGIN; LOCK TABLE "Account" IN ACCESS EXCLUSIVE MODE');
  const { status, headers, body } = await ask(hasty, '{ accounts { nodes { id } } }', { token });
  await owner.query('ROLLBACK');
  await owner.end();
  await hasty.stop();
  expect({ status, body }).toEqual({
    status: 503,
    body: {
      errors: [
        {
          message: 'The answer took too long. A change may have happened: look before you repeat it.',
          extensions: { code: 'TIMEOUT', requestId: headers.get('x-request-id') },
        },
      ],
    },
  });
});

test('the limits are those that the design promises', () => {
  expect(LIMITS).toEqual({
    bodyBytes: 100_000,
    tokens: 2_000,
    depth: 12,
    cost: 1_000,
    requestMs: 10_000,
    streams: 200,
  });
});

function priceOf(source: string, variables: Record<string, unknown> = {}) {
  const document = parse(source);
  expect(validate(SCHEMA, document)).toEqual([]);
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('no operation');
  return price(SCHEMA, document, operation, variables);
}

function nested(first: number, levels: number): string {
  let inside = 'id';
  for (let level = 1; level < levels; level += 1) inside = `account { contacts { nodes { ${inside} } } }`;
  return `{ accounts(first: ${first}) { nodes { contacts { nodes { ${inside} } } } } }`;
}

/** What to select in a contact so that the last field is this many levels deeper. */
function levels(count: number): string {
  if (count === 1) return 'name';
  if (count === 2) return 'account { name }';
  return count === 3
    ? 'account { contacts { totalCount } }'
    : `account { contacts { nodes { ${levels(count - 3)} } } }`;
}
