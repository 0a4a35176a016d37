import * as z from 'zod';
import { allow } from '../access.ts';
import { realTime, type Context } from '../context.ts';
import { transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { webhookAtHand, webhookEvent } from './webhook-at-hand.ts';

export const REMOVE_WEBHOOK_PROBLEMS = [InvalidInputProblem];

const removeWebhookInput = z.object({ webhookId: z.string() });

/** Removes an endpoint for good; what was still on its way is not sent. Throws one of REMOVE_WEBHOOK_PROBLEMS. */
export async function removeWebhook(
  ctx: Context,
  raw: z.input<typeof removeWebhookInput>,
): Promise<{ id: string }> {
  const { actor } = ctx;
  const now = realTime(ctx);
  allow(actor, 'webhook.manage');
  const { webhookId } = parse(removeWebhookInput, raw);
  return transact(ctx, actor, async (tx) => {
    const endpoint = await webhookAtHand(tx, actor, webhookId);
    await tx.webhookEndpoint.update({ where: { id: endpoint.id }, data: { removedAt: now } });
    return { value: { id: endpoint.id }, events: [webhookEvent('webhook.removed', endpoint, {})] };
  });
}
