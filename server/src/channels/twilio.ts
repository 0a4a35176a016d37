import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Database } from '@tierline/prisma/database';
import { asTenant } from '@tierline/prisma/tenancy';
import { chooseCallLanguage } from '@tierline/schema/phone/choose-call-language';
import { chooseCallSeverity } from '@tierline/schema/phone/choose-call-severity';
import { keepRecording } from '@tierline/schema/phone/keep-recording';
import { keepTranscript } from '@tierline/schema/phone/keep-transcript';
import { takeCall } from '@tierline/schema/phone/take-call';
import express, { Router, type Request, type Response } from 'express';
import {
  askLanguage,
  askMessage,
  askSeverity,
  directToPortal,
  nothingHeard,
  thank,
  unknownCall,
  type Locale,
} from './twiml.ts';

// Twilio's own package brings 11 MB, an HTTP client and a parser of tokens along; what is needed of it is one HMAC,
// which its documentation gives with test vectors. TwiML is the few lines of XML in `twiml.ts`.

export interface TwilioOptions {
  database: Database;
  authToken: string;
  /** Where Twilio reaches us: it signs the address that it was given. */
  publicUrl: string;
  clock?: () => Date;
}

/** How often somebody who presses no key is asked again. */
const MOST_QUESTIONS = 3;

/**
 * The voicemail, as webhooks of Twilio Voice: each step is a POST with the signature of the account, answered with what
 * to say next.
 *
 * Source: Twilio's TwiML reference and "Webhooks security"; S14, S40, S50, C4.
 */
export function twilioPages({
  database,
  authToken,
  publicUrl,
  clock = () => new Date(),
}: TwilioOptions): Router {
  const router = Router();
  const readForm = express.urlencoded({ extended: false, limit: '50kb' });

  const step = (
    path: string,
    answer: (form: Form, ctx: Parameters<typeof takeCall>[0], query: Form) => Promise<string | null>,
  ) =>
    router.post(`/phone/twilio/${path}`, readForm, async (req: Request, res: Response) => {
      const form = textsOf(req.body);
      const signature = req.get('x-twilio-signature') ?? '';
      if (!isSigned(authToken, `${publicUrl}${req.originalUrl}`, form, signature)) {
        res.status(403).type('text').send('The signature is not that of the account.\n');
        return;
      }
      const ctx = { db: database.client, now: clock(), requestId: String(res.getHeader('x-request-id')) };
      const twiml = await asTenant('every-account', () => answer(form, ctx, textsOf(req.query)));
      res.set('cache-control', 'no-store');
      if (twiml === null) res.status(204).end();
      else res.type('text/xml').send(twiml);
    });
  const portal = async () => {
    const point = await database.client.contactPoint.findUniqueOrThrow({ where: { code: 'PORTAL' } });
    return point.value;
  };

  step('call', async ({ CallSid = '', From = '' }, ctx) => {
    const { locale } = await takeCall(ctx, { callSid: CallSid, from: From });
    return locale ? askSeverity(locale, await portal(), 1) : askLanguage();
  });
  step('language', async ({ CallSid = '', Digits = '' }, ctx) => {
    const { locale } = await chooseCallLanguage(ctx, { callSid: CallSid, digits: Digits });
    return askSeverity(locale, await portal(), 1);
  });
  step('severity', async ({ CallSid = '', Digits = '' }, ctx, query) => {
    const asked = Number(query['asked'] ?? 1);
    const locale: Locale = query['locale'] === 'fr' ? 'FR' : 'EN';
    if (!/^[123]$/.test(Digits) && asked < MOST_QUESTIONS)
      return askSeverity(locale, await portal(), asked + 1);
    const next = await chooseCallSeverity(ctx, { callSid: CallSid, digits: Digits });
    if (!next) return unknownCall();
    return next.follows === 'RECORDING'
      ? askMessage(next.locale)
      : directToPortal(next.locale, await portal());
  });
  step('recorded', async ({ CallSid = '', RecordingUrl = '', RecordingDuration = '0' }, ctx, query) => {
    const recording = {
      callSid: CallSid,
      url: /^https:\/\//.test(RecordingUrl) ? RecordingUrl : '',
      seconds: Math.max(0, Math.trunc(Number(RecordingDuration)) || 0),
      transcribed: query['transcribed'] === 'yes',
    };
    const kept = await keepRecording(ctx, recording);
    return kept ? thank(kept.locale, await portal()) : unknownCall();
  });
  step('silence', async (_form, _ctx, query) =>
    nothingHeard(query['locale'] === 'fr' ? 'FR' : 'EN', await portal()),
  );
  step('transcribed', async ({ CallSid = '', TranscriptionStatus, TranscriptionText = '' }, ctx) => {
    const understood = TranscriptionStatus === 'completed' ? TranscriptionText.trim().slice(0, 20_000) : '';
    await keepTranscript(ctx, { callSid: CallSid, transcript: understood || null });
    return null;
  });
  return router;
}

type Form = Record<string, string>;

/** What is sent once; Twilio sends nothing twice. */
function textsOf(sent: unknown): Form {
  const pairs = Object.entries((sent ?? {}) as Record<string, unknown>);
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
}

/**
 * Whether a request is signed with the account's token: HMAC-SHA1 over the address and the parameters, each name
 * followed by its value, in the order of the names.
 */
export function isSigned(authToken: string, url: string, form: Form, signature: string): boolean {
  const text = Object.keys(form)
    .toSorted()
    .reduce((signed, name) => `${signed}${name}${form[name]}`, url);
  const expected = createHmac('sha1', authToken).update(text, 'utf8').digest();
  const given = Buffer.from(signature, 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
