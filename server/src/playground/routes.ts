import path from 'node:path';
import { Router } from 'express';
import { goBelow, sendAssets, sendPage, setPolicy } from '../built-pages.ts';

/** Somebody of the demo, whom a visitor of the playground may speak as. */
export interface Persona {
  title: string;
  titleFr: string;
  /** A bearer token, handed to whoever opens the playground: never one of a real person. */
  token: string;
}

const APP = path.resolve(import.meta.dirname, '../../dist/playground/app'); // built by vite

/**
 * GraphiQL at /playground, from our own disk alone: no other origin is ever asked for anything.
 *
 * @param personas those of the demo; outside of it nobody
 */
export function playground({ personas }: { personas: readonly Persona[] }): Router {
  const router = Router({ strict: true });
  router.use('/playground', setPolicy(POLICY));
  router.get('/playground', goBelow('playground'));
  router.get('/playground/', (_req, res) => sendPage(res, path.join(APP, 'index.html')));
  router.get('/playground/personas.json', (_req, res) => {
    res.set('cache-control', 'no-store').json(personas);
  });
  router.get('/playground/assets/:name', sendAssets(path.join(APP, 'assets')));
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
