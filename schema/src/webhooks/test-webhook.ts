import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { transact } from '../event.ts';
import { parse } from '../problem.ts';
import { webhookAtHand, webhookEvent } from './webhook-at-hand.ts';
import { WebhookDisabledProblem } from './webhook.rules.ts';

export const TEST_WEBHOOK_PROBLEMS = [WebhookDisabledProblem];

const testWebhookInput = z.object({ webhookId: z.string() });

/**
 * Lets an event happen that only says hello: whatever its types, this endpoint is told of it as of any other.
 * Throws one of TEST_WEBHOOK_PROBLEMS.
 */
export async function testWebhook(
  ctx: Context,
  raw: z.input<typeof testWebhookInput>,
): Promise<{ id: string }> {
  const { actor } = ctx;
  allow(actor, 'webhook.manage');
  const { webhookId } = parse(testWebhookInput, raw);
  return transact(ctx, actor, async (tx) => {
    const endpoint = await webhookAtHand(tx, actor, webhookId);
    if (endpoint.disabledAt) throw new WebhookDisabledProblem();
    return {
      value: { id: endpoint.id },
      events: [webhookEvent('webhook.tested', endpoint, { greeting: 'Hello from Tierline.' })],
    };
  });
}
