import type { PrismaClient } from '@tierline/prisma/database';

/** What is known of a request of the telephone company: nobody has signed in. */
export interface PhoneContext {
  db: PrismaClient;
  now: Date;
  requestId: string;
}

/** The telephone company itself, with a name for the log. */
export function byPhone({ db, now, requestId }: PhoneContext) {
  return { db, now, requestId, actor: { kind: 'system', id: null } } as const;
}
