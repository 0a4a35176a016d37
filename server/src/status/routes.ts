import type { Database } from '@tierline/prisma/database';
import type { Context } from '@tierline/schema/context';
import type { Files } from '@tierline/schema/files';
import { Problem } from '@tierline/schema/problem';
import { changeStatusSubscription } from '@tierline/schema/status/change-status-subscription';
import { confirmStatusSubscription } from '@tierline/schema/status/confirm-status-subscription';
import { endStatusSubscription } from '@tierline/schema/status/end-status-subscription';
import { maintenanceCalendar } from '@tierline/schema/status/maintenance-calendar';
import { requestStatusSubscription } from '@tierline/schema/status/request-status-subscription';
import {
  announcedMaintenance,
  boardEvent,
  latestUpdates,
  statusBoard,
  statusHistory,
} from '@tierline/schema/status/status-board';
import { subscriptionOf } from '@tierline/schema/status/subscription-of';
import express, { Router, type NextFunction, type Request, type Response } from 'express';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Till } from '../budgets.ts';
import { inContext } from '../context.ts';
import { languageOf, type Language } from '../reports/language.ts';
import { askedLocale, otherLanguage } from '../reports/locale.ts';
import { Page, type Content } from '../reports/page.tsx';
import { boardPage } from './board-page.tsx';
import { rss, summary } from './feeds.ts';
import { eventPage, historyPage, noEventPage } from './history-pages.tsx';
import { STATUS_STYLES, STATUS_STYLESHEET } from './styles.ts';
import { checkMailPage, endedPage, noSubscriptionPage, subscriptionPage } from './subscription-pages.tsx';

export interface StatusPagesOptions {
  database: Database;
  files: Files;
  clock: () => Date;
  publicUrl: string;
  till: Till;
}

/** In points: from one address ten mails at once, then one every ten seconds, by the usual budget. */
const COST_OF_MAIL = 500;

const DAY_MS = 86_400_000;
const PAGE_SIZE = 20;

/**
 * The status page at /status, for everybody: HTML that needs no script, JSON, RSS and iCalendar (S52–S54); and the
 * subscription by mail, whose token is in the query because paths are logged (S55).
 */
export function statusPages({ database, files, clock, publicUrl, till }: StatusPagesOptions): Router {
  const home = `${new URL(publicUrl).pathname.replace(/\/$/, '')}/status`;
  const page = `${publicUrl}/status`;
  const db = database.client;
  const router = Router();

  /** Does a visitor's work, and answers with the page that it makes. */
  const show =
    (make: (req: Request, ctx: Context, language: Language) => Promise<Content | null>) =>
    async (req: Request, res: Response) => {
      const ctx = visitor(req, res);
      const language = languageOf(ctx.locale);
      const content = await inContext(ctx, () => make(req, ctx, language));
      send(req, res.status(content ? 200 : 404), language, content ?? noEventPage(language, home));
    };
  const visitor = (req: Request, res: Response): Context => ({
    actor: { kind: 'anonymous', id: null },
    now: clock(),
    db,
    files,
    locale: askedLocale(req),
    requestId: String(res.getHeader('x-request-id')),
    address: req.ip ?? null,
    publicUrl,
  });
  const send = (req: Request, res: Response, language: Language, content: Content): void => {
    const document = createElement(Page, {
      ...content,
      language,
      stylesheet: `${home}/${STATUS_STYLESHEET}`,
      otherLanguage: otherLanguage(req, language),
      isPublic: req.query['token'] === undefined && req.method === 'GET',
    });
    res
      .set({
        'cache-control': 'no-store',
        'content-language': language.code,
        'content-security-policy':
          "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
        vary: 'accept-language',
      })
      .type('html')
      .send(`<!doctype html>${renderToStaticMarkup(document)}`);
  };

  router.get(`/status/${STATUS_STYLESHEET}`, (_req, res) => {
    res.set('cache-control', 'public, max-age=31536000, immutable').type('css').send(STATUS_STYLES);
  });
  router.get(
    '/status',
    show(async (_req, { now }, language) => boardPage(await statusBoard(db, now), language, home)),
  );
  router.get(
    '/status/history',
    show(async (req, _ctx, language) => {
      const before = textOf(req.query['before']);
      return historyPage(await statusHistory(db, { before, take: PAGE_SIZE }), language, home);
    }),
  );
  router.get(
    '/status/events/:id',
    show(async (req, _ctx, language) => {
      const event = await boardEvent(db, String(req.params['id']));
      return event && eventPage(event, language, home);
    }),
  );

  router.get('/status/summary.json', async (req, res) => {
    const ctx = visitor(req, res);
    const board = await inContext(ctx, () => statusBoard(db, ctx.now));
    // Anybody's page may show how the platform is.
    res.set({ 'access-control-allow-origin': '*', 'cache-control': 'no-store' }).json(summary(board, page));
  });
  router.get('/status/feed.rss', async (req, res) => {
    const ctx = visitor(req, res);
    const updates = await inContext(ctx, () => latestUpdates(db, 50));
    const feed = rss(updates, languageOf(ctx.locale), { page, now: ctx.now });
    res.set('cache-control', 'no-store').type('application/rss+xml').send(feed);
  });
  router.get('/status/maintenance.ics', async (req, res) => {
    const ctx = visitor(req, res);
    const since = new Date(ctx.now.getTime() - 90 * DAY_MS);
    const events = await inContext(ctx, () => announcedMaintenance(db, since));
    res.set('cache-control', 'no-store').type('text/calendar');
    res.send(maintenanceCalendar(events, ctx.locale, page));
  });

  const readForm = express.urlencoded({ extended: false, limit: '10kb' });
  /** Anybody may have a mail sent to anybody: so from one address not many at a time. */
  const payForMail = async (req: Request, res: Response, next: NextFunction) => {
    const ctx = visitor(req, res);
    const { paid, retryAfterMs } = await inContext(ctx, () => till.charge(ctx, COST_OF_MAIL));
    if (paid) return next();
    const seconds = Math.ceil(retryAfterMs / 1_000);
    const language = languageOf(ctx.locale);
    const complaint = language.say(
      `Trop de demandes viennent de votre réseau : réessayez dans ${seconds} secondes.`,
      `Too many requests come from your network: try again in ${seconds} seconds.`,
    );
    const form = { complaint, email: textOf(formOf(req)['email']) ?? '', choice: choiceOf(req) };
    const board = await inContext(ctx, () => statusBoard(db, ctx.now));
    send(
      req,
      res.status(429).set('retry-after', String(seconds)),
      language,
      boardPage(board, language, home, form),
    );
  };
  router.post(
    '/status/subscriptions',
    readForm,
    payForMail,
    show(async (req, ctx, language) => {
      const email = textOf(formOf(req)['email']) ?? '';
      const choice = choiceOf(req);
      const complaint = await refused(ctx, () =>
        requestStatusSubscription(ctx, { email, locale: ctx.locale, ...choice }),
      );
      if (complaint === null) return checkMailPage(email, language, home);
      return boardPage(await statusBoard(db, ctx.now), language, home, { complaint, email, choice });
    }),
  );
  // Whoever changes the language of an answer, or opens an address that programs call, comes here by GET.
  router.get('/status/subscriptions', (req, res) => {
    res.redirect(`${home}?locale=${askedLocale(req).toLowerCase()}`);
  });
  router.get('/status/unsubscribe', (req, res) => {
    res.redirect(`${home}/subscription?token=${encodeURIComponent(textOf(req.query['token']) ?? '')}`);
  });
  router.get(
    '/status/subscription',
    show(async (req, { now }, language) => {
      const subscription = await subscriptionOf(db, textOf(req.query['token']) ?? '', now);
      if (!subscription) return noSubscriptionPage(language, home);
      return subscriptionPage(subscription, { board: await statusBoard(db, now), language, home });
    }),
  );
  router.post(
    '/status/subscription',
    readForm,
    show(async (req, ctx, language) => {
      const form = formOf(req);
      let token = textOf(req.query['token']) ?? '';
      const complaint = await refused(ctx, async () => {
        if (form['do'] === 'confirm') ({ token } = await confirmStatusSubscription(ctx, { token }));
        else if (form['do'] === 'end') await endStatusSubscription(ctx, { token });
        else
          await changeStatusSubscription(ctx, {
            token,
            locale: form['locale'] === 'FR' ? 'FR' : 'EN',
            ...choiceOf(req),
          });
      });
      if (form['do'] === 'end' && complaint === null) return endedPage(language, home);
      const subscription = await subscriptionOf(db, token, ctx.now);
      if (!subscription) return noSubscriptionPage(language, home);
      const board = await statusBoard(db, ctx.now);
      const said = complaint === null ? { saved: true } : { complaint };
      return subscriptionPage(subscription, { board, language, home, ...said });
    }),
  );
  // What List-Unsubscribe-Post calls (RFC 8058): no question is asked, and again is as once.
  router.post(
    '/status/unsubscribe',
    readForm,
    show(async (req, ctx, language) => {
      await refused(ctx, () => endStatusSubscription(ctx, { token: textOf(req.query['token']) ?? '' }));
      return endedPage(language, home);
    }),
  );
  return router;
}

/** Why a verb did nothing, in one sentence; null when it did. */
async function refused({ locale }: Context, act: () => Promise<unknown>): Promise<string | null> {
  try {
    await act();
    return null;
  } catch (error) {
    if (error instanceof Problem) return locale === 'FR' ? error.text.fr : error.text.en;
    throw error;
  }
}

function formOf(req: Request): Record<string, unknown> {
  return (req.body ?? {}) as Record<string, unknown>;
}

function choiceOf(req: Request) {
  const { kinds, components } = formOf(req);
  return {
    kinds: listOf(kinds) as ('OUTAGE' | 'INCIDENT' | 'MAINTENANCE')[],
    components: listOf(components),
  };
}

/** A field that was sent once, several times, or not at all. */
function listOf(value: unknown): string[] {
  return [value ?? []].flat().filter((one) => typeof one === 'string');
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
