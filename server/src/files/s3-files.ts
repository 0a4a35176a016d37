import type { FileStore } from '@tierline/schema/files';
import { AwsClient } from 'aws4fetch';

export interface S3Options {
  /** Such as `https://s3.eu-west-3.amazonaws.com` or `https://minio.example.com:9000`. */
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/**
 * A bucket of S3 or of anything that speaks its language, addressed by path. Of the API it needs five requests, which
 * aws4fetch signs with what the platform has: the AWS SDK would bring over a hundred packages for the same.
 *
 * The bucket stays private. Browsers upload to it directly, so its CORS rules must allow PUT and GET from their pages.
 */
export function openS3Files({ endpoint, bucket, region, ...keys }: S3Options): FileStore {
  const client = new AwsClient({ ...keys, region, service: 's3', retries: 2 });
  const address = (key: string) => `${endpoint.replace(/\/$/, '')}/${bucket}/${key}`;
  const send = (
    method: string,
    key: string,
    init: { headers?: Record<string, string>; body?: Buffer } = {},
  ) => client.fetch(address(key), { method, ...init, signal: AbortSignal.timeout(60_000) });

  const presign = async (
    method: string,
    key: string,
    query: Record<string, string>,
    headers: Record<string, string>,
    { now, expiresAt }: { now: Date; expiresAt: Date },
  ) => {
    const url = new URL(address(key));
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    url.searchParams.set('X-Amz-Expires', String(Math.ceil((expiresAt.getTime() - now.getTime()) / 1_000)));
    const signed = await client.sign(url.href, {
      method,
      headers,
      // `allHeaders`: the size is part of what is signed, so that no other is taken.
      aws: { signQuery: true, allHeaders: true, datetime: now.toISOString().replace(/[:-]|\.\d{3}/g, '') },
    });
    return signed.url;
  };

  return {
    signUpload: async (key, { sizeBytes, sha256, now, expiresAt }) => {
      const headers = { 'x-amz-checksum-sha256': Buffer.from(sha256, 'hex').toString('base64') };
      const signed = { ...headers, 'content-length': String(sizeBytes) };
      return { url: await presign('PUT', key, {}, signed, { now, expiresAt }), headers };
    },
    signDownload: (key, { fileName, mediaType, now, expiresAt }) => {
      const asDownload = {
        'response-content-disposition': disposition(fileName),
        'response-content-type': mediaType,
        'response-cache-control': 'private, no-store',
      };
      return presign('GET', key, asDownload, {}, { now, expiresAt });
    },
    write: async (key, content) => {
      await sure(send('PUT', key, { body: Buffer.from(content) }), 'write');
    },
    move: async (from, to) => {
      const headers = { 'x-amz-copy-source': `/${bucket}/${from}` };
      const copied = await send('PUT', to, { headers });
      const answer = await copied.text();
      if (copied.status === 404) return false;
      // A copy may fail after its headers were sent: then the body of a 200 tells.
      if (!copied.ok || answer.includes('<Error>')) throw new Error(`S3 copy: ${copied.status} ${answer}`);
      await sure(send('DELETE', from), 'delete');
      return true;
    },
    read: async (key) => {
      const answer = await send('GET', key);
      if (answer.status === 404) return null;
      if (!answer.ok || !answer.body) throw new Error(`S3 read: ${answer.status} ${await answer.text()}`);
      return answer.body;
    },
    remove: async (key) => {
      await sure(send('DELETE', key), 'delete');
    },
  };
}

async function sure(answer: Promise<Response>, what: string): Promise<void> {
  const { ok, status, text } = await answer.then(async (response) => ({
    ok: response.ok,
    status: response.status,
    text: await response.text(),
  }));
  if (!ok && !(what === 'delete' && status === 404)) throw new Error(`S3 ${what}: ${status} ${text}`);
}

/** RFC 6266: plain ASCII for the oldest readers, and the whole name for all others. */
function disposition(fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const whole = encodeURIComponent(fileName).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}
