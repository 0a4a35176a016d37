import type { PrismaClient } from '@tierline/prisma/database';
import type { Files } from '../files.ts';
import type { MailReader } from './mail-reader.ts';

/** What it takes to read mail. */
export interface MailDesk {
  db: PrismaClient;
  files: Files;
  reader: MailReader;
  publicUrl: string;
  /** Where tickets are read and answered, for links to them; the published portal unless told. */
  portalUrl?: string | null | undefined;
  /** Where mail to us arrives. */
  domain: string;
}

/** A mail as its row stands. */
export type KeptMail = NonNullable<Awaited<ReturnType<PrismaClient['incomingMail']['findUnique']>>>;

/** What staff said of a quarantined mail, as `releaseMail` wrote it. */
export interface Release {
  contactId: string;
  ticketId: string | null;
  requestType: string | null;
  severity: 'SEVERE' | 'MODERATE' | 'LIMITED' | null;
  sku: string | null;
}
