import type { Request } from 'express';
import { localeOf } from '../context.ts';
import type { Language } from './language.ts';

/** The last `locale=` of the address where it names one of ours, else what the browser prefers. */
export function askedLocale(req: Request): 'FR' | 'EN' {
  const locale = [req.query['locale']].flat().at(-1);
  if (locale === 'fr') return 'FR';
  return locale === 'en' ? 'EN' : localeOf(req);
}

/** What of an address says what it shows. */
const KEPT = ['link', 'token', 'before'] as const;

/** The same page in the other language, as an address relative to this one. */
export function otherLanguage(req: Request, { code }: Language): string {
  const query = new URLSearchParams();
  for (const name of KEPT) {
    const value = req.query[name];
    if (typeof value === 'string') query.set(name, value);
  }
  query.set('locale', code === 'fr' ? 'en' : 'fr');
  return `?${query.toString()}`;
}
