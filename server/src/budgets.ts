import type { Database } from '@tierline/prisma/database';
import { realTime, type Context } from '@tierline/schema/context';
import { addressBlock } from './address.ts';

/** How much somebody may ask for: `limit` points at once, and `restoreRate` of them come back each second. */
export interface Budget {
  limit: number;
  restoreRate: number;
}

export interface Budgets {
  /** Of each person and each API key. */
  known: Budget;
  /** Of everybody unknown at one address. */
  anonymous: Budget;
}

/** Signed in, some 200 plain requests a second for ever, and 10,000 in a burst. */
export const BUDGETS: Budgets = {
  known: { limit: 10_000, restoreRate: 200 },
  anonymous: { limit: 5_000, restoreRate: 50 },
};

/** Where a budget stands after a charge. */
export interface Standing extends Budget {
  /** Whether it could be paid; if not, nothing was taken. */
  paid: boolean;
  remaining: number;
  /** How long until as much can be paid; 0 when it was. */
  retryAfterMs: number;
  /** How long until the budget is whole again, if nothing else is asked. */
  secondsToWhole: number;
}

/** Takes points from budgets that all processes share, and gives them back. */
export interface Till {
  charge(context: Context, cost: number): Promise<Standing>;
  /** Gives back what turned out not to be needed of a charge that was paid. */
  refund(context: Context, standing: Standing, points: number): Promise<Standing>;
}

/**
 * A leaky bucket as one instant, that from which the budget is whole again: a charge moves it into the future, a refund
 * back. One statement each, so that several processes never spend the same points.
 */
export function openTill({ client }: Database, budgets: Budgets): Till {
  return {
    charge: async (context, cost) => {
      const { limit, restoreRate } = budgetOf(context, budgets);
      const now = realTime(context);
      const id = payer(context);
      const price = cost / restoreRate;
      const [row] = await client.$queryRaw<{ paid: boolean; secondsToWhole: number }[]>`
        with paid as (
          insert into "CostBudget" as b ("id", "wholeAt")
          values (${id}, ${now}::timestamptz + make_interval(secs => ${price}::float8))
          on conflict ("id") do update
            set "wholeAt" = greatest(b."wholeAt", ${now}::timestamptz) + make_interval(secs => ${price}::float8)
            where greatest(b."wholeAt", ${now}::timestamptz) + make_interval(secs => ${price}::float8)
              <= ${now}::timestamptz + make_interval(secs => ${limit / restoreRate}::float8)
          returning "wholeAt")
        select true as "paid", extract(epoch from "wholeAt" - ${now}::timestamptz)::float8 as "secondsToWhole" from paid
        union all
        select false, greatest(0, extract(epoch from "wholeAt" - ${now}::timestamptz))::float8
        from "CostBudget" where "id" = ${id} and not exists (select from paid)`;
      const { paid, secondsToWhole } = row ?? { paid: false, secondsToWhole: limit / restoreRate };
      const missing = paid ? 0 : secondsToWhole + price - limit / restoreRate;
      return { ...standing(limit, restoreRate, secondsToWhole), paid, retryAfterMs: milliseconds(missing) };
    },
    refund: async (context, { limit, restoreRate, secondsToWhole, ...rest }, points) => {
      const seconds = points / restoreRate;
      await client.$executeRaw`
        update "CostBudget" set "wholeAt" = "wholeAt" - make_interval(secs => ${seconds}::float8)
        where "id" = ${payer(context)}`;
      return { ...rest, ...standing(limit, restoreRate, secondsToWhole - seconds) };
    },
  };
}

function standing(limit: number, restoreRate: number, secondsToWhole: number) {
  const remaining = Math.floor(limit - Math.max(0, secondsToWhole) * restoreRate + 1e-6);
  return {
    limit,
    restoreRate,
    remaining: Math.max(0, remaining),
    secondsToWhole: Math.max(0, secondsToWhole),
  };
}

/** Rounded up, but not for what binary fractions are off. */
function milliseconds(seconds: number): number {
  return Math.max(0, Math.ceil(seconds * 1_000 - 1e-3));
}

function budgetOf({ actor }: Context, { known, anonymous }: Budgets): Budget {
  return actor.kind === 'anonymous' ? anonymous : known;
}

/** A machine has a budget of its own, beside that of the person it speaks for. */
export function payer({ apiKey, actor, address }: Pick<Context, 'apiKey' | 'actor' | 'address'>): string {
  return apiKey?.id ?? actor.id ?? addressBlock(address ?? null);
}
