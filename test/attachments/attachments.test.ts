import { createHash } from 'node:crypto';
import { asTenant } from '@tierline/prisma/tenancy';
import { sweepUploads } from '@tierline/schema/attachments/attachments.jobs';
import { ScannerUnavailable, type Scanner } from '@tierline/schema/files';
import { ProblemError, TierlineError, uploadFile } from '@tierline/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Caller, type Customer, type Desk } from '../support/programme.ts';

/** Finds the word "virus", and gives no answer while it is asleep. */
const scanner: Scanner & { asleep: boolean } = {
  asleep: false,
  scan: async (content) => {
    if (scanner.asleep) throw new ScannerUnavailable();
    const parts = [];
    for await (const chunk of content) parts.push(chunk);
    return Buffer.concat(parts).includes('virus') ? 'Test.Virus' : null;
  },
};

let desk: Desk;
let customer: Customer;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z', scanner });
  customer = await desk.customer({ plan: 'ENHANCED' });
});
afterAll(() => desk?.stop());

const announced = (content: string | Uint8Array, change: object = {}) => ({
  fileName: 'console.txt',
  mediaType: 'text/plain',
  sizeBytes: Buffer.from(content).length,
  sha256: createHash('sha256').update(content).digest('hex'),
  ...change,
});

interface Upload {
  url: string;
  expiresAt: string;
  headers: object[];
  attachment: { id: string; state: string };
}
interface Requested {
  requestUpload: { upload: Upload; code?: string; issues?: { path: string; code: string }[] };
}
async function request(caller: Caller, input: object): Promise<Requested['requestUpload']> {
  const { requestUpload } = await caller.read<Requested>(
    `mutation ($input: RequestUploadInput!) { requestUpload(input: $input) {
      ... on RequestUploadSuccess { upload { url expiresAt headers { name value } attachment { id state } } }
      ... on Problem { code } ... on InvalidInputProblem { issues { path code } } } }`,
    { input },
  );
  return requestUpload;
}
const put = async (url: string, body: string | Uint8Array) =>
  (await fetch(url, { method: 'PUT', body: body as BodyInit })).status;

interface Seen {
  fileName: string;
  state: string;
  threat: string | null;
  download: { url: string; expiresAt: string } | null;
}
const see = async (caller: Caller, id: string) =>
  (
    await caller.read<{ attachment: Seen | null }>(
      `query ($id: ID!) { attachment(id: $id) { fileName state threat download { url expiresAt } } }`,
      { id },
    )
  ).attachment;

async function upload(caller: Caller, content: string, change: object = {}): Promise<string> {
  const { upload } = await request(caller, announced(content, change));
  expect(await put(upload.url, content)).toBe(204);
  return (await caller.act('completeUpload', { attachmentId: upload.attachment.id })).id;
}

test('S39 a file goes straight to its signed address, is checked, attached, and comes back as a download', async () => {
  const content = 'Uncaught TypeError: é';
  const { upload } = await request(
    customer,
    announced(content, { fileName: 'journal « é ».html', mediaType: 'text/html' }),
  );
  expect(upload).toMatchObject({
    expiresAt: '2026-05-04T06:15:00.000Z',
    attachment: { state: 'AWAITING_UPLOAD' },
  });
  expect(await put(upload.url, content)).toBe(204);
  const attachmentId = upload.attachment.id;
  expect(await customer.act('completeUpload', { attachmentId })).toMatchObject({
    state: 'CLEAN',
    threat: null,
  });
  expect(await customer.act('completeUpload', { attachmentId })).toMatchObject({ state: 'CLEAN' });
  expect(await put(upload.url, 'Something else, é.')).toBe(409); // what was checked stays

  const { id: ticketId } = await customer.open();
  await customer.act('replyToTicket', { ticketId, body: 'See the console.', attachmentIds: [attachmentId] });
  const { nodes } = (await desk.engineer.client.tickets.messages(ticketId))!.messages;
  expect(nodes.map(({ attachments }) => attachments.map(({ fileName }) => fileName))).toEqual([
    [],
    ['journal « é ».html'],
  ]);

  const { download } = (await see(desk.engineer, attachmentId))!;
  expect(download!.expiresAt).toBe('2026-05-04T06:05:00.000Z');
  const answer = await fetch(download!.url);
  expect(await answer.text()).toBe(content);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-disposition':
      'attachment; filename="journal ? ? ?.html"; filename*=UTF-8\'\'journal%20%C2%AB%20%C3%A9%20%C2%BB.html',
    'content-type': 'application/octet-stream', // a page of somebody else is never shown as one of ours
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  });
});

test('S39 an address is for one file, one deed and a few minutes, and cannot be changed', async () => {
  const { upload } = await request(customer, announced('twelve bytes'));
  expect(await put(upload.url, 'thirteen bytes')).toBe(413);
  const chunked = new ReadableStream({
    start: (controller) => {
      for (const part of ['twelve ', 'bytes', ' and more']) controller.enqueue(Buffer.from(part));
      controller.close();
    },
  });
  const tooMuch = { method: 'PUT', body: chunked, duplex: 'half' } as RequestInit; // names no length
  expect((await fetch(upload.url, tooMuch)).status).toBe(413);
  expect((await fetch(upload.url)).status).toBe(404);
  expect(await put(upload.url.replace('size=12', 'size=13'), 'thirteen byte')).toBe(404);
  expect(await put(upload.url.replace(/signature=./, 'signature=.'), 'twelve bytes')).toBe(404);
  expect(await put(upload.url.replace('/incoming/', '/incoming/%2e%2e/'), 'twelve bytes')).toBe(404);
  desk.at('2026-05-04T06:15:00.001Z');
  expect(await put(upload.url, 'twelve bytes')).toBe(404);
  desk.at('2026-05-04T06:15:00Z');
  expect(await put(upload.url, 'twelve bytes')).toBe(204);
  desk.at('2026-05-04T06:00:00Z');
});

test('S39 what is missing, cut short or changed on its way is no upload, and can be sent again', async () => {
  const { upload } = await request(customer, announced('the content'));
  const input = { attachmentId: upload.attachment.id };
  expect(await customer.problem('completeUpload', input)).toMatchObject({
    code: 'UPLOAD_INCOMPLETE',
    en: 'Received 0 of 11 bytes: send the whole file to the signed address.',
  });
  await put(upload.url, 'the con');
  expect(await customer.problem('completeUpload', input)).toMatchObject({ code: 'UPLOAD_INCOMPLETE' });
  const part = new ReadableStream({
    start: (controller) => {
      controller.enqueue(Buffer.from('the con'));
      controller.close();
    },
  });
  await fetch(upload.url, { method: 'PUT', body: part, duplex: 'half' } as RequestInit);
  expect(await customer.problem('completeUpload', input)).toMatchObject({
    code: 'UPLOAD_INCOMPLETE',
    fr: 'Reçu 7 octets sur 11\u00a0: envoyez le fichier entier à l’adresse signée.',
  });
  await put(upload.url, 'THE CONTENT');
  expect(await customer.problem('completeUpload', input)).toMatchObject({ code: 'UPLOAD_DAMAGED' });
  const { id: ticketId } = await customer.open();
  const early = { ticketId, body: 'See this.', attachmentIds: [upload.attachment.id] };
  expect((await customer.problem('replyToTicket', early)).issues).toMatchObject([
    { path: 'attachmentIds', code: 'NOT_UPLOADED' },
  ]);
  await put(upload.url, 'the content');
  expect(await customer.act('completeUpload', input)).toMatchObject({ state: 'CLEAN' });
});

test('S39 programs are refused by name, by type and by what they contain', async () => {
  for (const change of [
    { fileName: 'fix.EXE' },
    { fileName: 'report.pdf.lnk' },
    { fileName: 'setup.msi. ' },
    { mediaType: 'application/x-msdownload' },
  ]) {
    expect(await request(customer, announced('x', change))).toEqual({ code: 'FILE_REFUSED' });
  }
  for (const content of [Buffer.from('MZ\u0090\u0000', 'latin1'), Buffer.from('\u007fELF\u0002', 'latin1')]) {
    const { upload } = await request(
      customer,
      announced(content, { fileName: 'photo.png', mediaType: 'image/png' }),
    );
    await put(upload.url, content);
    const input = { attachmentId: upload.attachment.id };
    expect(await customer.problem('completeUpload', input)).toMatchObject({ code: 'FILE_REFUSED' });
  }
  for (const [change, path, code] of [
    [{ sizeBytes: 0 }, 'sizeBytes', 'INVALID_SIZE'],
    [{ sizeBytes: 26_214_401 }, 'sizeBytes', 'INVALID_SIZE'],
    [{ fileName: '../secret.txt' }, 'fileName', 'INVALID_FORMAT'],
    [{ fileName: 'gpj.‮exe.txt' }, 'fileName', 'INVISIBLE_CHARACTERS'],
    [{ mediaType: 'text' }, 'mediaType', 'INVALID_FORMAT'],
    [{ sha256: 'abc' }, 'sha256', 'INVALID_FORMAT'],
  ] as const) {
    const { code: problem, issues } = await request(customer, announced('x', change));
    expect({ problem, issues }).toEqual({ problem: 'INVALID_INPUT', issues: [{ path, code }] });
  }
  expect(await request(customer, announced('x', { sizeBytes: 26_214_400 }))).toHaveProperty('upload');
});

test('S39 what is infected is quarantined, visible as such and never fetched; a silent scanner decides nothing', async () => {
  const { upload: first } = await request(customer, announced('a virus'));
  await put(first.url, 'a virus');
  const input = { attachmentId: first.attachment.id };
  scanner.asleep = true;
  expect(await customer.problem('completeUpload', input)).toMatchObject({ code: 'SCAN_UNAVAILABLE' });
  scanner.asleep = false;
  expect(await customer.act('completeUpload', input)).toMatchObject({
    state: 'INFECTED',
    threat: 'Test.Virus',
  });
  expect(await put(first.url, 'a virus')).toBe(409);
  const { id: ticketId } = await customer.open({ attachmentIds: [first.attachment.id] });
  expect(await see(desk.engineer, first.attachment.id)).toEqual({
    fileName: 'console.txt',
    state: 'INFECTED',
    threat: 'Test.Virus',
    download: null,
  });
  expect((await desk.engineer.client.tickets.get(ticketId))!.messages.nodes[0]!.attachments).toMatchObject([
    { state: 'INFECTED' },
  ]);
});

test('S39 nobody reaches the file of another, and one on an internal note is for staff', async () => {
  const stranger = await desk.customer({ plan: 'ENHANCED' });
  const colleague = await customer.colleague();
  const mine = await upload(customer, 'mine');
  for (const other of [stranger, colleague, desk.engineer]) {
    expect(await see(other, mine)).toBeNull(); // attached to nothing: the uploader's alone
    expect((await other.denied('completeUpload', { attachmentId: mine })).code).toBe('NOT_FOUND');
  }
  const { id: ticketId } = await stranger.open();
  const theft = { ticketId, body: 'Mine!', attachmentIds: [mine] };
  expect((await stranger.problem('replyToTicket', theft)).issues).toMatchObject([{ code: 'UNKNOWN' }]);

  const own = await customer.open();
  await customer.act('replyToTicket', { ticketId: own.id, body: 'Look.', attachmentIds: [mine] });
  expect(await see(colleague, mine)).toMatchObject({ state: 'CLEAN' });
  expect(await see(desk.engineer, mine)).toMatchObject({ state: 'CLEAN' });
  expect(await see(stranger, mine)).toBeNull();
  const again = { ticketId: own.id, body: 'Again.', attachmentIds: [mine] };
  expect((await customer.problem('replyToTicket', again)).issues).toMatchObject([{ code: 'TAKEN' }]);

  const internal = await upload(desk.engineer, 'internal');
  await desk.engineer.act('addInternalNote', { ticketId: own.id, body: 'Log.', attachmentIds: [internal] });
  expect(await see(customer, internal)).toBeNull();
  expect(await see(desk.manager, internal)).toMatchObject({ state: 'CLEAN' });
  const node = `query ($id: ID!) { node(id: $id) { id } }`;
  expect(await customer.read(node, { id: internal })).toEqual({ node: null });
  expect(await desk.manager.read(node, { id: internal })).toEqual({ node: { id: internal } });
  expect((await desk.anonymous.error(`{ attachment(id: "${internal}") { id } }`)).code).toBe(
    'UNAUTHENTICATED',
  );
});

test('S39 a message takes ten files at most, and one that is refused takes none', async () => {
  const ids: string[] = [];
  for (let count = 0; count < 11; count += 1) ids.push(await upload(customer, `file ${count}`));
  const { id: ticketId } = await customer.open();
  const reply = { ticketId, body: 'All of them.' };
  const { issues } = await customer.problem('replyToTicket', { ...reply, attachmentIds: ids });
  expect(issues).toMatchObject([{ path: 'attachmentIds', code: 'TOO_BIG' }]);
  await customer.act('replyToTicket', { ...reply, attachmentIds: [...ids.slice(1), ids[1]] });
  expect((await see(customer, ids[0]!))!.state).toBe('CLEAN');
  const [, message] = (await customer.client.tickets.messages(ticketId))!.messages.nodes;
  expect(message!.attachments.map(({ id }) => id)).toEqual(ids.slice(1));
});

test('S39 what is attached to nothing for a day is removed, files and all; what is attached stays', async () => {
  const loose = await upload(customer, 'loose');
  const { upload: never } = await request(customer, announced('never sent'));
  const kept = await upload(customer, 'kept');
  await customer.open({ attachmentIds: [kept] });
  const download = (await see(customer, loose))!.download!;
  const sweep = (at: string) =>
    asTenant('every-account', () =>
      sweepUploads(desk.server.database.client, desk.server.files, new Date(at)),
    );
  await sweep('2026-05-05T06:00:00Z');
  expect(await see(customer, loose)).not.toBeNull();
  expect(await sweep('2026-05-05T06:00:00.001Z')).toBeGreaterThanOrEqual(2);
  expect(await sweep('2026-05-05T06:00:00.001Z')).toBe(0);
  expect([await see(customer, loose), await see(customer, never.attachment.id)]).toEqual([null, null]);
  expect((await fetch(download.url)).status).toBe(404);
  const { url } = (await see(customer, kept))!.download!;
  expect(await (await fetch(url)).text()).toBe('kept');
});

test('S39 one person has at most fifty uploads that are attached to nothing', async () => {
  const hoarder = await desk.customer();
  for (let count = 0; count < 50; count += 1) await request(hoarder, announced(`file ${count}`));
  expect((await request(hoarder, announced('one more'))).issues).toEqual([
    { path: 'fileName', code: 'TOO_MANY_UPLOADS' },
  ]);
  expect(await request(customer, announced('somebody else’s'))).toHaveProperty('upload');
});

test('S39 the SDK uploads in one call, from a browser too, and says what went wrong', async () => {
  const file = new File(['by the SDK'], 'sdk.csv', { type: 'text/csv;charset=utf-8' });
  const uploaded = await uploadFile(customer.client, file);
  expect(uploaded).toMatchObject({
    fileName: 'sdk.csv',
    mediaType: 'text/csv',
    sizeBytes: 10,
    state: 'CLEAN',
  });
  const named = await uploadFile(customer.client, new Blob(['x']), { fileName: 'x.bin' });
  expect(named).toMatchObject({ fileName: 'x.bin', mediaType: 'application/octet-stream' });
  await customer.open({ attachmentIds: [uploaded.id, named.id] });

  const program = new File(['x'], 'x.exe');
  await expect(uploadFile(customer.client, program)).rejects.toThrow(ProblemError);
  const broken = { fetch: async () => new Response('', { status: 503 }) };
  const failure: unknown = await uploadFile(customer.client, file, broken).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(TierlineError);
  expect(failure).toMatchObject({ code: 'UPLOAD_FAILED', status: 503 });

  const preflight = await fetch(uploaded.id && (await request(customer, announced('y'))).upload.url, {
    method: 'OPTIONS',
    headers: { origin: 'https://portal.example', 'access-control-request-method': 'PUT' },
  });
  expect(preflight.headers.get('access-control-allow-methods')).toContain('PUT');
});
