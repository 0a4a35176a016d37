import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { checkTypes, webhookSettings } from './add-webhook.ts';
import { checkUrl } from './webhook-address.ts';
import { webhookAtHand, webhookEvent } from './webhook-at-hand.ts';

export const CHANGE_WEBHOOK_PROBLEMS = [InvalidInputProblem];

const changeWebhookInput = z.object({ webhookId: z.string(), ...webhookSettings });

/** Sends an endpoint's events elsewhere, or others: from the next event on. Throws one of CHANGE_WEBHOOK_PROBLEMS. */
export async function changeWebhook(
  ctx: Context,
  raw: z.input<typeof changeWebhookInput>,
): Promise<{ id: string }> {
  const { actor } = ctx;
  allow(actor, 'webhook.manage');
  const { webhookId, url, description, types: patterns } = parse(changeWebhookInput, raw);
  checkUrl(url, ctx);
  const types = checkTypes(patterns ?? []);
  return transact(ctx, actor, async (tx) => {
    const before = await webhookAtHand(tx, actor, webhookId);
    await tx.webhookEndpoint.update({ where: { id: before.id }, data: { url, description, types } });
    return {
      value: { id: before.id },
      events: [
        webhookEvent('webhook.changed', before, {
          before: { url: before.url, types: before.types },
          after: { url, types },
        }),
      ],
    };
  });
}
