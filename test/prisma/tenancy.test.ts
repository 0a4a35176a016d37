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

test('queries that are sent at once over one connection run one after the other, and one that fails does not stop the next', async () => {
  const warnings: string[] = [];
  const note = ({ message }: Error) => warnings.push(message);
  process.on('warning', note);
  const connection = await asTenant([], () => pool.connect());

  const answers = await Promise.allSettled(
    ['select 1 as n', 'select nothing', 'select 3 as n'].map((text) => connection.query<{ n: number }>(text)),
  );

  connection.release();
  await new Promise(setImmediate); // a warning is told on the next turn
  process.off('warning', note);
  expect(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value.rows[0]!.n : null))).toEqual([
    1,
    null,
    3,
  ]);
  expect(warnings).toEqual([]);
});
