import path from 'node:path';
import { Router, static as files } from 'express';
import { setPolicy } from '../built-pages.ts';

const SITE = path.resolve(import.meta.dirname, '../../dist/docs/site'); // written by sdk/docs

// TypeDoc's pages hide and show parts of themselves by their style; everything else comes from here.
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The documentation of the SDK at /docs, as the build wrote it. */
export function docs(): Router {
  return Router().use('/docs', setPolicy(POLICY), files(SITE));
}
