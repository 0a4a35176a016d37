import { newId } from '@tierline/prisma/ids';
import { unwrap } from '@tierline/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { meanwhileAt } from '../support/meanwhile.ts';
import { newPartner, type PartnerCaller } from '../support/partners.ts';
import { caller, openDesk, REQUEST, type Caller, type Desk } from '../support/programme.ts';
import { newSandbox, type SandboxWorld } from '../support/sandboxes.ts';

let desk: Desk;
let partner: PartnerCaller;
let world: SandboxWorld;
const MONDAY = '2026-05-04T06:00:00.000Z';
beforeAll(async () => {
  desk = await openDesk({ at: MONDAY });
  partner = await newPartner(desk);
  world = await newSandbox(desk, partner);
}, 60_000);
afterAll(() => desk?.stop());

const place = { name: 'Another', timeZone: 'Europe/Paris', country: 'FR' };

test(
  'B22 one that is reset begins again as on its first day, with the same keys and endpoints',
  { timeout: 60_000 },
  async () => {
    const first = await world.told();
    const url = 'https://partner.example/hook';
    const { webhook } = unwrap(await world.customer.client.webhooks.add({ url, description: 'Ours' }));
    await world.customer.act('openTicket', REQUEST);
    await world.advance('2026-05-04T09:00:00Z');

    unwrap(await partner.client.sandboxes.reset({ sandboxId: world.id, startsAt: '2026-06-01T06:00:00Z' }));

    expect(await partner.client.sandboxes.get(world.id)).toMatchObject({
      now: '2026-06-01T06:00:00.000Z',
      advancingTo: null,
    });
    expect((await world.customer.client.tickets.list()).nodes).toEqual([]);
    expect((await world.told()).map(({ type }) => type)).toEqual(first.map(({ type }) => type));
    const [event] = await world.customer.client.events.list().all(1);
    expect(event!.accountPosition).toBe('1');
    expect((await world.customer.client.webhooks.list()).nodes.map(({ id }) => id)).toEqual([webhook.id]);
    const ticket = await world.customer.act('openTicket', REQUEST);
    expect(ticket).toMatchObject({ plan: 'PREMIUM', receivedAt: '2026-06-01T06:00:00.000Z' });
  },
);

test('B22 a partner has three at most; deleting one makes room, and its keys end', async () => {
  const { sandbox } = unwrap(await partner.client.sandboxes.create(place));
  unwrap(await partner.client.sandboxes.create(place));
  expect(await partner.client.sandboxes.create(place)).toMatchObject({ code: 'SANDBOX_LIMIT', limit: 3 });
  const key = { sandboxId: sandbox.id, persona: 'CUSTOMER' as const };
  const { secret } = unwrap(await partner.client.sandboxes.createKey(key));
  unwrap(await partner.client.sandboxes.delete({ sandboxId: sandbox.id }));
  expect(await partner.client.sandboxes.get(sandbox.id)).toBeNull();
  const late = await fetch(`${desk.server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
    body: '{"query":"{ viewer { __typename } }"}',
  });
  expect(late.status).toBe(401);
  unwrap(await partner.client.sandboxes.create(place));
});

test('B22 its clock goes forward only, a year at a time', async () => {
  const advance = (input: object) => partner.client.sandboxes.advanceClock({ sandboxId: world.id, ...input });
  for (const [input, issue] of [
    [{}, { path: 'to', code: 'ONE_OF_BOTH' }],
    [
      { to: '2026-07-01T00:00:00Z', bySeconds: 1 },
      { path: 'to', code: 'ONE_OF_BOTH' },
    ],
    [{ to: '2026-05-31T00:00:00Z' }, { path: 'to', code: 'TOO_SMALL' }],
    [{ to: '2027-06-03T06:00:00Z' }, { path: 'to', code: 'TOO_BIG' }],
  ] as const) {
    expect(await advance(input)).toMatchObject({ code: 'INVALID_INPUT', issues: [issue] });
  }
});

test('B22 making and managing them is for partners’ administrators; a new key of a persona ends the former', async () => {
  for (const who of [desk.manager, desk.engineer]) {
    await expect(who.client.sandboxes.create(place)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  }
  const key = { sandboxId: world.id, persona: 'TAM' as const };
  unwrap(await partner.client.sandboxes.createKey(key));
  await expect(world.tam.client.accounts.viewer()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  const { keys } = (await partner.client.sandboxes.get(world.id))!;
  expect(keys.map(({ persona }) => persona)).toEqual(['CUSTOMER', 'ENGINEER', 'MANAGER', 'PARTNER', 'TAM']);
});

test('B11 B22 who subscribes in a sandbox is told of it as it happens, at the instant of its clock', async () => {
  const { client } = world.customer;
  const after = (await client.events.list().all(1_000)).at(-1)!.position;
  const { id } = await world.customer.act('openTicket', { ...REQUEST, subject: 'Seen live' });
  for await (const event of client.events.live({ after, types: ['ticket.opened'] })) {
    expect(event).toMatchObject({ subject: id, accountId: world.id });
    expect(event.occurredAt).toBe((await partner.client.sandboxes.get(world.id))!.now);
    break;
  }
});

test('B22 S39 whose access ends while they make a key has none', async () => {
  const subject = newId('pps');
  const { id } = await partner.act('addPartnerPerson', {
    ...{ partnerId: partner.partnerId, name: 'Ana Sol', email: `${subject}@atelier.example`, subject },
    roles: ['PARTNER_ADMINISTRATOR'],
  });
  const ana = caller(desk.server, await desk.server.token(subject));
  const ending = `update "PartnerPerson" set "accessEndedAt" = now(), "roles" = '{}' where "id" = '${id}'`;
  const make = () => ana.client.sandboxes.createKey({ sandboxId: world.id, persona: 'MANAGER' });
  await expect(meanwhileAt(desk.server.databaseUrl, [ending], make)).rejects.toMatchObject({
    code: 'UNAUTHENTICATED',
  });
  expect(await world.manager.client.accounts.viewer()).not.toBeNull(); // the former key works on
});

test('B22 S39 the keys that a person of the partner made end with their access, for good', async () => {
  const subject = newId('pps');
  const { id: personId } = await partner.act('addPartnerPerson', {
    ...{ partnerId: partner.partnerId, name: 'Marc Duval', email: `${subject}@atelier.example`, subject },
    roles: ['PARTNER_ADMINISTRATOR'],
  });
  const marc = caller(desk.server, await desk.server.token(subject));
  const keyOf = async (who: Caller, persona: 'CUSTOMER' | 'PARTNER' | 'TAM') =>
    unwrap(await who.client.sandboxes.createKey({ sandboxId: world.id, persona })).secret!;
  const theirs = [await keyOf(marc, 'CUSTOMER'), await keyOf(marc, 'PARTNER')];
  const ours = await keyOf(partner, 'TAM');
  const works = async (secret: string) =>
    (await caller(desk.server, secret).read<{ viewer: object | null }>('{ viewer { __typename } }')).viewer;
  for (const secret of [...theirs, ours]) expect(await works(secret)).not.toBeNull();
  await partner.act('endAccess', { personId, reason: 'Left.' });
  for (const secret of theirs) await expect(works(secret)).rejects.toThrow('UNAUTHENTICATED');
  expect(await works(ours)).not.toBeNull();
  const events = (await desk.manager.client.audit.list({ subject: partner.partnerId })).nodes;
  const ended = events.filter(({ type }) => type === 'sandbox.key_ended');
  expect(ended.map(({ payload }) => payload)).toHaveLength(2);
  for (const persona of ['CUSTOMER', 'PARTNER']) {
    expect(ended.map(({ payload }) => payload)).toContainEqual(
      expect.objectContaining({ sandboxId: world.id, persona }),
    );
  }
  await partner.act('restoreAccess', { personId, reason: 'Is back.', roles: ['PARTNER_ADMINISTRATOR'] });
  for (const secret of theirs) await expect(works(secret)).rejects.toThrow('UNAUTHENTICATED');
});
