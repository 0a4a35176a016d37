import { hireFirstManager } from '@tierline/server/first-manager';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { query } from '../support/query.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

test('S108 a new installation says who is missing, hires the one who is named, and never a second one', async () => {
  const now = server.clock.now();

  expect(await hireFirstManager(server.database, undefined, now)).toContain('FIRST_MANAGER');
  expect(await hireFirstManager(server.database, 'auth0|mara', now)).toBeNull();
  expect(await hireFirstManager(server.database, 'auth0|eve', now)).toBeNull();

  const { staffMembers } = await query<{ staffMembers: { nodes: unknown[] } }>(
    server,
    '{ staffMembers { nodes { name staffRoles region { code } } } }',
    { token: await server.token('auth0|mara') },
  );
  expect(staffMembers.nodes).toEqual([
    { name: 'auth0|mara', staffRoles: ['MANAGER'], region: { code: 'AMER' } },
  ]);
});
