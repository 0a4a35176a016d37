import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { schema } from '@tierline/schema/schema';
import { createClient } from '@tierline/sdk';
import * as documents from '@tierline/sdk/operations';
import { isKnownDocument } from '@tierline/server/known-documents';
import { LIMITS, price } from '@tierline/server/limits';
import {
  Kind,
  OperationTypeNode,
  parse,
  validate,
  type FieldNode,
  type OperationDefinitionNode,
} from 'graphql';
import { expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Root fields without a method, and why. */
const EXCEPTIONS: Record<string, string> = {
  node: 'A caller knows the kind of object that it asks for; `request` is there for whoever does not.',
  nodes: 'The same.',
};

const FOLDER = path.join(ROOT, 'sdk/operations');
const operations = readdirSync(FOLDER).flatMap((file) => operationsIn(file));

test('B19 every root field of the API has a method, or a reason why not', () => {
  const fields = [schema.getQueryType()!, schema.getMutationType()!, schema.getSubscriptionType()!].flatMap(
    (type) => Object.keys(type.getFields()),
  );
  expect(fields.length).toBeGreaterThan(30);

  const covered = new Set([...operations.map(({ rootField }) => rootField), ...Object.keys(EXCEPTIONS)]);

  expect([...covered].toSorted()).toEqual([...new Set(fields)].toSorted());
});

test('B19 every operation stands in the file of its namespace, with a comment that says what its method does', () => {
  const wrong = operations.filter(
    ({ file, namespace, text }) => `${namespace}.graphql` !== file || text.length < 20,
  );

  expect(wrong).toEqual([]);
});

test('B19 the client has one method for each operation, and no other', () => {
  const { request, subscribe, ...namespaces } = createClient({ url: '/graphql' });
  const methods = Object.entries(namespaces).flatMap(([namespace, methods]) =>
    Object.keys(methods).map((method) => `${namespace}.${method}`),
  );

  expect(request).toBeTypeOf('function');
  expect(subscribe).toBeTypeOf('function');
  expect(methods.toSorted()).toEqual(
    operations.map(({ namespace, method }) => `${namespace}.${method}`).toSorted(),
  );
});

const live = operations.filter(({ isLive }) => isLive);

test.each(operations.filter((one) => !live.includes(one)))(
  'B19 $namespace.$method sends $name, once, and gives $rootField',
  async (operation) => {
    const answer = { nodes: [{ id: 'x' }], pageInfo: { hasNextPage: false, endCursor: null } };
    const sent: string[] = [];
    const client = createClient({
      url: '/graphql',
      fetch: async (_url, init) => {
        sent.push((JSON.parse(init?.body as string) as { query: string }).query);
        return Response.json({ data: { [operation.rootField]: answer } });
      },
    }) as unknown as Record<string, Record<string, (first: object) => PromiseLike<unknown>>>;

    const value = await client[operation.namespace]![operation.method]!({});

    expect(value).toEqual(answer);
    expect(sent).toEqual([(documents as Record<string, string>)[`${operation.name}Document`]]);
    expect(sent[0]).toMatch(new RegExp(`^(query|mutation) ${operation.name}\\b`));
  },
);

test.each(live)('B19 $namespace.$method subscribes with $name, and gives $rootField', async (operation) => {
  const frame = (name: string, result: string) => `event: ${name}\ndata: ${result}\n\n`;
  const data = JSON.stringify({ data: { [operation.rootField]: { position: '1' } } });
  const sent: string[] = [];
  const client = createClient({
    url: '/graphql',
    fetch: async (_url, init) => {
      sent.push((JSON.parse(init?.body as string) as { query: string }).query);
      return new Response(frame('next', data) + frame('complete', ''), {
        headers: { 'content-type': 'text/event-stream' },
      });
    },
  }) as unknown as Record<string, Record<string, (first: object) => AsyncIterable<unknown>>>;

  const told = [];
  for await (const value of client[operation.namespace]![operation.method]!({})) told.push(value);

  expect(told).toEqual([{ position: '1' }]);
  expect(sent).toEqual([(documents as Record<string, string>)[`${operation.name}Document`]]);
});

test.each(Object.entries(documents))(
  'B19 %s is valid and known to the server, and its largest page takes a tenth of what is allowed at most',
  (_name, text) => {
    const document = parse(text);
    const [operation] = document.definitions as [OperationDefinitionNode];
    const pageSize =
      operation.variableDefinitions?.filter(({ variable }) => variable.name.value === 'first') ?? [];

    expect(validate(schema, document)).toEqual([]);
    expect(isKnownDocument(text)).toBe(true);
    const { cost, depth } = price(
      schema,
      document,
      { ...operation, variableDefinitions: pageSize },
      { first: 100 },
    );
    expect(cost).toBeGreaterThan(0);
    expect(cost).toBeLessThanOrEqual(LIMITS.cost / 10);
    expect(depth).toBeLessThanOrEqual(LIMITS.depth);
  },
);

test('B19 there is a document for each operation', () => {
  expect(Object.keys(documents).toSorted()).toEqual(
    operations.map(({ name }) => `${name}Document`).toSorted(),
  );
});

/** The operations of a file, read without the generator. */
function operationsIn(file: string) {
  const source = readFileSync(path.join(FOLDER, file), 'utf8');
  return parse(source).definitions.flatMap((node) => {
    if (node.kind !== Kind.OPERATION_DEFINITION) return [];
    const name = node.name!.value;
    const comment =
      new RegExp(`((?:# .*\\n)+)(?:query|mutation|subscription) ${name}\\b`).exec(source)?.[1] ?? '';
    const [, namespace = '', method = '', text = ''] = /^# (\w+)\.(\w+) (.*)/.exec(comment) ?? [];
    const rootField = (node.selectionSet.selections as FieldNode[])[0]!.name.value;
    return [
      {
        file,
        isLive: node.operation === OperationTypeNode.SUBSCRIPTION,
        name,
        namespace,
        method,
        text,
        rootField,
      },
    ];
  });
}
