import * as z from 'zod';
import type { Context } from '../context.ts';
import { actorOrVisitor, happenedAtVendor, NOTHING_HAPPENED, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { StatusLinkProblem } from './subscription.rules.ts';

export const CONFIRM_STATUS_SUBSCRIPTION_PROBLEMS = [InvalidInputProblem, StatusLinkProblem];

const confirmStatusSubscriptionInput = z.object({ token: z.string().max(100) });

/**
 * Subscribes the address that the token was sent to, as was asked for last; one that is subscribed already gets the new
 * choice. Again is as once. Throws one of CONFIRM_STATUS_SUBSCRIPTION_PROBLEMS.
 *
 * @returns the token by which the subscription is managed
 */
export async function confirmStatusSubscription(
  ctx: Context,
  raw: z.input<typeof confirmStatusSubscriptionInput>,
): Promise<{ token: string }> {
  const { now } = ctx;
  const { token } = parse(confirmStatusSubscriptionInput, raw);
  return transact(ctx, actorOrVisitor(ctx), async (tx) => {
    const { count } = await tx.statusSubscriptionRequest.updateMany({ where: { token }, data: { token } }); // locks it
    const request = await tx.statusSubscriptionRequest.findUnique({ where: { token } });
    if (count === 0 || !request || request.expiresAt < now) {
      const subscription = await tx.statusSubscription.findUnique({ where: { token } });
      if (!subscription) throw new StatusLinkProblem();
      return { value: { token }, events: NOTHING_HAPPENED };
    }
    const { email, locale, kinds, components } = request;
    const choice = { locale, kinds, components, confirmedAt: now };
    const subscription = await tx.statusSubscription.upsert({
      where: { email },
      create: { ...choice, id: request.id, email, token },
      update: choice,
    });
    await tx.statusSubscriptionRequest.delete({ where: { token } });
    return {
      value: { token: subscription.token },
      events: [happenedAtVendor('status.subscribed', subscription.id, {})],
    };
  });
}
