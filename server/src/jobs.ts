import type { Database } from '@tierline/prisma/database';
import { asTenant } from '@tierline/prisma/tenancy';
import { tellExpiringKeys } from '@tierline/schema/api-keys/api-keys.jobs';
import { meetContractDeadlines } from '@tierline/schema/contracts/contracts.jobs';
import { settleLedgers } from '@tierline/schema/entitlements/ledger.jobs';
import { beginPlans, endPlans } from '@tierline/schema/plans/plans.jobs';
import { sweepUploads } from '@tierline/schema/attachments/attachments.jobs';
import type { Files } from '@tierline/schema/files';
import { tellSilence } from '@tierline/schema/escalation/silence.jobs';
import { consumeSeats, promoteWaiting } from '@tierline/schema/training/training.jobs';
import { continueErasures } from '@tierline/schema/retention/erasure.jobs';
import { sweepRetention } from '@tierline/schema/retention/retention.jobs';
import { tellOfForumPosts } from '@tierline/schema/forum/forum.jobs';
import { fireDeadlines } from '@tierline/schema/sla/deadlines.jobs';
import { recountOutdated } from '@tierline/schema/sla/recounts.jobs';
import { tellOfTickets } from '@tierline/schema/tickets/ticket-notices.jobs';
import { remindOfObligations, settleObligations } from '@tierline/schema/obligations/obligations.jobs';
import { tellUpdatesDue } from '@tierline/schema/runbooks/runbooks.jobs';
import { openVoicemails } from '@tierline/schema/phone/phone.jobs';
import { writeSeries } from '@tierline/schema/meetings/meetings.jobs';
import { sweepErasedMail } from '@tierline/schema/incoming-mail/incoming-mail.jobs';
import { mailNotices } from '@tierline/schema/mail/mail-notices.jobs';
import { publishArticles } from '@tierline/schema/articles/articles.jobs';
import { beginMaintenance } from '@tierline/schema/status/status.jobs';
import type { Logger } from './log.ts';
import { repeat, type Repeated } from './repeat.ts';

/** What was kept long enough goes within the hour. */
const ROUNDS_BETWEEN_SWEEPS = 1_800;

/**
 * Does, once a second, what time itself brings about. Every process may: the rows say what is left to do. What fails
 * is logged and tried again a second later.
 */
export function startJobs(options: {
  database: Database;
  files: Files;
  log: Logger;
  publicUrl: string;
  /** Where mail to us arrives; null where none does. */
  inboundDomain: string | null;
  /** Where tickets are read and answered, for links to them; the published portal unless told. */
  portalUrl?: string | null;
}): Repeated {
  const { files, log, publicUrl, inboundDomain, portalUrl } = options;
  const { client } = options.database;
  // One that fails keeps none of the others from their work.
  const jobs: ((now: Date) => Promise<unknown>)[] = [
    (now) => openVoicemails(client, now),
    (now) => doWhatIsDue(client, now),
    (now) => tellExpiringKeys(client, now),
    (now) => publishArticles(client, now),
    (now) => tellOfForumPosts(client, now),
    (now) => beginMaintenance(client, now, publicUrl),
    (now) => mailNotices(client, now, { publicUrl, inboundDomain, portalUrl }),
    (now) => sweepUploads(client, files, now),
    (now) => continueErasures(client, now),
    () => sweepErasedMail(client, files.store),
  ];
  let rounds = 0;
  return repeat(
    async () => {
      const sweeps =
        rounds++ % ROUNDS_BETWEEN_SWEEPS === 0 ? [(now: Date) => sweepRetention(client, now)] : [];
      for (const job of [...jobs, ...sweeps]) {
        await asTenant('every-account', () => job(new Date())).catch((err: unknown) =>
          log.error({ err }, 'job failed'),
        );
      }
    },
    { log, complaint: 'jobs not begun' },
  );
}

/**
 * What happens at its time in the vendor's world, and in each sandbox as its clock goes on (B22): what a job here looks for
 * stands in the `next-due.ts` of sandboxes too. Renewals before plans end. Plans and calendars before deadlines: a promise
 * that moved is not broken by the former one.
 * Those whom tickets concern come last: they are told what all the others brought about.
 */
export async function doWhatIsDue(client: Database['client'], now: Date): Promise<void> {
  await meetContractDeadlines(client, now);
  await beginPlans(client, now);
  await endPlans(client, now);
  await recountOutdated(client, now);
  await settleLedgers(client, now);
  await settleObligations(client, now);
  await consumeSeats(client, now);
  await promoteWaiting(client, now);
  await fireDeadlines(client, now);
  await tellSilence(client, now);
  await tellOfTickets(client, now);
  await remindOfObligations(client, now);
  await writeSeries(client, now);
  await tellUpdatesDue(client, now);
}
