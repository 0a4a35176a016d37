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

const EVERY_MS = 1_000;
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
}): { stop(): Promise<void> } {
  const { files, log, publicUrl, inboundDomain } = options;
  const { client } = options.database;
  let stopped = false;
  let rounds = 0;
  let wake = () => {};
  const working = (async () => {
    while (!stopped) {
      try {
        await asTenant('every-account', async () => {
          await doWhatIsDue(client, new Date());
          await tellExpiringKeys(client, new Date());
          await publishArticles(client, new Date());
          await tellOfForumPosts(client, new Date());
          await beginMaintenance(client, new Date(), publicUrl);
          await mailNotices(client, new Date(), { publicUrl, inboundDomain });
          await sweepUploads(client, files, new Date());
          await sweepErasedMail(client, files.store);
          if (rounds++ % ROUNDS_BETWEEN_SWEEPS === 0) await sweepRetention(client, new Date());
        });
      } catch (err) {
        log.error({ err }, 'job failed');
      }
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
  await openVoicemails(client, now);
  await fireDeadlines(client, now);
  await tellSilence(client, now);
  await tellOfTickets(client, now);
  await remindOfObligations(client, now);
  await writeSeries(client, now);
  await tellUpdatesDue(client, now);
}
