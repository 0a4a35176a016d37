import { calendarNow } from '../calendar/calendar-of.ts';
import { supportCalendar } from '../calendar/support-calendar.ts';
import type { NewEvent, Tx } from '../event.ts';
import { changeClocks } from './change-clocks.ts';
import { dueChanged, recounted } from './tell-clocks.ts';
import { replayed } from './clock.rules.ts';
import { keepCalendar } from './kept-calendars.ts';
import { lockOpenTickets } from './promises.ts';

/**
 * Counts the running clocks of an account anew after its closed days changed, each in the place that it started
 * with (C28, C29). One event for each deadline that moved, with its cause (B10).
 */
export async function replayClocks(tx: Tx, accountId: string, now: Date): Promise<NewEvent[]> {
  await lockOpenTickets(tx, accountId);
  const running = await tx.clock.findMany({
    where: { accountId, endedAt: null },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return recountClocks(
    tx,
    running.map(({ id }) => id),
    now,
  );
}

/** Counts clocks anew whose tickets are locked, on the days and the calendar data of now (C28). */
export async function recountClocks(tx: Tx, ids: readonly string[], now: Date): Promise<NewEvent[]> {
  const running = await tx.clock.findMany({
    where: { id: { in: [...ids] }, endedAt: null },
    include: { calendar: true, targets: true },
    orderBy: { id: 'asc' },
  });
  const events: NewEvent[] = [];
  for (const clock of running) {
    const { accountId } = clock;
    const ticket = { id: clock.ticketId, accountId };
    const spec = await calendarNow(tx, accountId, clock.calendar);
    const { countedOn } = spec;
    const calendar = supportCalendar(spec);
    const promised = clock.targets && replayed(clock, calendar, clock.targets.atRiskPercent, now);
    // Without a promise only the measure changes; a promise that stays keeps the calendar that it was made on.
    if (!promised && clock.dueAt) {
      if (clock.countedOn !== countedOn) {
        await tx.clock.update({ where: { id: clock.id }, data: { countedOn } });
      }
      continue;
    }
    const calendarId = await keepCalendar(tx, spec);
    await changeClocks(tx, [clock], { ...promised, calendarId, countedOn });
    const moved = promised
      ? dueChanged(ticket, clock, promised, { cause: 'CALENDAR_CHANGED', calendarId })
      : [];
    events.push(...moved);
    if (moved.length === 0 && calendarId !== clock.calendarId)
      events.push(recounted(ticket, clock, calendarId));
  }
  return events;
}
