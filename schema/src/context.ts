import type { PrismaClient } from '@tierline/prisma/database';
import type { Idempotency } from '@tierline/prisma/transact';
import type { Actor } from './access.ts';
import type { Feed } from './feed.ts';
import type { Files } from './files.ts';

/** What every resolver and verb knows of the request. */
export interface Context {
  actor: Actor;
  /** Fixed for the whole request; a rule never asks a clock. In a sandbox its own (B22). */
  now: Date;
  /** Where that differs from `now`: for what leaves a sandbox, and for what a request costs. */
  realNow?: Date;
  db: PrismaClient;
  /** Where attachments lie, and who looks into them. */
  files: Files;
  /** The language of labels and messages where a field is not asked for another. */
  locale: 'FR' | 'EN';
  requestId: string;
  /** From where the request came. */
  address?: string | null;
  /** Set when the actor came with an API key, which may do less than the person. */
  apiKey?: { id: string; scopes: readonly string[]; knownDocumentsOnly: boolean } | null;
  /** Where callers reach this server, without a slash at its end: for addresses that are handed out. */
  publicUrl: string;
  /** Who makes rooms for meetings; without one, people bring links of their own (S27). */
  meetingProvider?: 'ZOOM' | null;
  /** Webhooks may lead to this machine too, by http: in a demo that nobody else reaches. */
  loopbackWebhooks?: boolean;
  /** Set for a subscription: the log as it grows. */
  feed?: Feed | null;
  /** Lets the clock of a sandbox go on for a while, to where it is to be advanced (B22). */
  passTime?: ((sandboxId: string) => Promise<void>) | undefined;
  /** Set when the caller sent an `Idempotency-Key`. */
  idempotency?: Idempotency | null;
}

/** The time of the world outside, also in a sandbox (B22). */
export function realTime({ now, realNow }: Pick<Context, 'now' | 'realNow'>): Date {
  return realNow ?? now;
}
