import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { asTenant } from '@tierline/prisma/tenancy';
import { openVoicemails } from '@tierline/schema/phone/phone.jobs';
import { claimRecordings, settleRecording } from '@tierline/schema/phone/recordings.jobs';
import { keepRecording } from '@tierline/schema/phone/keep-recording';
import { takeCall } from '@tierline/schema/phone/take-call';
import { chooseCallSeverity } from '@tierline/schema/phone/choose-call-severity';
import { unwrap } from '@tierline/sdk';
import { deleteRecordings, fetchRecordings } from '@tierline/server/channels/twilio-recordings';
import { createLog } from '@tierline/server/log';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { meanwhileAt } from '../support/meanwhile.ts';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';

/** Monday, 10:00 in Paris. */
const NOW = '2026-05-04T08:00:00Z';
const SECRET = 'token-of-the-account';
const SOUND = Buffer.from('ID3 a voice');

let desk: Desk;
let twilio: Server;
let apiUrl: string;
let asked: { path: string | undefined; authorization: string | undefined }[] = [];
/** What was deleted, by whom. */
let deleted: { path: string | undefined; authorization: string | undefined }[] = [];
let status = 200;

beforeAll(async () => {
  desk = await openDesk({ at: NOW });
  twilio = createServer((request, response) => {
    const to = request.method === 'DELETE' ? deleted : asked;
    to.push({ path: request.url, authorization: request.headers.authorization });
    if (request.method === 'DELETE') {
      response.writeHead(status === 200 ? 204 : status).end();
      return;
    }
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

const options = () => ({
  database: desk.server.database,
  files: desk.server.files,
  log: createLog('error', { write: () => {} }),
  accountSid: 'AC1',
  authToken: SECRET,
  apiUrl,
  clock: desk.server.clock.now,
});
const fetchAll = () => fetchRecordings(options());
const deleteAll = () => deleteRecordings(options());
/** The one call from a number, as staff see it. */
const callFrom = async (number: string) =>
  (await desk.engineer.client.phone.calls().all(50)).find(({ fromNumber }) => fromNumber === number)!;
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

test('S14 B24 once it is here, a recording is deleted at the telephone company, once, and asked again until it is', async () => {
  const url = 'https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/RE77';
  await voicemail(url);
  const number = `+3315550${1_000 + calls}`;
  const latestCall = () => callFrom(number);
  desk.at('2026-05-04T08:00:00Z');
  while ((await deleteAll()) > 0);
  deleted = [];
  expect(await deleteAll()).toBe(0); // it is not here yet
  await fetchAll();
  status = 500;
  await Promise.all([deleteAll(), deleteAll()]);
  expect(deleted).toEqual([
    {
      path: '/2010-04-01/Accounts/AC1/Recordings/RE77.json',
      authorization: `Basic ${Buffer.from(`AC1:${SECRET}`).toString('base64')}`,
    },
  ]);
  desk.at('2026-05-04T08:00:59Z');
  expect(await deleteAll()).toBe(0);
  for (const [at, answer] of [
    ['2026-05-04T08:01:00Z', 401],
    ['2026-05-04T08:03:00Z', 404], // it was gone before
  ] as const) {
    expect(await latestCall()).toMatchObject({ recordingUrl: url });
    desk.at(at);
    status = answer;
    expect(await deleteAll()).toBe(1);
  }
  expect(await latestCall()).toMatchObject({ state: 'OPENED', recordingUrl: null, recordingSeconds: 9 });
  expect((await latestCall()).recording).toMatchObject({ fileName: 'voicemail.mp3' });
  status = 200;
  desk.at('2026-05-06T08:00:00Z');
  expect([await deleteAll(), await fetchAll(), deleted.length]).toEqual([0, 0, 3]);
});

test('S14 B24 so are the recordings of a call that staff discards, and of a caller who is erased', async () => {
  await voicemail('https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/RE1');
  const email = `tel-${calls}@lumiere.example`;
  const { client } = desk.server.database;
  const { id: personId, phone } = await asTenant('every-account', async () =>
    client.contact.findFirstOrThrow({ where: { email } }),
  );
  const ctx = { db: client, now: desk.server.clock.now(), requestId: 'test' };
  const at = 'https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/';
  await asTenant('every-account', async () => {
    // A stranger leaves a message, who is none of ours.
    await takeCall(ctx, { callSid: 'CA-stranger', from: '+33155519999' });
    await keepRecording(ctx, { callSid: 'CA-stranger', url: `${at}RE2`, seconds: 9, transcribed: false });
  });
  const stranger = await callFrom('+33155519999');
  expect(stranger.state).toBe('UNASSIGNED');
  const { discard } = desk.engineer.client.phone;
  const { phoneCall } = unwrap(await discard({ phoneCallId: stranger.id, reason: 'SPAM' }));
  expect(phoneCall).toMatchObject({ state: 'DISCARDED', discardReason: 'SPAM', fromNumber: '+33155519999' });
  deleted = [];
  await deleteAll();
  await asTenant('every-account', () => takeCall(ctx, { callSid: 'CA-late', from: phone! }));
  unwrap(await desk.manager.client.accounts.erasePerson({ personId, confirmation: email }));
  await deleteAll();
  // Told late, of a call that they made just before.
  await asTenant('every-account', () =>
    keepRecording(ctx, { callSid: 'CA-late', url: `${at}RE9`, seconds: 9, transcribed: false }),
  );
  await deleteAll();
  expect(deleted.map(({ path }) => path)).toEqual([
    '/2010-04-01/Accounts/AC1/Recordings/RE2.json',
    '/2010-04-01/Accounts/AC1/Recordings/RE1.json',
    '/2010-04-01/Accounts/AC1/Recordings/RE9.json',
  ]);
  expect(await fetchAll()).toBe(0);
});

test('B24 S14 a recording of which we are told while its caller is being erased is deleted too', async () => {
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const [email, phone] = ['race@lumiere.example', '+33155510001'];
  const contact = { accountId: customer.accountId, name: 'Ria Race', email, phone, roles: ['REQUESTER'] };
  await desk.manager.act('addContact', contact);
  const { client } = desk.server.database;
  const ctx = { db: client, now: desk.server.clock.now(), requestId: 'test' };
  const { id: personId } = await asTenant('every-account', async () => {
    await takeCall(ctx, { callSid: 'CA-race', from: phone });
    return client.contact.findFirstOrThrow({ where: { email } });
  });
  const told = `update "PhoneCall" set state = 'RECORDED', "settleAt" = now(), "fetchAt" = now(), "receivedAt" = now(),
    "recordingUrl" = 'https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/RE77' where "callSid" = 'CA-race'`;
  const erase = () => desk.manager.client.accounts.erasePerson({ personId, confirmation: email });
  unwrap(await meanwhileAt(desk.server.databaseUrl, [told], erase));
  deleted = [];
  await deleteAll();
  expect(deleted.map(({ path }) => path)).toEqual(['/2010-04-01/Accounts/AC1/Recordings/RE77.json']);
});
