import { Prisma, type Database } from '@tierline/prisma/database';
import { asTenant } from '@tierline/prisma/tenancy';
import { Gauge, type Registry } from 'prom-client';
import type { Logger } from './log.ts';

/** What waits for somebody or something, each with the instant since when; every process answers the same. */
const QUEUES = {
  deadlines: 'promises that are at risk or broken, of which nobody was told yet',
  late_answers: 'tickets whose first response is late and still owed',
  mails: 'mails that are due to be sent',
  webhooks: 'events that are due at an endpoint that takes any',
  incoming_mails: 'mails that came in and were not read yet',
  quarantine: 'mails that wait in quarantine for somebody’s decision',
  phone_calls: 'calls that wait for somebody to say whose they are',
};
const HELP = Object.entries(QUEUES).map(([name, what]) => `${name}: ${what}`);

/** Measures how much waits, whenever somebody looks. Of sandboxes nothing is counted. */
export function measureBacklog(
  register: Registry,
  { client }: Database,
  log: Logger,
  clock: () => Date,
): void {
  let looking: Promise<Waiting[] | null> | null = null;
  /** Once for both measures of a look; null where the database does not tell. */
  const look = () =>
    (looking ??= asTenant('every-account', async () => client.$queryRaw<Waiting[]>(waitingAt(clock())))
      .catch((err: unknown) => {
        log.error({ err }, 'backlog not measured');
        return null;
      })
      .finally(() => (looking = null)));
  measure(register, 'backlog', `How much waits. ${HELP.join('; ')}.`, look, ({ count }) => count);
  measure(
    register,
    'backlog_oldest_seconds',
    'For how long the oldest of each backlog has been waiting; 0 where nothing is.',
    look,
    ({ seconds }) => seconds,
  );
}

function measure(
  register: Registry,
  name: string,
  help: string,
  look: () => Promise<Waiting[] | null>,
  read: (waiting: Waiting) => number,
): void {
  new Gauge({
    ...{ name, help, labelNames: ['of'], registers: [register] },
    async collect() {
      this.reset(); // better nothing than what was
      for (const waiting of (await look()) ?? []) this.set({ of: waiting.of }, read(waiting));
    },
  });
}

interface Waiting {
  of: keyof typeof QUEUES;
  count: number;
  seconds: number;
}

function waitingAt(now: Date): Prisma.Sql {
  return Prisma.sql`
    select "of", count("since")::int as "count", coalesce(greatest(0, extract(epoch from ${now} - min("since"))), 0)::float8 as "seconds"
    from unnest(${Object.keys(QUEUES)}::text[]) "of" left join (
      select 'deadlines' as "queue", case when "atRiskToldAt" is null then "atRiskAt" else "dueAt" end as "since"
      from "Clock" where "endedAt" is null and "breachToldAt" is null and "atRiskAt" <= ${now}
        and ("atRiskToldAt" is null or "dueAt" < ${now})
      union all
      select 'late_answers', "dueAt"
      from "Clock" where "endedAt" is null and "metric" = 'INITIAL_RESPONSE' and "dueAt" < ${now}
      union all
      select 'mails', coalesce("nextAttemptAt", "createdAt")
      from "OutgoingMail" where "state" = 'QUEUED' and ("nextAttemptAt" is null or "nextAttemptAt" <= ${now})
      union all
      select 'webhooks', d."nextAttemptAt"
      from "WebhookDelivery" d join "WebhookEndpoint" e on e."id" = d."endpointId"
      where d."state" = 'PENDING' and d."nextAttemptAt" <= ${now} and e."disabledAt" is null and e."removedAt" is null
      union all
      select 'incoming_mails', "receivedAt" from "IncomingMail" where "state" = 'RECEIVED'
      union all
      select 'quarantine', "receivedAt" from "IncomingMail" where "state" = 'QUARANTINED'
      union all
      select 'phone_calls', "startedAt" from "PhoneCall" where "state" = 'UNASSIGNED'
    ) waiting on "queue" = "of"
    group by "of"`;
}
