import { visibleAccounts } from '../access.ts';
import { supportCalendar } from '../calendar/support-calendar.ts';
import type { Context } from '../context.ts';
import { found } from '../problem.ts';
import { keptSpec } from '../sla/kept-calendars.ts';
import { factsOf } from '../sla/replay.ts';
import type { LoggedEvent } from '../sla/replay.rules.ts';
import { figures } from './figures.rules.ts';
import { monthIn } from './month.rules.ts';
import { recount } from './recount.rules.ts';
import type { CountedFigures } from './support-report.ts';

/**
 * The figures of a month of an account, counted anew from the event log alone: they are those of the report, or one of
 * the two is wrong (S2). The events that are for staff only count too; nothing of them is shown.
 */
export async function recountedFigures(
  { db, actor, now }: Pick<Context, 'db' | 'actor' | 'now'>,
  { accountId, month }: { accountId: string; month: string },
): Promise<CountedFigures> {
  const account = found(
    await db.account.findFirst({ where: { AND: [{ id: accountId }, visibleAccounts(actor)] } }),
    'account',
    accountId,
  );
  const { from, to } = monthIn(month, account.timeZone);
  const log = await db.event.findMany({
    // Nothing is told of a ticket before it is received.
    where: { accountId, occurredAt: { gte: from }, OR: TOLD_OF_TICKETS },
    orderBy: [{ subject: 'asc' }, { sequence: 'asc' }],
    select: { subject: true, type: true, occurredAt: true, payload: true },
  });
  const stories = new Map<string, [LoggedEvent, ...LoggedEvent[]]>();
  for (const { subject, ...event } of log) {
    const told = { ...event, payload: event.payload as LoggedEvent['payload'] };
    const story = stories.get(subject);
    if (story) story.push(told);
    else if (isReceived(told, from, to)) stories.set(subject, [told]);
  }
  const facts = await factsOf(db, [...stories.values()].flat());
  const tickets = [...stories].map(([id, story]) => recount(id, story, facts));
  const kept = await db.calendar.findMany({
    where: { id: { in: tickets.flatMap(({ clocks }) => clocks.map(({ calendarId }) => calendarId)) } },
  });
  const specs = new Map(kept.map((calendar) => [calendar.id, keptSpec(calendar)]));
  return {
    figures: figures(tickets, (id) => supportCalendar(specs.get(id)!), now),
    timeZoneOf: (id) => specs.get(id)!.timeZone,
  };
}

const TOLD_OF_TICKETS = [{ type: { startsWith: 'ticket.' } }, { type: { startsWith: 'clock.' } }];

/** Whether a ticket begins with this event that was received in the month. */
function isReceived({ type, payload }: LoggedEvent, from: Date, to: Date): boolean {
  if (type !== 'ticket.opened' && type !== 'ticket.imported') return false;
  const at = new Date(String(payload['receivedAt']));
  return at >= from && at < to;
}
