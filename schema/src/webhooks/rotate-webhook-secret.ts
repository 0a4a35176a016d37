import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow } from '../access.ts';
import { realTime, type Context } from '../context.ts';
import { transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { webhookAtHand, webhookEvent } from './webhook-at-hand.ts';
import { newWebhookSecret } from './webhook-secret.ts';

export const ROTATE_WEBHOOK_SECRET_PROBLEMS = [InvalidInputProblem];

const HOUR_MS = 3_600_000;
const rotateWebhookSecretInput = z.object({
  webhookId: z.string(),
  overlapHours: z.number().int().min(0).max(168).nullish(),
});

/**
 * Gives an endpoint a new secret, answered once. The latest former one signs too for `overlapHours`, 24 unless told,
 * and any older one ends now. Throws one of ROTATE_WEBHOOK_SECRET_PROBLEMS.
 */
export async function rotateWebhookSecret(
  ctx: Context,
  raw: z.input<typeof rotateWebhookSecretInput>,
): Promise<{ id: string; secret: string | null }> {
  const { actor } = ctx;
  const now = realTime(ctx);
  allow(actor, 'webhook.manage');
  const { webhookId, overlapHours } = parse(rotateWebhookSecretInput, raw);
  const formerExpiresAt = new Date(now.getTime() + (overlapHours ?? 24) * HOUR_MS);
  const secret = newWebhookSecret();
  const { id, secretId } = await transact(ctx, actor, async (tx) => {
    const endpoint = await webhookAtHand(tx, actor, webhookId);
    const [latest, ...older] = endpoint.secrets;
    await tx.webhookSecret.update({ where: { id: latest!.id }, data: { expiresAt: formerExpiresAt } });
    await tx.webhookSecret.deleteMany({ where: { id: { in: older.map(({ id }) => id) } } });
    const secretId = newId('whs');
    await tx.webhookSecret.create({
      data: {
        id: secretId,
        endpointId: endpoint.id,
        accountId: endpoint.accountId,
        partnerId: endpoint.partnerId,
        secret,
        createdAt: now,
      },
    });
    const told = { formerExpiresAt: formerExpiresAt.toISOString() };
    return {
      value: { id: endpoint.id, secretId },
      events: [webhookEvent('webhook.secret_rotated', endpoint, told)],
    };
  });
  const kept = await ctx.db.webhookSecret.findUnique({ where: { id: secretId } });
  return { id, secret: kept?.secret === secret ? secret : null };
}
