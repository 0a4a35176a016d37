import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SetupError } from '@tierline/prisma/setup-error';
import type { Bytes, FileStore } from '@tierline/schema/files';

/** A directory of this machine, served by this process under `/files`: needs nothing else. */
export interface LocalFiles extends FileStore {
  /** What an address that this store signed allows, if it is one and its time is not over. */
  allowed(method: string, key: string, query: URLSearchParams, now: Date): boolean;
  has(key: string): Promise<boolean>;
  /** Keeps what arrives; an upload that breaks off, or sends more, leaves nothing. Answers how much came. */
  receive(key: string, content: Bytes, maxBytes: number): Promise<'KEPT' | 'TOO_MUCH'>;
}

/**
 * @param url where `/files` of this server is reached from outside
 * @throws SetupError when `dir` cannot be written
 */
export async function openLocalFiles({ dir, url }: { dir: string; url: string }): Promise<LocalFiles> {
  const secret = await keptSecret(dir);
  const sign = (method: string, key: string, query: URLSearchParams) => {
    const signed = new URLSearchParams(query);
    signed.delete('signature');
    signed.sort();
    return createHmac('sha256', secret).update(`${method}\n${key}\n${signed.toString()}`).digest('base64url');
  };
  const address = (method: string, key: string, query: Record<string, string>) => {
    const params = new URLSearchParams(query);
    params.set('signature', sign(method, key, params));
    return `${url}/files/${key}?${params.toString()}`;
  };
  const place = (key: string) => path.join(dir, ...key.split('/'));

  return {
    signUpload: async (key, { sizeBytes, expiresAt }) => ({
      url: address('PUT', key, { size: String(sizeBytes), expires: String(expiresAt.getTime()) }),
      headers: {},
    }),
    signDownload: async (key, { fileName, mediaType, expiresAt }) =>
      address('GET', key, { name: fileName, type: mediaType, expires: String(expiresAt.getTime()) }),
    allowed: (method, key, query, now) => {
      const given = Buffer.from(query.get('signature') ?? '');
      const right = Buffer.from(sign(method, key, query));
      if (given.length !== right.length || !timingSafeEqual(given, right)) return false;
      return now.getTime() <= Number(query.get('expires'));
    },
    has: (key) => exists(place(key)),
    receive: (key, content, maxBytes) => receive(place(key), content, maxBytes),
    write: async (key, content) => {
      await receive(place(key), single(content), content.length);
    },
    move: async (from, to) => {
      await mkdir(path.dirname(place(to)), { recursive: true });
      return rename(place(from), place(to)).then(() => true, absent(false));
    },
    read: async (key) => ((await exists(place(key))) ? contentOf(place(key)) : null),
    remove: (key) => rm(place(key), { force: true }),
  };
}

/** Under a name of its own until it is whole, so that nobody ever sees a part of it. */
async function receive(file: string, content: Bytes, maxBytes: number): Promise<'KEPT' | 'TOO_MUCH'> {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  await mkdir(path.dirname(file), { recursive: true });
  try {
    let left = maxBytes;
    const handle = await open(draft, 'wx', 0o600);
    try {
      for await (const chunk of content) {
        left -= chunk.length;
        if (left < 0) return 'TOO_MUCH';
        await handle.writeFile(chunk);
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
    return 'KEPT';
  } finally {
    await rm(draft, { force: true });
  }
}

/** Opens the file when somebody begins to read it, so that nobody has to close what was never read. */
async function* contentOf(file: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(file) as Bytes;
}

function exists(file: string): Promise<boolean> {
  return stat(file).then(() => true, absent(false));
}

async function* single(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content;
}

function absent<T>(value: T) {
  return (error: NodeJS.ErrnoException): T => {
    if (error.code === 'ENOENT') return value;
    throw error;
  };
}

/** Addresses outlive a restart, and several processes on one directory know each other's: the secret lies in it. */
async function keptSecret(dir: string): Promise<Buffer> {
  const file = path.join(dir, 'secret');
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    const known = await readFile(file).catch(absent(null));
    if (known) return known;
    await writeFile(draft, randomBytes(32), { mode: 0o600 });
    // Of several that start at once, one names the secret.
    await link(draft, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    return await readFile(file);
  } catch (cause) {
    throw new SetupError(`Files cannot be kept in ${dir}: ${(cause as Error).message}`);
  } finally {
    await rm(draft, { force: true });
  }
}
