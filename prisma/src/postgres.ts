import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, Socket, type AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { explained, findHome, type PostgresHome } from './postgres-home.ts';
import { SetupError } from './setup-error.ts';

export interface Postgres {
  /** Connects as the owner of everything. */
  url: string;
  /** Leaves the database; the last process to leave stops it too. Close your own connections first. */
  stop(): Promise<void>;
}

/**
 * Runs the Postgres that npm installed, on the data in `dir`, and creates that data when there is none.
 *
 * Any number of processes may share one `dir`. The first starts the postmaster, which is nobody's child and
 * survives whoever dies; the others join it. Each member holds a shared advisory lock while it lives, so that the
 * last one to leave knows that it is the last and stops the postmaster, no matter who started it.
 *
 * `durable: false` gives up safety in a power cut for speed: for tests.
 *
 * @throws SetupError when this machine, this user or this directory cannot run it
 */
export async function startPostgres(options: { dir: string; durable?: boolean }): Promise<Postgres> {
  const home = await findHome(options.dir);
  const durable = options.durable ?? true;
  if (!existsSync(path.join(home.data, 'PG_VERSION'))) await initialise(home, durable);
  const patience = Date.now() + 60_000;
  for (let failures = 0; ;) {
    const member = await join(home);
    if (member) return { url: member.url, stop: async () => void (await leave(home, member)) };
    const complaint = await launch(home, durable);
    if (complaint === undefined) continue;
    // Where a postmaster.pid is, another process was faster or recovery takes its time: look again.
    if (!existsSync(path.join(home.data, 'postmaster.pid'))) failures += 1;
    if (failures === 3 || Date.now() > patience) {
      throw new SetupError(`The embedded Postgres in ${home.data} does not start: ${complaint}`);
    }
    await delay(100);
  }
}

/**
 * Deletes the data that `startPostgres` keeps for `dir`, and nothing else.
 *
 * @throws SetupError while another process uses it
 */
export async function deletePostgres({ dir }: { dir: string }): Promise<void> {
  const home = await findHome(dir);
  const member = await join(home);
  if (member && !(await leave(home, member))) {
    throw new SetupError(`Another process uses the database in ${home.data}: stop it first.`);
  }
  await explained(home.data, () => rm(home.data, { recursive: true, force: true }));
}

const OWNER = 'tierline';
const MEMBERS_LOCK = 7_431_001;

/** Makes a new database beside its place and moves it there in one step: it is there as a whole or not at all. */
async function initialise(home: PostgresHome, durable: boolean): Promise<void> {
  const parent = path.dirname(home.data);
  await explained(parent, async () => {
    await removeOldDrafts(parent);
    const draft = await mkdtemp(path.join(parent, 'new-'));
    const password = `${draft}.password`;
    try {
      await writeFile(password, randomBytes(24).toString('base64url'), { mode: 0o600 });
      if (home.user) {
        await chown(draft, home.user.uid, home.user.gid);
        await chown(password, home.user.uid, home.user.gid);
      }
      await run(home, 'initdb', [
        `--pgdata=${draft}`,
        `--username=${OWNER}`,
        `--pwfile=${password}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--data-checksums',
        ...(durable ? [] : ['--no-sync']),
      ]);
      await rename(password, passwordFile(draft));
      await rename(draft, home.data);
    } catch (error) {
      await rm(password, { force: true });
      await rm(draft, { recursive: true, force: true });
      if (!existsSync(path.join(home.data, 'PG_VERSION'))) throw error; // otherwise another process was faster
    }
  });
}

/** What a process left that was killed while it made a database. */
async function removeOldDrafts(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const draft = path.join(parent, name);
    if (!name.startsWith('new-') || Date.now() - (await stat(draft)).mtimeMs < 3_600_000) continue;
    await rm(draft, { recursive: true, force: true });
  }
}

function passwordFile(data: string): string {
  return path.join(data, 'tierline.password');
}

/** One process's membership of a running database. */
interface Member {
  url: string;
  client: pg.Client;
  socket: Socket;
}

/** Joins the database if it runs. */
async function join({ data }: PostgresHome): Promise<Member | undefined> {
  const [port, password] = await Promise.all([
    portOf(data),
    readFile(passwordFile(data), 'utf8').catch(() => undefined),
  ]);
  if (port === undefined || password === undefined) return undefined;
  const url = `postgresql://${OWNER}:${password}@127.0.0.1:${port}/postgres`;
  const socket = new Socket();
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    stream: () => socket,
  });
  client.on('error', () => {}); // the postmaster went away: the other connections of this process tell
  try {
    await client.connect();
    await client.query('SELECT pg_advisory_lock_shared($1)', [MEMBERS_LOCK]);
  } catch {
    await client.end();
    return undefined; // not started, still starting, or just stopping
  }
  socket.unref(); // membership keeps no process alive
  return { url, client, socket };
}

/** Ends a membership; stops the database and answers true if nobody else is left. */
async function leave(home: PostgresHome, { client, socket }: Member): Promise<boolean> {
  socket.ref();
  try {
    await client.query('SELECT pg_advisory_unlock_shared($1)', [MEMBERS_LOCK]);
    const { rows } = await client.query<{ last: boolean }>('SELECT pg_try_advisory_lock($1) AS last', [
      MEMBERS_LOCK,
    ]);
    if (rows[0]?.last) await run(home, 'pg_ctl', ['stop', '-D', home.data, '-m', 'fast', '-w']);
    return rows[0]?.last === true;
  } catch {
    return !(await portOf(home.data)); // it was gone already
  } finally {
    await client.end();
  }
}

/** Starts the postmaster, detached; answers what it complained of if it did not come up. */
async function launch(home: PostgresHome, durable: boolean): Promise<string | undefined> {
  const log = path.join(home.data, 'tierline.log');
  const before = await readFile(log, 'utf8').catch(() => '');
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    log_min_messages: 'log', // no statements, no data of customers
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  // The old port if it is free: processes that outlived a crash of the postmaster find it again.
  const options = [`-p ${await freePort(await portOf(home.data))}`];
  for (const [name, value] of Object.entries(settings)) options.push(`-c ${name}=${value}`);
  try {
    await run(home, 'pg_ctl', [
      'start',
      '-D',
      home.data,
      '-l',
      log,
      '-w',
      '-t',
      '30',
      '-o',
      options.join(' '),
    ]);
    return undefined;
  } catch (error) {
    const news = (await readFile(log, 'utf8').catch(() => '')).slice(before.length);
    return /FATAL: +(.*)/.exec(news)?.[1] ?? (error as Error).message;
  }
}

/** The port on its fourth line is why postmaster.pid is read; undefined when nothing was started here. */
async function portOf(data: string): Promise<number | undefined> {
  const lines = (await readFile(path.join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  return Number(lines[3]) || undefined;
}

async function freePort(wanted = 0): Promise<number> {
  const server = createServer();
  const free = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(wanted, '127.0.0.1', () => resolve(true));
  });
  if (!free) return freePort();
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function run(home: PostgresHome, program: 'initdb' | 'pg_ctl', args: string[]): Promise<void> {
  const child = spawn(path.join(home.binaries, 'bin', program), args, {
    ...home.user,
    cwd: path.dirname(home.data),
    env: { ...process.env, LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
    windowsHide: true,
  });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0) throw new Error(`${program} failed: ${complaint.trim().split('\n').at(-1)}`);
}
