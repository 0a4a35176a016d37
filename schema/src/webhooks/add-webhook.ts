import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow, reach, sandboxOf, type SignedInActor } from '../access.ts';
import { realTime, type Context } from '../context.ts';
import { transact, type Tx } from '../event.ts';
import { EVENT_TYPES } from '../event-types.ts';
import { matchingTypes } from '../events/event-filter.rules.ts';
import { line } from '../input.ts';
import { found, InvalidInputProblem, parse } from '../problem.ts';
import { webhookEvent } from './webhook-at-hand.ts';
import { checkUrl } from './webhook-address.ts';
import { newWebhookSecret } from './webhook-secret.ts';

export const ADD_WEBHOOK_PROBLEMS = [InvalidInputProblem];

export const webhookSettings = {
  url: z.string().trim(),
  description: line(200),
  types: z.array(z.string()).min(1).max(100).nullish(),
};
const addWebhookInput = z.object({ accountId: z.string().nullish(), ...webhookSettings });

/**
 * Adds an endpoint that is told of what happens from now on, signed by a secret that is answered once: of the caller's
 * account; for a partner's administrator of the accounts that let it act for them; for a manager of the account named, or of
 * everything where none is. Throws one of ADD_WEBHOOK_PROBLEMS.
 */
export async function addWebhook(
  ctx: Context,
  raw: z.input<typeof addWebhookInput>,
): Promise<{ id: string; secret: string | null }> {
  const { actor } = ctx;
  const now = realTime(ctx);
  allow(actor, 'webhook.manage');
  const { url, description, types: patterns, ...input } = parse(addWebhookInput, raw);
  checkUrl(url, ctx);
  const types = checkTypes(patterns ?? []);
  const secret = newWebhookSecret();
  const { id, secretId } = await transact(ctx, actor, async (tx) => {
    const accountId = await accountOf(tx, actor, input.accountId);
    const partnerId = actor.kind === 'partner' && accountId === null ? actor.partnerId : null;
    const id = newId('whe');
    const secretId = newId('whs');
    const { position } = await tx.eventHead.findFirstOrThrow();
    await tx.webhookEndpoint.create({
      data: {
        id,
        accountId,
        partnerId,
        url,
        description,
        types,
        position,
        createdAt: now,
        secrets: { create: { id: secretId, accountId, partnerId, secret, createdAt: now } },
      },
    });
    return {
      value: { id, secretId },
      events: [webhookEvent('webhook.added', { id, accountId }, { url, types })],
    };
  });
  const kept = await ctx.db.webhookSecret.findUnique({ where: { id: secretId } });
  return { id, secret: kept?.secret === secret ? secret : null };
}

/** @throws RequestError NOT_FOUND for an account that is absent or not the actor's */
async function accountOf(
  tx: Tx,
  actor: SignedInActor,
  accountId: string | null | undefined,
): Promise<string | null> {
  if (accountId) {
    reach(actor, accountId);
    found(
      await tx.account.findUnique({ where: { id: accountId }, select: { id: true } }),
      'account',
      accountId,
    );
    return accountId;
  }
  return actor.kind === 'contact' ? actor.accountId : sandboxOf(actor);
}

/** @throws RequestError BAD_USER_INPUT for a pattern that means no type */
export function checkTypes(patterns: readonly string[]): string[] {
  matchingTypes(patterns, Object.keys(EVENT_TYPES));
  return [...new Set(patterns)].toSorted();
}
