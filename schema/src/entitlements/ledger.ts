import { newId } from '@tierline/prisma/ids';
import { happened, type NewEvent, type Tx } from '../event.ts';
import { grantedBenefits, type PlanCode } from '../plans/plan.rules.ts';
import type { Problem } from '../problem.ts';
import type { ContractYear } from './contract-year.rules.ts';
import {
  COUNTED_BENEFITS,
  countedAt,
  dueOf,
  nextChange,
  releaseOf,
  runningYear,
  settledUntil,
  type Allowances,
  type Counted,
  type CountedBenefit,
  type Ledger,
  type LedgerCause,
  type LedgerLine,
} from './ledger.rules.ts';

// What this term offers to others: they move units in their own transaction, with the account at hand (locked), so
// that of any number of simultaneous callers each sees what the one before it left.

/** What used a unit. */
export interface Use {
  cause: Exclude<LedgerCause, 'CONTRACT_YEAR' | 'PLAN_CHANGE'>;
  id: string;
}

/** Writes what time and plans have brought about by `now`: grants and expiries (E1 to E4). */
export async function settleLedger(tx: Tx, accountId: string, now: Date): Promise<NewEvent[]> {
  return (await settled(tx, accountId, now)).events;
}

/**
 * Takes one unit of the running contract year for something.
 *
 * @throws the problem that `refuse` makes, when there is none
 */
export async function reserveUnit(
  tx: Tx,
  accountId: string,
  benefit: CountedBenefit,
  { cause, id }: Use,
  now: Date,
  refuse: (counted: Counted) => Problem,
): Promise<NewEvent[]> {
  const { ledger, events } = await settled(tx, accountId, now);
  const at = noEarlier(ledger, now);
  const year = runningYear(ledger.years, at);
  const counted = countedAt(ledger, benefit, at);
  if (!year || counted.balance.available < 1) throw refuse(counted);
  const reserved: LedgerLine = {
    benefit,
    kind: 'RESERVE',
    units: 1,
    at,
    yearStartsAt: year.startsAt,
    cause,
    causeId: id,
  };
  return [...events, ...(await append(tx, accountId, ledger, { years: [], lines: [reserved] }))];
}

/** Gives back what something took; it expires at once where it cannot be used any more (E2). Once only. */
export async function releaseUnit(tx: Tx, accountId: string, id: string, now: Date): Promise<NewEvent[]> {
  const { ledger, events } = await settled(tx, accountId, now);
  const lines = releaseOf(ledger, id, noEarlier(ledger, now));
  return [...events, ...(await append(tx, accountId, ledger, { years: [], lines }))];
}

/** Uses up what something reserved, as of `at`, which may be past. Once only. */
export async function consumeUnit(tx: Tx, accountId: string, id: string, at: Date): Promise<NewEvent[]> {
  const ledger = await readLedger(tx, accountId);
  const latest = ledger.lines.findLast(({ causeId }) => causeId === id);
  if (latest?.kind !== 'RESERVE') return [];
  return append(tx, accountId, ledger, { years: [], lines: [{ ...latest, kind: 'CONSUME', at }] });
}

type Reads = Pick<Tx, 'account' | 'planPeriod' | 'contractYear' | 'ledgerLine' | 'plan' | 'planBenefit'>;

/** The ledger with what is due by an instant, as if it had been written: what reads show. */
export async function ledgerAsOf(db: Reads, accountId: string, at: Date): Promise<Ledger> {
  const ledger = await readLedger(db, accountId);
  return withDue(ledger, dueOf(ledger, at));
}

async function readLedger(db: Reads, accountId: string): Promise<Ledger> {
  const account = await db.account.findUniqueOrThrow({
    where: { id: accountId },
    select: {
      timeZone: true,
      planPeriods: { include: { contract: { select: { timeZone: true } } } },
      contractYears: { orderBy: { startsAt: 'asc' } },
      ledgerLines: { orderBy: { sequence: 'asc' } },
    },
  });
  return {
    timeZone: account.timeZone,
    periods: account.planPeriods.map(({ opensContract, contract, ...period }) => ({
      ...period,
      opensContractIn: opensContract ? (contract?.timeZone ?? account.timeZone) : null,
    })),
    years: account.contractYears,
    lines: account.ledgerLines.map(({ benefitCode, bookingId, ticketId, healthReviewId, ...line }) => ({
      ...line,
      benefit: benefitCode as CountedBenefit,
      causeId: bookingId ?? ticketId ?? healthReviewId,
    })),
    allowances: await readAllowances(db),
  };
}

async function readAllowances(db: Reads): Promise<Allowances> {
  const plans = await db.plan.findMany();
  const benefits = await db.planBenefit.findMany({ where: { code: { in: [...COUNTED_BENEFITS] } } });
  const allowances = plans.map(({ code }) => [
    code,
    Object.fromEntries(
      grantedBenefits(code, plans, benefits).map((benefit) => [benefit.code, benefit.quantity ?? 0]),
    ),
  ]);
  return Object.fromEntries(allowances) as Record<PlanCode, Record<CountedBenefit, number>>;
}

async function settled(
  tx: Tx,
  accountId: string,
  now: Date,
): Promise<{ ledger: Ledger; events: NewEvent[] }> {
  const ledger = await readLedger(tx, accountId);
  const due = dueOf(ledger, now);
  const events = await append(tx, accountId, ledger, due);
  const after = withDue(ledger, due);
  await tx.account.update({
    where: { id: accountId },
    data: { ledgerDueAt: nextChange(after, noEarlier(after, now)) },
  });
  return { ledger: after, events };
}

interface Due {
  years: readonly ContractYear[];
  lines: readonly LedgerLine[];
}

function withDue(ledger: Ledger, due: Due): Ledger {
  return { ...ledger, years: [...ledger.years, ...due.years], lines: [...ledger.lines, ...due.lines] };
}

async function append(tx: Tx, accountId: string, ledger: Ledger, { years, lines }: Due): Promise<NewEvent[]> {
  if (years.length > 0)
    await tx.contractYear.createMany({ data: years.map((year) => ({ ...year, accountId })) });
  const rows = lines.map(({ benefit, causeId, ...line }, index) => ({
    ...line,
    id: newId('lin'),
    accountId,
    sequence: ledger.lines.length + index + 1,
    benefitCode: benefit,
    bookingId: line.cause === 'BOOKING' ? causeId : null,
    ticketId: line.cause === 'TICKET' ? causeId : null,
    healthReviewId: line.cause === 'HEALTH_REVIEW' ? causeId : null,
  }));
  if (rows.length > 0) await tx.ledgerLine.createMany({ data: rows });
  const subject = { id: accountId, accountId };
  return [
    ...years.map(({ startsAt, endsAt, ordinal }) => ({
      ...happened('contract_year.begun', subject, {
        ordinal,
        startsAt: startsAt.toISOString(),
        endsAt: endsAt.toISOString(),
      }),
      occurredAt: startsAt,
    })),
    ...rows.map(({ id, kind, benefitCode, units, at, yearStartsAt, cause, ...of }) => ({
      ...happened(EVENT_TYPES[kind], subject, {
        lineId: id,
        benefit: benefitCode,
        units,
        yearStartsAt: yearStartsAt.toISOString(),
        cause,
        bookingId: of.bookingId,
        ticketId: of.ticketId,
        healthReviewId: of.healthReviewId,
      }),
      occurredAt: at,
    })),
  ];
}

const EVENT_TYPES = {
  GRANT: 'entitlement.granted',
  RESERVE: 'entitlement.reserved',
  CONSUME: 'entitlement.consumed',
  RELEASE: 'entitlement.released',
  EXPIRE: 'entitlement.expired',
} as const;

/** Requests can cross: nothing is written before what is written already. */
function noEarlier(ledger: Ledger, now: Date): Date {
  const sure = settledUntil(ledger);
  return sure && sure > now ? sure : now;
}
