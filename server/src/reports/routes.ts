import type { Database } from '@tierline/prisma/database';
import { asTenant } from '@tierline/prisma/tenancy';
import type { Context } from '@tierline/schema/context';
import type { Files } from '@tierline/schema/files';
import { RequestError } from '@tierline/schema/problem';
import { followReportLink } from '@tierline/schema/reports/follow-report-link';
import { Router, type Request, type Response } from 'express';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { inContext } from '../context.ts';
import { actorWithId } from '../identity.ts';
import { languageOf, type Language } from './language.ts';
import { askedLocale, otherLanguage } from './locale.ts';
import { index, notFound, runOut } from './no-report.tsx';
import { Page, type Content } from './page.tsx';
import { REPORTS } from './reports.ts';
import { STYLES, STYLESHEET } from './styles.ts';

export interface ReportPagesOptions {
  database: Database;
  files: Files;
  clock: () => Date;
  publicUrl: string;
}

/**
 * Reports as pages at /reports. A browser that follows an address sends no token: what lets it in is the secret of a
 * link, which is in the query, because paths are logged. A link of another report, or of somebody who may not see it any
 * more, is answered like one that never was; one that has run out says so, for a day.
 */
export function reportPages(options: ReportPagesOptions): Router {
  const router = Router();
  router.get(`/reports/${STYLESHEET}`, (_req, res) => {
    res.set('cache-control', 'public, max-age=31536000, immutable').type('css').send(STYLES);
  });
  router.get('/reports', (req, res) => {
    const language = languageOf(askedLocale(req));
    send(req, res, language, index(language));
  });
  router.get('/reports/:report', async (req, res) => {
    const locale = askedLocale(req);
    const language = languageOf(locale);
    const content = await contentOf(req, locale, String(res.getHeader('x-request-id')), options);
    if (content === 'RUN_OUT') send(req, res.status(410), language, runOut(language));
    else send(req, res.status(content ? 200 : 404), language, content ?? notFound(language));
  });
  return router;
}

/** Null where the link leads nowhere. */
async function contentOf(
  req: Request<{ report: string }>,
  locale: 'FR' | 'EN',
  requestId: string,
  { database, files, clock, publicUrl }: ReportPagesOptions,
): Promise<Content | 'RUN_OUT' | null> {
  const { link: secret } = req.query;
  const report = REPORTS.get(req.params.report);
  if (!report || typeof secret !== 'string') return null;
  const now = clock();
  const link = await asTenant([], () => followReportLink(database.client, secret));
  if (link?.report !== req.params.report) return null;
  if (link.expiresAt < now) return 'RUN_OUT';
  const actor = await actorWithId(link.actorId, database, now);
  if (!actor) return null;
  const context: Context = { actor, now, db: database.client, files, locale, requestId, publicUrl };
  try {
    return await inContext(context, () => report(context, link.parameters, languageOf(locale)));
  } catch (error) {
    if (error instanceof RequestError) return null; // they may not see it any more
    throw error;
  }
}

function send(req: Request, res: Response, language: Language, content: Content): void {
  const page = createElement(Page, {
    ...content,
    language,
    stylesheet: STYLESHEET,
    otherLanguage: otherLanguage(req, language),
  });
  res
    .set({
      'cache-control': 'no-store',
      'content-language': language.code,
      'content-security-policy':
        "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
      vary: 'accept-language',
    })
    .type('html')
    .send(`<!doctype html>${renderToStaticMarkup(page)}`);
}
