import { newId } from '@tierline/prisma/ids';
import { QUOTE_VALID_DAYS } from '@tierline/prisma/catalogue/contract-rules';
import type { SignedInActor } from '../access.ts';
import { happened, type NewEvent, type Tx } from '../event.ts';
import { draftLine, type ContractingAccount, type QuoteRequest } from './draft-line.ts';
import { lineToJson } from './line.rules.ts';
import { endOfDay } from './term.rules.ts';

/**
 * Quotes a request: computes its line and keeps both, to be applied until the quote expires. The account is locked.
 *
 * @throws what `draftLine` throws
 */
export async function writeQuote(
  tx: Tx,
  actor: SignedInActor,
  account: ContractingAccount,
  request: QuoteRequest,
  now: Date,
): Promise<{ value: { id: string }; events: [NewEvent] }> {
  const { id: accountId } = account;
  const line = await draftLine(tx, account, request, now);
  const contractId = request.kind === 'SERVICE_ORDER' ? null : request.contractId;
  const quote = {
    id: newId('quo'),
    accountId,
    kind: line.kind,
    contractId,
    createdAt: now,
    expiresAt: earlier(
      new Date(now.getTime() + QUOTE_VALID_DAYS * DAY_MS),
      // Nothing takes effect on a day that has passed.
      endOfDay(line.effectiveOn, account.timeZone),
    ),
  };
  await tx.quote.create({
    data: {
      ...quote,
      request: { ...request },
      line: lineToJson(line),
      createdByKind: actor.kind === 'staff' ? 'STAFF' : 'CONTACT',
      createdById: actor.id,
    },
  });
  const made = happened('quote.made', quote, {
    kind: line.kind,
    contractId,
    plan: line.planCode,
    effectiveOn: line.effectiveOn,
    expiresAt: quote.expiresAt.toISOString(),
  });
  return { value: { id: quote.id }, events: [made] };
}

const DAY_MS = 86_400_000;

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}
