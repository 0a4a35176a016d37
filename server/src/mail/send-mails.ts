import type { Database } from '@tierline/prisma/database';
import { asTenant } from '@tierline/prisma/tenancy';
import { claimMails, settleMail, type DueMail } from '@tierline/schema/mail/mails.jobs';
import type { Logger } from '../log.ts';
import type { MailSender } from './smtp-relay.ts';

const EVERY_MS = 1_000;

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
  let stopped = false;
  let wake = () => {};
  const working = (async () => {
    while (!stopped) {
      const sent = await sendDue(options).catch((err: unknown) => {
        options.log.error({ err }, 'mail not sent');
        return 0;
      });
      if (stopped) return;
      if (sent > 0) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, EVERY_MS);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  })();
  return {
    stop: async () => {
      stopped = true;
      wake();
      options.sender.close(); // what is on its way stays claimed, and is sent again under the same Message-ID
      await working;
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
  { database, sender, clock = () => new Date(), chance = Math.random }: MailOptions,
): Promise<void> {
  const refusal = await sender.send(mail);
  await asTenant('every-account', () => settleMail(database.client, clock(), mail, refusal, chance()));
}
