import { get, type IncomingHttpHeaders } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { playground } from '@tierline/server/playground/routes';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer({ pages: [playground({ personas: [] })] });
});
afterAll(() => server.stop());

test('the page may load from its own origin only, and holds no inline script', async () => {
  const { headers, body } = await fetched('/playground/');
  expect(String(headers['content-security-policy']).split('; ')).toEqual([
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self' ws: wss:",
    "worker-src 'self' blob:",
    "frame-ancestors 'none'",
    "base-uri 'self'",
    "form-action 'none'",
    "object-src 'none'",
  ]);
  expect(headers['cache-control']).toBe('no-cache');
  const html = body.toString();
  expect(html).toContain('<title>Tierline playground</title>');
  expect(html.match(/<script[^>]*>/g)).toHaveLength(1);
  expect(html).toMatch(/<script type="module" crossorigin src="\.\/assets\/[\w-]+\.js"><\/script>/);
  expect(html).not.toMatch(/https?:/);
});

test('the address without a slash leads to the one with it', async () => {
  const { status, headers } = await fetched('/playground');
  expect({ status, location: headers.location }).toEqual({ status: 302, location: 'playground/' });
  const linked = await fetched('/playground?tab=a%26b&as=1');
  expect(linked.headers.location).toBe('playground/?tab=a%26b&as=1');
});

test('a script comes compressed as the browser can take it, to be kept for ever', async () => {
  const script = await nameOfScript();
  const plain = await fetched(script);
  const brotli = await fetched(script, { 'accept-encoding': 'gzip, deflate, br' });
  const gzip = await fetched(script, { 'accept-encoding': 'gzip' });
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(brotli.headers['content-encoding']).toBe('br');
  expect(gzip.headers['content-encoding']).toBe('gzip');
  expect(brotliDecompressSync(brotli.body).equals(plain.body)).toBe(true);
  expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true);
  expect(brotli.body.length).toBeLessThan(plain.body.length / 2);
  for (const { headers } of [plain, brotli, gzip]) {
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'text/javascript; charset=utf-8',
      vary: 'accept-encoding',
      'x-content-type-options': 'nosniff',
    });
  }
});

test('nothing beside the assets can be reached through them', async () => {
  for (const path of [
    '/playground/assets/../index.html',
    '/playground/assets/..%2findex.html',
    '/playground/assets/none.js',
  ]) {
    expect((await fetched(path)).status).toBe(404);
  }
});

test('nobody can be played outside of the demo', async () => {
  const { status, headers, body } = await fetched('/playground/personas.json');
  expect({ status, body: body.toString() }).toEqual({ status: 200, body: '[]' });
  expect(headers['cache-control']).toBe('no-store');
});

async function nameOfScript(): Promise<string> {
  const { body } = await fetched('/playground/');
  const [, name] = /src="\.\/(assets\/[\w-]+\.js)"/.exec(body.toString()) ?? [];
  return `/playground/${name}`;
}

/** Without `fetch`, which would resolve `..`, follow redirects and decompress. */
function fetched(
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number | undefined; headers: IncomingHttpHeaders; body: Buffer }> {
  return new Promise((resolve, reject) => {
    get(`${server.url}/`, { path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    }).on('error', reject);
  });
}
