import type { InputRef } from '@pothos/core';
import { Prisma } from '@tierline/prisma/database';
import { visibleRows, type SignedInActor } from '../access.ts';
import { builder } from '../builder.ts';
import { PlanCode, RequestTypeCode, Severity, TicketKind } from '../plans/plan.types.ts';
import { ClockState } from '../sla/clock.types.ts';
import {
  checkFilter,
  type TICKET_ORDERS,
  type TicketFilterShape,
  type TicketOrder as OrderName,
} from './ticket-filter.rules.ts';
import { ScopeVerdict, TicketState } from './ticket-state.types.ts';
import type { SortKey } from '../sql-paging.ts';

export const TicketFilter: InputRef<TicketFilterShape> = builder
  .inputRef<TicketFilterShape>('TicketFilter')
  .implement({
    description: 'Which tickets; what is left out is not asked. All of it must hold.',
    fields: (t) => ({
      states: t.field({ type: [TicketState], description: 'In one of these states.' }),
      severities: t.field({ type: [Severity], description: 'Of one of these severities.' }),
      plans: t.field({ type: [PlanCode], description: 'Promised by one of these plans (C26).' }),
      kinds: t.field({ type: [TicketKind], description: 'Of one of these kinds (S28, S30).' }),
      requestTypes: t.field({ type: [RequestTypeCode], description: 'Of one of these request types.' }),
      initialResponse: t.field({
        type: [ClockState],
        description: 'With an initial response in one of these states, such as AT_RISK, judged now (C14).',
      }),
      accountId: t.id({ description: 'Of this account.' }),
      requesterId: t.id({ description: 'Asked by this contact.' }),
      skus: t.stringList({ description: 'About one of these services, by the codes of their SKUs (S88).' }),
      profileId: t.id({ description: 'About this profile, or reviewing it (S77, S111).' }),
      scopeVerdicts: t.field({
        type: [ScopeVerdict],
        description: 'Whose latest scope review says one of these (S90).',
      }),
      isReviewed: t.boolean({ description: 'Whose scope was reviewed, or was not yet (S90).' }),
      isContested: t.boolean({
        description:
          'Whose lowered severity the customer contests and nobody has decided, or the others (C17).',
      }),
      assigneeId: t.id({ description: 'Assigned to this member of staff.' }),
      isAssigned: t.boolean({ description: 'Assigned to somebody, or to nobody.' }),
      teamId: t.id({ description: 'With this team (S9).' }),
      labelIds: t.idList({ description: 'With one of these labels; customers see none.' }),
      watcherId: t.id({ description: 'Watched by this person, as far as you see who watches.' }),
      isMine: t.boolean({
        description: 'Yours, or not: what you asked or are assigned to, and what you watch.',
      }),
      receivedFrom: t.field({ type: 'DateTime', description: 'Received at this instant or later.' }),
      receivedBefore: t.field({ type: 'DateTime', description: 'Received before this instant.' }),
      updatedFrom: t.field({
        type: 'DateTime',
        description: 'To which something happened at this instant or later: see `Ticket.updatedAt`.',
      }),
      updatedBefore: t.field({
        type: 'DateTime',
        description: 'To which nothing happened from this instant on: see `Ticket.updatedAt`.',
      }),
      text: t.string({
        description:
          'With these words in subject or messages, as `searchTickets` finds them: French and English, `"a phrase"`, `or`, `-without`; or a reference such as `T-1042`.',
      }),
      and: t.field({ type: [TicketFilter], description: 'And all of these hold.' }),
      or: t.field({ type: [TicketFilter], description: 'And one of these holds.' }),
      not: t.field({ type: TicketFilter, description: 'And this does not hold.' }),
    }),
  });

export const TicketOrder = builder.enumType('TicketOrder', {
  description: 'The order of a list of tickets.',
  values: {
    NEWEST_FIRST: { description: 'The latest received first.' },
    OLDEST_FIRST: { description: 'The earliest received first.' },
    DEADLINE_FIRST: {
      description:
        'By the deadline of the initial response where it still waits, the nearest first, broken ones before; then those without one.',
    },
    MOST_SEVERE_FIRST: { description: 'The most severe first; of the same severity, the earliest received.' },
    LATEST_ACTIVITY_FIRST: {
      description: 'Those to which something happened last come first: see `Ticket.updatedAt`.',
    },
  } satisfies Record<(typeof TICKET_ORDERS)[number], { description: string }>,
});

const ID: SortKey = { kind: 'text', sql: Prisma.sql`t."id"` };
const RECEIVED: SortKey = { kind: 'instant', sql: Prisma.sql`t."receivedAt"` };
// As the indexes "Ticket_deadline" and "Ticket_severity" have them, word for word.
const DEADLINE: SortKey = {
  kind: 'instant',
  sql: Prisma.sql`coalesce(t."dueAt", '9999-12-31 00:00:00+00'::timestamptz)`,
};
const SEVERITY: SortKey = {
  kind: 'integer',
  sql: Prisma.sql`(case t."severity" when 'SEVERE' then 1 when 'MODERATE' then 2 else 3 end)`,
};
const UPDATED: SortKey = { kind: 'instant', sql: Prisma.sql`t."updatedAt"` };

/** How each order is read from "Ticket" t, along an index of its own. */
export const TICKET_SORTS: Record<OrderName, { keys: readonly SortKey[]; direction: 'asc' | 'desc' }> = {
  NEWEST_FIRST: { keys: [RECEIVED, ID], direction: 'desc' },
  OLDEST_FIRST: { keys: [RECEIVED, ID], direction: 'asc' },
  DEADLINE_FIRST: { keys: [DEADLINE, ID], direction: 'asc' },
  MOST_SEVERE_FIRST: { keys: [SEVERITY, RECEIVED, ID], direction: 'asc' },
  LATEST_ACTIVITY_FIRST: { keys: [UPDATED, ID], direction: 'desc' },
};

/** Who asks, and at which instant deadlines are judged. */
interface Asking {
  actor: SignedInActor;
  now: Date;
}

/**
 * The condition of a list of tickets, over "Ticket" t: the filter, and the accounts that the actor may see.
 *
 * @throws RequestError BAD_USER_INPUT for a filter that nests too deep or holds too much
 */
export function ticketsMatching(filters: readonly TicketFilterShape[], asking: Asking): Prisma.Sql {
  const accounts = visibleRows(asking.actor).accountId?.in;
  const whole: TicketFilterShape = { and: [...filters] };
  checkFilter(filters.length === 1 ? filters[0]! : whole);
  return all([
    ...(accounts ? [Prisma.sql`t."accountId" = any(${accounts}::text[])`] : []),
    ...filters.map((filter) => matching(filter, asking)),
  ]);
}

function matching(filter: TicketFilterShape, asking: Asking): Prisma.Sql {
  const nested = (inner: TicketFilterShape) => matching(inner, asking);
  const conditions: (Prisma.Sql | null)[] = [
    oneOf(Prisma.sql`t."state"`, 'TicketState', filter.states),
    oneOf(Prisma.sql`t."severity"`, 'Severity', filter.severities),
    oneOf(Prisma.sql`t."planCode"`, 'PlanCode', filter.plans),
    oneOf(Prisma.sql`t."kind"`, 'TicketKind', filter.kinds),
    filter.requestTypes ? Prisma.sql`t."requestTypeCode" = any(${filter.requestTypes}::text[])` : null,
    filter.initialResponse ? clocksIn(filter.initialResponse, asking.now) : null,
    filter.accountId ? Prisma.sql`t."accountId" = ${filter.accountId}` : null,
    filter.requesterId ? Prisma.sql`t."requesterId" = ${filter.requesterId}` : null,
    filter.skus ? Prisma.sql`t."skuCode" = any(${filter.skus}::text[])` : null,
    filter.profileId ? aboutProfile(filter.profileId) : null,
    oneOf(Prisma.sql`t."scopeVerdict"`, 'ScopeVerdict', filter.scopeVerdicts),
    filter.isReviewed == null ? null : Prisma.sql`(t."scopeVerdict" is not null) = ${filter.isReviewed}`,
    filter.isContested == null ? null : Prisma.sql`${contested} = ${filter.isContested}`,
    filter.assigneeId ? Prisma.sql`t."assigneeId" = ${filter.assigneeId}` : null,
    filter.isAssigned == null ? null : Prisma.sql`(t."assigneeId" is not null) = ${filter.isAssigned}`,
    filter.teamId ? Prisma.sql`t."teamId" = ${filter.teamId}` : null,
    filter.labelIds ? labelled(filter.labelIds, asking) : null,
    filter.watcherId ? watchedBy(filter.watcherId, asking) : null,
    filter.isMine == null ? null : Prisma.sql`${mine(asking)} = ${filter.isMine}`,
    filter.receivedFrom ? Prisma.sql`t."receivedAt" >= ${filter.receivedFrom}` : null,
    filter.receivedBefore ? Prisma.sql`t."receivedAt" < ${filter.receivedBefore}` : null,
    filter.updatedFrom ? Prisma.sql`t."updatedAt" >= ${filter.updatedFrom}` : null,
    filter.updatedBefore ? Prisma.sql`t."updatedAt" < ${filter.updatedBefore}` : null,
    filter.text == null ? null : saying(filter.text),
    ...(filter.and ?? []).map(nested),
    filter.or ? any(filter.or.map(nested)) : null,
    filter.not ? Prisma.sql`not (${nested(filter.not)})` : null,
  ];
  return all(conditions.filter((condition) => condition !== null));
}

const all = (conditions: Prisma.Sql[]) =>
  conditions.length === 0 ? Prisma.sql`true` : Prisma.sql`(${Prisma.join(conditions, ' and ')})`;
/** None of no filters holds. */
const any = (conditions: Prisma.Sql[]) =>
  conditions.length === 0 ? Prisma.sql`false` : Prisma.sql`(${Prisma.join(conditions, ' or ')})`;

function oneOf(column: Prisma.Sql, type: string, values: string[] | null | undefined): Prisma.Sql | null {
  return values ? Prisma.sql`${column} = any(${values}::text[]::${Prisma.raw(`"${type}"[]`)})` : null;
}

/** The same comparisons of instants as `clockState`. */
function clocksIn(states: string[], now: Date): Prisma.Sql {
  return Prisma.sql`exists (
    select 1 from "Clock" c where c."ticketId" = t."id" and c."metric" = 'INITIAL_RESPONSE' and (case
      when c."cancelled" is not null then 'CANCELLED'
      when c."dueAt" is null then 'NOT_APPLICABLE'
      when c."endedAt" <= c."dueAt" then 'MET'
      when c."endedAt" is not null then 'BREACHED'
      when c."dueAt" < ${now} then 'BREACHED_OPEN'
      when c."atRiskAt" <= ${now} then 'AT_RISK'
      else 'RUNNING' end) = any(${states}::text[]))`;
}

function aboutProfile(id: string): Prisma.Sql {
  return Prisma.sql`(t."profileId" = ${id} or exists (
    select 1 from "ReviewedProfile" p where p."ticketId" = t."id" and p."profileId" = ${id}))`;
}

const contested = Prisma.sql`exists (
  select 1 from "SeverityLowering" s
  where s."ticketId" = t."id" and s."contestedAt" is not null and s."decidedAt" is null)`;

function labelled(labelIds: string[], { actor }: Asking): Prisma.Sql {
  if (actor.kind !== 'staff') return Prisma.sql`false`;
  return Prisma.sql`exists (
    select 1 from "TicketLabel" l where l."ticketId" = t."id" and l."labelId" = any(${labelIds}::text[]))`;
}

/** Customers see which of their own watch, not who of the vendor does. */
function watchedBy(id: string, { actor }: Asking): Prisma.Sql {
  const staff = actor.kind === 'staff' ? Prisma.sql`or w."staffId" = ${id}` : Prisma.empty;
  return Prisma.sql`exists (
    select 1 from "TicketWatcher" w where w."ticketId" = t."id" and (w."contactId" = ${id} ${staff}))`;
}

function mine({ actor }: Asking): Prisma.Sql {
  const { id } = actor;
  return actor.kind === 'staff'
    ? Prisma.sql`(t."assigneeId" is not distinct from ${id} or exists (
        select 1 from "TicketWatcher" w where w."ticketId" = t."id" and w."staffId" = ${id}))`
    : Prisma.sql`(t."requesterId" = ${id} or exists (
        select 1 from "TicketWatcher" w where w."ticketId" = t."id" and w."contactId" = ${id}))`;
}

/** A reference is exact; anything else is searched. The database decides which messages the caller's search reaches. */
function saying(text: string): Prisma.Sql {
  const number = referenced(text);
  return number === null
    ? Prisma.sql`t."id" in (select "ticketId" from tierline_search(${text}))`
    : Prisma.sql`t."number" = ${number}`;
}

/** The number of "T-1042"; null for any other text. */
export function referenced(text: string): number | null {
  const digits = /^\s*t-(\d{1,9})\s*$/i.exec(text)?.[1];
  return digits === undefined ? null : Number(digits);
}
