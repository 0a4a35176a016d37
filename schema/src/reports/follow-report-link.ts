import type { PrismaClient } from '@tierline/prisma/database';
import { hashOf } from './create-report-link.ts';

/** What a link leads to, and as whom its holder sees it. */
export interface FollowedLink {
  report: string;
  parameters: unknown;
  actorId: string;
}

/** Null for a secret that nobody was given, and for one that is over: they look the same. */
export async function followReportLink(
  db: PrismaClient,
  secret: string,
  now: Date,
): Promise<FollowedLink | null> {
  return db.reportLink.findFirst({ where: { id: hashOf(secret), expiresAt: { gte: now } } });
}
