import { asTenant } from '@tierline/prisma/tenancy';
import { createClient, type GraphQLRequestError, unwrap } from '@tierline/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { grantAccess, newPartner } from '../support/partners.ts';
import { openDesk, REQUEST, type Customer, type Desk } from '../support/programme.ts';

let desk: Desk;
let ours: Customer;

beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T07:00:00Z' });
  ours = await desk.customer();
});
afterAll(() => desk.stop());

test('B11 the audit log says who changed what, from where, by which request, before and after', async () => {
  await desk.manager.act('relocateAccount', {
    accountId: ours.accountId,
    timeZone: 'Europe/Berlin',
    country: 'DE',
  });
  const { nodes } = await desk.manager.client.audit.list({ accountId: ours.accountId, first: 1 });
  expect(nodes).toMatchObject([
    {
      type: 'account.relocated',
      subject: ours.accountId,
      actorKind: 'STAFF',
      actorId: desk.manager.staffId,
      onBehalfOfId: null,
      apiKeyId: null,
      before: { timeZone: 'Europe/Paris', country: 'FR', subdivision: null },
      after: { timeZone: 'Europe/Berlin', country: 'DE', subdivision: null },
    },
  ]);
  expect(nodes[0]!.address).toMatch(/127\.0\.0\.1|::1/);
  expect(nodes[0]!.requestId).toMatch(/^[0-9a-f-]{36}$/);

  // The account's own administrator sees the same, but not from where the vendor's people work.
  const own = await ours.client.audit.list({ first: 1 });
  expect(own.nodes).toEqual([{ ...nodes[0]!, address: null }]);
});

test('S22 B11 it names the key that spoke, and the account in whose name a partner acted', async () => {
  const made = unwrap(await ours.client.keys.create({ name: 'Sync', scopes: ['tickets:write'] }));
  const url = `${desk.server.url}/graphql`;
  unwrap(await createClient({ url, token: made.secret! }).tickets.open(REQUEST as never));
  const byKey = await ours.client.audit.list({ apiKeyId: made.apiKey.id });
  expect(byKey.nodes.map(({ type }) => type)).toContain('ticket.opened');
  expect(new Set(byKey.nodes.map(({ actorId }) => actorId))).toEqual(new Set([ours.contactId]));

  const partner = await newPartner(desk);
  await grantAccess(ours, partner);
  await partner.act('openTicket', { ...REQUEST, requesterId: ours.contactId });
  const byPartner = await ours.client.audit.list({ actorId: partner.personId });
  expect(byPartner.nodes.at(-1)).toMatchObject({ actorKind: 'PARTNER', onBehalfOfId: ours.accountId });
});

test('B11 it is read page by page, in a span of time, and by subject', async () => {
  const all = await ours.client.audit.list({ first: 3 }).all(100);
  const positions = all.map(({ position }) => Number(position));
  expect(positions).toEqual(positions.toSorted((a, b) => b - a));
  expect(all.length).toBeGreaterThan(6);
  const none = await ours.client.audit.list({ recordedBefore: '2020-01-01T00:00:00Z' });
  expect(none.nodes).toEqual([]);
  const later = await ours.client.audit.list({
    recordedFrom: '2020-01-01T00:00:00Z',
    subject: ours.accountId,
  });
  expect(new Set(later.nodes.map(({ subject }) => subject))).toEqual(new Set([ours.accountId]));
});

test('S39 B11 it is for administrators and managers, each for what is theirs', async () => {
  const [colleague, theirs] = [await ours.colleague(), await desk.customer()];
  for (const stranger of [colleague, desk.engineer]) {
    const error: unknown = await Promise.resolve(stranger.client.audit.list()).catch(
      (thrown: unknown) => thrown,
    );
    expect((error as GraphQLRequestError).code).toBe('FORBIDDEN');
  }
  expect((await theirs.client.audit.list({ accountId: ours.accountId })).nodes).toEqual([]);
  expect((await desk.anonymous.error('{ auditLog { nodes { type } } }')).code).toBe('UNAUTHENTICATED');
});

test('B11 no event can be changed or deleted by the role that the server works as', async () => {
  const { client: db } = desk.server.database;
  await asTenant('every-account', async () => {
    const before = await db.event.count();
    for (const attempt of [
      db.event.updateMany({ data: { type: 'nothing.happened' } }),
      db.event.deleteMany(),
      db.$executeRaw`update "Event" set "payload" = '{}'`,
      db.$executeRaw`delete from "Event"`,
      db.$executeRaw`truncate "Event"`,
      db.$executeRaw`alter table "Event" disable row level security`,
    ]) {
      await expect(attempt).rejects.toThrow(/permission denied|must be owner|42501/);
    }
    expect(await db.event.count()).toBe(before);
  });
});
