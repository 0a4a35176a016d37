import { unwrap } from '@tierline/sdk';
import { createLog } from '@tierline/server/log';
import { createWebhookSender } from '@tierline/server/webhook-sender';
import { deliverDue } from '@tierline/server/webhooks';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { grantAccess, newPartner, type PartnerCaller } from '../support/partners.ts';
import { caller, openDesk, type Customer, type Desk } from '../support/programme.ts';
import { openReceiver, type Receiver } from './receiver.ts';

const sender = createWebhookSender({ loopbackWebhooks: true });
let desk: Desk;
let partner: PartnerCaller;
let receiver: Receiver;
let ours: Customer;
let webhookId: string;
const opened: Receiver[] = [];

beforeAll(async () => {
  desk = await openDesk({ at: '2026-07-13T08:00:00Z', loopbackWebhooks: true });
});
afterAll(async () => {
  await sender.close();
  await Promise.all(opened.map((one) => one.close()));
  await desk.stop();
});
beforeEach(async () => {
  desk.at('2026-07-13T08:00:00Z');
  partner = await newPartner(desk);
  ours = await desk.customer();
  receiver = await openReceiver();
  opened.push(receiver);
  const input = { url: receiver.url, description: 'Sync', types: ['ticket.*'] };
  webhookId = unwrap(await partner.client.webhooks.add(input)).webhook.id;
});

const round = () =>
  deliverDue({
    database: desk.server.database,
    sender,
    log: createLog('silent'),
    clock: desk.server.clock.now,
  });
const heard = () => receiver.received.map(({ type, subject }) => `${type} ${subject}`);

test('S22 B11 a partner hears of the accounts that let it act for them, from then on, and of no other', async () => {
  await ours.open(); // before it was let in
  await round();
  await grantAccess(ours, partner, { scopes: ['READ'] });
  const theirs = await desk.customer();
  await theirs.open();
  const { id: ticketId } = await ours.open();
  await desk.engineer.act('addInternalNote', { ticketId, body: 'For ourselves.' });
  await round();
  expect(heard()).toEqual([`ticket.opened ${ticketId}`]);
  const { data } = JSON.parse(receiver.received[0]!.body) as {
    data: { id: string; accountPosition: string };
  };
  const { nodes } = await partner.client.events.list({ subject: ticketId, types: ['ticket.opened'] });
  expect(data).toMatchObject({ id: nodes[0]!.id, accountPosition: nodes[0]!.accountPosition });
});

test('S22 when the grant ends nothing more is sent, neither what happens nor what was on its way', async () => {
  const { id: grantId } = await grantAccess(ours, partner);
  receiver.answer((_message, response) => void response.writeHead(500).end());
  const { id } = await ours.open();
  await round();
  expect(heard()).toEqual([`ticket.opened ${id}`]);
  const pending = () => partner.client.webhooks.deliveries(webhookId, { first: 10 });
  expect((await pending())!.deliveries.nodes.map(({ state }) => state)).toEqual(['PENDING']);

  await ours.act('revokePartnerAccess', { grantId });
  await ours.open();
  desk.at('2026-07-13T09:00:00Z');
  await round();
  await round();
  expect(heard()).toEqual([`ticket.opened ${id}`]);
  expect((await pending())!.deliveries.nodes).toEqual([]); // of an account that lets it see nothing
  expect(unwrap(await partner.client.webhooks.replay({ webhookId, fromPosition: '1' })).webhook.id).toBe(
    webhookId,
  );
  await round();
  expect(heard()).toHaveLength(1);
});

test('S22 while a partner is suspended it hears nothing', async () => {
  await grantAccess(ours, partner);
  await desk.manager.act('suspendPartner', { partnerId: partner.partnerId, reason: 'Unpaid.' });
  await ours.open();
  await round();
  await desk.manager.act('reinstatePartner', { partnerId: partner.partnerId });
  const { id } = await ours.open();
  await round();
  expect(heard()).toEqual([`ticket.opened ${id}`]);
});

test('S22 B11 its administrators look after it as others do after theirs', async () => {
  const { client } = partner;
  expect((await client.webhooks.list()).nodes).toMatchObject([
    { id: webhookId, partner: { id: partner.partnerId } },
  ]);
  unwrap(await client.webhooks.test({ webhookId }));
  await round();
  expect(heard()).toEqual([`webhook.tested ${webhookId}`]);
  const rotated = unwrap(await client.webhooks.rotateSecret({ webhookId }));
  expect(rotated.secret).toMatch(/^whsec_/);
  unwrap(await client.webhooks.stop({ webhookId }));
  unwrap(await client.webhooks.start({ webhookId }));
  const other = await newPartner(desk);
  for (const caller of [other, ours, await desk.customer()]) {
    expect(await caller.client.webhooks.get(webhookId)).toBeNull();
    await expect(caller.client.webhooks.remove({ webhookId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  }
  const input = { url: 'https://hooks.example.com/in', description: 'Sync', accountId: ours.accountId };
  await expect(client.webhooks.add(input)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  unwrap(await client.webhooks.remove({ webhookId }));
  expect((await client.webhooks.list()).nodes).toEqual([]);
});

test('S22 a person of a partner who is no administrator adds none', async () => {
  const subject = `agent-${partner.personId}`;
  await partner.act('addPartnerPerson', {
    partnerId: partner.partnerId,
    name: 'Noé Blanc',
    email: `${subject}@atelier.example`,
    roles: ['PARTNER_AGENT'],
    subject,
  });
  const { client } = caller(desk.server, await desk.server.token(subject));
  const input = { url: 'https://hooks.example.com/in', description: 'Sync' };
  await expect(client.webhooks.add(input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
