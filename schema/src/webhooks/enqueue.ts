import type { Prisma } from '@tierline/prisma/database';
import { newId } from '@tierline/prisma/ids';
import type { Tx } from '../event.ts';
import { accountsGrantedTo } from '../partners/granted-accounts.ts';
import { webhookBody, type LoggedEvent } from './webhook-body.ts';
import { blocksUntil } from './webhook.rules.ts';

export interface Listener {
  id: string;
  accountId: string | null;
  partnerId: string | null;
  types: readonly string[];
}

/** The events of a span of positions that an endpoint may be told of, whether it asked for their types or not. */
export async function eventsFor(
  tx: Tx,
  listener: Listener,
  { after, upTo, limit, now }: { after: bigint; upTo?: bigint | undefined; limit: number; now: Date },
): Promise<LoggedEvent[]> {
  const events = await tx.event.findMany({
    where: {
      position: { gt: after, ...(upTo !== undefined && { lte: upTo }) },
      ...(await audienceOf(tx, listener, now)),
    },
    orderBy: { position: 'asc' },
    take: limit,
  });
  return withPartners(tx, events);
}

/** What the owner of an endpoint may see, as the feed would show it: an account's own, a partner's, or everything. */
async function audienceOf(
  tx: Tx,
  { id, accountId, partnerId }: Listener,
  now: Date,
): Promise<Prisma.EventWhereInput> {
  if (accountId !== null) return { accountId, visibleToCustomer: true };
  if (partnerId === null) return {};
  const granted = await accountsGrantedTo(tx, partnerId, now);
  return { OR: [{ accountId: { in: granted }, visibleToCustomer: true }, { subject: id }] };
}

/** Events with the partner that acted, where one did (S22). */
export async function withPartners(
  tx: Tx,
  events: readonly Omit<LoggedEvent, 'partner'>[],
): Promise<LoggedEvent[]> {
  const people = await tx.partnerPerson.findMany({
    where: {
      id: { in: events.flatMap(({ actorKind, actorId }) => (actorKind === 'PARTNER' ? [actorId!] : [])) },
    },
    select: { id: true, partner: { select: { id: true, name: true } } },
  });
  const partners = new Map(people.map(({ id, partner }) => [id, partner]));
  return events.map((event) => ({ ...event, partner: partners.get(event.actorId ?? '') ?? null }));
}

/** Whether the endpoint asked for it; a test event is for the endpoint that it was asked for. */
export function isWanted({ id, types }: Listener, event: { type: string; subject: string }): boolean {
  if (event.type === 'webhook.tested') return event.subject === id;
  const word = `${event.type.slice(0, event.type.indexOf('.'))}.*`;
  return types.length === 0 || types.includes(event.type) || types.includes(word);
}

/** Puts events on their way to an endpoint. */
export async function enqueue(
  tx: Tx,
  { id: endpointId, accountId, partnerId }: Listener,
  events: readonly LoggedEvent[],
  now: Date,
  replayed: boolean,
): Promise<void> {
  if (events.length === 0) return;
  const deliveries: Prisma.WebhookDeliveryCreateManyInput[] = events.map((event) => ({
    id: newId('whd'),
    endpointId,
    accountId: partnerId === null ? accountId : event.accountId,
    partnerId,
    eventId: event.id,
    type: event.type,
    subject: event.subject,
    position: event.position,
    body: webhookBody(event),
    state: 'PENDING',
    createdAt: now,
    blocksUntil: blocksUntil(now),
    nextAttemptAt: now,
    replayed,
  }));
  await tx.webhookDelivery.createMany({ data: deliveries });
}
