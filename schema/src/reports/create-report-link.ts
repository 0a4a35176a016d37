import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { allow, visibleAccounts, type SignedInActor } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact, type NewEvent, type Tx } from '../event.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { monthIn } from './month.rules.ts';

export const CREATE_REPORT_LINK_PROBLEMS = [InvalidInputProblem];

const createReportLinkInput = z.object({
  support: z.object({ accountId: z.string(), month: z.string() }).nullish(),
});

const VALID_MS = 10 * 60_000;

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
  const { actor, now, publicUrl } = ctx;
  allow(actor, 'report.link');
  const input = parse(createReportLinkInput, raw);
  const secret = randomBytes(24).toString('base64url');
  const expiresAt = new Date(now.getTime() + VALID_MS);
  return transact({ ...ctx, idempotency: null }, actor, async (tx) => {
    const { report, parameters, event } = await wanted(tx, actor, now, input);
    await tx.reportLink.deleteMany({ where: { expiresAt: { lt: now } } });
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
    return { value: { url: `${publicUrl}/reports/${report}?link=${secret}`, expiresAt }, events: [event] };
  });
}

/** The report that is asked for, with what the log says of the asking. */
async function wanted(
  tx: Tx,
  actor: SignedInActor,
  now: Date,
  { support }: z.output<typeof createReportLinkInput>,
): Promise<{ report: string; parameters: Record<string, string>; event: NewEvent }> {
  if (!support) throw unknownValue('', '');
  const { accountId, month } = support;
  const account = await tx.account.findFirst({
    where: { AND: [{ id: accountId }, visibleAccounts(actor)] },
  });
  if (!account) throw unknownValue('support.accountId', accountId);
  if (monthIn(month, account.timeZone).from > now) throw notBegun('support.month');
  return {
    report: 'support',
    parameters: { accountId, month },
    event: happened('report.linked', { id: accountId, accountId }, { report: 'support', month }),
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
