import type { PrismaClient } from '@tierline/prisma/database';
import { transact, type Tx } from '@tierline/prisma/transact';
import { absentUntil } from '../absences/absent-until.ts';
import { notify, type NewNotice } from '../notifications/notify.ts';
import type { Severity } from '../plans/plan.rules.ts';
import { atWork, regionCalendars } from '../regions/region-calendars.ts';
import { reference, type TicketState } from './ticket.rules.ts';

// The log says what there is to tell: whatever brings something about, a request or time itself, need not think of
// those who watch.

const EVENTS_AT_ONCE = 1_000;

/** What those who watch are told of; each but replies, due dates and breaches brings the ticket into a state. */
const TOLD = [
  'ticket.replied',
  'ticket.call_logged',
  'ticket.review_begun',
  'ticket.work_started',
  'ticket.waiting',
  'ticket.resumed',
  'ticket.resolved',
  'ticket.reopened',
  'ticket.closed',
  'ticket.withdrawn',
  'ticket.rejected',
  'ticket.cancelled',
  'clock.due_changed',
  'clock.breached',
];

/** An event, and one of those who watched its ticket when it came about. */
interface Seen {
  eventId: string;
  /** One for each transaction and ticket. */
  change: string;
  type: string;
  after: string | null;
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
 * Tells everybody who watches a ticket what became of it since the last time, each change once: what the other side
 * said, a new state, a new deadline, and staff of a broken promise, unless the rules told them already (C32). Never of
 * what they did themselves. One process does so at a time.
 *
 * @returns how many changes it told, to one person each
 */
export async function tellWatchers(db: PrismaClient, now: Date): Promise<number> {
  const origin = { db, now, requestId: 'watchers', actor: { kind: 'system', id: null } } as const;
  for (let told = 0; ;) {
    const page = await transact(origin, async (tx) => {
      const [head] = await tx.$queryRaw<{ position: bigint }[]>`
        select "position" from "WatcherHead" for update skip locked`;
      const last = head && (await lastOfPage(tx, head.position));
      if (!last) return { value: { notices: 0, more: false }, events: [] };
      const notices = await noticesOf(tx, await seen(tx, head.position, last), now);
      await notify(tx, notices, now);
      await tx.watcherHead.updateMany({ data: { position: last } });
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
      t."id" as "ticketId", t."accountId", t."number", t."severity"::text,
      coalesce(s."timeZone", a."timeZone") as "timeZone", w."contactId", w."staffId", m."regionCode"
    from "Event" e
      join "TicketWatcher" w on w."ticketId" = e."subject" and w."since" <= e."occurredAt"
      join "Ticket" t on t."id" = e."subject"
      join "Account" a on a."id" = t."accountId"
      left join "Site" s on s."id" = t."siteId"
      left join "StaffMember" m on m."id" = w."staffId"
    where e."position" > ${after} and e."position" <= ${last} and e."type" = any(${TOLD})
      and e."actorId" is distinct from coalesce(w."contactId", w."staffId")
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
    const moves = change.filter(({ type }) => type.startsWith('ticket.') && !isSaid(type));
    const data = {
      reference: reference(number),
      answered: change.some(({ type }) => isSaid(type)),
      state: (moves.at(-1)?.after ?? null) as TicketState | null,
      dueAt: change.findLast(({ type }) => type === 'clock.due_changed')?.after ?? null,
      timeZone,
    };
    return { kind: 'WATCHED_TICKET_CHANGED', data, causeId: first.eventId, ...told };
  });
}

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

function isSaid(type: string): boolean {
  return type === 'ticket.replied' || type === 'ticket.call_logged';
}
