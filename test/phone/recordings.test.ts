import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { asTenant } from '@tierline/prisma/tenancy';
import { openVoicemails } from '@tierline/schema/phone/phone.jobs';
import { claimRecordings, settleRecording } from '@tierline/schema/phone/recordings.jobs';
import { keepRecording } from '@tierline/schema/phone/keep-recording';
import { takeCall } from '@tierline/schema/phone/take-call';
import { chooseCallSeverity } from '@tierline/schema/phone/choose-call-severity';
import { unwrap } from '@tierline/sdk';
import { fetchRecordings } from '@tierline/server/channels/twilio-recordings';
import { createLog } from '@tierline/server/log';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';

/** Monday, 10:00 in Paris. */
const NOW = '2026-05-04T08:00:00Z';
const SECRET = 'token-of-the-account';
const SOUND = Buffer.from('ID3 a voice');

let desk: Desk;
let twilio: Server;
let apiUrl: string;
let asked: { path: string | undefined; authorization: string | undefined }[] = [];
let status = 200;

beforeAll(async () => {
  desk = await openDesk({ at: NOW });
  twilio = createServer((request, response) => {
    asked.push({ path: request.url, authorization: request.headers.authorization });
    response.writeHead(status, { 'content-type': 'audio/mpeg' });
    response.end(status === 200 ? SOUND : 'Not found');
  });
  await new Promise<void>((resolve) => twilio.listen(0, '127.0.0.1', resolve));
  apiUrl = `http://127.0.0.1:${(twilio.address() as AddressInfo).port}`;
});
afterAll(async () => {
  twilio.close();
  await desk.stop();
});

const fetchAll = () =>
  fetchRecordings({
    database: desk.server.database,
    files: desk.server.files,
    log: createLog('error', { write: () => {} }),
    accountSid: 'AC1',
    authToken: SECRET,
    apiUrl,
    clock: desk.server.clock.now,
  });
let calls = 0;
/** A customer whose contact left a message that is a ticket. */
async function voicemail(url: string): Promise<Customer> {
  desk.at(NOW);
  calls += 1;
  const customer = await desk.customer({ plan: 'ENHANCED', locale: 'FR' });
  const number = `+3315550${1_000 + calls}`;
  await desk.manager.act('addContact', {
    accountId: customer.accountId,
    name: 'Bruno Roy',
    email: `tel-${calls}@lumiere.example`,
    phone: number,
    roles: ['REQUESTER'],
  });
  const { client } = desk.server.database;
  const ctx = { db: client, now: desk.server.clock.now(), requestId: 'test' };
  const callSid = `CA${calls}`;
  await asTenant('every-account', async () => {
    await takeCall(ctx, { callSid, from: number });
    await chooseCallSeverity(ctx, { callSid, digits: '2' });
    await keepRecording(ctx, { callSid, url, seconds: 9, transcribed: false });
    await openVoicemails(client, ctx.now);
  });
  return customer;
}
const filesOf = async (customer: Customer) =>
  (
    await customer.read<{
      tickets: {
        nodes: {
          messages: {
            nodes: {
              attachments: {
                fileName: string;
                mediaType: string;
                sizeBytes: number;
                download: { url: string } | null;
              }[];
            }[];
          };
        }[];
      };
    }>(
      '{ tickets { nodes { messages(first: 1) { nodes { attachments { fileName mediaType sizeBytes download { url } } } } } } }',
    )
  ).tickets.nodes[0]!.messages.nodes[0]!.attachments;

test('S14 the recording is fetched with the account’s name, and a file of the ticket once, whoever looks for it at once', async () => {
  const customer = await voicemail('https://evil.example/steal/Recordings/RE0123');
  expect(await filesOf(customer)).toEqual([]);
  await Promise.all([fetchAll(), fetchAll()]);
  expect(asked).toEqual([
    {
      path: '/2010-04-01/Accounts/AC1/Recordings/RE0123.mp3',
      authorization: `Basic ${Buffer.from(`AC1:${SECRET}`).toString('base64')}`,
    },
  ]);
  const [file, ...more] = await filesOf(customer);
  expect(more).toEqual([]);
  expect(file).toMatchObject({ fileName: 'voicemail.mp3', mediaType: 'audio/mpeg', sizeBytes: 11 });
  expect(await (await fetch(file!.download!.url)).text()).toBe('ID3 a voice');
  desk.at('2026-05-04T10:00:00Z');
  expect(await fetchAll()).toBe(0);
});

test('S14 a recording that does not come is asked for again, and given up after two hours; the ticket stands without it', async () => {
  const customer = await voicemail('https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/RE9');
  asked = [];
  status = 404;
  let minutes = 0;
  for (const wait of [1, 2, 4, 8, 16, 32]) {
    await fetchAll();
    minutes += wait;
    desk.at(new Date(Date.parse(NOW) + minutes * 60_000 - 1).toISOString());
    expect(await fetchAll()).toBe(0);
    desk.at(new Date(Date.parse(NOW) + minutes * 60_000).toISOString());
  }
  await fetchAll();
  expect(asked).toHaveLength(7);
  desk.at('2026-05-05T08:00:00Z');
  expect(await fetchAll()).toBe(0);
  expect(await filesOf(customer)).toEqual([]);
  status = 200;
});

test('B24 a recording that is on its way while its caller is erased is kept nowhere', async () => {
  const customer = await voicemail('https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/RE9');
  const { client } = desk.server.database;
  const email = `tel-${calls}@lumiere.example`;
  const [due] = await asTenant('every-account', () => claimRecordings(client, desk.server.clock.now()));
  const { id: personId } = await asTenant('every-account', async () =>
    client.contact.findFirstOrThrow({ where: { email } }),
  );
  unwrap(await desk.manager.client.accounts.erasePerson({ personId, confirmation: email }));
  const written: string[] = [];
  const { files, clock } = desk.server;
  const store = {
    ...files.store,
    write: async (key: string) => void written.push(key),
    remove: async (key: string) => void written.splice(written.indexOf(key), 1),
  };
  const by = { db: client, files: { ...files, scanner: null, store }, now: clock.now() };
  await asTenant('every-account', () => settleRecording(by, due!.id, SOUND));
  const attached = await asTenant('every-account', async () =>
    client.attachment.count({ where: { accountId: customer.accountId } }),
  );
  expect([attached, written]).toEqual([0, []]);
});
