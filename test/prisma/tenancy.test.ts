import { asTenant, TenantPool } from '@tierline/prisma/tenancy';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/database.ts';

let place: TestDatabase;
let pool: TenantPool;
beforeAll(async () => {
  place = await testDatabase();
  pool = new TenantPool({ connectionString: place.url, max: 1 });
});
afterAll(async () => {
  await pool?.end();
  await place?.drop();
});

test('a connection that breaks while somebody holds it fails the next query, not the process', async () => {
  const connection = await asTenant([], () => pool.connect());
  const ended = new Promise((resolve) => connection.once('end', resolve));
  const { rows } = await connection.query<{ pid: number }>('select pg_backend_pid() as pid');
  const owner = new pg.Client(place.url);
  await owner.connect();
  await owner.query('select pg_terminate_backend($1)', [rows[0]!.pid]);
  await owner.end();
  await ended;

  await expect(connection.query('select 1')).rejects.toThrow();
  connection.release(true);
  expect((await asTenant([], () => pool.query('select 1 as one'))).rows).toEqual([{ one: 1 }]);
});
