import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
  type Mutation { open(input: OpenInput!): Ticket! take(input: TakeInput!): Ticket! one(input: OneInput!): Ticket! }
  type Tickets { nodes: [Ticket!]! pageInfo: PageInfo! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type Ticket { id: ID! severity: Severity! state: State! plan: Plan! }
  input OpenInput { severity: Severity! at: DateTime }
  input TakeInput { team: ID, at: DateTime! = "now" }
  input OneInput @oneOf { team: ID, at: DateTime }
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

  # tickets.take Takes one.
  mutation TakeOne($input: TakeInput!) { take(input: $input) { ...Ticket } }

  # tickets.one Takes one by exactly one thing.
  mutation TakeBy($input: OneInput!) { one(input: $input) { ...Ticket } }

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
    "take: (input: TakeOneMutationVariables['input'] = {}, options?: RequestOptions): Promise<TakeOneMutation['take']> =>",
    "one: (input: TakeByMutationVariables['input'], options?: RequestOptions): Promise<TakeByMutation['one']> =>",
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

const REFUSED = [
  ['an operation without a comment', 'query P { plans }', 'begin the comment of P with its method'],
  ['a comment without a method', '# All plans.\nquery Q { plans }', 'begin the comment of Q with its method'],
  ['a method without a comment', '# plans.list\nquery R { plans }', 'begin the comment of R with its method'],
  ['two root fields', '# a.b Both.\nquery S { plans terms }', 'S must select exactly one root field'],
  ['an alias', '# a.b All plans.\nquery A { all: plans }', 'A must select exactly one root field'],
  [
    'two operations of one name',
    '# c.d Plans.\nquery B { plans }\n# c.d Terms.\nquery T { terms }',
    'two operations are named c.d',
  ],
  [
    'a variable with the name of an option',
    '# a.b Terms.\nquery V($retries: Int) { terms(version: $retries) }',
    '$retries of VQuery is the name of a request option',
  ],
  ['a field that the schema lacks', '# a.b Plans.\nquery F { plants }', 'Cannot query field "plants"'],
] as const;

test.each(REFUSED)('B19 the generator refuses %s', (_what, _operations, message) => {
  refusals ??= complaintOf(REFUSED.map(([, document]) => document));
  expect(refusals).toContain(message);
});

let refusals: string | undefined;

/** What graphql-codegen says, with our preset, of documents that it does not take: each by itself, in one run. */
function complaintOf(documents: readonly string[]): string {
  try {
    runCodegen(documents);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

/** What graphql-codegen makes, with our preset, of a schema and operations. */
function generate(operations: string): Record<'types' | 'documents' | 'methods', string> {
  return runCodegen([operations])[0]!;
}

function runCodegen(documents: readonly string[]): Record<'types' | 'documents' | 'methods', string>[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'tierline-codegen-'));
  const outputs = documents.map((operations, index) => {
    const output = path.join(folder, String(index));
    mkdirSync(output);
    writeFileSync(path.join(output, 'operations.graphql'), operations);
    return output;
  });
  const generates = outputs.map(
    (output) => `'${output}/': { preset: sdkPreset, documents: '${output}/operations.graphql' }`,
  );
  const config = `
    import { sdkPreset } from '${ROOT}/sdk/codegen/preset.ts';
    export default { schema: '${folder}/schema.graphql', generates: { ${generates.join()} } };`;
  writeFileSync(path.join(folder, 'schema.graphql'), SCHEMA);
  writeFileSync(path.join(folder, 'codegen.ts'), config);
  try {
    execFileSync(CLI, ['--config', path.join(folder, 'codegen.ts'), '--verbose'], {
      cwd: ROOT,
      env: { ...process.env, NODE_ENV: '' }, // it says nothing where this is `test`
      stdio: 'pipe',
    });
    return outputs.map((output) => {
      const read = (name: string) => readFileSync(path.join(output, `${name}.ts`), 'utf8');
      return { types: read('types'), documents: read('documents'), methods: read('methods') };
    });
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
