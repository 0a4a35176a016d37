import { asTenant } from '@tierline/prisma/tenancy';
import { tellExpiringKeys } from '@tierline/schema/api-keys/api-keys.jobs';
import { SCOPES } from '@tierline/schema/scopes';
import { createClient, GraphQLRequestError, unwrap, type Client } from '@tierline/sdk';
import { startServer } from '@tierline/server/app';
import { openDoor } from '@tierline/server/door';
import { createLog } from '@tierline/server/log';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { grantAccess, newPartner } from '../support/partners.ts';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';

const NOW = '2026-07-13T08:00:00Z';

let desk: Desk;
let ours: Customer;
let theirs: Customer;

beforeAll(async () => {
  desk = await openDesk({ at: NOW });
  [ours, theirs] = [await desk.customer(), await desk.customer()];
  await ours.open();
});
afterAll(() => desk.stop());
beforeEach(() => desk.at(NOW));

async function newKey(by: { client: Client }, input: object = {}) {
  const made = unwrap(
    await by.client.keys.create({ name: 'Sync', scopes: ['tickets:read', 'events:read'], ...input }),
  );
  return { id: made.apiKey.id, secret: made.secret!, apiKey: made.apiKey };
}

function machine(secret: string, url = desk.server.url): Client {
  return createClient({ url: `${url}/graphql`, token: secret, retries: 0 });
}

async function refusal(work: PromiseLike<unknown>): Promise<{ code: string; message: string }> {
  const error: unknown = await Promise.resolve(work).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(GraphQLRequestError);
  const { code, errors } = error as GraphQLRequestError;
  return { code, message: errors[0]!.message };
}

describe('a key', () => {
  test('B11 speaks for a person, who may read, and is recognised by how its secret begins', async () => {
    const { secret, apiKey } = await newKey(ours);
    expect(secret).toMatch(/^tl_[0-9a-hjkmnp-tv-z]{38}$/);
    expect(apiKey).toMatchObject({
      state: 'ACTIVE',
      scopes: ['events:read', 'tickets:read'],
      actsFor: { __typename: 'Contact', id: ours.contactId },
      secrets: [{ hint: secret.slice(0, 7) }],
      expiresAt: '2026-10-11T08:00:00.000Z', // 90 days
      lastUsedAt: null,
    });
    expect((await machine(secret).tickets.list()).nodes).toHaveLength(1);
    const viewer = await machine(secret).accounts.viewer();
    expect(viewer).toMatchObject({ __typename: 'Contact', id: ours.contactId });
  });

  test('B11 does what its scopes name and nothing else, whatever the person may', async () => {
    const { secret } = await newKey(ours);
    const { code, message } = await refusal(machine(secret).accounts.list());
    expect([code, message]).toEqual(['FORBIDDEN', 'This API key lacks the scope accounts:read.']);
    const [ticket] = (await ours.client.tickets.list()).nodes;
    expect(await refusal(machine(secret).tickets.reply({ ticketId: ticket!.id, body: 'Hm.' }))).toEqual({
      code: 'FORBIDDEN',
      message: 'This API key lacks the scope tickets:write.',
    });
    const nodes = (ids: string[]) =>
      machine(secret).request('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    expect(await nodes([ticket!.id])).toEqual({ nodes: [{ id: ticket!.id }] });
    expect((await refusal(nodes([ticket!.id, ours.contactId]))).code).toBe('FORBIDDEN');
    expect((await refusal(nodes(['who_knows']))).code).toBe('FORBIDDEN');
  });

  test('B11 cannot do what the person may not, nor look into another account', async () => {
    const { secret } = await newKey(ours, { scopes: [...SCOPES] });
    expect((await refusal(machine(secret).tickets.queue())).code).toBe('FORBIDDEN');
    expect(await machine(secret).accounts.get(theirs.accountId)).toBeNull();
  });

  test('B11 makes, sees and ends no key, whatever its scopes', async () => {
    const { id, secret } = await newKey(ours, { scopes: [...SCOPES] });
    const by = machine(secret);
    for (const attempt of [
      by.keys.create({ name: 'Child', scopes: ['tickets:read'] }),
      by.keys.rotate({ apiKeyId: id }),
      by.keys.revoke({ apiKeyId: id }),
      by.keys.get(id),
      by.keys.list(),
    ].map((one) => refusal(one))) {
      expect((await attempt).message).toContain('is not for API keys');
    }
  });

  test('B11 is told in every event that it caused, beside the person', async () => {
    const { id, secret } = await newKey(ours, { scopes: ['tickets:write'] });
    const { ticket } = unwrap(
      await machine(secret).tickets.open({
        requestType: 'LOGIN_ISSUE',
        severity: 'SEVERE',
        sku: 'IQ-TM',
        subject: 'Nobody can sign in',
        question: 'What can we do?',
      }),
    );
    const { nodes } = await ours.client.events.list({ subject: ticket.id });
    expect(nodes[0]).toMatchObject({ actorKind: 'CONTACT', actorId: ours.contactId, apiKeyId: id });
    const own = await ours.client.events.list({ subject: id });
    expect(own.nodes).toMatchObject([{ type: 'api_key.created', actorId: ours.contactId, apiKeyId: null }]);
  });

  test('B11 is its own namer of requests: the person’s idempotency keys are others', async () => {
    const { secret } = await newKey(ours, { scopes: ['tickets:write'] });
    const [ticket] = (await ours.client.tickets.list({ first: 1 })).nodes;
    const options = { idempotencyKey: 'the-same' };
    unwrap(await machine(secret).tickets.reply({ ticketId: ticket!.id, body: 'From the machine.' }, options));
    unwrap(await ours.client.tickets.reply({ ticketId: ticket!.id, body: 'From Aline.' }, options));
  });
});

describe('the life of a key', () => {
  test('B11 its secret is shown once: a repetition of the request gets none', async () => {
    const input = { name: 'Once', scopes: ['tickets:read'] };
    const options = { idempotencyKey: 'create-once' };
    const first = unwrap(await ours.client.keys.create(input, options));
    const again = unwrap(await ours.client.keys.create(input, options));
    expect(again.apiKey.id).toBe(first.apiKey.id);
    expect([typeof first.secret, again.secret]).toEqual(['string', null]);
    const rows = await query('select * from "IdempotencyKey"');
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(first.secret);
    expect(JSON.stringify(await query('select * from "ApiKeySecret"'))).not.toContain(first.secret);
    expect(JSON.stringify(await query('select * from "Event"'))).not.toContain(first.secret);
  });

  test('B11 a rotation lets both secrets open it for a while, and never three', async () => {
    const { id, secret: first } = await newKey(ours);
    const second = unwrap(await ours.client.keys.rotate({ apiKeyId: id, overlapHours: 2 })).secret!;
    await machine(first).tickets.list();
    await machine(second).tickets.list();
    desk.at('2026-07-13T10:00:00Z');
    expect((await refusal(machine(first).tickets.list())).message).toContain('rotated');
    const third = unwrap(await ours.client.keys.rotate({ apiKeyId: id })).secret!;
    const fourth = unwrap(await ours.client.keys.rotate({ apiKeyId: id })).secret!;
    expect((await refusal(machine(second).tickets.list())).code).toBe('UNAUTHENTICATED');
    for (const secret of [third, fourth]) await machine(secret).tickets.list();
  });

  test('B11 that it expires is told a week before, once, to the administrators and in the feed', async () => {
    const { id, secret } = await newKey(theirs, { expiresInDays: 30 });
    await newKey(theirs, { expiresInDays: 13 }); // known to end
    const tell = (at: string) =>
      asTenant('every-account', () => tellExpiringKeys(desk.server.database.client, new Date(at)));
    expect(await tell('2026-08-05T07:59:59Z')).toBe(0);
    expect(await tell('2026-08-05T08:00:00Z')).toBe(1);
    expect(await tell('2026-08-05T08:00:01Z')).toBe(0);
    desk.at('2026-08-05T08:00:01Z');
    const { nodes } = await theirs.client.events.list({ types: ['api_key.expiring'] });
    expect(nodes.map(({ subject, payload }) => [subject, payload])).toEqual([
      [id, { apiKeyId: id, expiresAt: '2026-08-12T08:00:00.000Z' }],
    ]);
    const inbox = await theirs.client.notifications.list();
    expect(inbox.nodes.map(({ kind, title }) => [kind, title])).toEqual([
      ['API_KEY_EXPIRING', `The API key ${secret.slice(0, 7)}… expires on 12 August 2026`],
    ]);
  });

  test('B11 it expires, and then nothing brings it back', async () => {
    const { id, secret } = await newKey(ours, { expiresInDays: 1 });
    desk.at('2026-07-14T07:59:59Z');
    await machine(secret).tickets.list();
    desk.at('2026-07-14T08:00:00Z');
    expect((await refusal(machine(secret).tickets.list())).message).toContain('expired');
    expect(await ours.client.keys.rotate({ apiKeyId: id })).toMatchObject({ code: 'API_KEY_ENDED' });
    expect(await ours.client.keys.revoke({ apiKeyId: id })).toMatchObject({ code: 'API_KEY_ENDED' });
    expect(await ours.client.keys.get(id)).toMatchObject({ state: 'EXPIRED' });
  });

  test('B11 a revocation is seen by every process with the next request', async () => {
    const { id, secret } = await newKey(ours);
    const elsewhere = await startServer({
      door: await openDoor({ port: 0, host: '127.0.0.1' }),
      files: desk.server.files,
      database: desk.server.database,
      issuer: {
        issuer: 'https://issuer.test',
        audience: 'tierline',
        keys: () => Promise.reject(new Error()),
      },
      log: createLog('silent'),
      clock: desk.server.clock.now,
    });
    try {
      const there = machine(secret, elsewhere.url);
      expect((await there.tickets.list()).nodes.length).toBeGreaterThan(0);
      unwrap(await ours.client.keys.revoke({ apiKeyId: id }));
      const answers = await Promise.all([
        refusal(there.tickets.list()),
        refusal(machine(secret).tickets.list()),
      ]);
      expect(answers).toEqual(
        Array(2).fill({ code: 'UNAUTHENTICATED', message: 'The API key has been revoked.' }),
      );
      expect(await ours.client.keys.get(id)).toMatchObject({
        state: 'REVOKED',
        revokedAt: expect.any(String) as string,
      });
    } finally {
      await elsewhere.stop();
    }
  });

  test('B11 its last use is written to the minute, not for every request', async () => {
    const { id, secret } = await newKey(ours);
    const lastUse = async () => (await ours.client.keys.get(id))!.lastUsedAt;
    await machine(secret).tickets.list();
    expect(await lastUse()).toBe('2026-07-13T08:00:00.000Z');
    desk.at('2026-07-13T08:00:59Z');
    await machine(secret).tickets.list();
    expect(await lastUse()).toBe('2026-07-13T08:00:00.000Z');
    desk.at('2026-07-13T08:01:00Z');
    await machine(secret).tickets.list();
    expect(await lastUse()).toBe('2026-07-13T08:01:00.000Z');
  });

  test('B11 a secret that is cut, mistyped or unknown says so', async () => {
    const { secret } = await newKey(ours);
    const changed = `${secret.slice(0, 10)}${secret[10] === 'a' ? 'b' : 'a'}${secret.slice(11)}`;
    for (const bad of [changed, secret.slice(0, -1), 'tl_', `${secret}0`]) {
      expect((await refusal(machine(bad).tickets.list())).message).toContain('mistyped or cut');
    }
    const stranger = 'tl_00000000000000000000000000000000';
    expect((await refusal(machine(stranger).tickets.list())).code).toBe('UNAUTHENTICATED');
  });

  test('B11 no secret comes into the log or from an address', async () => {
    const { secret } = await newKey(ours);
    await machine(secret).tickets.list();
    await refusal(machine(`${secret}0`).tickets.list());
    const ask = `${desk.server.url}/graphql?query={tickets{totalCount}}&token=${secret}&access_token=${secret}`;
    const response = await fetch(ask, { headers: { 'apollo-require-preflight': 'true' } });
    expect(await response.text()).toContain('UNAUTHENTICATED');
    await fetch(`${desk.server.url}/${secret.slice(0, 3)}?${secret}`);
    expect(desk.server.logged().length).toBeGreaterThan(0);
    expect(JSON.stringify(desk.server.logged())).not.toContain(secret.slice(7, 30));
  });
});

describe('who manages keys', () => {
  test('B11 administrators those of their account, for any of its people; managers all', async () => {
    const colleague = await ours.colleague();
    const { id, apiKey } = await newKey(ours, { actsForId: colleague.contactId });
    expect(apiKey.actsFor).toMatchObject({ id: colleague.contactId });
    expect((await refusal(newKey(colleague))).code).toBe('FORBIDDEN');
    expect((await colleague.client.keys.list()).nodes).toEqual([]);
    expect(await theirs.client.keys.get(id)).toBeNull();
    expect((await refusal(theirs.client.keys.revoke({ apiKeyId: id }))).code).toBe('NOT_FOUND');
    expect(
      await theirs.problem('createApiKey', {
        name: 'x',
        scopes: ['tickets:read'],
        actsForId: ours.contactId,
      }),
    ).toMatchObject({ code: 'INVALID_INPUT', issues: [{ path: 'actsForId', code: 'UNKNOWN' }] });
    const all = await desk.manager.client.keys.list({ accountId: ours.accountId }).all(100);
    expect(all.map((key) => key.id)).toContain(id);
    const ofEngineer = await newKey(desk.manager, {
      actsForId: desk.engineer.staffId,
      scopes: ['tickets:read'],
    });
    expect((await machine(ofEngineer.secret).tickets.queue()).nodes.length).toBeGreaterThan(0);
    expect(
      (await refusal(desk.engineer.client.keys.create({ name: 'x', scopes: ['tickets:read'] }))).code,
    ).toBe('FORBIDDEN');
  });

  test('S22 B11 a partner’s administrator those of its people, who see what customers granted', async () => {
    const partner = await newPartner(desk);
    await grantAccess(ours, partner, { scopes: ['READ'] });
    const { id, secret, apiKey } = await newKey(partner);
    expect(apiKey.actsFor).toMatchObject({ __typename: 'PartnerPerson', id: partner.personId });
    const [ticket] = (await machine(secret).tickets.list()).nodes;
    const { nodes } = await machine(secret).events.list({ subject: ticket!.id });
    expect(nodes.map(({ type }) => type)).toContain('ticket.opened');
    expect((await machine(secret).events.list({ accountId: theirs.accountId })).nodes).toEqual([]);
    expect((await partner.client.keys.list()).nodes.map((key) => key.id)).toEqual([id]);
    const stranger = await newPartner(desk);
    expect(await stranger.client.keys.get(id)).toBeNull();
    expect(await ours.client.keys.get(id)).toBeNull();
    unwrap(await partner.client.keys.revoke({ apiKeyId: id }));
    expect((await refusal(machine(secret).tickets.list())).code).toBe('UNAUTHENTICATED');
  });

  test('B11 bad input is told in full, in both languages', async () => {
    const problem = await ours.problem('createApiKey', { name: ' ', scopes: [], expiresInDays: 367 });
    expect(problem.issues).toMatchObject([
      { path: 'name', en: 'is empty.' },
      { path: 'scopes', en: 'is empty.' },
      { path: 'expiresInDays', en: 'is more than 366.', fr: 'est supérieur à 366.' },
    ]);
    expect(await ours.problem('createApiKey', { name: 'x', scopes: ['tickets:admin'] })).toMatchObject({
      issues: [{ path: 'scopes', code: 'UNKNOWN' }],
    });
  });
});

async function query(text: string): Promise<object[]> {
  const client = new pg.Client(desk.server.databaseUrl);
  await client.connect();
  try {
    return (await client.query(text)).rows as object[];
  } finally {
    await client.end();
  }
}
