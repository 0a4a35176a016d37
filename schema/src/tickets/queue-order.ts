import { Prisma, type PrismaClient } from '@tierline/prisma/database';

// Rule R1 over the table QueueEntry, judged as it stood at `asOf`: what is at risk or breached first, by deadline; then
// severity; then plan (S31); then deadline, none last; then receipt; then id. Two sections are read one after the
// other, each along an index and from where the cursor stands: however deep the page, it costs what the first costs.

/** Which tickets of the queue; what is left out is not asked. */
export interface QueueFilter {
  teamIds?: readonly string[] | null | undefined;
  /** With `teamIds`: or with no team. */
  orNoTeam?: boolean;
  region?: string | null | undefined;
  assigneeId?: string | null | undefined;
  /** Assigned to whoever asks, or not. */
  mine?: { is: boolean; staffId: string } | undefined;
  labelIds?: readonly string[] | null | undefined;
  accountIds?: readonly string[] | null | undefined;
  unassigned?: boolean | null | undefined;
  plans?: readonly string[] | null | undefined;
  severities?: readonly string[] | null | undefined;
}

/** Where an entry stands: 0 for urgent, then the columns in the order of a cursor. */
export interface QueuePlace {
  section: 0 | 1;
  dueAt: Date;
  severityRank: number;
  planRank: number;
  receivedAt: Date;
  ticketId: string;
}

/** The next entries behind a place, else from the start, or the other way round. */
export async function queueEntries(
  db: Pick<PrismaClient, '$queryRaw'>,
  {
    asOf,
    filter,
    from,
    backward,
  }: { asOf: Date; filter: QueueFilter; from: QueuePlace | null; backward: boolean },
  limit: number,
): Promise<QueuePlace[]> {
  const sections: (0 | 1)[] = backward ? [1, 0] : [0, 1];
  const found: QueuePlace[] = [];
  for (const section of sections.slice(from ? sections.indexOf(from.section) : 0)) {
    if (found.length === limit) break;
    const behind = from?.section === section ? from : null;
    const rows = await db.$queryRaw<Omit<QueuePlace, 'section'>[]>(
      sectionQuery(section, { asOf, filter, from: behind, backward }, limit - found.length),
    );
    found.push(...rows.map((row) => ({ ...row, section })));
  }
  return found;
}

/** How many there are in all. */
export async function queueLength(db: Pick<PrismaClient, '$queryRaw'>, filter: QueueFilter): Promise<number> {
  const [{ count }] = await db.$queryRaw<[{ count: number }]>`
    select count(*)::int as count from "QueueEntry" q where ${matches(filter)}`;
  return count;
}

/** One section, each of its parts along an index of its own; exported for the plan that the benchmark shows. */
export function sectionQuery(
  section: 0 | 1,
  {
    asOf,
    filter,
    from,
    backward,
  }: { asOf: Date; filter: QueueFilter; from: QueuePlace | null; backward: boolean },
  limit: number,
): Prisma.Sql {
  const keys = section === 0 ? URGENT_ORDER : REST_ORDER;
  const direction = Prisma.raw(backward ? 'desc' : 'asc');
  const order = Prisma.join(keys.map((key) => Prisma.sql`q."${Prisma.raw(key)}" ${direction}`));
  const behind = from ? Prisma.sql`and ${beyond(keys, from, backward)}` : Prisma.empty;
  const parts = (section === 0 ? urgentParts : restParts)(asOf).map(
    (part) => Prisma.sql`(
      select q."dueAt", q."severityRank", q."planRank", q."receivedAt", q."ticketId"
      from "QueueEntry" q where ${part} and ${matches(filter)} ${behind} order by ${order} limit ${limit})`,
  );
  return Prisma.sql`select * from (${Prisma.join(parts, ' union all ')}) q order by ${order} limit ${limit}`;
}

type Key = Exclude<keyof QueuePlace, 'section'>;
const URGENT_ORDER: readonly Key[] = ['dueAt', 'severityRank', 'planRank', 'receivedAt', 'ticketId'];
const REST_ORDER: readonly Key[] = ['severityRank', 'planRank', 'dueAt', 'receivedAt', 'ticketId'];

// `urgent` says what was told; the other parts are the few that it is not right for at `asOf`: at risk since a moment,
// answered since, or told and then promised for later.
function urgentParts(asOf: Date): Prisma.Sql[] {
  return [
    // As `coalesce`, so that the planner does not take it to be rare: it holds for nearly all that are urgent.
    Prisma.sql`q."urgent" and coalesce(q."atRiskAt" <= ${asOf}, false)`,
    Prisma.sql`not q."urgent" and q."endedAt" is null and q."atRiskAt" <= ${asOf}`,
    Prisma.sql`q."endedAt" is not null and q."endedAt" > ${asOf} and q."atRiskAt" <= ${asOf}`,
  ];
}

function restParts(asOf: Date): Prisma.Sql[] {
  return [
    Prisma.sql`not q."urgent" and (q."atRiskAt" <= ${asOf} and (q."endedAt" is null or q."endedAt" > ${asOf})) is not true`,
    Prisma.sql`q."urgent" and q."atRiskAt" > ${asOf}`,
  ];
}

function matches(filter: QueueFilter): Prisma.Sql {
  const conditions = [
    ...(filter.teamIds
      ? [
          filter.orNoTeam
            ? Prisma.sql`(q."teamId" = any(${[...filter.teamIds]}::text[]) or q."teamId" is null)`
            : Prisma.sql`q."teamId" = any(${[...filter.teamIds]}::text[])`,
        ]
      : []),
    ...(filter.region
      ? [Prisma.sql`q."teamId" in (select "id" from "Team" where "regionCode" = ${filter.region})`]
      : []),
    ...(filter.assigneeId ? [Prisma.sql`q."assigneeId" = ${filter.assigneeId}`] : []),
    ...(filter.mine
      ? [Prisma.sql`(q."assigneeId" is not distinct from ${filter.mine.staffId}) = ${filter.mine.is}`]
      : []),
    ...(filter.labelIds
      ? [
          Prisma.sql`exists (select 1 from "TicketLabel" l
            where l."ticketId" = q."ticketId" and l."labelId" = any(${[...filter.labelIds]}::text[]))`,
        ]
      : []),
    ...(filter.accountIds ? [Prisma.sql`q."accountId" = any(${[...filter.accountIds]}::text[])`] : []),
    ...(filter.unassigned == null
      ? []
      : [filter.unassigned ? Prisma.sql`q."assigneeId" is null` : Prisma.sql`q."assigneeId" is not null`]),
    ...(filter.plans ? [ranks('planRank', PLANS, filter.plans)] : []),
    ...(filter.severities ? [ranks('severityRank', SEVERITIES, filter.severities)] : []),
  ];
  return conditions.length > 0 ? Prisma.join(conditions, ' and ') : Prisma.sql`true`;
}

const PLANS = ['PREMIUM', 'ENHANCED', 'BASIC'];
const SEVERITIES = ['SEVERE', 'MODERATE', 'LIMITED'];

function ranks(
  column: 'planRank' | 'severityRank',
  all: readonly string[],
  wanted: readonly string[],
): Prisma.Sql {
  const numbers = wanted.map((value) => all.indexOf(value) + 1);
  return Prisma.sql`q."${Prisma.raw(column)}" = any(${numbers}::int[])`;
}

function beyond(keys: readonly Key[], from: QueuePlace, backward: boolean): Prisma.Sql {
  const row = Prisma.join(keys.map((key) => Prisma.sql`q."${Prisma.raw(key)}"`));
  const values = Prisma.join(keys.map((key) => Prisma.sql`${from[key]}`));
  return Prisma.sql`(${row}) ${Prisma.raw(backward ? '<' : '>')} (${values})`;
}
