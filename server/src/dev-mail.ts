import type { Database } from '@tierline/prisma/database';
import { asTenant } from '@tierline/prisma/tenancy';
import { Router, type Request, type Response } from 'express';
import { createElement as h, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { languageOf, type Language } from './reports/language.ts';
import { askedLocale, otherLanguage } from './reports/locale.ts';
import { Page } from './reports/page.tsx';
import { STYLES } from './reports/styles.ts';

const MOST = 100;
/** Mails bring their styles along, and nothing that runs. */
const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-top-navigation allow-popups";
const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** A mail is two lines, on a telephone as well as on a desk. */
const LIST_STYLES = `
.mails { list-style: none; padding: 0; }
.mails li { padding: .6rem 0; border-bottom: 1px solid var(--rule); overflow-wrap: anywhere; }
.mails a { display: block; font-weight: 600; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
`;

/**
 * The mailbox of everybody, for a demo, at /dev/mail: what is to be sent, as its reader would see it.
 *
 * @param sends whether there is a relay that mails go to
 */
export function mailPages({ client }: Database, { sends }: { sends: boolean }): Router {
  const router = Router();
  const send = (req: Request, res: Response, title: string, subtitle: string, body: ReactNode): void => {
    const language = languageOf(askedLocale(req));
    const page = h(Page, {
      title,
      subtitle,
      body,
      language,
      stylesheet: '/dev/mail.css',
      otherLanguage: otherLanguage(req, language),
    });
    res.set({ 'cache-control': 'no-store', 'content-security-policy': PAGE_POLICY }).type('html');
    res.send(`<!doctype html>${renderToStaticMarkup(page)}`);
  };

  router.get('/dev/mail.css', (_req, res) => void res.type('css').send(STYLES + LIST_STYLES));
  router.get('/dev/mail', async (req, res) => {
    const language = languageOf(askedLocale(req));
    const { say } = language;
    const mails = await asTenant([], async () =>
      client.outgoingMail.findMany({ orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: MOST }),
    );
    const subtitle = sends
      ? say('Le courrier de tous, le plus récent d’abord.', 'Everybody’s mail, the latest first.')
      : say(
          'Le courrier de tous, le plus récent d’abord. Rien ne part : SMTP_URL n’est pas défini.',
          'Everybody’s mail, the latest first. Nothing leaves: SMTP_URL is not set.',
        );
    send(req, res, say('Courrier', 'Mail'), subtitle, mailList(mails, language, sends));
  });
  router.get('/dev/mail/:id', async (req, res) => {
    const mail = await find(req);
    const { say } = languageOf(askedLocale(req));
    if (!mail) {
      res.status(404);
      return send(req, res, say('Aucun message à cette adresse', 'No mail at this address'), '', null);
    }
    const { address, subject, text, unsubscribeUrl, messageId, replyTo } = mail;
    const as = h(
      'p',
      null,
      h('a', { href: `/dev/mail/${mail.id}/html` }, say('Voir en HTML', 'See it as HTML')),
    );
    const headers = [
      `Message-ID: <${messageId}>`,
      `To: ${address}`,
      ...(replyTo ? [`Reply-To: ${replyTo}`] : []),
      ...(unsubscribeUrl ? [`List-Unsubscribe: <${unsubscribeUrl}>`] : []),
    ];
    const body = h('div', null, as, h('pre', null, headers.join('\n')), h('pre', null, ...withLinks(text)));
    return send(req, res, subject, address, body);
  });
  router.get('/dev/mail/:id/html', async (req, res) => {
    const mail = await find(req);
    if (!mail) return void res.redirect('/dev/mail');
    res
      .set({ 'cache-control': 'no-store', 'content-security-policy': MAIL_POLICY })
      .type('html')
      .send(mail.html);
  });
  return router;

  function find(req: Request) {
    const id = String(req.params['id']);
    return asTenant([], async () => client.outgoingMail.findUnique({ where: { id } }));
  }
}

interface Mail {
  id: string;
  address: string;
  subject: string;
  createdAt: Date;
  state: 'QUEUED' | 'SENT' | 'FAILED' | 'SUPPRESSED';
}

function mailList(mails: readonly Mail[], { code, say, dateAndTime }: Language, sends: boolean): ReactNode {
  if (mails.length === 0) {
    return h('p', { className: 'nothing' }, say('Rien n’est à envoyer.', 'Nothing is to be sent.'));
  }
  return h(
    'ul',
    {
      className: 'mails',
      'aria-label': say(`Les ${MOST} derniers messages au plus`, `The latest ${MOST} mails at most`),
    },
    mails.map(({ id, address, subject, state, createdAt }) =>
      h(
        'li',
        { key: id },
        h('a', { href: `/dev/mail/${id}?locale=${code}` }, subject),
        h(
          'span',
          { className: 'small' },
          `${address} · ${stateName(state, say, sends)} · ${dateAndTime(createdAt, 'UTC')} UTC`,
        ),
      ),
    ),
  );
}

function stateName(state: Mail['state'], say: Language['say'], sends: boolean): string {
  const names: Record<Mail['state'], string> = {
    QUEUED: sends
      ? say('À envoyer', 'To be sent')
      : say('Écrit, pas envoyé : pas de SMTP_URL', 'Written, not sent: no SMTP_URL'),
    SENT: say('Envoyé', 'Sent'),
    FAILED: say('Échec', 'Failed'),
    SUPPRESSED: say('Retenu', 'Suppressed'),
  };
  return names[state];
}

/** Addresses in a text as links, as readers of mail show them. */
function withLinks(text: string): ReactNode[] {
  return text
    .split(/(https?:\/\/\S+)/)
    .map((part, at) => (at % 2 === 1 ? h('a', { key: at, href: part }, part) : part));
}
