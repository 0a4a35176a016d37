import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Router, type Request, type RequestHandler, type Response } from 'express';

/** Somebody of the demo, whom a visitor of the playground may speak as. */
export interface Persona {
  title: string;
  /** A bearer token, handed to whoever opens the playground: never one of a real person. */
  token: string;
}

const SERVER = path.resolve(import.meta.dirname, '../..');
const APP = path.join(SERVER, 'dist/playground/app'); // built by vite
const ASSETS = path.join(APP, 'assets');

/**
 * GraphiQL at /playground, from our own disk alone: no other origin is ever asked for anything.
 *
 * @param personas those of the demo; outside of it nobody
 */
export function playground({ personas }: { personas: readonly Persona[] }): Router {
  const router = Router({ strict: true });
  router.use('/playground', setPolicy);
  router.get('/playground', (_req, res) => res.redirect('playground/')); // what it loads lies below
  router.get('/playground/', (_req, res) => sendPage(res, path.join(APP, 'index.html'), 'html'));
  router.get('/playground/readme', (_req, res) => sendPage(res, path.join(SERVER, '../README.md'), 'txt'));
  router.get('/playground/sdk', (_req, res) => sendPage(res, path.join(SERVER, '../sdk/README.md'), 'txt'));
  router.get('/playground/personas.json', (_req, res) => {
    res.set('cache-control', 'no-store').json(personas);
  });
  router.get('/playground/assets/:name', sendAsset(existsSync(ASSETS) ? readdirSync(ASSETS) : []));
  return router;
}

// Monaco writes its styles into the page and may start a worker from a blob; everything else comes from here.
const POLICY = [
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
].join('; ');

const setPolicy: RequestHandler = (_req, res, next) => {
  res.set('content-security-policy', POLICY);
  next();
};

function sendPage(res: Response, file: string, type: 'html' | 'txt'): void {
  res.set('cache-control', 'no-cache').type(type).sendFile(file, { cacheControl: false });
}

/** Names carry a hash of the content, so a browser may keep them for ever. Each text lies there compressed, too. */
function sendAsset(names: readonly string[]): RequestHandler<{ name: string }> {
  return (req, res, next) => {
    const { name } = req.params;
    if (!names.includes(name)) return next();
    const encoding = ENCODINGS.find(
      ({ suffix, token }) => names.includes(name + suffix) && accepts(req, token),
    );
    if (encoding) res.set('content-encoding', encoding.token);
    res.vary('accept-encoding').type(path.extname(name));
    res.set('cache-control', 'public, max-age=31536000, immutable');
    res.sendFile(name + (encoding?.suffix ?? ''), { root: ASSETS, cacheControl: false });
  };
}

const ENCODINGS = [
  { token: 'br', suffix: '.br' },
  { token: 'gzip', suffix: '.gz' },
];

function accepts(req: Pick<Request, 'acceptsEncodings'>, encoding: string): boolean {
  return req.acceptsEncodings(encoding) !== false;
}
