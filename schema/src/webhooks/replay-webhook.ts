import * as z from 'zod';
import { allow } from '../access.ts';
import { realTime, type Context } from '../context.ts';
import { transact } from '../event.ts';
import { found, InvalidInputProblem, parse, type Refinement } from '../problem.ts';
import { enqueue, eventsFor, isWanted } from './enqueue.ts';
import { webhookAtHand, webhookEvent } from './webhook-at-hand.ts';
import { WebhookDisabledProblem } from './webhook.rules.ts';

export const REPLAY_WEBHOOK_PROBLEMS = [InvalidInputProblem, WebhookDisabledProblem];

const MOST_AT_ONCE = 1_000;

const NOT_A_POSITION: Refinement = {
  code: 'INVALID_FORMAT',
  fr: 'n’est pas une position du fil : un nombre de 1 à 18 chiffres.',
  en: 'is not a position of the feed: a number of 1 to 18 digits.',
};
const position = z.string().refine((text) => /^\d{1,18}$/.test(text), { params: NOT_A_POSITION });
const replayWebhookInput = z.object({
  webhookId: z.string(),
  fromPosition: position,
  toPosition: position.nullish(),
});

/**
 * Sends again what an endpoint asked for of a span of the feed, both ends included; up to now without an end. The ids
 * are those of the first time, so a receiver that has them leaves them out. Throws one of REPLAY_WEBHOOK_PROBLEMS.
 */
export async function replayWebhook(
  ctx: Context,
  raw: z.input<typeof replayWebhookInput>,
): Promise<{ id: string }> {
  const { actor } = ctx;
  const now = realTime(ctx);
  allow(actor, 'webhook.manage');
  const { webhookId, fromPosition, toPosition } = parse(replayWebhookInput, raw);
  if (toPosition && BigInt(toPosition) < BigInt(fromPosition)) throw backwards();
  return transact(ctx, actor, async (tx) => {
    const endpoint = await webhookAtHand(tx, actor, webhookId);
    if (endpoint.disabledAt) throw new WebhookDisabledProblem();
    // What it has not been told of yet, it will be.
    const upTo =
      toPosition && BigInt(toPosition) < endpoint.position ? BigInt(toPosition) : endpoint.position;
    const span = { after: BigInt(fromPosition) - 1n, upTo, limit: MOST_AT_ONCE + 1, now };
    const events = await eventsFor(tx, endpoint, span);
    if (events.length > MOST_AT_ONCE) throw tooMany();
    const wanted = events.filter((event) => isWanted(endpoint, event));
    await enqueue(tx, endpoint, wanted, now, true);
    return {
      value: { id: endpoint.id },
      events: [webhookEvent('webhook.replayed', endpoint, { count: wanted.length })],
    };
  });
}

const replayWebhookDeliveryInput = z.object({ deliveryId: z.string() });

/** Sends one event again, whatever became of it. Throws one of REPLAY_WEBHOOK_PROBLEMS. */
export async function replayWebhookDelivery(
  ctx: Context,
  raw: z.input<typeof replayWebhookDeliveryInput>,
): Promise<{ id: string }> {
  const { actor } = ctx;
  const now = realTime(ctx);
  allow(actor, 'webhook.manage');
  const { deliveryId } = parse(replayWebhookDeliveryInput, raw);
  return transact(ctx, actor, async (tx) => {
    const delivery = await tx.webhookDelivery.findUnique({ where: { id: deliveryId } });
    const { endpointId, position } = found(delivery, 'webhook delivery', deliveryId);
    const endpoint = await webhookAtHand(tx, actor, endpointId);
    if (endpoint.disabledAt) throw new WebhookDisabledProblem();
    const itself = { after: position - 1n, upTo: position, limit: 1, now };
    const again = await eventsFor(tx, endpoint, itself);
    await enqueue(tx, endpoint, again, now, true);
    return {
      value: { id: endpoint.id },
      events: [webhookEvent('webhook.replayed', endpoint, { count: again.length })],
    };
  });
}

function backwards(): InvalidInputProblem {
  const text = { fr: 'précède `fromPosition`.', en: 'is before `fromPosition`.' };
  return new InvalidInputProblem([{ path: 'toPosition', code: 'TOO_SMALL', text }]);
}

function tooMany(): InvalidInputProblem {
  return new InvalidInputProblem([
    {
      path: 'toPosition',
      code: 'TOO_BIG',
      text: {
        fr: `est trop loin : cela fait plus de ${MOST_AT_ONCE} événements. Demandez-les en plusieurs fois.`,
        en: `is too far: that makes more than ${MOST_AT_ONCE} events. Ask for them in parts.`,
      },
    },
  ]);
}
