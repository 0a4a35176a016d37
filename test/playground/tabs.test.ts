import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSchema, Kind, parse, validate, type OperationDefinitionNode } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import { expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const TABS = path.join(ROOT, 'server/src/playground/app/tabs');
const schema = buildSchema(readFileSync(path.join(ROOT, 'schema/schema.graphql'), 'utf8'));
const files = readdirSync(TABS).filter((file) => file.endsWith('.graphql'));
const tabs = files.map((file) => ({ file, ...read(file) }));

test('B20 the tabs teach in this order, what anybody may ask first', () => {
  expect(tabs.map(({ operation }) => operation.name?.value)).toEqual([
    'Programme',
    'ComparePlans',
    'WhichPlan',
    'Preview',
    'Calendar',
    'Terms',
    'MyAccount',
    'OpenTicket',
    'MyClock',
    'Queue',
    'Reply',
    'MyContract',
    'Search',
    'Review',
    'Inbox',
    'MyReport',
    'Status',
    'Merge',
    'Repair',
    'TrainingSeats',
    'Statement',
    'AsAPartner',
    'MyTam',
    'FindATime',
    'Feed',
    'Keys',
    'Webhooks',
    'Audit',
    'Live',
    'MyCourses',
    'Promises',
    'TamDesk',
    'Analyse',
    'IncomingMail',
    'Sandboxes',
    'Articles',
    'Forum',
  ]);
});

test.each(tabs)(
  'B20 $file explains itself, is valid, and has variables that fit',
  ({ source, operation, variables }) => {
    expect(source).toMatch(/^# .{20,}\n/);
    expect(validate(schema, parse(source)).map(({ message }) => message)).toEqual([]);
    const { errors = [] } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
    expect(errors.map(({ message }) => message)).toEqual([]);
    expect(Object.keys(variables).sort()).toEqual(
      (operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value).sort(),
    );
  },
);

function read(file: string) {
  const source = readFileSync(path.join(TABS, file), 'utf8');
  const [operation, ...others] = parse(source).definitions.filter(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  if (!operation || others.length > 0) throw new Error(`${file} must hold one operation`);
  const json = path.join(TABS, file.replace('.graphql', '.json'));
  const variables = operation.variableDefinitions?.length
    ? (JSON.parse(readFileSync(json, 'utf8')) as Record<string, unknown>)
    : {};
  return { source, operation, variables };
}
