import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Database } from '@tierline/prisma/database';
import { asTenant } from '@tierline/prisma/tenancy';
import type { FileStore } from '@tierline/schema/files';
import { keepMail } from '@tierline/schema/incoming-mail/keep-mail';
import express, { Router, type Request } from 'express';
import { Refusal } from '../errors.ts';
import { SMTP_LIMITS } from './smtp.ts';

export interface MailWebhookOptions {
  /** Of Standard Webhooks: `whsec_` and base64. */
  secret: string;
  /** Where mail to us arrives. */
  domain: string;
  database: Database;
  store: FileStore;
  clock?: () => Date;
}

/** How far the other side's clock may be from ours. */
const TOLERANCE_S = 300;

/**
 * `POST /channels/mail`: the same intake for a provider that receives mail for us, `{ from, to, ip, helo, raw }` with the
 * mail in base64, signed as Standard Webhooks says. 2xx says that it is kept.
 */
export function mailWebhook({
  secret,
  domain,
  database,
  store,
  clock = () => new Date(),
}: MailWebhookOptions): Router {
  const router = Router();
  const readBody = express.raw({ type: '*/*', limit: Math.ceil(SMTP_LIMITS.bytes * 1.4) });
  router.post('/channels/mail', readBody, async (req, res) => {
    const body = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
    if (!isSigned(req, body, secret, clock())) {
      throw new Refusal(401, 'UNAUTHENTICATED', 'The signature is missing, wrong or too old.');
    }
    const mail = handedOver(body, domain);
    if (!mail)
      throw new Refusal(400, 'BAD_REQUEST', `Send { from, to, ip, helo, raw }, to addresses at ${domain}.`);
    await asTenant('every-account', () => keepMail(database.client, store, mail, clock()));
    res.status(204).end();
  });
  return router;
}

function isSigned(req: Request, body: Buffer, secret: string, now: Date): boolean {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
    req.get(name),
  );
  if (!id || !timestamp || !signatures) return false;
  if (!(Math.abs(now.getTime() / 1_000 - Number(timestamp)) <= TOLERANCE_S)) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const right = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
  return signatures.split(' ').some((one) => {
    const [version, given] = one.split(',');
    const sent = Buffer.from(given ?? '', 'base64');
    return version === 'v1' && sent.length === right.length && timingSafeEqual(sent, right);
  });
}

function handedOver(body: Buffer, domain: string) {
  let told: Record<string, unknown>;
  try {
    told = JSON.parse(body.toString()) as Record<string, unknown>;
  } catch {
    return null;
  }
  const { from, to, ip, helo, raw } = told ?? {};
  const recipients = Array.isArray(to) ? to.filter((one) => typeof one === 'string') : [];
  const ours = recipients.filter((address) => address.toLowerCase().endsWith(`@${domain}`));
  if (typeof from !== 'string' || typeof raw !== 'string' || ours.length === 0) return null;
  return {
    raw: Buffer.from(raw, 'base64'),
    envelopeFrom: from,
    recipients: ours.slice(0, SMTP_LIMITS.recipients),
    remoteAddress: typeof ip === 'string' ? ip : null,
    helo: typeof helo === 'string' ? helo : null,
  };
}
