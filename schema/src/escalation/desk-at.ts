import { absentUntil } from '../absences/absent-until.ts';
import type { Tx } from '../event.ts';
import { atWork, regionCalendars } from '../regions/region-calendars.ts';
import type { Desk, Person } from './escalation.rules.ts';

/** Everybody of the vendor with when they can be told of something, by the hours of their regions and their absences. */
export async function deskAt(tx: Tx, now: Date): Promise<Desk> {
  const calendars = await regionCalendars(tx);
  const staff = await tx.staffMember.findMany({
    where: { accessEndedAt: null },
    orderBy: { id: 'asc' },
  });
  const absent = await absentUntil(
    tx,
    staff.map(({ id }) => id),
    now,
  );
  const teams = await tx.team.findMany({
    orderBy: { id: 'asc' },
    include: { members: { orderBy: { staffId: 'asc' } } },
  });
  const people = staff.map(({ id, regionCode, roles }): [string, Person] => {
    const calendar = calendars.get(regionCode);
    const back = absent.get(id) ?? now;
    return [
      id,
      {
        id,
        regionCode,
        manager: roles.includes('MANAGER'),
        availableAt: calendar ? atWork(calendar, back) : back,
      },
    ];
  });
  const onDuty = [...calendars]
    .filter(([, calendar]) => calendar.isOpen(now.getTime()))
    .map(([code, calendar]) => ({ code, closesAt: calendar.nextWindow(now.getTime()).closesAt }))
    .toSorted((a, b) => b.closesAt - a.closesAt || (a.code < b.code ? -1 : 1))
    .map(({ code }) => code);
  return {
    now,
    staff: new Map(people),
    teams: teams.map(({ id, regionCode, leadId, members }) => ({
      id,
      regionCode,
      leadId,
      memberIds: members.map(({ staffId }) => staffId),
    })),
    onDuty,
  };
}
