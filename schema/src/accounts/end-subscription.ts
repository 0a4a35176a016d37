import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact } from '../event.ts';
import { found, InvalidInputProblem, parse } from '../problem.ts';
import { accountAtHand } from './account-at-hand.ts';

export const END_SUBSCRIPTION_PROBLEMS = [InvalidInputProblem];

const endSubscriptionInput = z.object({ subscriptionId: z.string(), endsAt: z.date().nullish() });

/**
 * Ends a subscription, now unless told otherwise, and never in the past: requests can name its service until then
 * (S88). Throws one of END_SUBSCRIPTION_PROBLEMS.
 */
export async function endSubscription(
  ctx: Context,
  raw: z.input<typeof endSubscriptionInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'account.edit');
  const input = parse(endSubscriptionInput, raw);
  const id = input.subscriptionId;
  const endsAt = input.endsAt ?? now;
  return transact(ctx, actor, async (tx) => {
    const sought = found(await tx.subscription.findUnique({ where: { id } }), 'subscription', id);
    await accountAtHand(tx, actor, sought.accountId);
    const subscription = await tx.subscription.findUniqueOrThrow({ where: { id } });
    const over = subscription.endsAt !== null && subscription.endsAt <= now;
    if (over || endsAt < now || endsAt <= subscription.startsAt) throw refused(over);
    await tx.subscription.update({ where: { id }, data: { endsAt } });
    const { accountId, skuCode } = subscription;
    return {
      value: { id: accountId },
      events: [
        happened(
          'account.subscription_ended',
          { id: accountId, accountId },
          { subscriptionId: id, sku: skuCode, endsAt: endsAt.toISOString() },
        ),
      ],
    };
  });
}

function refused(over: boolean): InvalidInputProblem {
  const text = over
    ? {
        fr: 'ne change plus : l’abonnement est terminé.',
        en: 'does not change any more: the subscription is over.',
      }
    : {
        fr: 'doit suivre le début, et ne peut être passé.',
        en: 'must follow the start, and cannot have passed.',
      };
  return new InvalidInputProblem([{ path: 'endsAt', code: 'TOO_SMALL', text }]);
}
