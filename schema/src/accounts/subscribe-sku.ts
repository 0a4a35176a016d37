import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow } from '../access.ts';
import { checkNear } from '../calendar/near.rules.ts';
import type { Context } from '../context.ts';
import { happened, transact } from '../event.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { accountAtHand } from './account-at-hand.ts';

export const SUBSCRIBE_SKU_PROBLEMS = [InvalidInputProblem];

const subscribeSkuInput = z.object({
  accountId: z.string(),
  sku: z.string(),
  startsAt: z.date().nullish(),
  endsAt: z.date().nullish(),
});

/**
 * Records that an account subscribes to a service SKU from an instant on (S88): within ten years of now, and not while
 * another subscription of it lasts. Throws one of SUBSCRIBE_SKU_PROBLEMS.
 */
export async function subscribeSku(
  ctx: Context,
  raw: z.input<typeof subscribeSkuInput>,
): Promise<{ id: string }> {
  const { actor } = ctx;
  allow(actor, 'account.edit');
  const { accountId, sku: skuCode, startsAt, endsAt } = parse(subscribeSkuInput, raw);
  return transact(ctx, actor, async (tx) => {
    await accountAtHand(tx, actor, accountId);
    if (!(await tx.sku.findUnique({ where: { code: skuCode } }))) throw unknownValue('sku', skuCode);
    const subscription = {
      id: newId('sub'),
      accountId,
      skuCode,
      startsAt: startsAt ?? ctx.now,
      endsAt: endsAt ?? null,
    };
    if (subscription.endsAt && subscription.endsAt <= subscription.startsAt) {
      throw new InvalidInputProblem([
        {
          path: 'endsAt',
          code: 'NOT_AFTER_START',
          text: { fr: 'doit suivre le début.', en: 'must come after the start.' },
        },
      ]);
    }
    checkNear('startsAt', subscription.startsAt, ctx.now);
    if (subscription.endsAt) checkNear('endsAt', subscription.endsAt, ctx.now);
    const overlapping = await tx.subscription.findFirst({
      where: {
        accountId,
        skuCode,
        ...(subscription.endsAt && { startsAt: { lt: subscription.endsAt } }),
        OR: [{ endsAt: null }, { endsAt: { gt: subscription.startsAt } }],
      },
      orderBy: { startsAt: 'asc' },
    });
    if (overlapping) throw subscribedAlready(skuCode, overlapping);
    await tx.subscription.create({ data: subscription });
    return {
      value: { id: accountId },
      events: [
        happened(
          'account.sku_subscribed',
          { id: accountId, accountId },
          {
            subscriptionId: subscription.id,
            sku: skuCode,
            startsAt: subscription.startsAt.toISOString(),
            endsAt: subscription.endsAt?.toISOString() ?? null,
          },
        ),
      ],
    };
  });
}

function subscribedAlready(
  sku: string,
  { startsAt, endsAt }: { startsAt: Date; endsAt: Date | null },
): InvalidInputProblem {
  const [from, to] = [startsAt.toISOString(), endsAt?.toISOString()];
  const text = {
    fr: `est déjà souscrit depuis le ${from}${to ? ` jusqu’au ${to}` : ', sans fin'} : ${sku} ne se souscrit qu’une fois à la fois.`,
    en: `is subscribed to already, from ${from}${to ? ` until ${to}` : ' without an end'}: ${sku} is subscribed to once at a time.`,
  };
  return new InvalidInputProblem([{ path: 'sku', code: 'OVERLAP', text }]);
}
