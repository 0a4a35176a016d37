import { expect, test } from 'vitest';
import { offences } from './import-table.ts';
import { read, trackedFiles } from './tracked.ts';

test('every file imports only what its place in the house allows', () => {
  const sources = trackedFiles().filter((file) => /\.tsx?$/.test(file));
  expect(sources.length).toBeGreaterThan(30);
  expect(sources.flatMap((file) => offences(file, read(file)))).toEqual([]);
});

test.each([
  [
    'a rule reads the database',
    'schema/src/sla/clock.rules.ts',
    `import { openDatabase } from '@tierline/prisma/database';`,
  ],
  ['a rule knows the builder', 'schema/src/sla/clock.rules.ts', `import { builder } from '../builder.ts';`],
  [
    'a rule calls a verb',
    'schema/src/sla/clock.rules.ts',
    `import { openTicket } from '../tickets/open-ticket.ts';`,
  ],
  ['a rule asks the clock', 'schema/src/sla/clock.rules.ts', `export const today = () => Date.now();`],
  [
    'a rule asks the clock by a date',
    'schema/src/sla/clock.rules.ts',
    `export const today = () => new Date();`,
  ],
  ['a rule reads the process', 'schema/src/sla/clock.rules.ts', `export const zone = process.env.TZ;`],
  ['a rule waits', 'schema/src/sla/clock.rules.ts', `export const wait = async () => {};`],
  ['access asks the clock', 'schema/src/access.ts', `export const today = () => Date.now();`],
  ['prisma knows the schema', 'prisma/src/transact.ts', `import { allow } from '@tierline/schema/access';`],
  ['prisma reaches over', 'prisma/src/transact.ts', `import { allow } from '../../schema/src/access.ts';`],
  ['a verb builds types', 'schema/src/tickets/open-ticket.ts', `import { builder } from '../builder.ts';`],
  ['a verb knows GraphQL', 'schema/src/tickets/open-ticket.ts', `import { GraphQLError } from 'graphql';`],
  ['a verb knows types', 'schema/src/tickets/open-ticket.ts', `import { Ticket } from './ticket.types.ts';`],
  [
    'a verb calls another term',
    'schema/src/tickets/open-ticket.ts',
    `import { hire } from '../accounts/hire-staff.ts';`,
  ],
  [
    'a type calls a verb',
    'schema/src/tickets/ticket.types.ts',
    `import { openTicket } from './open-ticket.ts';`,
  ],
  ['a type writes', 'schema/src/tickets/ticket.types.ts', `resolve(({ ctx }) => ctx.db.ticket.update({}));`],
  [
    'a mutation holds a rule',
    'schema/src/tickets/ticket.mutations.ts',
    `import { admit } from './ticket.rules.ts';`,
  ],
  [
    'a mutation writes',
    'schema/src/tickets/ticket.mutations.ts',
    `resolve(({ db }) => db.ticket.create({}));`,
  ],
  [
    'a mutation calls another term',
    'schema/src/tickets/ticket.mutations.ts',
    `import { hire } from '../accounts/hire-staff.ts';`,
  ],
  ['the core knows a term', 'schema/src/event.ts', `import { openTicket } from './tickets/open-ticket.ts';`],
  ['the server decides', 'server/src/app.ts', `import { promise } from '@tierline/schema/sla/clock.rules';`],
  ['the server reads the environment', 'server/src/app.ts', `export const port = process.env.PORT;`],
  ['the SDK knows the schema', 'sdk/src/client.ts', `import { builder } from '@tierline/schema/builder';`],
  ['the SDK has a dependency', 'sdk/src/client.ts', `export { parse } from 'graphql';`],
  ['the SDK loads late', 'sdk/src/client.ts', `export const load = () => import('graphql');`],
  [
    'the SDK borrows a type',
    'sdk/src/client.ts',
    `export type Actor = import('@tierline/schema/access').Actor;`,
  ],
  [
    'a test reaches over',
    'test/sla/clock.test.ts',
    `import { promise } from '../../schema/src/sla/clock.rules.ts';`,
  ],
])('the table notices when %s', (_story, file, source) => {
  expect(offences(file, source)).toHaveLength(1);
});

test.each([
  [
    'schema/src/sla/clock.rules.ts',
    `import { DateTime } from 'luxon'; import { Problem } from '../problem.ts';`,
  ],
  ['schema/src/sla/clock.rules.ts', `export const at = (ms: number) => new Date(ms); batch.process();`],
  [
    'schema/src/tickets/open-ticket.ts',
    `import * as z from 'zod'; import { checkPlace } from '../calendar/place.ts';`,
  ],
  ['schema/src/tickets/ticket.types.ts', `resolve(({ db }) => db.ticket.findMany({}));`],
  ['schema/src/tickets/ticket.mutations.ts', `import { openTicket } from './open-ticket.ts';`],
  ['server/src/app.ts', `import express from 'express'; import { tenantOf } from '@tierline/schema/access';`],
])('the table lets %s do what it is there for', (file, source) => {
  expect(offences(file, source)).toEqual([]);
});
