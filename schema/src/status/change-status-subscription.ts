import * as z from 'zod';
import type { Context } from '../context.ts';
import { actorOrVisitor, happenedAtVendor, NOTHING_HAPPENED, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { knownComponents } from './known-components.ts';
import { subscriptionChoice } from './subscription-input.ts';
import { StatusLinkProblem } from './subscription.rules.ts';

export const CHANGE_STATUS_SUBSCRIPTION_PROBLEMS = [InvalidInputProblem, StatusLinkProblem];

const changeStatusSubscriptionInput = z.object({ token: z.string().max(100), ...subscriptionChoice });

/** Chooses anew what a confirmed address is told of. Throws one of CHANGE_STATUS_SUBSCRIPTION_PROBLEMS. */
export async function changeStatusSubscription(
  ctx: Context,
  raw: z.input<typeof changeStatusSubscriptionInput>,
): Promise<{ token: string }> {
  const { token, locale, kinds, ...input } = parse(changeStatusSubscriptionInput, raw);
  return transact(ctx, actorOrVisitor(ctx), async (tx) => {
    const components = await knownComponents(tx, input.components ?? []);
    const former = await tx.statusSubscription.findUnique({ where: { token } });
    if (!former) throw new StatusLinkProblem();
    const choice = { locale, kinds: [...new Set(kinds)], components };
    const { count } = await tx.statusSubscription.updateMany({ where: { token }, data: choice });
    if (count === 0) throw new StatusLinkProblem(); // ended meanwhile
    const same = (['locale', 'kinds', 'components'] as const).every(
      (part) => String(former[part]) === String(choice[part]),
    );
    return {
      value: { token },
      events: same ? NOTHING_HAPPENED : [happenedAtVendor('status.subscription_changed', former.id, {})],
    };
  });
}
