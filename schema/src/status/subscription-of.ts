import type { PrismaClient } from '@tierline/prisma/database';

/** What a token of a mail leads to: a subscription, or a request that is yet to be confirmed; null for neither. */
export async function subscriptionOf(
  db: Pick<PrismaClient, 'statusSubscription' | 'statusSubscriptionRequest'>,
  token: string,
  now: Date,
) {
  const subscription = await db.statusSubscription.findUnique({ where: { token } });
  if (subscription) return subscription;
  const request = await db.statusSubscriptionRequest.findUnique({ where: { token } });
  return request && request.expiresAt >= now ? { ...request, confirmedAt: null } : null;
}

export type SubscriptionRow = NonNullable<Awaited<ReturnType<typeof subscriptionOf>>>;
