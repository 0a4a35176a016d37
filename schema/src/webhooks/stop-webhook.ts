import * as z from 'zod';
import { allow } from '../access.ts';
import { realTime, type Context } from '../context.ts';
import { transact } from '../event.ts';
import { parse } from '../problem.ts';
import { webhookAtHand, webhookEvent } from './webhook-at-hand.ts';
import { WebhookDisabledProblem } from './webhook.rules.ts';

export const STOP_WEBHOOK_PROBLEMS = [WebhookDisabledProblem];

const stopWebhookInput = z.object({ webhookId: z.string() });

/** Stops sending to an endpoint. Nothing is lost: it goes on where it stopped. Throws one of STOP_WEBHOOK_PROBLEMS. */
export async function stopWebhook(
  ctx: Context,
  raw: z.input<typeof stopWebhookInput>,
): Promise<{ id: string }> {
  const { actor } = ctx;
  const now = realTime(ctx);
  allow(actor, 'webhook.manage');
  const { webhookId } = parse(stopWebhookInput, raw);
  return transact(ctx, actor, async (tx) => {
    const endpoint = await webhookAtHand(tx, actor, webhookId);
    if (endpoint.disabledAt) throw new WebhookDisabledProblem();
    await tx.webhookEndpoint.update({
      where: { id: endpoint.id },
      data: { disabledAt: now, disabledFor: 'STOPPED' },
    });
    return {
      value: { id: endpoint.id },
      events: [webhookEvent('webhook.stopped', endpoint, { cause: 'STOPPED' })],
    };
  });
}
