import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { transact } from '../event.ts';
import { parse } from '../problem.ts';
import { apiKeyAtHand } from './api-key-at-hand.ts';
import { ApiKeyEndedProblem, hasEnded } from './api-key.rules.ts';
import { keyEvent } from './create-api-key.ts';

export const REVOKE_API_KEY_PROBLEMS = [ApiKeyEndedProblem];

const revokeApiKeyInput = z.object({ apiKeyId: z.string() });

/** Ends a key for good, with all its secrets: the next request with one is refused, by every process. */
export async function revokeApiKey(
  ctx: Context,
  raw: z.input<typeof revokeApiKeyInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'apiKey.manage');
  const { apiKeyId } = parse(revokeApiKeyInput, raw);
  return transact(ctx, actor, async (tx) => {
    const key = await apiKeyAtHand(tx, actor, apiKeyId);
    if (hasEnded(key, now)) throw new ApiKeyEndedProblem();
    await tx.apiKey.update({ where: { id: key.id }, data: { revokedAt: now } });
    return { value: { id: key.id }, events: [keyEvent('api_key.revoked', key, {})] };
  });
}
