import path from 'node:path';
import { Router } from 'express';
import { goBelow, sendAssets, sendPage, setPolicy } from '../built-pages.ts';
import type { Persona } from '../playground/routes.ts';

const APP = path.resolve(import.meta.dirname, '../../dist/desk/app'); // built by vite from sdk/examples/desk

// Nothing inline, nothing from elsewhere: what a frontend on the SDK can live with.
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The example frontend at /desk, for the people of the demo. */
export function desk({ personas }: { personas: readonly Persona[] }): Router {
  const router = Router({ strict: true });
  router.use('/desk', setPolicy(POLICY));
  router.get('/desk', goBelow('desk'));
  router.get('/desk/', (_req, res) => sendPage(res, path.join(APP, 'index.html')));
  router.get('/desk/personas.json', (_req, res) => {
    res.set('cache-control', 'no-store').json(personas);
  });
  router.get('/desk/assets/:name', sendAssets(path.join(APP, 'assets')));
  return router;
}
