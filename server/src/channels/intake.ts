import { asTenant } from '@tierline/prisma/tenancy';
import { readIncomingMail } from '@tierline/schema/incoming-mail/incoming-mail.jobs';
import type { MailDesk } from '@tierline/schema/incoming-mail/mail-desk';
import type { Logger } from '../log.ts';
import { repeat, type Repeated } from '../repeat.ts';

const EVERY_MS = 500;

/** Reads mail that came in, from now on: looks for it twice a second. Every process may. */
export function startIntake(desk: MailDesk, log: Logger): Repeated {
  return repeat(async () => void (await readDue(desk, log)), {
    log,
    complaint: 'mail not read',
    everyMs: EVERY_MS,
  });
}

/** Reads what is there. Answers how many mails it looked at. */
export function readDue(desk: MailDesk, log: Logger, clock: () => Date = () => new Date()): Promise<number> {
  const failed = (err: unknown, id: string) => log.error({ err, id }, 'mail not processed');
  return asTenant('every-account', () => readIncomingMail(desk, clock, failed));
}
