import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { allow, visibleAccounts, visibleReviews, type SignedInActor } from '../access.ts';
import type { Context } from '../context.ts';
import { isStatementTime, LONGEST_DAYS } from '../contracts/account-statement.ts';
import { happened, happenedAtVendor, transact, type NewEvent, type Tx } from '../event.ts';
import { InvalidInputProblem, parse, RequestError, unknownValue } from '../problem.ts';
import { monthIn } from './month.rules.ts';
import { refusalOf } from './vendor-report.ts';

export const CREATE_REPORT_LINK_PROBLEMS = [InvalidInputProblem];

const createReportLinkInput = z.object({
  support: z.object({ accountId: z.string(), month: z.string() }).nullish(),
  vendor: z.object({ from: z.string(), to: z.string() }).nullish(),
  statement: z.object({ accountId: z.string(), from: z.string(), to: z.string() }).nullish(),
  monthlyReview: z.object({ reviewId: z.string() }).nullish(),
  healthReview: z.object({ reviewId: z.string() }).nullish(),
});

const VALID_MS = 10 * 60_000;
/** How long a link that has run out is told from one that never was. */
const KNOWN_MS = 24 * 60 * 60_000;

export interface NewReportLink {
  url: string;
  expiresAt: Date;
}

/**
 * Makes an address under which a browser shows a report for ten minutes, to whoever holds it and as far as the actor
 * may see it then. Asked again it is another address: the secret in it is kept nowhere, also not for an
 * Idempotency-Key. Throws one of CREATE_REPORT_LINK_PROBLEMS.
 */
export async function createReportLink(
  ctx: Context,
  raw: z.input<typeof createReportLinkInput>,
): Promise<NewReportLink> {
  const { actor, now, publicUrl, locale } = ctx;
  allow(actor, 'report.link');
  if (raw.statement) allow(actor, 'contract.read');
  if (raw.vendor) allow(actor, 'report.vendor');
  const input = parse(createReportLinkInput, raw);
  const secret = randomBytes(24).toString('base64url');
  const expiresAt = new Date(now.getTime() + VALID_MS);
  return transact({ ...ctx, idempotency: null }, actor, async (tx) => {
    const { report, parameters, event } = await wanted(tx, actor, now, input);
    await tx.reportLink.deleteMany({ where: { expiresAt: { lt: new Date(now.getTime() - KNOWN_MS) } } });
    await tx.reportLink.create({
      data: {
        id: hashOf(secret),
        report,
        parameters,
        actorId: actor.id,
        createdAt: now,
        expiresAt,
      },
    });
    const url = `${publicUrl}/reports/${report}?link=${secret}&locale=${locale.toLowerCase()}`;
    return { value: { url, expiresAt }, events: [event] };
  });
}

interface Wanted {
  report: string;
  parameters: Record<string, string>;
  event: NewEvent;
}

/** The report that is asked for, with what the log says of the asking. */
async function wanted(
  tx: Tx,
  actor: SignedInActor,
  now: Date,
  { support, vendor, statement, monthlyReview, healthReview }: z.output<typeof createReportLinkInput>,
): Promise<Wanted> {
  if (support) {
    const { accountId, month } = support;
    const { timeZone } = await visibleAccount(tx, actor, accountId, 'support.accountId');
    if (monthIn(month, timeZone).from > now) throw notBegun('support.month');
    return linked('support', accountId, { month });
  }
  if (vendor) {
    const refusal = refusalOf(vendor.from, vendor.to, now);
    if (refusal) throw new InvalidInputProblem([{ path: 'vendor', code: 'BAD_MONTHS', text: refusal }]);
    const event = happenedAtVendor('report.linked', 'vendor', { report: 'vendor', ...vendor });
    return { report: 'vendor', parameters: vendor, event };
  }
  if (statement) {
    const { accountId, from, to } = statement;
    await visibleAccount(tx, actor, accountId, 'statement.accountId');
    if (!isStatementTime(from, to)) throw wrongTime('statement.to');
    return linked('statement', accountId, { from, to });
  }
  if (monthlyReview) {
    const { reviewId } = monthlyReview;
    const where = { AND: [{ id: reviewId }, visibleReviews(actor)] };
    const review = await tx.monthlyReview.findFirst({ where });
    if (!review) throw unknownValue('monthlyReview.reviewId', reviewId);
    return linked('monthly-review', review.accountId, { reviewId });
  }
  if (healthReview) {
    const { reviewId } = healthReview;
    const where = { AND: [{ id: reviewId }, visibleReviews(actor)] };
    const review = await tx.healthReview.findFirst({ where });
    if (!review) throw unknownValue('healthReview.reviewId', reviewId);
    return linked('health-review', review.accountId, { reviewId });
  }
  throw new RequestError('BAD_USER_INPUT', { fr: 'Nommez un rapport.', en: 'Name one report.' });
}

async function visibleAccount(tx: Tx, actor: SignedInActor, id: string, path: string) {
  const account = await tx.account.findFirst({ where: { AND: [{ id }, visibleAccounts(actor)] } });
  if (!account) throw unknownValue(path, id);
  return account;
}

/** @param of which part of the account's time, or which review */
function linked(report: string, accountId: string, of: Record<string, string>): Wanted {
  return {
    report,
    parameters: { accountId, ...of },
    event: happened('report.linked', { id: accountId, accountId }, { report, ...of }),
  };
}

/** What the table knows a secret by. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function notBegun(path: string): InvalidInputProblem {
  return new InvalidInputProblem([
    { path, code: 'NOT_BEGUN', text: { fr: 'n’a pas encore commencé.', en: 'has not begun yet.' } },
  ]);
}

function wrongTime(path: string): InvalidInputProblem {
  return new InvalidInputProblem([
    {
      path,
      code: 'OUT_OF_RANGE',
      text: {
        fr: `n’est pas dans les ${LONGEST_DAYS} jours qui commencent avec le premier.`,
        en: `is not within the ${LONGEST_DAYS} days that begin with the first one.`,
      },
    },
  ]);
}
