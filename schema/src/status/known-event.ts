import { newId } from '@tierline/prisma/ids';
import { happened, type NewEvent, type Tx } from '../event.ts';

/** The request types that say that the platform is down (S44, S58). */
const PLATFORM_DOWN = ['PLATFORM_DOWN_VENDOR_CAUSE', 'PLATFORM_DOWN_CUSTOMER_CAUSE'];

/**
 * Links a ticket that says that the platform is down with the open events of the status page that affect its service,
 * or such an event with the open tickets, and tells the customers at once, each of each event once. Neither is ever
 * missed: whoever reports an event waits for the tickets that are being opened, and the other way round. No clock
 * stops (C30), and what the customer is told is no response (C8).
 *
 * Source: B18.
 */
export async function knownEventFor(
  tx: Tx,
  of: { ticketId: string } | { eventId: string },
  now: Date,
): Promise<NewEvent[]> {
  await holdStatus(tx, 'eventId' in of ? 'alone' : 'with others');
  const { ticketId, eventId } = { ticketId: null, eventId: null, ...of };
  const pairs = await tx.$queryRaw<Pair[]>`
    select distinct t."id" as "ticketId", t."accountId", e."id" as "eventId", e."titleFr", e."titleEn",
      a."locale"::text as "locale"
    from "Ticket" t
    join "Account" a on a."id" = t."accountId"
    join "StatusComponentSku" s on s."skuCode" = t."skuCode"
    join "StatusEventComponent" c on c."componentCode" = s."componentCode"
    join "StatusEvent" e on e."id" = c."eventId"
    where (t."id" = ${ticketId} or e."id" = ${eventId})
      and t."requestTypeCode" = any(${PLATFORM_DOWN}) and t."endedAt" is null
      and e."startedAt" is not null and e."endedAt" is null
      and not exists (select 1 from "KnownEvent" k where k."ticketId" = t."id" and k."eventId" = e."id")
    order by t."id", e."id"`;
  const told = pairs.map((pair) => ({ ...pair, messageId: newId('msg') }));
  await tx.knownEvent.createMany({
    data: told.map((pair) => ({
      ticketId: pair.ticketId,
      eventId: pair.eventId,
      accountId: pair.accountId,
      linkedAt: now,
    })),
  });
  await tx.message.createMany({
    data: told.map((pair) => ({
      id: pair.messageId,
      ticketId: pair.ticketId,
      accountId: pair.accountId,
      kind: 'SYSTEM' as const,
      visibleToCustomer: true,
      body: sentence(pair),
      sentAt: now,
    })),
  });
  return told.map(({ ticketId: id, accountId, eventId: known, messageId }) =>
    happened('ticket.known_event_linked', { id, accountId }, { eventId: known, messageId }),
  );
}

interface Pair {
  ticketId: string;
  accountId: string;
  eventId: string;
  titleFr: string;
  titleEn: string;
  locale: 'FR' | 'EN';
}

/** Until the transaction ends: tickets are opened beside one another, but no event is reported meanwhile. */
async function holdStatus(tx: Tx, how: 'alone' | 'with others'): Promise<void> {
  if (how === 'alone') await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('tierline.status'))`;
  else await tx.$executeRaw`select pg_advisory_xact_lock_shared(hashtext('tierline.status'))`;
}

function sentence({ locale, titleFr, titleEn }: Pair): string {
  return locale === 'FR'
    ? `Nous connaissons déjà ce problème et y travaillons : ${titleFr}`
    : `We know of this already, and are working on it: ${titleEn}`;
}
