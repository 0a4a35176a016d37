import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { line } from '../input.ts';
import { InvalidInputProblem, parse, type Refinement } from '../problem.ts';
import { PeriodClosedProblem } from './contract-problems.rules.ts';
import { currencyCode } from './fees.ts';
import { dayColumn, isoDay } from './line.rules.ts';

export const PUBLISH_RATES_PROBLEMS = [InvalidInputProblem, PeriodClosedProblem];

const BASIS_POINTS: Refinement = {
  code: 'OUT_OF_RANGE',
  fr: 'doit être entre 1 et 10 000 points de base : 100 points font 1 %.',
  en: 'must be between 1 and 10,000 basis points: 100 of them are 1 %.',
};
const BASIC_IS_FREE: Refinement = {
  code: 'FREE_PLAN',
  fr: 'est gratuit et n’a pas de tarif.',
  en: 'is free and has no rate.',
};

const publishRatesInput = z.object({
  effectiveOn: z.string().nullish(),
  note: line(500).nullish(),
  rates: z
    .array(
      z.object({
        planCode: z
          .enum(['BASIC', 'ENHANCED', 'PREMIUM'])
          .refine((plan) => plan !== 'BASIC', { params: BASIC_IS_FREE }),
        currency: currencyCode,
        basisPoints: z.int().refine((points) => points >= 1 && points <= 10_000, { params: BASIS_POINTS }),
      }),
    )
    .min(1)
    .max(400),
});

/**
 * Publishes a table of rates, whole and for good: a later one replaces it from its date on, for orders and renewals to
 * come (S113, PR1). Throws one of PUBLISH_RATES_PROBLEMS.
 */
export async function publishRates(
  ctx: Context,
  raw: z.input<typeof publishRatesInput>,
): Promise<{ version: number }> {
  const { actor, now } = ctx;
  allow(actor, 'rates.publish');
  const { effectiveOn, note, rates } = parse(publishRatesInput, raw);
  const today = isoDay(now);
  const on = effectiveOn ?? today;
  if (on < today) throw new PeriodClosedProblem(on, today);
  checkEachOnce(rates);
  return transact(ctx, actor, async (tx) => {
    // One after the other: versions have no gap.
    await tx.$queryRaw`select pg_advisory_xact_lock(hashtext('tierline.rates'))::text`;
    const { _max } = await tx.rateTable.aggregate({ _max: { version: true } });
    const version = (_max.version ?? 0) + 1;
    await tx.rateTable.create({
      data: {
        version,
        effectiveOn: dayColumn(on),
        publishedAt: now,
        publishedById: actor.id,
        note: note ?? null,
        rates: { create: rates },
      },
    });
    const published = happenedAtVendor('rates.published', 'rates', { version, effectiveOn: on, rates });
    return { value: { version }, events: [published] };
  });
}

function checkEachOnce(rates: readonly { planCode: string; currency: string }[]): void {
  const keys = rates.map(({ planCode, currency }) => `${planCode} ${currency}`);
  const twice = keys.findIndex((key, index) => keys.indexOf(key) < index);
  if (twice === -1) return;
  throw new InvalidInputProblem([
    {
      path: `rates.${twice}`,
      code: 'TAKEN',
      text: {
        fr: 'répète un forfait et une devise qui ont déjà un tarif.',
        en: 'repeats a plan and currency that have a rate already.',
      },
    },
  ]);
}
