import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import vm from 'node:vm';
import { gzipSync } from 'node:zlib';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import * as documents from '@tierline/sdk/operations';
import { publint } from 'publint';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundle, installPackedSdk } from '../support/packed-sdk.ts';

/** A directory of somebody who installed the published package, and has nothing else of ours. */
const consumer = mkdtempSync(path.join(tmpdir(), 'tierline-sdk-'));
const installed = path.join(consumer, 'node_modules/@tierline/sdk');
let tarball: Buffer;

beforeAll(() => {
  tarball = readFileSync(installPackedSdk(consumer));
});

afterAll(() => rmSync(consumer, { recursive: true }));

test('B19 the package brings no dependency, and no way to the sources that are not in it', () => {
  const manifest = readFileSync(path.join(installed, 'package.json'), 'utf8');

  expect(JSON.parse(manifest)).not.toHaveProperty('dependencies');
  expect(JSON.parse(manifest)).not.toHaveProperty('peerDependencies');
  expect(manifest).not.toContain('tierline-source');
  expect(readdirSync(installed).toSorted()).toEqual([
    'MIGRATION.md',
    'README.md',
    'dist',
    'examples',
    'package.json',
  ]);
  expect(readdirSync(path.join(installed, 'dist/esm')).toSorted()).toEqual(
    readdirSync(path.join(installed, 'dist/cjs'))
      .filter((name) => name !== 'package.json')
      .toSorted(),
  );
});

test('B19 publint, strict, has nothing to say', async () => {
  const { messages } = await publint({ pkgDir: installed, strict: true, pack: false });

  expect(messages).toEqual([]);
});

test('B19 the types are not wrong, whoever resolves them', async () => {
  const analysis = await checkPackage(createPackageFromTarballData(tarball));

  expect(analysis.types).toMatchObject({ kind: 'included' });
  expect('problems' in analysis && analysis.problems).toEqual([]);
});

const SCRIPT = `
  const sent = [];
  const fetch = async (url, { body }) => {
    sent.push(JSON.parse(body).query.slice(0, 11));
    return Response.json({ data: { plans: [{ code: 'BASIC' }] } });
  };
  const plans = await createClient({ url: '/graphql', fetch }).plans.list();
  const data = await createTransport({ url: '/graphql', fetch }).request(PlansDocument);
  console.log(JSON.stringify([plans, data.plans, sent, typeof webSocket(class {})]));`;
const PRINTED = '[[{"code":"BASIC"}],[{"code":"BASIC"}],["query Plans","query Plans"],"function"]';

test('B19 it runs as an ES module', () => {
  const imports = `
    import { createClient } from '@tierline/sdk';
    import { createTransport } from '@tierline/sdk/core';
    import { PlansDocument } from '@tierline/sdk/operations';
    import { webSocket } from '@tierline/sdk/ws';`;

  expect(node('esm.mjs', imports + SCRIPT)).toBe(PRINTED);
});

test('B19 it runs as CommonJS', () => {
  const requires = `
    const { createClient } = require('@tierline/sdk');
    const { createTransport } = require('@tierline/sdk/core');
    const { PlansDocument } = require('@tierline/sdk/operations');
    const { webSocket } = require('@tierline/sdk/ws');`;

  expect(node('cjs.cjs', `${requires} (async () => { ${SCRIPT} })()`)).toBe(PRINTED);
});

test('B19 an error of the CommonJS copy is recognised by the classes of the ESM copy, and the other way round', () => {
  const script = `
    import { createRequire } from 'node:module';
    import * as esm from '@tierline/sdk';
    const cjs = createRequire(import.meta.url)('@tierline/sdk');
    const origin = { operation: null, attempts: 1, status: null, requestId: null, retryAfterMs: null };
    const ofCjs = new cjs.TimeoutError(origin, 1);
    const ofEsm = new esm.TimeoutError(origin, 1);
    console.log([
      esm.TimeoutError === cjs.TimeoutError,
      ofCjs instanceof esm.TimeoutError, ofCjs instanceof esm.TierlineError, ofCjs instanceof esm.NetworkError,
      ofEsm instanceof cjs.TimeoutError, ofEsm instanceof cjs.TierlineError, ofEsm instanceof cjs.NetworkError,
    ].join());`;

  expect(node('copies.mjs', script)).toBe('false,true,true,false,true,true,false');
});

const CALLER = readFileSync(path.join(import.meta.dirname, 'caller.ts'), 'utf8');

// The oldest compiler that is promised and the newest; `npm run conformance:sdk` asks those between, too.
test.each([
  ['typescript-oldest', '5.0.4', 'nodenext', ['caller.mts', 'caller.cts']],
  ['typescript-oldest', '5.0.4', 'bundler', ['caller.ts']],
  ['typescript-newest', '7.0.2', 'nodenext', ['caller.mts', 'caller.cts']],
  ['typescript-newest', '7.0.2', 'bundler', ['caller.ts']],
])(
  'B19 %s, %s, resolving as %s, type-checks who uses it, and its declarations: %s',
  (compiler, version, moduleResolution, files) => {
    const manifest = createRequire(import.meta.url).resolve(`${compiler}/package.json`);
    const tsc = path.join(path.dirname(manifest), 'bin/tsc');
    const compilerOptions = {
      target: 'es2022',
      lib: ['es2022', 'dom'],
      types: [],
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      noEmit: true,
      module: moduleResolution === 'bundler' ? 'esnext' : moduleResolution,
      moduleResolution,
    };
    for (const file of files) writeFileSync(path.join(consumer, file), CALLER);
    writeFileSync(path.join(consumer, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));

    expect(run(tsc, '--version')).toBe(`Version ${version}`);
    expect(run(tsc, '-p', consumer)).toBe('');
  },
  60_000,
);

test('B19 B11 in a worker, with what the web gives it and nothing of Node, it asks, follows and verifies', async () => {
  const code = await bundle(
    consumer,
    `
    import { createClient } from '@tierline/sdk';
    import { signWebhook, verifyWebhook } from '@tierline/sdk/webhooks';
    globalThis.done = (async () => {
      const support = createClient({ url: 'https://support.example.com/graphql', fetch });
      const plans = await support.plans.list();
      const told = [];
      for await (const { position } of support.events.live({ after: '6' })) told.push(position);
      const secret = 'whsec_' + btoa('a secret of the worker');
      const { data } = await verifyWebhook(secret, await signWebhook(secret, '{"data":{"id":"evt_1"}}'), '{"data":{"id":"evt_1"}}');
      return JSON.stringify([plans, told, data]);
    })();`,
  );
  const frames =
    'id: 7\nevent: next\ndata: {"data":{"events":{"position":"7"}}}\n\nevent: complete\ndata: \n\n';
  const fetch = async (url: string) =>
    url.endsWith('/stream')
      ? new Response(frames, { headers: { 'content-type': 'text/event-stream' } })
      : Response.json({ data: { plans: [{ code: 'BASIC' }] } });
  const { AbortController, atob, btoa, clearTimeout, crypto, Headers, performance, setTimeout } = globalThis;
  const { TextDecoder, TextEncoder, Uint8Array } = globalThis;
  const worker = vm.createContext({
    ...{ AbortController, atob, btoa, clearTimeout, crypto, fetch, Headers, performance, setTimeout },
    ...{ TextDecoder, TextEncoder, Uint8Array },
  });

  vm.runInContext(code, worker);

  expect(await (worker as { done: Promise<string> }).done).toBe('[[{"code":"BASIC"}],["7"],{"id":"evt_1"}]');
});

test('B19 in a bundle, the whole client weighs 3 kB and at most 100 bytes for each operation, zipped', async () => {
  const code = await bundle(consumer, `import * as sdk from '@tierline/sdk'; globalThis.sdk = sdk;`);

  expect(code).toContain('openTicket');
  expect(code).not.toContain('node:');
  const operations = Object.keys(documents).length;
  expect(gzipSync(code).length).toBeLessThanOrEqual(3_000 + 100 * operations);
});

test('B19 in a bundle, the core and one operation weigh at most 3 kB, zipped, and hold no other operation', async () => {
  const code = await bundle(
    consumer,
    `
    import { createTransport, unwrap } from '@tierline/sdk/core';
    import { SlaPreviewDocument } from '@tierline/sdk/operations';
    globalThis.sdk = { createTransport, unwrap, SlaPreviewDocument };`,
  );

  expect(code).toContain('slaPreview');
  expect(code).not.toContain('openTicket');
  expect(gzipSync(code).length).toBeLessThanOrEqual(3_000);
});

test('B19 B11 in a bundle, the verification of webhooks weighs at most 1 kB, zipped', async () => {
  const code = await bundle(
    consumer,
    `
    import { verifyWebhook } from '@tierline/sdk/webhooks';
    globalThis.sdk = { verifyWebhook };`,
  );

  expect(code).toContain('webhook-signature');
  expect(gzipSync(code).length).toBeLessThanOrEqual(1_000);
});

test('B19 B11 in a bundle, subscriptions by WebSocket weigh at most 1.5 kB, zipped, and nothing where they are not used', async () => {
  const code = await bundle(
    consumer,
    `
    import { webSocket } from '@tierline/sdk/ws';
    globalThis.sdk = { webSocket };`,
  );
  const without = await bundle(consumer, `import * as sdk from '@tierline/sdk'; globalThis.sdk = sdk;`);

  expect(code).toContain('graphql-transport-ws');
  expect(gzipSync(code).length).toBeLessThanOrEqual(1_500);
  expect(without).not.toContain('graphql-transport-ws');
});

/** What a script of the consumer prints. */
function node(file: string, script: string): string {
  writeFileSync(path.join(consumer, file), script);
  return run(path.join(consumer, file));
}

function run(...command: string[]): string {
  try {
    return execFileSync(process.execPath, command, { cwd: consumer, encoding: 'utf8', env: {} }).trim();
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return stdout + stderr;
  }
}
