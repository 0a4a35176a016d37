import type { Tx } from '../event.ts';
import { regionCalendar } from '../regions/region-calendars.ts';
import { EngineerUnavailableProblem } from './meeting.rules.ts';
import { isWithin, type Span } from './slot.rules.ts';

type Db = Pick<Tx, 'absence' | 'staffMember' | '$queryRaw'>;

/** When a member of the staff works, by the region's hours without its holidays (S108), and is busy meanwhile. */
export async function staffTime(
  db: Db,
  staffId: string,
  { from, to }: Span,
): Promise<{ timeZone: string; open: Span[]; away: Span[]; meetings: Span[] }> {
  const { region } = await db.staffMember.findUniqueOrThrow({
    where: { id: staffId },
    include: { region: { include: { hours: true } } },
  });
  const [startsBefore, endsAfter] = [new Date(to), new Date(from)];
  const absences = await db.absence.findMany({
    where: { staffId, startsAt: { lt: startsBefore }, endsAt: { gt: endsAfter } },
  });
  // Meetings with other customers are none of this one's business: the database tells their times only.
  const meetings = await db.$queryRaw<{ starts_at: Date; ends_at: Date }[]>`
    select starts_at, ends_at from tierline_staff_busy(${staffId}, ${endsAfter}, ${startsBefore})`;
  return {
    timeZone: region.timeZone,
    open: openSpans((await regionCalendar(db, region)).windows(from, to)),
    away: absences.map(({ startsAt, endsAt }) => ({ from: startsAt.getTime(), to: endsAt.getTime() })),
    meetings: meetings.map((one) => ({ from: one.starts_at.getTime(), to: one.ends_at.getTime() })),
  };
}

export function openSpans(windows: readonly { opensAt: number; closesAt: number }[]): Span[] {
  return windows.map(({ opensAt, closesAt }) => ({ from: opensAt, to: closesAt }));
}

/**
 * Confirms that a member of the staff can be met at a time, and keeps others from planning them meanwhile: until the
 * transaction ends, meetings of one person are planned one after the other.
 *
 * @param except the meeting that is about to move away from where it stands
 * @throws EngineerUnavailableProblem
 * Source: S108.
 */
export async function holdStaff(
  tx: Tx,
  staffId: string,
  { startsAt, endsAt }: { startsAt: Date; endsAt: Date },
  except?: { startsAt: Date; endsAt: Date },
): Promise<void> {
  await tx.$queryRaw`select 1 from "StaffMember" where "id" = ${staffId} for no key update`;
  const span = { from: startsAt.getTime(), to: endsAt.getTime() };
  const { open, away, meetings } = await staffTime(tx, staffId, span);
  if (!isWithin(open, span)) throw new EngineerUnavailableProblem('OUTSIDE_REGION_HOURS', startsAt);
  if (away.length > 0) throw new EngineerUnavailableProblem('ABSENT', startsAt);
  const own = meetings.findIndex(
    ({ from, to }) => from === except?.startsAt.getTime() && to === except.endsAt.getTime(),
  );
  if (meetings.length > (own >= 0 ? 1 : 0)) throw new EngineerUnavailableProblem('OTHER_MEETING', startsAt);
}
