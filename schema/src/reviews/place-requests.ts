import { RECURRENCE } from '@tierline/prisma/catalogue/reviews';
import { newId } from '@tierline/prisma/ids';
import type { Tx } from '../event.ts';
import { findClusters, type Pair } from './review.rules.ts';

interface Review {
  id: string;
  accountId: string;
  startsAt: Date;
  endsAt: Date;
}

/** Looks for recurring issues among the requests that are in no cluster yet; what the TAM arranged stays (S84). */
export async function placeRequests(tx: Tx, review: Review, now: Date): Promise<number> {
  const { id: reviewId, accountId } = review;
  const standing = await tx.reviewClusterTicket.findMany({
    where: { reviewId },
    select: { ticketId: true, clusterId: true, cluster: { select: { dismissedAt: true } } },
  });
  const placed = new Map(
    standing.map(({ ticketId, clusterId, cluster }) => [ticketId, cluster.dismissedAt ? null : clusterId]),
  );
  const found = findClusters(await pairsOf(tx, review), placed, RECURRENCE);
  for (const { clusterId, members } of found) {
    const id = clusterId ?? newId('clu');
    if (!clusterId) await tx.reviewCluster.create({ data: { id, reviewId, accountId, createdAt: now } });
    await tx.reviewClusterTicket.createMany({
      data: members.map((member) => ({ ...member, reviewId, clusterId: id, accountId })),
    });
  }
  return found.length;
}

/** Requests of the month that are alike enough, by trigrams of subject and question: their first 600 letters. */
function pairsOf(tx: Tx, { accountId, startsAt, endsAt }: Review): Promise<Pair[]> {
  const { text, requestType, sku, threshold } = RECURRENCE;
  return tx.$queryRaw<Pair[]>`
    with request as (
      select t."id", t."requestTypeCode" as type, t."skuCode" as sku,
        left(lower(unaccent(t."subject" || ' ' || coalesce(m."body", ''))), 600) as text
      from "Ticket" t
      left join lateral (
        select "body" from "Message" where "ticketId" = t."id" and "kind" = 'REPLY' order by "sentAt", "id" limit 1
      ) m on true
      where t."accountId" = ${accountId} and t."receivedAt" >= ${startsAt} and t."receivedAt" < ${endsAt}
    ), pair as (
      select a."id" as a, b."id" as b, similarity(a.text, b.text)::float8 as "textSimilarity",
        a.type = b.type as "sameRequestType", a.sku = b.sku as "sameSku"
      from request a join request b on a."id" < b."id"
    )
    select * from pair
    where "textSimilarity" * ${text}::float8 + "sameRequestType"::int * ${requestType}::float8
      + "sameSku"::int * ${sku}::float8 >= ${threshold}::float8`;
}
