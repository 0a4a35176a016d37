import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { apiKeyAtHand } from './api-key-at-hand.ts';
import { ApiKeyEndedProblem, hasEnded } from './api-key.rules.ts';
import { keyEvent } from './create-api-key.ts';
import { hashOf, hintOf, newSecret } from './secret.ts';

export const ROTATE_API_KEY_PROBLEMS = [InvalidInputProblem, ApiKeyEndedProblem];

const LONGEST_OVERLAP_HOURS = 168;
const HOUR_MS = 3_600_000;

const rotateApiKeyInput = z.object({
  apiKeyId: z.string(),
  overlapHours: z.number().int().min(0).max(LONGEST_OVERLAP_HOURS).nullish(),
});

/**
 * Gives a key a new secret, answered once. The latest former one stays valid for `overlapHours`, 24 unless told, and
 * any older one ends now: at most two are valid at a time. Throws one of ROTATE_API_KEY_PROBLEMS.
 */
export async function rotateApiKey(
  ctx: Context,
  raw: z.input<typeof rotateApiKeyInput>,
): Promise<{ id: string; secret: string | null }> {
  const { actor, now } = ctx;
  allow(actor, 'apiKey.manage');
  const { apiKeyId, overlapHours } = parse(rotateApiKeyInput, raw);
  const overlapEnds = new Date(now.getTime() + (overlapHours ?? 24) * HOUR_MS);
  const secret = newSecret();
  const { id, hash } = await transact(ctx, actor, async (tx) => {
    const key = await apiKeyAtHand(tx, actor, apiKeyId);
    if (hasEnded(key, now)) throw new ApiKeyEndedProblem();
    const [latest, ...older] = key.secrets;
    const formerExpiresAt = earlier(latest!.expiresAt, overlapEnds);
    await tx.apiKeySecret.update({ where: { hash: latest!.hash }, data: { expiresAt: formerExpiresAt } });
    await tx.apiKeySecret.updateMany({
      where: { hash: { in: older.map(({ hash }) => hash) }, expiresAt: { gt: now } },
      data: { expiresAt: now },
    });
    const hash = hashOf(secret);
    const { accountId, partnerId, expiresAt } = key;
    await tx.apiKeySecret.create({
      data: { hash, keyId: key.id, accountId, partnerId, hint: hintOf(secret), createdAt: now, expiresAt },
    });
    const told = { formerExpiresAt: formerExpiresAt.toISOString() };
    return { value: { id: key.id, hash }, events: [keyEvent('api_key.rotated', key, told)] };
  });
  return { id, secret: hash === hashOf(secret) ? secret : null };
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}
