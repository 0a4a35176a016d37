import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Request, RequestHandler, Response } from 'express';

// Pages that were built beforehand, from our own disk alone: no other origin is ever asked for anything.

/** What a page may load and do, in place of the API's own policy, which lets nothing happen. */
export function setPolicy(policy: string): RequestHandler {
  return (_req, res, next) => {
    res.set('content-security-policy', policy);
    next();
  };
}

/** From `/name` to `/name/`, below which lies what the page loads. What was asked for goes along. */
export function goBelow(name: string): RequestHandler {
  return ({ originalUrl }, res) => res.redirect(`${name}/${/\?.*/.exec(originalUrl)?.[0] ?? ''}`);
}

export function sendPage(res: Response, file: string): void {
  res.set('cache-control', 'no-cache').type('html').sendFile(file, { cacheControl: false });
}

/** Names carry a hash of the content, so a browser may keep them for ever. A copy that lies there compressed is preferred. */
export function sendAssets(root: string): RequestHandler<{ name: string }> {
  const names = existsSync(root) ? readdirSync(root) : [];
  return (req, res, next) => {
    const { name } = req.params;
    if (!names.includes(name)) return next();
    const encoding = ENCODINGS.find(
      ({ suffix, token }) => names.includes(name + suffix) && accepts(req, token),
    );
    if (encoding) res.set('content-encoding', encoding.token);
    res.vary('accept-encoding').type(path.extname(name));
    res.set('cache-control', 'public, max-age=31536000, immutable');
    res.sendFile(name + (encoding?.suffix ?? ''), { root, cacheControl: false });
  };
}

const ENCODINGS = [
  { token: 'br', suffix: '.br' },
  { token: 'gzip', suffix: '.gz' },
];

function accepts(req: Pick<Request, 'acceptsEncodings'>, encoding: string): boolean {
  return req.acceptsEncodings(encoding) !== false;
}
