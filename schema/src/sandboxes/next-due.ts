import type { PrismaClient } from '@tierline/prisma/database';

/**
 * When something comes due next in the sandbox at hand, and whether something is overdue at `now`. The instants are those
 * that the jobs look for, each in its `*.jobs.ts`; one that is not listed here is met within a week of its time.
 */
export async function nextDue(
  db: PrismaClient,
  now: Date,
): Promise<{ overdue: boolean; later: Date | null }> {
  const [{ overdue, later }] = await db.$queryRaw<[{ overdue: boolean | null; later: Date | null }]>`
    select bool_or(d."at" <= ${now}) as "overdue", min(d."at") filter (where d."at" > ${now}) as "later"
    from (
      select "dueAt" from "ContractDeadline" where "doneAt" is null
      union all select "startsAt" from "PlanPeriod" where "begunAt" is null
      union all select "endsAt" from "PlanPeriod" where "endedAt" is null
      union all select "ledgerDueAt" from "Account"
      union all select "obligationsDueAt" from "Account"
      union all select "tellAt" from "Obligation"
      union all select "atRiskAt" from "Clock" where "endedAt" is null and "atRiskToldAt" is null and "breachToldAt" is null
      -- Answered at the deadline is in time: a promise is broken from the next millisecond on (C1).
      union all select "dueAt" + interval '1 millisecond' from "Clock" where "endedAt" is null and "breachToldAt" is null
      union all select "silenceAt" from "Clock" where "endedAt" is null and "metric" <> 'RESOLUTION'
      union all select "tellAt" from "IncidentChecklist"
    ) d("at")`;
  return { overdue: overdue ?? false, later };
}
