import { createHash } from 'node:crypto';
import { openS3Files } from '@tierline/server/files/s3-files';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBucket, S3_KEYS } from '../support/s3.ts';

let now = new Date();
let bucket: Awaited<ReturnType<typeof openBucket>>;
let store: ReturnType<typeof openS3Files>;
const options = () => ({ ...S3_KEYS, endpoint: bucket.endpoint, bucket: 'tierline', region: 'eu-west-3' });
beforeAll(async () => {
  bucket = await openBucket({ bucket: 'tierline', region: 'eu-west-3', now: () => now });
  store = openS3Files(options());
});
afterAll(() => bucket?.close());

const textOf = async (key: string) => {
  const content = await store.read(key);
  if (!content) return null;
  const parts = [];
  for await (const chunk of content) parts.push(chunk);
  return Buffer.concat(parts).toString();
};
const soon = () => ({ now, expiresAt: new Date(now.getTime() + 900_000) });

test('a signed address takes the announced file, by its size and its checksum, and no other, until its time is over', async () => {
  const content = 'the content';
  const sha256 = createHash('sha256').update(content).digest('hex');
  const { url, headers } = await store.signUpload('incoming/1a', { sizeBytes: 11, sha256, ...soon() });
  const put = async (body: string, target = url, extra: Record<string, string> = { ...headers }) =>
    (await fetch(target, { method: 'PUT', body, headers: extra })).status;

  expect(await put('the contents')).toBe(403);
  expect(await put('THE CONTENT')).toBe(403);
  expect(await put(content, url, {})).toBe(403);
  expect(await put(content, url.replace('/1a', '/1b'))).toBe(403);
  expect(bucket.objects.size).toBe(0);
  expect(await put(content)).toBe(200);
  const later = now;
  now = new Date(now.getTime() + 901_000);
  expect(await put(content)).toBe(403);
  now = later;
  expect(await textOf('incoming/1a')).toBe(content);
});

test('a signed download has its name and its type, and is one', async () => {
  await store.write('files/2a', Buffer.from('été'));
  const file = { fileName: 'l’été "2026".txt', mediaType: 'text/plain', ...soon() };
  const url = await store.signDownload('files/2a', file);
  const answer = await fetch(url);
  expect(await answer.text()).toBe('été');
  expect(answer.headers.get('content-type')).toBe('text/plain');
  expect(answer.headers.get('content-disposition')).toBe(
    `attachment; filename="l__t_ _2026_.txt"; filename*=UTF-8''l%E2%80%99%C3%A9t%C3%A9%20%222026%22.txt`,
  );
  expect((await fetch(url.replace('attachment', 'inline'))).status).toBe(403);
  expect((await fetch(url.replace('/2a', '/1a'))).status).toBe(403);
});

test('files move, are read and removed; what is not there is no error', async () => {
  await store.write('incoming/3a', Buffer.from('moving'));
  expect(await store.move('incoming/3a', 'files/3a')).toBe(true);
  expect([await textOf('incoming/3a'), await textOf('files/3a')]).toEqual([null, 'moving']);
  expect(await store.move('incoming/3a', 'files/3a')).toBe(false);
  expect(await textOf('files/3a')).toBe('moving');
  await store.remove('files/3a');
  await store.remove('files/3a');
  expect(await textOf('files/3a')).toBeNull();
});

test('a key that the bucket does not know is an error that says so', async () => {
  const wrong = openS3Files({ ...options(), secretAccessKey: 'wrong' });
  await expect(wrong.read('files/2a')).rejects.toThrow(/403.*SignatureDoesNotMatch/);
  await expect(wrong.write('files/4a', Buffer.from('x'))).rejects.toThrow('403');
  await expect(wrong.move('files/2a', 'files/4a')).rejects.toThrow('403');
  await expect(wrong.remove('files/2a')).rejects.toThrow('403');
});
