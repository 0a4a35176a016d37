import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWebhookSender, isPublic } from '@tierline/server/webhook-sender';
import { afterAll, beforeAll, expect, test } from 'vitest';

let hits = 0;
const inside = createServer((_request, response) => {
  hits += 1;
  response.end('internal');
});
const sender = createWebhookSender();
let port: number;

beforeAll(async () => {
  await new Promise<void>((resolve) => inside.listen(0, resolve));
  port = (inside.address() as AddressInfo).port;
});
afterAll(async () => {
  await sender.close();
  inside.close();
});

test.each([
  '127.0.0.1',
  'localhost',
  'localhost.',
  '2130706433',
  '0x7f.1',
  '017700000001',
  '127.1',
  '0',
  '[::1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '0.0.0.0',
  '127.0.0.1.',
  '①②⑦.⓪.⓪.①',
  '[::]',
  '[64:ff9b::7f00:1]',
])('B11 nothing is sent to %s, whose address is inside', async (host) => {
  for (const url of [`https://${host}:${port}/`, `http://${host}:${port}/`, `https://u:p@${host}:${port}/`]) {
    const delivery = { id: 'whd_1', eventId: 'evt_1', url, body: '{}', secrets: ['whsec_AAAA'], attempts: 0 };
    const outcome = await sender.send(delivery, new Date());
    expect(outcome).toMatchObject({ status: null, responseBody: null });
    expect(outcome.error).toMatch(/public server|not known|resolved/);
  }
  expect(hits).toBe(0);
});

test.each([
  ['93.184.216.34', true],
  ['2606:2800:220:1:248:1893:25c8:1946', true],
  ['10.0.0.1', false],
  ['172.16.0.1', false],
  ['192.168.1.1', false],
  ['127.0.0.1', false],
  ['169.254.169.254', false],
  ['100.64.0.1', false],
  ['0.0.0.0', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['192.0.2.1', false],
  ['::1', false],
  ['::', false],
  ['fe80::1', false],
  ['fd00:ec2::254', false],
  ['::ffff:10.0.0.1', false],
  ['64:ff9b::a00:1', false],
  ['64:ff9b:1::a00:1', false],
  ['2002:a00:1::', false],
  ['2001:db8::1', false],
  ['2001::1', false],
  ['100::1', false],
  ['fec0::1', false],
  ['3fff::1', false],
  ['5f00::1', false],
])('B11 %s is public: %s', (address, expected) => {
  expect(isPublic(address)).toBe(expected);
});
