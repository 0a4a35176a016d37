import type { Database } from '@tierline/prisma/database';
import { asTenant, type Tenant } from '@tierline/prisma/tenancy';
import { sandboxesWithWebhooks } from '@tierline/schema/sandboxes/pass-time';
import { claimDeliveries, settleDelivery, type DueDelivery } from '@tierline/schema/webhooks/webhooks.jobs';
import type { Logger } from './log.ts';
import { repeat } from './repeat.ts';
import type { WebhookSender } from './webhook-sender.ts';

export interface WebhookOptions {
  database: Database;
  sender: WebhookSender;
  log: Logger;
  clock?: () => Date;
  /** From 0 up to, not including, 1: spreads what is tried again. */
  chance?: () => number;
}

/**
 * Sends webhooks, from now on. Every process may: each takes what no other has taken. Looks for work once a second, and
 * again as soon as something was sent; one that waits for a slow receiver keeps none of the others waiting.
 */
export function startWebhooks(options: WebhookOptions): { stop(): Promise<void> } {
  const { sender, log } = options;
  const sending = new Set<Promise<void>>();
  const looking = repeat(
    async (isEnding) => {
      for (const delivery of await claimEverywhere(options)) {
        const done = deliver(delivery, options, isEnding)
          .catch((err: unknown) => log.error({ err, deliveryId: delivery.id }, 'webhook not settled'))
          .finally(() => {
            sending.delete(done);
            looking.wake();
          });
        sending.add(done);
      }
    },
    { log, complaint: 'webhooks not looked for' },
  );
  return {
    stop: async () => {
      await looking.stop();
      await sender.close(); // cuts what is on its way: it stays claimed, and another process takes it over
      await Promise.all(sending);
    },
  };
}

/** Sends everything that is due at `now` and writes down what came of it. Once: what failed is due later. */
export async function deliverDue(options: WebhookOptions): Promise<number> {
  const due = await claimEverywhere(options);
  await Promise.all(due.map((delivery) => deliver(delivery, options)));
  return due.length;
}

/** What is due in the vendor's world, and in each sandbox whose partner has an endpoint there (B22). */
async function claimEverywhere({ database, clock = () => new Date() }: WebhookOptions): Promise<Due[]> {
  const { client } = database;
  const due: Due[] = [];
  for (const tenant of [
    'every-account',
    ...(await sandboxesWithWebhooks(client)).map((id) => [id]),
  ] as const) {
    const deliveries = await asTenant(tenant, () => claimDeliveries(client, clock()));
    due.push(...deliveries.map((delivery) => ({ ...delivery, tenant })));
  }
  return due;
}

type Due = DueDelivery & { tenant: Tenant };

async function deliver(
  delivery: Due,
  { database, sender, clock = () => new Date(), chance = Math.random }: WebhookOptions,
  isEnding = () => false,
): Promise<void> {
  const outcome = await sender.send(delivery, clock());
  if (outcome.status === null && isEnding()) return; // cut by ourselves
  await asTenant(delivery.tenant, () =>
    settleDelivery(database.client, clock(), delivery, outcome, chance()),
  );
}
