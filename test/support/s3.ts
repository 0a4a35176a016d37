import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const S3_KEYS = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
};

/**
 * A bucket in memory that believes nobody: every request must carry a SigV4 signature, in its headers or in its query,
 * worked out here from Amazon's description of it and not by the library under test.
 */
export async function openBucket({
  bucket,
  region,
  now,
}: {
  bucket: string;
  region: string;
  now: () => Date;
}) {
  const objects = new Map<string, Buffer>();
  const server = createServer((req, res) => {
    void answer(req, res).catch((error: unknown) => res.writeHead(500).end(String(error)));
  });

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const parts = [];
    for await (const chunk of req) parts.push(chunk as Buffer);
    const body = Buffer.concat(parts);
    const url = new URL(req.url ?? '', `http://${req.headers.host}`);
    const refusal = refusalOf(req, url, body);
    if (refusal) return void res.writeHead(403).end(`<Error><Code>${refusal}</Code></Error>`);
    const name = url.pathname.slice(`/${bucket}/`.length);
    const source = req.headers['x-amz-copy-source'];
    if (req.method === 'DELETE') {
      objects.delete(name);
      return void res.writeHead(204).end();
    }
    if (req.method === 'PUT') {
      const content = typeof source === 'string' ? objects.get(source.slice(`/${bucket}/`.length)) : body;
      if (!content) return void res.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
      objects.set(name, content);
      return void res.writeHead(200).end('<CopyObjectResult/>');
    }
    const content = objects.get(name);
    if (!content) return void res.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
    res.writeHead(200, {
      'content-type': url.searchParams.get('response-content-type') ?? 'binary/octet-stream',
      'content-disposition': url.searchParams.get('response-content-disposition') ?? 'inline',
    });
    res.end(content);
  }

  function refusalOf(req: IncomingMessage, url: URL, body: Buffer): string | undefined {
    const query = new URLSearchParams(url.search);
    const inQuery = query.has('X-Amz-Signature');
    const header = /Credential=(\S+), SignedHeaders=(\S+), Signature=(\S+)/.exec(
      req.headers.authorization ?? '',
    );
    const credential = (inQuery ? query.get('X-Amz-Credential') : header?.[1]) ?? '';
    const signedHeaders = (inQuery ? query.get('X-Amz-SignedHeaders') : header?.[2]) ?? '';
    const signature = (inQuery ? query.get('X-Amz-Signature') : header?.[3]) ?? '';
    const date = String(inQuery ? query.get('X-Amz-Date') : req.headers['x-amz-date']);
    const [id, day, ...scope] = credential.split('/');
    if (id !== S3_KEYS.accessKeyId || scope.join('/') !== `${region}/s3/aws4_request`)
      return 'InvalidAccessKeyId';
    if (day !== date.slice(0, 8)) return 'AuthorizationQueryParametersError';
    if (inQuery) {
      const from = Date.parse(date.replace(/(....)(..)(..)T(..)(..)(..)Z/, '$1-$2-$3T$4:$5:$6Z'));
      if (now().getTime() > from + Number(query.get('X-Amz-Expires')) * 1_000) return 'AccessDenied';
      query.delete('X-Amz-Signature');
    }
    const names = signedHeaders.split(';');
    if (!names.includes('host')) return 'SignatureDoesNotMatch';
    const encode = (text: string) =>
      encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
    const canonical = [
      req.method,
      url.pathname,
      [...query]
        .map(([key, value]) => `${encode(key)}=${encode(value)}`)
        .sort()
        .join('&'),
      ...names.map((name) => `${name}:${String(req.headers[name] ?? '').trim()}`),
      '',
      signedHeaders,
      inQuery ? 'UNSIGNED-PAYLOAD' : String(req.headers['x-amz-content-sha256']),
    ].join('\n');
    const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest();
    const toSign = [
      'AWS4-HMAC-SHA256',
      date,
      `${day}/${scope.join('/')}`,
      sha256(canonical).toString('hex'),
    ].join('\n');
    const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest();
    const key = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(
      hmac,
      `AWS4${S3_KEYS.secretAccessKey}`,
    );
    if (hmac(key, toSign).toString('hex') !== signature) return 'SignatureDoesNotMatch';
    const checksum = req.headers['x-amz-checksum-sha256'];
    if (checksum !== undefined && checksum !== sha256(body).toString('base64')) return 'BadDigest';
    return undefined;
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
