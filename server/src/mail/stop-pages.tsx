import type { Database } from '@tierline/prisma/database';
import { asTenant } from '@tierline/prisma/tenancy';
import type { Context } from '@tierline/schema/context';
import type { Files } from '@tierline/schema/files';
import { stopMail } from '@tierline/schema/notifications/stop-mail';
import { readerOf, type MailReader } from '@tierline/schema/notifications/stop-link';
import express, { Router, type Request, type Response } from 'express';
import { renderToStaticMarkup } from 'react-dom/server';
import { inContext } from '../context.ts';
import { languageOf, type Language } from '../reports/language.ts';
import { askedLocale, otherLanguage } from '../reports/locale.ts';
import { Page, type Content } from '../reports/page.tsx';
import { STYLES } from '../reports/styles.ts';

export interface StopPagesOptions {
  database: Database;
  files: Files;
  clock: () => Date;
  publicUrl: string;
}

/**
 * Where the links of mails lead that stop them: a page that asks, and what List-Unsubscribe-Post calls without a question
 * (RFC 8058). Opening a link changes nothing: mail readers open links too. The token is in the query because paths are logged.
 */
export function stopPages({ database, files, clock, publicUrl }: StopPagesOptions): Router {
  const home = `${new URL(publicUrl).pathname.replace(/\/$/, '')}/mail`;
  const router = Router();
  const send = (req: Request, res: Response, status: number, content: Content): void => {
    const language = languageOf(askedLocale(req));
    const page = (
      <Page
        {...content}
        language={language}
        stylesheet={`${home}/stop.css`}
        otherLanguage={otherLanguage(req, language)}
      />
    );
    res
      .status(status)
      .set({
        'cache-control': 'no-store',
        'content-language': language.code,
        'content-security-policy':
          "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
        vary: 'accept-language',
      })
      .type('html')
      .send(`<!doctype html>${renderToStaticMarkup(page)}`);
  };
  const reader = (req: Request) => asTenant('every-account', () => readerOf(database.client, tokenOf(req)));

  router.get('/mail/stop.css', (_req, res) => void res.type('css').send(STYLES));
  router.get('/mail/stop', async (req, res) => {
    const language = languageOf(askedLocale(req));
    const known = await reader(req);
    if (!known) return send(req, res, 404, unknownPage(language));
    return send(
      req,
      res,
      200,
      askPage(language, known, `${home}/stop?token=${tokenOf(req)}&locale=${language.code}`),
    );
  });
  router.post('/mail/stop', express.urlencoded({ extended: false, limit: '10kb' }), async (req, res) => {
    const language = languageOf(askedLocale(req));
    const known = await reader(req);
    if (!known) return send(req, res, 404, unknownPage(language));
    // Whoever holds the token is its reader, for this and nothing else.
    const ctx: Context = {
      actor: known.actor,
      now: clock(),
      db: database.client,
      files,
      locale: askedLocale(req),
      requestId: String(res.getHeader('x-request-id')),
      address: req.ip ?? null,
      publicUrl,
    };
    await inContext(ctx, () => stopMail(ctx, known.stopped));
    return send(req, res, 200, stoppedPage(language, known));
  });
  return router;
}

function tokenOf(req: Request): string {
  const { token } = req.query;
  return typeof token === 'string' && /^[\w.]{1,200}$/.test(token) ? token : '';
}

/** What a link stops, and for whom: an address that whoever reads over a shoulder does not learn. */
function whatOf({ name, email }: MailReader, { say }: Language): string {
  return `${say(name.fr, name.en)}, ${say('à', 'to')} ${maskedAddress(email)}`;
}

/** "a•••@lumiere.example" */
function maskedAddress(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, 1)}•••${email.slice(at)}`;
}

function askPage(language: Language, mail: MailReader, action: string): Content {
  const { say } = language;
  const what = whatOf(mail, language);
  return {
    title: say('Ne plus recevoir ces messages ?', 'Stop these mails?'),
    subtitle: say(
      `Messages : ${what}. Votre boîte d’avis continue de tout montrer ; vos préférences permettent d’y revenir.`,
      `Mails: ${what}. Your inbox goes on to show everything; your preferences let you change your mind.`,
    ),
    body: (
      <form method="post" action={action}>
        <button type="submit">{say('Ne plus les recevoir', 'Stop them')}</button>
      </form>
    ),
  };
}

function stoppedPage(language: Language, mail: MailReader): Content {
  const { say } = language;
  const what = whatOf(mail, language);
  return {
    title: say('C’est fait', 'It is done'),
    subtitle: say(
      `Ces messages ne seront plus envoyés : ${what}. Vos préférences permettent d’y revenir.`,
      `These mails are not sent any more: ${what}. Your preferences let you change your mind.`,
    ),
    body: null,
  };
}

function unknownPage({ say }: Language): Content {
  return {
    title: say('Ce lien ne mène à rien', 'This link leads nowhere'),
    subtitle: say(
      'Il n’est pas entier, ou la personne n’est plus là.',
      'It is not complete, or the person is not there any more.',
    ),
    body: null,
  };
}
