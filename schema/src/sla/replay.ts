import { supportCalendar } from '../calendar/support-calendar.ts';
import type { Tx } from '../event.ts';
import type { PlanCode, Severity } from '../plans/plan.rules.ts';
import { keptSpec } from './kept-calendars.ts';
import { replayTicket, type LoggedEvent, type ReplayedTicket, type ReplayFacts } from './replay.rules.ts';

/**
 * A ticket's clocks and pauses, counted anew from its events (C13).
 *
 * @param and what happens to it right now and is not written yet
 */
export async function replayFromLog(
  db: Pick<Tx, 'event' | 'calendar' | 'targetVersion'>,
  ticketId: string,
  and: readonly LoggedEvent[] = [],
): Promise<ReplayedTicket> {
  const written = await db.event.findMany({
    where: { subject: ticketId },
    orderBy: { sequence: 'asc' },
    select: { type: true, occurredAt: true, payload: true },
  });
  const events = [
    ...written.map((event) => ({ ...event, payload: event.payload as LoggedEvent['payload'] })),
    ...and,
  ];
  return replayTicket(events, await factsOf(db, events));
}

/** What events name and do not hold. */
export async function factsOf(
  db: Pick<Tx, 'calendar' | 'targetVersion'>,
  events: readonly LoggedEvent[],
): Promise<ReplayFacts> {
  const named = (key: string) => [
    ...new Set(events.flatMap(({ payload }) => [payload[key] ?? []].flat() as unknown[])),
  ];
  const calendars = new Map(
    (await db.calendar.findMany({ where: { id: { in: named('calendarId').map(String) } } })).map((kept) => [
      kept.id,
      supportCalendar(keptSpec(kept)),
    ]),
  );
  const versions = await db.targetVersion.findMany({
    where: { version: { in: named('targetVersion').map(Number) } },
    include: { targets: true },
  });
  const table = (version: number) => versions.find((candidate) => candidate.version === version)!;
  return {
    calendar: (id) => calendars.get(id)!,
    atRiskPercent: (version) => table(version).atRiskPercent,
    target: (version, planCode: PlanCode, severity: Severity) => {
      const { targets, atRiskPercent } = table(version);
      const target = targets.find((row) => row.planCode === planCode && row.severity === severity);
      return target ? { seconds: target.businessMinutes * 60, atRiskPercent } : null;
    },
  };
}
