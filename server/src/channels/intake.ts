import { asTenant } from '@tierline/prisma/tenancy';
import { readIncomingMail } from '@tierline/schema/incoming-mail/incoming-mail.jobs';
import type { MailDesk } from '@tierline/schema/incoming-mail/process-mail';
import type { Logger } from '../log.ts';

const EVERY_MS = 500;

/** Reads mail that came in, from now on: looks for it twice a second. Every process may. */
export function startIntake(desk: MailDesk, log: Logger): { stop(): Promise<void> } {
  let stopped = false;
  let wake = () => {};
  const working = (async () => {
    while (!stopped) {
      await readDue(desk, log).catch((err: unknown) => log.error({ err }, 'mail not read'));
      if (stopped) return;
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
      await working;
    },
  };
}

/** Reads what is there. Answers how many mails it looked at. */
export function readDue(desk: MailDesk, log: Logger, clock: () => Date = () => new Date()): Promise<number> {
  const failed = (err: unknown, id: string) => log.error({ err, id }, 'mail not processed');
  return asTenant('every-account', () => readIncomingMail(desk, clock, failed));
}
