import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../support/ask.ts';
import { freshDemo } from '../support/demo.ts';
import { testServer, type TestServer } from '../support/server.ts';
import { snippetsOf } from '../support/snippets.ts';

// What a README says can be done is done here, as it stands there, against a server with the demo.

const ROOT = path.resolve(import.meta.dirname, '../..');
const READMES = ['README.md', 'sdk/README.md'];
const DEMO_URL = 'http://localhost:4000';

let server: TestServer;
let token: string;
let environment: Record<string, string>;
let place: string;

beforeAll(async () => {
  server = await testServer({
    at: new Date().toISOString(),
    loopbackWebhooks: true,
    openDatabase: freshDemo,
  });
  token = await server.token('camille.laurent');
  environment = {
    TIERLINE_URL: `${server.url}/graphql`,
    TIERLINE_TOKEN: token,
    TIERLINE_PARTNER_TOKEN: await server.token('lea.fontaine'),
    TIERLINE_ENGINEER_TOKEN: await server.token('ines.moreau'),
  };
  // Inside the package of the tests, where a program finds the SDK like every other package.
  place = await mkdtemp(path.join(import.meta.dirname, '.readme-'));
}, 180_000);

afterAll(async () => {
  await server.stop();
  await rm(place, { recursive: true });
});

describe.each(READMES)('%s', (file) => {
  const snippets = snippetsOf(file);
  const of = (language: string) => snippets.filter((snippet) => snippet.language === language);

  test('B20 every command is one that the repository has', async () => {
    const { scripts } = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const lines = of('sh').flatMap(({ code }) => code.trim().split('\n'));
    // What is saved, copied and asked there, webhook-receiver.test.ts does.
    const commands = lines.filter((line) => !/^(?:#|export \w+=|node [\w-]+\.mjs$|cp |curl )/.test(line));
    expect(commands).not.toEqual([]);
    for (const command of commands) {
      const script = /^npm (?:run )?([\w:-]+)/.exec(command)?.[1] ?? '';
      expect(Object.keys({ ...scripts, install: '', pack: '' }), command).toContain(script);
    }
  });

  test('B20 every GraphQL document is answered without an error', async () => {
    for (const { code, line } of of('graphql')) {
      const { body } = await ask(server, code, { token });
      expect(body.errors, `${file}:${line}`).toBeUndefined();
      expect(JSON.stringify(body.data), `${file}:${line}`).not.toContain('Problem');
    }
  });

  test('B20 every program compiles strictly and runs', { timeout: 120_000 }, async () => {
    const programs = of('ts');
    expect(programs).not.toEqual([]);
    const sources = await Promise.all(
      programs.map(async ({ code, line }) => {
        const source = path.join(place, `${file.replace('/', '-')}-line-${line}.mts`);
        await writeFile(source, code.replaceAll(DEMO_URL, server.url));
        return source;
      }),
    );
    expect(compile(sources)).toEqual([]);
    const { code, output } = await run(sources.map((source) => source.replace(/\.mts$/, '.mjs')));
    expect(code, output).toBe(0);
    expect(output.match(/^-- .*\.mjs$/gm)).toHaveLength(programs.length);
  });
});

/** Compiles beside the sources; what the compiler says, as a reader of the README would see it. */
function compile(sources: string[]): string[] {
  const program = ts.createProgram(sources, {
    strict: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: ['node'],
  });
  const { diagnostics } = program.emit();
  return [...ts.getPreEmitDiagnostics(program), ...diagnostics].map(
    ({ file, messageText }) =>
      `${path.basename(file?.fileName ?? '')}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
  );
}

/** One after the other in one process, which starts but once; what fails comes after the last name that is printed. */
function run(files: string[]): Promise<{ code: number | null; output: string }> {
  const script = `for (const file of process.argv.slice(1)) {
    await import(file);
    console.log('-- ' + file);
  }`;
  return new Promise((resolve) => {
    const args = ['--input-type=module', '--eval', script, ...files];
    const child = spawn(process.execPath, args, { env: { ...process.env, ...environment } });
    let output = '';
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    child.stderr.on('data', (chunk) => (output += String(chunk)));
    child.once('close', (code) => resolve({ code, output }));
  });
}
