import type { PrismaClient } from '@tierline/prisma/database';
import { transact, type NewEvent, type Tx } from '@tierline/prisma/transact';
import { happened } from '../event.ts';
import { tellCustomer } from '../notifications/notify.ts';
import { Problem } from '../problem.ts';
import { latestTerm, reference } from './contract.rules.ts';
import { contractOf, draftLine } from './draft-line.ts';
import { isoDay } from './line.rules.ts';
import { addDays, dateAt, lastDayOfYears } from './term.rules.ts';
import { writeLine } from './write-line.ts';

/**
 * Does what the end of terms brings about by `now`: reminders of the renewal, and renewals that were agreed to come by
 * themselves. Each once; of reminders that were missed together only the last is told. One contract a transaction,
 * several processes may do so at once.
 *
 * @returns how many contracts had something to do
 */
export async function meetContractDeadlines(db: PrismaClient, now: Date): Promise<number> {
  const origin = { db, now, requestId: 'contracts', actor: { kind: 'system', id: null } } as const;
  for (let met = 0; ; met += 1) {
    const { done } = await transact(origin, async (tx) => {
      const [next] = await tx.$queryRaw<{ contractId: string; accountId: string }[]>`
        select d."contractId", d."accountId" from "ContractDeadline" d join "Account" a on a."id" = d."accountId"
        where d."doneAt" is null and d."dueAt" <= ${now}
        order by d."dueAt" limit 1 for no key update of d, a skip locked`;
      if (!next) return { value: { done: true }, events: [] };
      return { value: { done: false }, events: await meetDeadlines(tx, next, now) };
    });
    if (done) return met;
  }
}

async function meetDeadlines(
  tx: Tx,
  { contractId, accountId }: { contractId: string; accountId: string },
  now: Date,
): Promise<NewEvent[]> {
  const due = await tx.contractDeadline.findMany({
    where: { contractId, doneAt: null, dueAt: { lte: now } },
    orderBy: { dueAt: 'asc' },
  });
  await tx.contractDeadline.updateMany({
    where: { id: { in: due.map(({ id }) => id) } },
    data: { doneAt: now },
  });
  const contract = await contractOf(tx, accountId, contractId);
  const last = latestTerm(contract.lines).at(-1)!;
  const terminated = contract.lines.some(({ kind }) => kind === 'TERMINATION');
  // Once the contract is renewed or terminated, nothing is left to remind of.
  const stands = due.filter((deadline) => !terminated && isoDay(deadline.lastDay) === last.lastDay);
  const renewal = stands.find(({ kind }) => kind === 'AUTO_RENEWAL');
  // As of its time: noticed late, even after the term, it renews all the same.
  if (renewal) return renew(tx, contract, renewal.dueAt, now);
  const reminder = stands.at(-1);
  if (!reminder || dateAt(now, contract.timeZone) > last.lastDay) return [];
  const data = { contract: reference(contract.number), lastDay: last.lastDay, autoRenew: last.autoRenew };
  // What a contract costs and when it ends is for the customer's administrators.
  const notice = { kind: 'CONTRACT_RENEWAL_DUE', data, causeId: reminder.id, accountId } as const;
  await tellCustomer(tx, notice, [], now);
  const told = happened(
    'contract.renewal_due',
    { id: contractId, accountId },
    { lastDay: last.lastDay, daysBefore: reminder.daysBefore, autoRenew: last.autoRenew },
  );
  return [{ ...told, occurredAt: reminder.dueAt }];
}

type Contract = Awaited<ReturnType<typeof contractOf>>;

/** A year more of the same plan, priced anew; where no price can be assessed the plan ends with its term. */
async function renew(tx: Tx, contract: Contract, at: Date, now: Date): Promise<NewEvent[]> {
  const { id, accountId, timeZone, lines, number } = contract;
  const { lastDay } = latestTerm(lines).at(-1)!;
  const request = {
    kind: 'RENEWAL' as const,
    contractId: id,
    lastDay: lastDayOfYears(addDays(lastDay, 1), 1),
    planCode: null,
    annualFees: null,
    autoRenew: true,
  };
  try {
    const { acceptedTermsVersion } = await tx.account.findUniqueOrThrow({ where: { id: accountId } });
    const drafted = await draftLine(tx, { id: accountId, timeZone, acceptedTermsVersion }, request, at);
    // By doing nothing nobody accepts new terms (S86).
    const line = { ...drafted, termsVersion: acceptedTermsVersion };
    const agreement = {
      accountId,
      timeZone,
      contractId: id,
      quoteId: null,
      statedFees: null,
      orderedBy: { kind: 'SYSTEM' as const, id: null },
    };
    return (await writeLine(tx, line, agreement, at)).events;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const data = { contract: reference(number), lastDay };
    const notice = { kind: 'CONTRACT_RENEWAL_FAILED', data, causeId: `${id}:${lastDay}`, accountId } as const;
    await tellCustomer(tx, notice, [], now);
    return [happened('contract.renewal_failed', { id, accountId }, { lastDay, problem: error.code })];
  }
}
