import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');

const CLI = path.join(ROOT, 'node_modules/.bin/graphql-codegen');

const SCHEMA = `
  type Query {
    plan(code: Plan!, at: String): String
    plans: [Plan!]!
    compare(from: Plan!, to: Plan!): String
    terms(version: Int): String
    tickets(first: Int, after: String): Tickets!
  }
  type Mutation { open(input: OpenInput!): Ticket! }
  type Tickets { nodes: [Ticket!]! pageInfo: PageInfo! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type Ticket { id: ID! severity: Severity! state: State! plan: Plan! }
  input OpenInput { severity: Severity! at: DateTime }
  scalar DateTime
  enum Plan { BASIC PREMIUM }
  enum Severity { SEVERE LIMITED }
  enum State { OPEN }
  enum Unused { A }`;

const OPERATIONS = `
  # plans.get A plan.
  # It's in 'quotes'.
  query OnePlan($code: Plan!, $at: String) { plan(code: $code, at: $at) }

  # plans.list All plans.
  query AllPlans { plans }

  # plans.compare Two plans.
  query Compare($from: Plan!, $to: Plan!) { compare(from: $from, to: $to) }

  # terms.get The terms.
  query GetTerms($version: Int) { terms(version: $version) }

  # tickets.list The tickets.
  query ListTickets($first: Int, $after: String) {
    tickets(first: $first, after: $after) { nodes { ...Ticket } pageInfo { hasNextPage endCursor } }
  }

  # tickets.open Opens one.
  mutation OpenOne($input: OpenInput!) { open(input: $input) { ...Ticket } }

  fragment Ticket on Ticket { id severity ...State }
  fragment State on Ticket { state }`;

let generated: ReturnType<typeof generate>;

beforeAll(() => {
  generated = generate(OPERATIONS);
});

test('B19 a required variable stands by itself, the optional ones join the options, several stand as one object', () => {
  const { methods } = generated;

  expect(signatures(methods)).toEqual([
    "get: (code: OnePlanQueryVariables['code'], { at, ...options }: RequestOptions & Omit<OnePlanQueryVariables, 'code'> = {}): Promise<OnePlanQuery['plan']> =>",
    "list: (options?: RequestOptions): Promise<AllPlansQuery['plans']> =>",
    "compare: (variables: CompareQueryVariables, options?: RequestOptions): Promise<CompareQuery['compare']> =>",
    "get: ({ version, ...options }: RequestOptions & GetTermsQueryVariables = {}): Promise<GetTermsQuery['terms']> =>",
    "list: (variables?: ListTicketsQueryVariables, options?: RequestOptions): PagedList<ListTicketsQuery['tickets']> =>",
    "open: (input: OpenOneMutationVariables['input'], options?: RequestOptions): Promise<OpenOneMutation['open']> =>",
  ]);
  expect(methods).toContain("field(transport, OnePlanDocument, 'plan', { code, at }, options)");
  expect(methods).toContain("list(transport, ListTicketsDocument, 'tickets', variables, options)");
  expect(methods).toContain("* A plan.\n       * It's in 'quotes'.\n");
});

test('B19 a document is its operation with the fragments that it uses, and nothing to strip', () => {
  const { documents } = generated;

  expect(documents).toContain(
    "OpenOneDocument = 'mutation OpenOne($input:OpenInput!){open(input:$input){...Ticket}}" +
      "fragment Ticket on Ticket{id severity ...State}fragment State on Ticket{state}' as TypedDocument<",
  );
  expect(documents).toContain("AllPlansDocument = 'query AllPlans{plans}' as TypedDocument<");
});

test('B19 an enum is closed where it is sent and open where it is received', () => {
  const { types } = generated;

  expect(types).toContain('  code: Plan;\n');
  expect(types).toContain('  severity: Severity;\n');
  expect(types).toContain('plans: Array<Open<Plan>>');
  expect(types).toContain('severity: Open<Severity> }');
  expect(types).toContain("export type State = 'OPEN';");
  expect(types).toContain('  at?: Date | string | null | undefined;\n');
});

test('B19 only types that operations use are there', () => {
  const { types } = generated;

  expect(types).toContain('export type OpenInput =');
  expect(types).not.toContain('Unused');
  expect(generate('# plans.list All plans.\nquery AllPlans { plans }').types).not.toContain('Severity');
});

test.each([
  ['an operation without a comment', 'query P { plans }', 'begin the comment of P with its method'],
  ['a comment without a method', '# All plans.\nquery P { plans }', 'begin the comment of P with its method'],
  ['a method without a comment', '# plans.list\nquery P { plans }', 'begin the comment of P with its method'],
  ['two root fields', '# a.b Both.\nquery P { plans terms }', 'P must select exactly one root field'],
  ['an alias', '# a.b All plans.\nquery P { all: plans }', 'P must select exactly one root field'],
  [
    'two operations of one name',
    '# a.b Plans.\nquery P { plans }\n# a.b Terms.\nquery T { terms }',
    'two operations are named a.b',
  ],
  [
    'a variable with the name of an option',
    '# a.b Terms.\nquery T($retries: Int) { terms(version: $retries) }',
    '$retries of TQuery is the name of a request option',
  ],
  ['a field that the schema lacks', '# a.b Plans.\nquery P { plants }', 'Cannot query field "plants"'],
])('B19 the generator refuses %s', (_what, operations, message) => {
  expect(() => generate(operations)).toThrow(message);
});

/** Runs graphql-codegen, with our preset, over a schema and a file of operations. */
function generate(operations: string): Record<'types' | 'documents' | 'methods', string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tierline-codegen-'));
  const config = `
    import { sdkPreset } from '${ROOT}/sdk/codegen/preset.ts';
    export default {
      schema: '${folder}/schema.graphql',
      documents: '${folder}/operations.graphql',
      generates: { '${folder}/': { preset: sdkPreset } },
    };`;
  writeFileSync(path.join(folder, 'schema.graphql'), SCHEMA);
  writeFileSync(path.join(folder, 'operations.graphql'), operations);
  writeFileSync(path.join(folder, 'codegen.ts'), config);
  try {
    execFileSync(CLI, ['--config', path.join(folder, 'codegen.ts'), '--verbose'], {
      cwd: ROOT,
      env: { ...process.env, NODE_ENV: '' }, // it says nothing where this is `test`
      stdio: 'pipe',
    });
    const read = (name: string) => readFileSync(path.join(folder, `${name}.ts`), 'utf8');
    return { types: read('types'), documents: read('documents'), methods: read('methods') };
  } catch (error) {
    const { stdout, stderr } = error as { stdout: Buffer; stderr: Buffer };
    throw new Error(`${stdout.toString()}${stderr.toString()}`, { cause: error });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function signatures(methods: string): string[] {
  return methods
    .split('\n')
    .filter((line) => line.endsWith('=>'))
    .map((line) => line.trim());
}
