import type { PrismaClient } from '@tierline/prisma/database';
import { newId } from '@tierline/prisma/ids';
import { transact, type NewEvent, type Tx } from '@tierline/prisma/transact';
import { accountsGrantedTo } from '../partners/granted-accounts.ts';
import { enqueue, eventsFor, isWanted } from './enqueue.ts';
import { webhookEvent } from './webhook-at-hand.ts';
import { nextAttemptAt } from './webhook.rules.ts';

// The log is the outbox: each endpoint knows how far it was told, so nothing has to be written for it when something
// happens. A process takes what is due for a while; when it dies, another takes it after that while.

/** Longer than an attempt can take. */
const CLAIM_MS = 30_000;
const EVENTS_AT_ONCE = 200;
const SENT_AT_ONCE = 4;
/** One that does not answer gets one at a time, so that it holds few connections. */
const SENT_AT_ONCE_WHILE_FAILING = 1;

/** Something to send, now. */
export interface DueDelivery {
  id: string;
  /** `webhook-id`. */
  eventId: string;
  url: string;
  body: string;
  /** Of Standard Webhooks; the latest first, and while it is rotated the former one too. */
  secrets: string[];
  /** How many attempts failed before. */
  attempts: number;
}

/** What came of an attempt. */
export interface Outcome {
  startedAt: Date;
  durationMs: number;
  status: number | null;
  error: string | null;
  responseBody: string | null;
  retryAfterSeconds: number | null;
}

/** Brings each endpoint up to date with the log, and takes what is due at `now` for the caller to send. */
export async function claimDeliveries(db: PrismaClient, now: Date): Promise<DueDelivery[]> {
  const due: DueDelivery[] = [];
  for (const { id } of await endpointsWithWork(db, now)) due.push(...(await advance(db, id, now)));
  return due;
}

async function endpointsWithWork(db: PrismaClient, now: Date): Promise<{ id: string }[]> {
  return db.$queryRaw<{ id: string }[]>`
    select e."id" from "WebhookEndpoint" e
    where e."removedAt" is null and e."disabledAt" is null and (
      exists (
        select 1 from "Event" v
        where e."accountId" is not null and v."accountId" = e."accountId" and v."position" > e."position" and v."visibleToCustomer")
      or (e."accountId" is null and exists (select 1 from "Event" v where v."position" > e."position"))
      or exists (
        select 1 from "WebhookDelivery" d
        where d."endpointId" = e."id" and d."state" = 'PENDING' and d."nextAttemptAt" <= ${now}))
    order by e."id"`;
}

/** One endpoint, one transaction: another process that is at it is left alone. */
async function advance(db: PrismaClient, id: string, now: Date): Promise<DueDelivery[]> {
  const { due } = await transact(bySystem(db, now), async (tx) => {
    const [locked] = await tx.$queryRaw<unknown[]>`
      select 1 from "WebhookEndpoint" where "id" = ${id} and "disabledAt" is null and "removedAt" is null
      for update skip locked`;
    if (!locked) return { value: { due: [] }, events: [] };
    const endpoint = await tx.webhookEndpoint.findUniqueOrThrow({
      where: { id },
      include: { secrets: { orderBy: { createdAt: 'desc' } } },
    });
    const { position: head } = await tx.eventHead.findFirstOrThrow();
    const events = await eventsFor(tx, endpoint, { after: endpoint.position, limit: EVENTS_AT_ONCE, now });
    const wanted = events.filter((event) => isWanted(endpoint, event));
    await enqueue(tx, endpoint, wanted, now, false);
    // What is not for it now is passed by for good: a later grant does not bring what was before it.
    const last = events.at(-1)?.position ?? 0n;
    const position = events.length === EVENTS_AT_ONCE || last > head ? last : head;
    if (position > endpoint.position) await tx.webhookEndpoint.update({ where: { id }, data: { position } });
    if (endpoint.partnerId !== null) await dropUngranted(tx, { id, partnerId: endpoint.partnerId }, now);
    const claimed = await claim(
      tx,
      id,
      endpoint.failingSince ? SENT_AT_ONCE_WHILE_FAILING : SENT_AT_ONCE,
      now,
    );
    const secrets = endpoint.secrets
      .filter(({ expiresAt }) => !expiresAt || expiresAt > now)
      .map(({ secret }) => secret);
    return {
      value: { due: claimed.map((delivery) => ({ ...delivery, url: endpoint.url, secrets })) },
      events: [],
    };
  });
  return due;
}

/** Gives up what is on its way to a partner of an account that lets it no longer: nothing more is sent from then on. */
async function dropUngranted(
  tx: Tx,
  { id: endpointId, partnerId }: { id: string; partnerId: string },
  now: Date,
): Promise<void> {
  await tx.webhookDelivery.updateMany({
    where: {
      endpointId,
      state: 'PENDING',
      accountId: { not: null, notIn: await accountsGrantedTo(tx, partnerId, now) },
    },
    data: { state: 'FAILED', endedAt: now, claimedUntil: null },
  });
}

/**
 * Takes what is due, at most `most` on their way at a time. An event waits for an earlier one of its subject that has
 * not arrived, until that one stops blocking.
 */
async function claim(
  tx: Tx,
  endpointId: string,
  most: number,
  now: Date,
): Promise<{ id: string; eventId: string; body: string; attempts: number }[]> {
  return tx.$queryRaw`
    update "WebhookDelivery" set "claimedUntil" = ${new Date(now.getTime() + CLAIM_MS)}
    where "id" in (
      select d."id" from "WebhookDelivery" d
      where d."endpointId" = ${endpointId} and d."state" = 'PENDING' and d."nextAttemptAt" <= ${now}
        and (d."claimedUntil" is null or d."claimedUntil" <= ${now})
        and not exists (
          select 1 from "WebhookDelivery" p
          where p."endpointId" = d."endpointId" and p."state" = 'PENDING' and p."subject" = d."subject"
            and p."position" < d."position" and p."blocksUntil" > ${now})
      order by d."nextAttemptAt", d."position"
      limit greatest(0, ${most}::int - (
        select count(*)::int from "WebhookDelivery" c
        where c."endpointId" = ${endpointId} and c."state" = 'PENDING' and c."claimedUntil" > ${now})))
    returning "id", "eventId", "body", "attempts"`;
}

/**
 * Writes down what came of an attempt. 2xx is success; 410 stops the endpoint; anything else is tried again as the
 * schedule says, and when it is exhausted with nothing having arrived meanwhile, the endpoint is stopped too.
 *
 * @param chance from 0 up to, not including, 1
 */
export async function settleDelivery(
  db: PrismaClient,
  now: Date,
  { id, attempts }: { id: string; attempts: number },
  outcome: Outcome,
  chance: number,
): Promise<void> {
  await transact(bySystem(db, now), async (tx) => {
    const { endpointId } = await tx.webhookDelivery.findUniqueOrThrow({ where: { id } });
    await tx.$queryRaw`select 1 from "WebhookEndpoint" where "id" = ${endpointId} for update`;
    const delivery = await tx.webhookDelivery.findUniqueOrThrow({
      where: { id },
      include: { endpoint: true },
    });
    const { startedAt, retryAfterSeconds, ...answer } = outcome;
    await tx.webhookAttempt.create({
      data: {
        id: newId('wha'),
        deliveryId: id,
        accountId: delivery.accountId,
        partnerId: delivery.partnerId,
        at: startedAt,
        ...answer,
      },
    });
    // Another process took it over meanwhile, and says itself what came of it.
    if (delivery.state !== 'PENDING' || delivery.attempts !== attempts) return { value: {}, events: [] };

    const { endpoint } = delivery;
    const firstAttemptAt = delivery.firstAttemptAt ?? startedAt;
    const tried = { attempts: attempts + 1, firstAttemptAt, claimedUntil: null };
    if (outcome.status !== null && outcome.status >= 200 && outcome.status < 300) {
      await tx.webhookDelivery.update({
        where: { id },
        data: { ...tried, state: 'DELIVERED', endedAt: now },
      });
      if (endpoint.failingSince) {
        await tx.webhookEndpoint.update({ where: { id: endpointId }, data: { failingSince: null } });
      }
      return { value: {}, events: [] };
    }
    const failingSince = endpoint.failingSince ?? startedAt;
    const next = outcome.status === 410 ? null : nextAttemptAt(attempts + 1, now, chance, retryAfterSeconds);
    await tx.webhookDelivery.update({
      where: { id },
      data: next ? { ...tried, nextAttemptAt: next } : { ...tried, state: 'FAILED', endedAt: now },
    });
    const cause =
      outcome.status === 410 ? 'GONE' : !next && failingSince <= firstAttemptAt ? 'EXHAUSTED' : null;
    if (!cause || endpoint.disabledAt) {
      await tx.webhookEndpoint.update({ where: { id: endpointId }, data: { failingSince } });
      return { value: {}, events: [] };
    }
    return { value: {}, events: [await stop(tx, endpoint, cause, failingSince, now)] };
  });
}

/** Stops an endpoint, and tells so in its account's feed: that is the notice. */
async function stop(
  tx: Tx,
  endpoint: { id: string; accountId: string | null },
  cause: 'GONE' | 'EXHAUSTED',
  failingSince: Date,
  now: Date,
): Promise<NewEvent> {
  await tx.webhookEndpoint.update({
    where: { id: endpoint.id },
    data: { failingSince, disabledAt: now, disabledFor: cause },
  });
  return webhookEvent('webhook.stopped', endpoint, { cause });
}

function bySystem(db: PrismaClient, now: Date) {
  return { db, now, requestId: 'webhooks', actor: { kind: 'system', id: null } } as const;
}
