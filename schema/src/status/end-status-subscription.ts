import * as z from 'zod';
import type { Context } from '../context.ts';
import { actorOrVisitor, happenedAtVendor, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { StatusLinkProblem } from './subscription.rules.ts';

export const END_STATUS_SUBSCRIPTION_PROBLEMS = [InvalidInputProblem, StatusLinkProblem];

const endStatusSubscriptionInput = z.object({ token: z.string().max(100) });

/** Unsubscribes an address and forgets it (S55). Throws one of END_STATUS_SUBSCRIPTION_PROBLEMS. */
export async function endStatusSubscription(
  ctx: Context,
  raw: z.input<typeof endStatusSubscriptionInput>,
): Promise<{ email: string }> {
  const { token } = parse(endStatusSubscriptionInput, raw);
  return transact(ctx, actorOrVisitor(ctx), async (tx) => {
    const subscription = await tx.statusSubscription.findUnique({ where: { token } });
    const { count } = await tx.statusSubscription.deleteMany({ where: { token } });
    if (!subscription || count === 0) throw new StatusLinkProblem();
    return {
      value: { email: subscription.email },
      events: [happenedAtVendor('status.unsubscribed', subscription.id, {})],
    };
  });
}
