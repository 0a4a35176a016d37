import type { PrismaClient } from '@tierline/prisma/database';
import { hashOf } from './create-report-link.ts';

/** What a link leads to, and as whom its holder sees it. */
export interface FollowedLink {
  report: string;
  parameters: unknown;
  actorId: string;
  /** The last instant at which it works. */
  expiresAt: Date;
}

/** Null for a secret that nobody was given. One that has run out is known for a day more, to be told so. */
export async function followReportLink(db: PrismaClient, secret: string): Promise<FollowedLink | null> {
  return db.reportLink.findUnique({ where: { id: hashOf(secret) } });
}
