import { pipeline } from 'node:stream/promises';
import { Router, type Request, type RequestHandler } from 'express';
import { Refusal } from '../errors.ts';
import type { LocalFiles } from './local-files.ts';

/**
 * `/files/…`: files come and go by addresses that the API signed, and only by them. Whoever holds one may use it, from
 * any page.
 */
export function fileRoutes(files: LocalFiles, clock: () => Date = () => new Date()): Router {
  const router = Router();
  router.use('/files', allowPages);
  router.put('/files/incoming/:key', async (req, res) => {
    const key = `incoming/${req.params.key}`;
    const query = allowedQuery(files, req, key, clock());
    const size = Number(query.get('size'));
    // What was completed stays as it was checked, also while the address still works.
    const { key: name } = req.params;
    if ((await files.has(`files/${name}`)) || (await files.has(`quarantine/${name}`))) {
      throw new Refusal(
        409,
        'BAD_REQUEST',
        'This file is complete: ask for another address for another one.',
      );
    }
    if (req.headers['content-length'] !== undefined && Number(req.headers['content-length']) !== size) {
      throw new Refusal(413, 'BAD_REQUEST', `This address takes a file of exactly ${size} bytes.`);
    }
    if ((await files.receive(key, req, size)) === 'TOO_MUCH') {
      throw new Refusal(413, 'BAD_REQUEST', `This address takes a file of exactly ${size} bytes.`);
    }
    res.status(204).end();
  });
  router.get('/files/files/:key', async (req, res) => {
    const key = `files/${req.params.key}`;
    const query = allowedQuery(files, req, key, clock());
    const content = await files.read(key);
    if (!content) throw NOT_THERE;
    res.attachment(query.get('name') ?? undefined);
    res.set({
      'content-type': query.get('type') ?? 'application/octet-stream',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
    });
    await pipeline(content, res).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error; // the caller left
    });
  });
  return router;
}

/** An address that was never signed, one that was changed, and one whose time is over all look the same. */
const NOT_THERE = new Refusal(
  404,
  'NOT_FOUND',
  'No file is at this address, or no longer: ask the API for another.',
);

function allowedQuery(files: LocalFiles, req: Request, key: string, now: Date): URLSearchParams {
  const query = new URL(req.originalUrl, 'http://files').searchParams;
  if (!/^[a-z]+\/[0-9a-f]+$/.test(key) || !files.allowed(req.method, key, query, now)) throw NOT_THERE;
  return query;
}

const allowPages: RequestHandler = (req, res, next) => {
  res.set({ 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' });
  if (req.method !== 'OPTIONS') return next();
  res.set({
    'access-control-allow-methods': 'GET, PUT',
    'access-control-allow-headers': 'content-type',
    'access-control-max-age': '86400',
  });
  res.status(204).end();
};
