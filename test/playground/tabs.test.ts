import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import { expect, test } from 'vitest';
import { tabs } from '../support/tabs.ts';

const SCHEMA = path.resolve(import.meta.dirname, '../../schema/schema.graphql');
const schema = buildSchema(readFileSync(SCHEMA, 'utf8'));

test('B20 the tabs teach in this order, what anybody may ask first', () => {
  expect(tabs.map(({ title }) => title)).toEqual([
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
    'RejectAndOffer',
    'SeverityContest',
    'CorrectTickets',
    'BulkDesk',
    'People',
    'VendorReport',
    'HolidayCorrections',
    'PhoneCalls',
    'PlanAhead',
  ]);
});

test('B20 the tabs are numbered without a gap', () => {
  expect(tabs.map(({ file }) => Number(file.slice(0, 2)))).toEqual(tabs.map((_, index) => index + 1));
});

test.each(tabs)(
  'B20 $file explains itself, is valid, and has variables that fit',
  ({ source, operations, variables }) => {
    expect(source).toMatch(/^# .{20,}\n/);
    expect(validate(schema, parse(source)).map(({ message }) => message)).toEqual([]);
    const definitions = operations.flatMap(({ variableDefinitions = [] }) => variableDefinitions);
    const { errors = [] } = getVariableValues(schema, definitions, variables);
    expect(errors.map(({ message }) => message)).toEqual([]);
    const names = definitions.map(({ variable }) => variable.name.value);
    expect(Object.keys(variables).sort()).toEqual(names.sort());
  },
);
