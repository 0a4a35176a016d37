import * as z from 'zod';
import { allow } from '../access.ts';
import { realTime, type Context } from '../context.ts';
import { transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { webhookAtHand, webhookEvent } from './webhook-at-hand.ts';

export const START_WEBHOOK_PROBLEMS = [InvalidInputProblem];

const startWebhookInput = z.object({ webhookId: z.string() });

/**
 * Starts an endpoint that stopped, where it stopped: everything since is sent, what was on its way at once. One that
 * runs is left as it is. Throws one of START_WEBHOOK_PROBLEMS.
 */
export async function startWebhook(
  ctx: Context,
  raw: z.input<typeof startWebhookInput>,
): Promise<{ id: string }> {
  const { actor } = ctx;
  const now = realTime(ctx);
  allow(actor, 'webhook.manage');
  const { webhookId } = parse(startWebhookInput, raw);
  return transact(ctx, actor, async (tx) => {
    const endpoint = await webhookAtHand(tx, actor, webhookId);
    await tx.webhookEndpoint.update({
      where: { id: endpoint.id },
      data: { disabledAt: null, disabledFor: null, failingSince: null },
    });
    await tx.webhookDelivery.updateMany({
      where: { endpointId: endpoint.id, state: 'PENDING' },
      data: { nextAttemptAt: now },
    });
    return { value: { id: endpoint.id }, events: [webhookEvent('webhook.started', endpoint, {})] };
  });
}
