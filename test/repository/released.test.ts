import { releasedVersion, isLater, withRelease } from '@tierline/schema/governance/change-log';
import { compareEvents, type EventTypes } from '@tierline/schema/governance/event-changes';
import { compareSchemas, undatedDeprecations } from '@tierline/schema/governance/schema-changes';
import { withDocuments } from '@tierline/schema/governance/released-documents';
import { isKnownDocument } from '@tierline/server/known-documents';
import { buildSchema, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { read } from './tracked.ts';

const today = new Date().toISOString().slice(0, 10);

test('what was released is as it was, or is deprecated and its day has come', async () => {
  const released = read('schema/released.graphql');
  expect(releasedVersion(released)).toMatch(/^\d+\.\d+\.\d+$/);
  const { refused } = await compareSchemas(released, read('schema/schema.graphql'), today);
  expect(refused).toEqual([]);
});

test('B11 events of a released type have its form, or a new version', () => {
  const released = JSON.parse(read('schema/released-events.json')) as EventTypes;
  expect(Object.keys(released).length).toBeGreaterThan(100);
  expect(compareEvents(released, JSON.parse(read('schema/events.json')) as EventTypes).refused).toEqual([]);
});

test('whatever is deprecated says from which day on it may go', () => {
  expect(undatedDeprecations(read('schema/schema.graphql'))).toEqual([]);
  const sdl = `type Query { a: Int @deprecated(reason: "Use b."), b: Int @deprecated(reason: "Removal on 2027-01-01") }`;
  expect(undatedDeprecations(sdl)).toEqual(['Query.a']);
});

test('the change log begins with the released version', () => {
  const version = releasedVersion(read('schema/released.graphql'));
  expect(/^## (\S+), \d{4}-\d{2}-\d{2}$/m.exec(read('schema/CHANGELOG.md'))?.[1]).toBe(version);
});

test('B19 what the SDK of a release sends is valid, and known for keys that send known documents only', () => {
  const documents = read('server/released-documents.txt').trimEnd().split('\n');
  expect(documents.length).toBeGreaterThan(200);
  const schema = buildSchema(read('schema/schema.graphql'));
  expect(documents.flatMap((text) => validate(schema, parse(text)).map(({ message }) => message))).toEqual(
    [],
  );
  expect(documents.filter((text) => !isKnownDocument(text))).toEqual([]);
  expect(isKnownDocument('{ viewer { __typename } }')).toBe(false);
  expect(isKnownDocument('')).toBe(false);
});

test('B19 a release adds its documents to those of all before, each once', () => {
  const generated = `/** x */\nexport const ADocument = 'query A{a}' as TypedDocument<A, B>;\nexport const BDocument = 'query B{b}' as TypedDocument<A, B>;\n`;
  expect(withDocuments('query B{b}\nquery Old{old}\n', generated)).toBe(
    'query A{a}\nquery B{b}\nquery Old{old}\n',
  );
});

const RELEASED = `
  type Query { plan(code: Code, at: String): Plan, old: Old @deprecated(reason: "Ask plan. Removal on 2026-06-01") }
  type Plan { code: Code!, name: String @deprecated(reason: "Ask title. Removal on 2026-12-01") }
  type Old { inner: Inner }
  type Inner { value: Int }
  enum Code { BASIC, LEGACY @deprecated(reason: "Nobody has it. Removal on 2026-06-01") }
  input Choice { code: Code }
  type Mutation { choose(input: Choice): Choose! }
  union Choose = Plan | Problem
  type Problem { code: String! }`;

test.each([
  ['a field goes', 'code: Code!, name', 'name', ['Plan.code']],
  ['a field may become null', 'code: Code!, name', 'code: Code, name', ['Plan.code']],
  ['an argument goes', ', at: String', '', ['Query.plan']],
  ['an argument has to be given', 'at: String', 'at: String!', ['at']],
  ['an input wants more', '{ code: Code }', '{ code: Code, why: String! }', ['Choice']],
  ['an enum loses a value', 'BASIC, ', '', ['BASIC']],
  ['a union loses a member', ' | Problem', '', ['Problem']],
  ['a deprecated field goes before its day', ', name: String @', ', title: String @', ['Plan.name']],
])('it is refused that %s', async (_story, from, to, named) => {
  const { refused } = await compareSchemas(RELEASED, RELEASED.replace(from, to), '2026-11-30');
  expect(refused).toHaveLength(1);
  for (const name of named) expect(refused[0]).toContain(name);
});

test.each([
  ['a deprecated value whose day has come', /, LEGACY @deprecated\([^)]*\)/],
  [
    'a deprecated field, and the types that only it led to',
    /, old: Old @deprecated\([^)]*\)|\n {2}type (Old|Inner) .*/g,
  ],
  ['a deprecated field on its day', /, name: String @deprecated\([^)]*\)/],
])('it may go: %s', async (_story, gone) => {
  const { refused, removed } = await compareSchemas(RELEASED, RELEASED.replace(gone, ''), '2026-12-01');
  expect(refused).toEqual([]);
  expect(removed.length).toBeGreaterThan(0);
});

test('a type stays as long as something leads to it that may not go', async () => {
  const current = RELEASED.replace('type Old { inner: Inner }', 'type Old { value: Int }').replace(
    /\n {2}type Inner .*/,
    '',
  );
  const { refused } = await compareSchemas(RELEASED, current, '2026-05-31');
  expect(refused.map((sentence) => sentence.split(' ').slice(0, 3).join(' '))).toEqual([
    "Type 'Inner' was",
    "Old.inner: Field 'inner'",
  ]);
});

test('a release is written down from the difference', async () => {
  const current = RELEASED.replace(
    'code: Code!, name',
    'code: Code!, title(at: String = "now"): String, name',
  )
    .replace('BASIC', 'BASIC, PREMIUM')
    .replace(/, LEGACY @deprecated\([^)]*\)/, '');
  const changes = await compareSchemas(RELEASED, current, '2026-12-01');
  expect(
    withRelease(
      '# Changes\n\n## 0.1.0, 2026-11-26\n\nThe first.\n',
      { version: '0.2.0', date: '2026-12-01' },
      [changes],
    ),
  ).toBe(`# Changes

## 0.2.0, 2026-12-01

### Removed

- Code.LEGACY: Enum value 'LEGACY' (deprecated) was removed from enum 'Code'.

### Added

- Plan.title: Field 'title' was added to object type 'Plan'.
- Code.PREMIUM: Enum value 'PREMIUM' was added to enum 'Code'.

## 0.1.0, 2026-11-26

The first.
`);
  expect([isLater('0.10.0', '0.9.1'), isLater('0.9.1', '0.10.0'), isLater('1.0.0', '1.0.0')]).toEqual([
    true,
    false,
    false,
  ]);
});

const EVENT: EventTypes = {
  'plan.chosen': {
    version: '2026-11-26',
    audience: 'CUSTOMER',
    payload: {
      type: 'object',
      properties: {
        plan: { type: 'string', enum: ['BASIC', 'PREMIUM'], description: 'The plan.' },
        at: { type: 'string' },
      },
      required: ['plan', 'at'],
      additionalProperties: false,
    },
  },
};

function changed(change: (type: EventTypes[string]) => void): EventTypes {
  const copy = structuredClone(EVENT);
  change(copy['plan.chosen']!);
  return copy;
}

test.each([
  ['a type goes', {}],
  ['a field goes', changed(({ payload }) => delete payload.properties!['at'])],
  ['a field becomes optional', changed(({ payload }) => payload.required!.pop())],
  [
    'a field changes its type',
    changed(({ payload }) => (payload.properties!['at'] = { type: ['string', 'null'] })),
  ],
  ['an enum loses a value', changed(({ payload }) => payload.properties!['plan']!.enum!.pop())],
  ['customers no longer see it', changed((type) => (type.audience = 'VENDOR'))],
  ['a version goes back', changed((type) => (type.version = '2026-11-25'))],
])('B11 of a type of events it is refused that %s', (_story, current) => {
  expect(compareEvents(EVENT, current).refused).toHaveLength(1);
});

test('B11 events may tell more, in other words, and anything in a new version', () => {
  const more = changed(({ payload }) => {
    payload.properties!['until'] = { type: 'string' };
    payload.properties!['plan']!.enum!.push('ENHANCED');
    payload.properties!['plan']!.description = 'Which plan.';
  });
  expect(compareEvents(EVENT, more)).toEqual({
    refused: [],
    removed: [],
    changed: ['Event plan.chosen tells more.'],
    added: [],
  });
  const anew = changed((type) => {
    type.version = '2027-01-01';
    delete type.payload.properties!['at'];
  });
  expect(compareEvents(EVENT, anew).refused).toEqual([]);
});
