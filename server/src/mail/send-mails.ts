import type { Database } from '@tierline/prisma/database';
import { asTenant } from '@tierline/prisma/tenancy';
import { claimMails, settleMail, type DueMail } from '@tierline/schema/mail/mails.jobs';
import type { Logger } from '../log.ts';
import { repeat } from '../repeat.ts';
import type { MailSender } from './smtp-relay.ts';

export interface MailOptions {
  database: Database;
  sender: MailSender;
  log: Logger;
  clock?: () => Date;
  /** From 0 up to, not including, 1: spreads what is tried again. */
  chance?: () => number;
}

/** Sends mail, from now on: looks for work once a second. Every process may: each takes what no other has taken. */
export function startMail(options: MailOptions): { stop(): Promise<void> } {
  const { log, sender } = options;
  const sending = repeat(async () => ((await sendDue(options)) > 0 ? 'more' : undefined), {
    log,
    complaint: 'mail not sent',
  });
  return {
    stop: async () => {
      const stopped = sending.stop();
      sender.close(); // what is on its way stays claimed, and is sent again under the same Message-ID
      await stopped;
    },
  };
}

/** Sends what is due, a batch of it, and writes down what came of it. Answers how many mails it tried. */
export async function sendDue(options: MailOptions): Promise<number> {
  const { database, clock = () => new Date() } = options;
  const due = await asTenant('every-account', () => claimMails(database.client, clock()));
  await Promise.all(due.map((mail) => sendOne(mail, options)));
  return due.length;
}

async function sendOne(
  mail: DueMail,
  { database, sender, log, clock = () => new Date(), chance = Math.random }: MailOptions,
): Promise<void> {
  const refusal = await sender.send(mail);
  // Its words may name the reader: they are in outgoingMails, and not in the log.
  if (refusal)
    log.warn({ mailId: mail.id, command: refusal.command, status: refusal.status }, 'mail not taken');
  await asTenant('every-account', () => settleMail(database.client, clock(), mail, refusal, chance()));
}
