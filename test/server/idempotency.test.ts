import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../support/ask.ts';
import { testServer, type TestServer } from '../support/server.ts';

const ADD = `mutation($input: AddProfileInput!) {
  addProfile(input: $input) {
    __typename
    ... on AddProfileSuccess { account { id } }
    ... on Problem { code }
  }
}`;
const CREATE = `mutation($input: CreateAccountInput!) {
  createAccount(input: $input) { ... on CreateAccountSuccess { account { id } } }
}`;

let server: TestServer;
let manager: string;
let colleague: string;

beforeAll(async () => {
  server = await testServer();
  manager = await server.token('manager');
  colleague = await server.token('colleague');
  await query(`insert into "StaffMember"(id, name, email, roles, "regionCode", subject) values
    ('stf_1', 'Mara', 'mara@vendor.test', '{MANAGER}', 'EMEA', 'manager'),
    ('stf_2', 'Nils', 'nils@vendor.test', '{MANAGER}', 'EMEA', 'colleague')`);
});
afterAll(() => server.stop());

test('B19 a change that was named happens once, however often and however parallel it is sent', async () => {
  const accountId = await newAccount();
  const key = randomUUID();
  const send = () =>
    ask(server, ADD, {
      token: manager,
      variables: { input: { accountId, name: 'main' } },
      headers: { 'idempotency-key': key },
    });

  const answers = await Promise.all(Array.from({ length: 8 }, send));
  answers.push(await send());

  for (const { body } of answers) {
    expect(body).toEqual({
      data: { addProfile: { __typename: 'AddProfileSuccess', account: { id: accountId } } },
    });
  }
  expect(await query(`select name from "Profile" where "accountId" = '${accountId}'`)).toEqual([
    { name: 'main' },
  ]);
  expect(await query(`select type from "Event" where subject = '${accountId}' order by sequence`)).toEqual([
    { type: 'account.created' },
    { type: 'account.profile_added' },
  ]);
});

test('B19 a name that stands for another request is refused, and nothing happens', async () => {
  const accountId = await newAccount();
  const headers = { 'idempotency-key': randomUUID() };
  await ask(server, ADD, { token: manager, variables: { input: { accountId, name: 'one' } }, headers });

  const { body } = await ask(server, ADD, {
    token: manager,
    variables: { input: { accountId, name: 'two' } },
    headers,
  });

  expect(body.errors?.[0]?.extensions.code).toBe('IDEMPOTENCY_KEY_REUSED');
  expect(await query(`select name from "Profile" where "accountId" = '${accountId}'`)).toEqual([
    { name: 'one' },
  ]);
});

test('B19 the same name of somebody else is another name', async () => {
  const accountId = await newAccount();
  const headers = { 'idempotency-key': randomUUID() };
  await ask(server, ADD, { token: manager, variables: { input: { accountId, name: 'one' } }, headers });

  const { body } = await ask(server, ADD, {
    token: colleague,
    variables: { input: { accountId, name: 'two' } },
    headers,
  });

  expect(body.data?.['addProfile']).toMatchObject({ __typename: 'AddProfileSuccess' });
});

test('B19 two changes in one named request are two, also when it is sent again', async () => {
  const accountId = await newAccount();
  const both = `mutation($a: AddProfileInput!, $b: AddProfileInput!) {
    a: addProfile(input: $a) { __typename }
    b: addProfile(input: $b) { __typename }
  }`;
  const variables = { a: { accountId, name: 'a' }, b: { accountId, name: 'b' } };
  const headers = { 'idempotency-key': randomUUID() };

  for (let time = 1; time <= 2; time += 1) {
    const { body } = await ask(server, both, { token: manager, variables, headers });
    expect(body.data).toEqual({
      a: { __typename: 'AddProfileSuccess' },
      b: { __typename: 'AddProfileSuccess' },
    });
  }

  expect(await query(`select name from "Profile" where "accountId" = '${accountId}' order by name`)).toEqual([
    { name: 'a' },
    { name: 'b' },
  ]);
});

test('B19 a refused change leaves its name free', async () => {
  const accountId = await newAccount();
  const send = (headers: Record<string, string>) =>
    ask(server, ADD, { token: manager, variables: { input: { accountId, name: 'one' } }, headers });
  await send({});
  const headers = { 'idempotency-key': randomUUID() };
  const refused = await send(headers);
  expect(refused.body.data?.['addProfile']).toMatchObject({ __typename: 'InvalidInputProblem' });

  await query(`delete from "Profile" where "accountId" = '${accountId}'`);

  const done = await send(headers);
  expect(done.body.data?.['addProfile']).toMatchObject({ __typename: 'AddProfileSuccess' });
});

test('B19 a name that no header should carry is refused', async () => {
  const { status, body } = await ask(server, ADD, {
    token: manager,
    variables: { input: { accountId: 'acc_x', name: 'one' } },
    headers: { 'idempotency-key': 'x'.repeat(256) },
  });

  expect(status).toBe(400);
  expect(body.errors?.[0]?.extensions.code).toBe('BAD_REQUEST');
});

async function newAccount(): Promise<string> {
  const { body } = await ask(server, CREATE, {
    token: manager,
    variables: {
      input: {
        name: 'Acme',
        timeZone: 'Europe/Paris',
        country: 'FR',
        locale: 'FR',
        administrator: { name: 'Zoé', email: 'zoe@acme.test' },
      },
    },
  });
  return (body.data?.['createAccount'] as { account: { id: string } }).account.id;
}

async function query(text: string): Promise<unknown[]> {
  const client = new pg.Client(server.databaseUrl);
  await client.connect();
  try {
    return (await client.query(text)).rows as unknown[];
  } finally {
    await client.end();
  }
}
