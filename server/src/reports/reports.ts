import type { Context } from '@tierline/schema/context';
import { accountStatementPage } from './account-statement.tsx';
import { healthReviewPage } from './health-review.tsx';
import type { Language } from './language.ts';
import { monthlyReviewPage } from './monthly-review.tsx';
import type { Content } from './page.tsx';
import { supportReportPage } from './support-report.tsx';
import { vendorReportPage } from './vendor-report.tsx';

/**
 * Makes a page of what a link leads to, as the actor of the context may see it.
 *
 * @param parameters as the link keeps them (create-report-link.ts)
 * @returns null where the actor may not see it
 */
type Report = (context: Context, parameters: unknown, language: Language) => Promise<Content | null>;

/** Every report, by its name in links and in the path. */
export const REPORTS: ReadonlyMap<string, Report> = new Map([
  [
    'vendor',
    (context, parameters, language) =>
      vendorReportPage(context, parameters as { from: string; to: string }, language),
  ],
  [
    'support',
    (context, parameters, language) =>
      supportReportPage(context, parameters as { accountId: string; month: string }, language),
  ],
  [
    'monthly-review',
    (context, parameters, language) =>
      monthlyReviewPage(context, parameters as { reviewId: string }, language),
  ],
  [
    'health-review',
    (context, parameters, language) =>
      healthReviewPage(context, parameters as { reviewId: string }, language),
  ],
  [
    'statement',
    (context, parameters, language) =>
      accountStatementPage(context, parameters as { accountId: string; from: string; to: string }, language),
  ],
]);
