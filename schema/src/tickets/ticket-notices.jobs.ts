import type { PrismaClient } from '@tierline/prisma/database';
import { transact, type Tx } from '@tierline/prisma/transact';
import { absentUntil } from '../absences/absent-until.ts';
import {
  isNews,
  isReply,
  type ChangeData,
  type TicketNews,
  type TicketRole,
} from '../notifications/change-words.rules.ts';
import { notify, type NewNotice } from '../notifications/notify.ts';
import type { Severity } from '../plans/plan.rules.ts';
import { atWork, regionCalendars } from '../regions/region-calendars.ts';
import { reference, type TicketCancellation, type TicketState } from './ticket.rules.ts';

// The log says what there is to tell: whatever brings something about, a request or time itself, need not think of who
// wants to know.

const EVENTS_AT_ONCE = 1_000;

/** What brings a ticket into a state that its customer wants to know of (S94: a rejection among them). */
const STATES = [
  'ticket.waiting',
  'ticket.resolved',
  'ticket.reopened',
  'ticket.closed',
  'ticket.withdrawn',
  'ticket.rejected',
  'ticket.cancelled',
];
/** What was decided about it: by the vendor, and how bad it is by the customer too (C16, C17, B5). */
const DECISIONS = [
  'ticket.reclassified',
  'ticket.severity_raised',
  'ticket.severity_lowered',
  'ticket.severity_upheld',
  'ticket.severity_restored',
  'ticket.second_opinion_given',
];
/** What the customer asks managers to decide. */
const TO_DECIDE = ['ticket.severity_contested', 'ticket.second_opinion_requested'];
const ANSWERS = ['ticket.offer_accepted', 'ticket.offer_declined'];
const SAID = ['ticket.replied', 'ticket.call_logged'];

const CHANGES = [...SAID, ...STATES, ...DECISIONS, 'clock.due_changed'];

const TOLD_TO_REQUESTER = ['ticket.opened', ...CHANGES];
const TOLD_TO_ASSIGNEE = [...CHANGES, 'ticket.split', ...TO_DECIDE, ...ANSWERS];
const TOLD_TO_WATCHERS = [
  ...TOLD_TO_ASSIGNEE,
  'ticket.review_begun',
  'ticket.work_started',
  'ticket.resumed',
  'clock.breached',
];
const TOLD_TO_ANYBODY = ['ticket.opened', ...TOLD_TO_WATCHERS];

/** An event, and one of those whom its ticket concerns. */
interface Seen {
  eventId: string;
  /** One for each transaction and ticket. */
  change: string;
  type: string;
  after: string | null;
  before: string | null;
  outcome: 'UPHELD' | 'OVERTURNED' | null;
  loweringId: string | null;
  secondOpinionId: string | null;
  /** Why a deadline moved, and the plan that moved it. */
  cause: string | null;
  plan: string | null;
  /** Of a ticket that was cancelled. */
  cancellation: TicketCancellation | null;
  goesOnInId: string | null;
  goesOnInNumber: number | null;
  /** Of a ticket that was opened: what is promised, and of which ticket it was another question. */
  promisedAt: Date | null;
  splitFromNumber: number | null;
  role: TicketRole;
  clockId: string | null;
  dueAt: string | null;
  ticketId: string;
  accountId: string;
  number: number;
  severity: Severity;
  timeZone: string;
  contactId: string | null;
  staffId: string | null;
  regionCode: string | null;
}

/**
 * Tells everybody whom a ticket concerns what became of it since the last time, each act once: its requester and its
 * assignee, those who watch it, managers of what they are to decide. What the other side said, a new state or deadline,
 * a decision, and staff who watch of a broken promise, unless the rules told them already (C32). Never of what they did
 * themselves. One process does so at a time.
 *
 * @returns how many acts it told, to one person each
 */
export async function tellOfTickets(db: PrismaClient, now: Date): Promise<number> {
  const origin = { db, now, requestId: 'ticket-notices', actor: { kind: 'system', id: null } } as const;
  for (let told = 0; ;) {
    const page = await transact(origin, async (tx) => {
      const [head] = await tx.$queryRaw<{ position: bigint }[]>`
        select "position" from "TicketNoticeHead" for update skip locked`;
      const last = head && (await lastOfPage(tx, head.position));
      if (!last) return { value: { notices: 0, more: false }, events: [] };
      const notices = await noticesOf(tx, await seen(tx, head.position, last), now);
      await notify(tx, notices, now);
      await tx.ticketNoticeHead.updateMany({ data: { position: last } });
      return { value: { notices: notices.length, more: true }, events: [] };
    });
    told += page.notices;
    if (!page.more) return told;
  }
}

/** Where a page of the log ends: with a transaction, so that what was done at once is told at once. */
async function lastOfPage(tx: Tx, after: bigint): Promise<bigint | null> {
  const [{ last }] = await tx.$queryRaw<[{ last: bigint | null }]>`
    with page as (
      select "position", "requestId", "recordedAt" from "Event" where "position" > ${after}
      order by "position" limit ${EVENTS_AT_ONCE}),
    cut as (select "requestId", "recordedAt" from page order by "position" desc limit 1)
    select case when count(*) < ${EVENTS_AT_ONCE} then max(p."position") else coalesce(
      max(p."position") filter (where (p."requestId", p."recordedAt") <> (c."requestId", c."recordedAt")),
      max(p."position")) end as last
    from page p, cut c`;
  return last;
}

async function seen(tx: Tx, after: bigint, last: bigint): Promise<Seen[]> {
  return tx.$queryRaw<Seen[]>`
    select e."id" as "eventId", e."subject" || ' ' || e."requestId" || ' ' || e."recordedAt" as "change", e."type",
      e."payload"->>'after' as "after", e."payload"->>'clockId' as "clockId", e."payload"->>'dueAt' as "dueAt",
      e."payload"->>'before' as "before", e."payload"->>'outcome' as "outcome", e."payload"->>'loweringId' as "loweringId",
      e."payload"->>'secondOpinionId' as "secondOpinionId",
      case e."type" when 'clock.due_changed' then e."payload"->>'cause' end as "cause", e."payload"->>'plan' as "plan",
      case e."type" when 'ticket.cancelled' then e."payload"->>'reason' end as "cancellation",
      g."id" as "goesOnInId", g."number" as "goesOnInNumber",
      case e."type" when 'ticket.opened' then (select min(c."dueAt") from "Clock" c
        where c."ticketId" = t."id" and c."metric" = 'INITIAL_RESPONSE') end as "promisedAt",
      case e."type" when 'ticket.opened' then (select o."number" from "Ticket" o
        where o."id" = t."relatedToId" and exists (select 1 from "SplitMessage" x where x."ticketId" = t."id")) end as "splitFromNumber",
      w."role",
      t."id" as "ticketId", t."accountId", t."number", t."severity"::text,
      coalesce(s."timeZone", a."timeZone") as "timeZone", w."contactId", w."staffId", m."regionCode"
    from "Event" e
      join "Ticket" t on t."id" = e."subject"
      join "Account" a on a."id" = t."accountId"
      left join "Site" s on s."id" = t."siteId"
      cross join lateral (
        select t."requesterId" as "contactId", null as "staffId", 'REQUESTER' as "role"
          where e."type" = any(${TOLD_TO_REQUESTER})
        union all
        select null, t."assigneeId", 'ASSIGNEE' where t."assigneeId" is not null and e."type" = any(${TOLD_TO_ASSIGNEE})
        union all
        select null, manager."id", 'MANAGER' from "StaffMember" manager
          where 'MANAGER' = any(manager."roles") and e."type" = any(${TO_DECIDE})
        union all
        select w."contactId", w."staffId", 'WATCHER' from "TicketWatcher" w
          where w."ticketId" = t."id" and w."since" <= e."occurredAt" and e."type" = any(${TOLD_TO_WATCHERS})
            -- The requester is told of the ticket that was split off.
            and (e."type" <> 'ticket.split' or w."contactId" is distinct from t."requesterId")) w
      left join "StaffMember" m on m."id" = w."staffId"
      left join "Ticket" g on g."id" = coalesce(e."payload"->>'belongsToId', e."payload"->>'childId')
    where e."position" > ${after} and e."position" <= ${last} and e."type" = any(${TOLD_TO_ANYBODY})
      and (e."type" = 'ticket.opened' or e."actorId" is distinct from coalesce(w."contactId", w."staffId"))
      and case e."type"
        when 'clock.breached' then w."staffId" is not null
        when 'ticket.replied' then (e."payload"->>'by' = 'VENDOR') = (w."contactId" is not null)
        when 'ticket.call_logged' then w."contactId" is not null
        else e."visibleToCustomer" or w."staffId" is not null end
    order by e."position"`;
}

async function noticesOf(tx: Tx, rows: readonly Seen[], now: Date): Promise<NewNotice[]> {
  if (rows.length === 0) return [];
  const calendars = await regionCalendars(tx);
  const back = await absentUntil(
    tx,
    rows.flatMap(({ staffId }) => staffId ?? []),
    now,
  );
  return changesOf(rows).map((change): NewNotice => {
    const [first] = change;
    const { number, ticketId, accountId, contactId, staffId, timeZone, severity } = first;
    const calendar = calendars.get(first.regionCode ?? '');
    const from = back.get(staffId ?? '') ?? now;
    const told = {
      recipient: contactId ? { contactId } : { staffId: staffId! },
      accountId,
      ticketId,
      deliverAt: calendar ? atWork(calendar, from) : from,
    };
    if (first.type === 'clock.breached') {
      const data = { reference: reference(number), severity, dueAt: first.dueAt ?? '', timeZone };
      return { kind: 'CLOCK_BREACHED', data, causeId: first.clockId!, ...told };
    }
    const opened = change.find(({ type }) => type === 'ticket.opened');
    if (opened) {
      const { promisedAt, splitFromNumber, eventId: causeId } = opened;
      const splitFrom = splitFromNumber === null ? null : reference(splitFromNumber);
      const promise = { dueAt: promisedAt?.toISOString() ?? null, timeZone };
      const data = { reference: reference(number), severity, splitFrom, ...promise };
      return { kind: 'TICKET_RECEIVED', data, causeId, ...told };
    }
    const of = (type: string) => change.find((row) => row.type === type);
    const [lowered, raised] = [of('ticket.severity_lowered'), of('ticket.severity_raised')];
    const [moved, corrected] = [of('ticket.waiting') ?? of('ticket.reopened'), of('ticket.reclassified')];
    const due = change.findLast(({ type }) => type === 'clock.due_changed');
    const elsewhere = change.find(({ goesOnInId }) => goesOnInId !== null);
    const data: ChangeData = {
      reference: reference(number),
      role: ROLES.find((role) => change.some((row) => row.role === role))!,
      state: (change.findLast(({ type }) => MOVES.has(type))?.after ?? null) as TicketState | null,
      news: [...new Set(change.map(newsOf).filter((one) => one !== null))],
      dueAt: due?.after ?? null,
      timeZone,
      because: due?.cause && BY_ITSELF.has(due.cause) ? { cause: due.cause, plan: due.plan } : null,
      raising: raised ? severityChange(raised) : null,
      moved: moved ? { eventId: moved.eventId } : null,
      corrected: corrected ? { eventId: corrected.eventId } : null,
      lowering: lowered ? { id: lowered.loweringId!, ...severityChange(lowered) } : null,
      decision: change.map(decisionOf).find((decision) => decision !== null) ?? null,
      cancellation: change.find(({ cancellation }) => cancellation)?.cancellation ?? null,
      goesOnIn: elsewhere
        ? { id: elsewhere.goesOnInId!, reference: reference(elsewhere.goesOnInNumber!) }
        : null,
    };
    return {
      kind: isReply(data) ? 'TICKET_REPLIED' : 'TICKET_CHANGED',
      data,
      causeId: first.eventId,
      ...told,
    };
  });
}

/** What moves a deadline without that anything of the ticket is told besides. */
const BY_ITSELF = new Set(['PLAN_CHANGED', 'CALENDAR_CHANGED', 'MERGED']);

/** As what somebody is told who is several of them. */
const ROLES: readonly TicketRole[] = ['REQUESTER', 'ASSIGNEE', 'MANAGER', 'WATCHER'];

const MOVES = new Set([...STATES, 'ticket.review_begun', 'ticket.work_started', 'ticket.resumed']);

function newsOf({ type, outcome }: Seen): TicketNews | null {
  if (SAID.includes(type)) return 'REPLIED';
  const news = type.replace('ticket.', '').toUpperCase() + (outcome ? `_${outcome}` : '');
  return isNews(news) ? news : null;
}

function decisionOf(row: Seen): ChangeData['decision'] {
  const { type, loweringId, secondOpinionId } = row;
  switch (type) {
    case 'ticket.severity_upheld':
      return { of: 'CONTEST', id: loweringId!, restored: null };
    case 'ticket.severity_restored':
      return { of: 'CONTEST', id: loweringId!, restored: severityChange(row) };
    case 'ticket.second_opinion_given':
      return { of: 'SECOND_OPINION', id: secondOpinionId!, restored: null };
    default:
      return null;
  }
}

const severityChange = ({ before, after }: Seen) => ({
  before: before as Severity,
  after: after as Severity,
});

/** What one person is told of at once: all that one act did to a ticket, but a broken promise by itself. */
function changesOf(rows: readonly Seen[]): [Seen, ...Seen[]][] {
  const changes = new Map<string, [Seen, ...Seen[]]>();
  for (const row of rows) {
    const key = [row.change, row.contactId ?? row.staffId, row.type === 'clock.breached'].join(' ');
    const known = changes.get(key);
    if (known) known.push(row);
    else changes.set(key, [row]);
  }
  return [...changes.values()];
}
