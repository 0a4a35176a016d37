import type { LookupAddress } from 'node:dns';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWebhookSender, isPublic, type WebhookSender } from '@tierline/server/webhook-sender';
import { afterAll, beforeAll, expect, test } from 'vitest';

let hits = 0;
let redirect: string | undefined;
const inside = createServer((_request, response) => {
  hits += 1;
  if (redirect) response.writeHead(307, { location: redirect });
  response.end('internal');
});
/** What DNS says, where it is not asked. */
const names: Record<string, string[]> = {
  'inside.example.com': ['127.0.0.1'],
  'mixed.example.com': ['93.184.216.34', '127.0.0.1'],
  'inside6.example.com': ['::1'],
};
const dns = (hostname: string, _options: object, answer: (error: null, found: LookupAddress[]) => void) =>
  answer(
    null,
    (names[hostname] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
  );
const sender = createWebhookSender();
const senders: WebhookSender[] = [sender];
let port: number;

beforeAll(async () => {
  await new Promise<void>((resolve) => inside.listen(0, resolve));
  port = (inside.address() as AddressInfo).port;
});
afterAll(async () => {
  await Promise.all(senders.map((one) => one.close()));
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
    const outcome = await send(sender, url);
    expect(outcome).toMatchObject({ status: null, responseBody: null });
    expect(outcome.error).toMatch(/public server|not known|resolved/);
  }
  expect(hits).toBe(0);
});

function send(by: WebhookSender, url: string) {
  const delivery = { id: 'whd_1', eventId: 'evt_1', url, body: '{}', secrets: ['whsec_AAAA'], attempts: 0 };
  return by.send(delivery, new Date());
}

function newSender(options: Parameters<typeof createWebhookSender>[0]): WebhookSender {
  const made = createWebhookSender(options);
  senders.push(made);
  return made;
}

test.each([false, true])(
  'B11 nothing is sent to another name that DNS leads to this machine, also where this machine will do: %s',
  async (loopbackWebhooks) => {
    const careful = newSender({ loopbackWebhooks, resolveName: dns });
    hits = 0;
    for (const name of Object.keys(names)) {
      for (const url of [`https://${name}:${port}/`, `http://${name}:${port}/`]) {
        expect(await send(careful, url)).toMatchObject({
          status: null,
          error: 'The name does not lead to a public server.',
        });
      }
    }
    expect(hits).toBe(0);
  },
);

test('B11 where this machine will do, it is by http to localhost, 127.0.0.1 and [::1], and by nothing else', async () => {
  const local = newSender({ loopbackWebhooks: true });
  hits = 0;
  for (const host of ['localhost', '127.0.0.1']) {
    expect(await send(local, `http://${host}:${port}/hook?a=b`)).toMatchObject({
      status: 200,
      responseBody: 'internal',
    });
  }
  expect(hits).toBe(2);
  // There are machines without IPv6; it is tried on them too.
  expect((await send(local, `http://[::1]:${port}/`)).error).not.toBe(
    'The name does not lead to a public server.',
  );
  hits = 0;
  const others = [
    'https://localhost',
    'http://localhost.',
    'http://127.0.0.2',
    'http://0.0.0.0',
    'http://[::]',
  ];
  for (const other of [...others, 'http://[::ffff:127.0.0.1]', 'https://127.0.0.1', 'http://10.0.0.1']) {
    expect((await send(local, `${other}:${port}/`)).error, other).toMatch(/public server|not known|resolved/);
  }
  expect(hits).toBe(0);
});

test.each([[['10.0.0.1']], [['127.0.0.1', '10.0.0.1']], [['169.254.169.254']], [[]]])(
  'B11 localhost that leads to %j is not this machine',
  async (addresses) => {
    const resolveName: typeof dns = (_hostname, _options, answer) =>
      answer(
        null,
        addresses.map((address) => ({ address, family: 4 })),
      );
    const local = newSender({ loopbackWebhooks: true, resolveName });
    hits = 0;
    const { error } = await send(local, `http://localhost:${port}/`);
    expect([error, hits]).toEqual(['The name does not lead to a public server.', 0]);
  },
);

test('B11 a redirect from this machine to this machine is not followed', async () => {
  hits = 0;
  redirect = `http://127.0.0.1:${port}/elsewhere`;
  const { status } = await send(newSender({ loopbackWebhooks: true }), `http://localhost:${port}/`);
  redirect = undefined;
  expect([status, hits]).toEqual([307, 1]);
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
