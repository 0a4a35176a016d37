import { RENEWAL_REMINDERS } from '@tierline/prisma/catalogue/contract-rules';
import { newId } from '@tierline/prisma/ids';
import type { Prisma } from '@tierline/prisma/database';
import { minutesOf } from '../calendar/local-date.rules.ts';
import { openZone } from '../calendar/zone.rules.ts';
import { settleLedger } from '../entitlements/ledger.ts';
import { happened, type NewEvent, type Tx } from '../event.ts';
import { regenerateObligations } from '../obligations/regenerate-obligations.ts';
import { putOnPlan } from '../plans/put-on-plan.ts';
import type { Line } from './contract.rules.ts';
import type { StatedFees } from './draft-line.ts';
import { dayColumn } from './line.rules.ts';
import { addDays, dateAt, endOfDay, startOfDay } from './term.rules.ts';

/** How a line comes to be: from which quote, in which contract, by whom. */
export interface Agreement {
  accountId: string;
  /** The zone of the account; that of the contract where there is one. */
  timeZone: string;
  /** Null for a first order, which makes the contract. */
  contractId: string | null;
  quoteId: string | null;
  /** Fees that the quote states, which go on record with it. */
  statedFees: StatedFees | null;
  orderedBy: { kind: 'CONTACT' | 'STAFF' | 'SYSTEM'; id: string | null };
}

/** Writes a line as drafted, with everything that follows from it: plan periods, fees on record, renewal deadlines. */
export async function writeLine(
  tx: Tx,
  line: Line,
  agreement: Agreement,
  now: Date,
): Promise<{ value: { id: string; lineId: string }; events: [NewEvent, ...NewEvent[]] }> {
  const { accountId, timeZone } = agreement;
  const contractId = agreement.contractId ?? (await createContract(tx, line, agreement, now));
  const lineId = newId('ctl');
  const effectiveAt = effectOf(line, timeZone, now);
  await tx.contractLine.create({
    data: {
      ...withoutCurrency(line),
      rateVersion: line.rateVersion!, // only Basic has none, and Basic needs no order
      basisPoints: line.basisPoints!,
      effectiveOn: dayColumn(line.effectiveOn),
      firstDay: dayColumn(line.firstDay),
      lastDay: dayColumn(line.lastDay),
      id: lineId,
      contractId,
      accountId,
      sequence: (await tx.contractLine.count({ where: { contractId } })) + 1,
      quoteId: agreement.quoteId,
      orderedAt: now,
      orderedOn: dayColumn(dateAt(now, timeZone)),
      orderedByKind: agreement.orderedBy.kind,
      orderedById: agreement.orderedBy.id,
      effectiveAt,
      nonRefundable: true,
    },
  });
  const fees = await recordFees(tx, line, agreement, now);
  const plans = await changePlans(tx, line, { accountId, contractId, timeZone, effectiveAt }, now);
  if (line.kind === 'SERVICE_ORDER' || line.kind === 'RENEWAL') {
    await tx.contractDeadline.createMany({
      data: deadlines(line, timeZone, now).map((deadline) => ({ ...deadline, contractId, accountId })),
    });
  }
  return {
    value: { id: contractId, lineId },
    events: [
      happened(
        EVENTS[line.kind],
        { id: contractId, accountId },
        {
          lineId,
          quoteId: agreement.quoteId,
          planBefore: line.planBefore,
          plan: line.planCode,
          effectiveOn: line.effectiveOn,
          effectiveAt: effectiveAt.toISOString(),
          firstDay: line.firstDay,
          lastDay: line.lastDay,
          rateVersion: line.rateVersion,
          termsVersion: line.termsVersion,
          reason: line.terminationReason,
        },
      ),
      ...fees,
      ...plans,
    ],
  };
}

const EVENTS = {
  SERVICE_ORDER: 'contract.ordered',
  AMENDMENT: 'contract.amended',
  RENEWAL: 'contract.renewed',
  TERMINATION: 'contract.terminated',
} as const;

/** The contract has it. */
function withoutCurrency(line: Line): Omit<Line, 'currency'> {
  const figures: Partial<Line> = { ...line };
  delete figures.currency;
  return figures as Omit<Line, 'currency'>;
}

async function createContract(
  tx: Tx,
  { currency }: Line,
  { accountId, timeZone }: Agreement,
  now: Date,
): Promise<string> {
  const id = newId('ctr');
  await tx.contract.create({ data: { id, accountId, currency, timeZone, createdAt: now } });
  return id;
}

/** When a line takes effect: with its day, but not before it is agreed; a termination when its day is over. */
function effectOf({ kind, effectiveOn }: Line, timeZone: string, now: Date): Date {
  if (kind === 'TERMINATION') return endOfDay(effectiveOn, timeZone);
  return later(startOfDay(effectiveOn, timeZone), now);
}

/** Fees that a quote states are on record once it is applied: from the order on, or from the day of the change. */
async function recordFees(
  tx: Tx,
  line: Line,
  { accountId, timeZone, statedFees, orderedBy }: Agreement,
  now: Date,
): Promise<NewEvent[]> {
  if (!statedFees) return [];
  const effectiveOn = line.kind === 'SERVICE_ORDER' ? dateAt(now, timeZone) : line.effectiveOn;
  return [await writeFees(tx, accountId, { ...statedFees, effectiveOn }, orderedBy.id, now)];
}

/** Records what an account pays a year from a date on. */
export async function writeFees(
  tx: Tx,
  accountId: string,
  { amountMinor, currency, effectiveOn }: StatedFees & { effectiveOn: string },
  recordedById: string | null,
  now: Date,
): Promise<NewEvent> {
  await tx.annualFees.create({
    data: {
      id: newId('fee'),
      accountId,
      amountMinor: BigInt(amountMinor),
      currency,
      effectiveOn: dayColumn(effectiveOn),
      recordedAt: now,
      recordedById,
    },
  });
  return happened('account.fees_recorded', { id: accountId, accountId }, { currency, effectiveOn });
}

/** Lets the account's plans follow the line. */
async function changePlans(
  tx: Tx,
  line: Line,
  contract: { accountId: string; contractId: string; timeZone: string; effectiveAt: Date },
  now: Date,
): Promise<NewEvent[]> {
  const { accountId, contractId, timeZone, effectiveAt } = contract;
  if (line.kind === 'TERMINATION') {
    const later = { contractId, startsAt: { gte: effectiveAt } };
    await tx.planPeriod.deleteMany({ where: later });
    await tx.planPeriod.updateMany({
      where: { contractId, endsAt: { gt: effectiveAt } },
      data: { endsAt: effectiveAt },
    });
    const units = await settleLedger(tx, accountId, now);
    return [...units, ...(await regenerateObligations(tx, accountId, now, 'CONTRACT_CHANGED'))];
  }
  if (line.kind === 'AMENDMENT' && line.planCode === line.planBefore) return [];
  const choice = {
    planCode: line.planCode,
    startsAt: effectiveAt,
    endsAt: endOfDay(line.lastDay, timeZone),
  };
  const { events } = await putOnPlan(tx, accountId, choice, now, {
    contractId,
    opensContract: line.kind === 'SERVICE_ORDER',
  });
  return events;
}

/** What the end of a term brings about ahead of it: reminders whose time is yet to come, and the renewal by itself. */
function deadlines({ lastDay, autoRenew }: Line, timeZone: string, now: Date) {
  const toLocalTime = minutesOf(RENEWAL_REMINDERS.at) * MINUTE_MS;
  const reminders = RENEWAL_REMINDERS.daysBefore
    .map((daysBefore) => ({
      kind: 'RENEWAL_REMINDER' as const,
      daysBefore,
      dueAt: new Date(
        openZone(timeZone).instantOf(dayColumn(addDays(lastDay, -daysBefore)).getTime() + toLocalTime),
      ),
    }))
    .filter(({ dueAt }) => dueAt > now);
  const renewal = {
    kind: 'AUTO_RENEWAL' as const,
    daysBefore: 0,
    dueAt: later(startOfDay(lastDay, timeZone), now),
  };
  const due: Omit<Prisma.ContractDeadlineCreateManyInput, 'contractId' | 'accountId'>[] = [
    ...reminders,
    ...(autoRenew ? [renewal] : []),
  ].map((deadline) => ({ ...deadline, id: newId('ctd'), lastDay: dayColumn(lastDay) }));
  return due;
}

const MINUTE_MS = 60_000;

function later(a: Date, b: Date): Date {
  return a < b ? b : a;
}
