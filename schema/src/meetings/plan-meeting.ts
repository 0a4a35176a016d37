import { newId } from '@tierline/prisma/ids';
import type { SignedInActor } from '../access.ts';
import { happened, type NewEvent, type Tx } from '../event.ts';
import { unknownValue } from '../problem.ts';
import { holdStaff } from './availability.ts';
import { tellAttendees } from './tell-attendees.ts';
import { wantRoom } from './want-room.ts';

// What this term offers to others: a meeting that comes about in their transaction.

/** Who takes part besides the organizer. */
export interface Guests {
  contactIds: readonly string[];
  staffIds: readonly string[];
}

export interface NewMeeting {
  accountId: string;
  engagementId?: string;
  organizerId: string;
  title: string;
  agenda: string | null;
  startsAt: Date;
  endsAt: Date;
  /** Null has the provider make a room. */
  joinLink: string | null;
  guests: Guests;
}

/**
 * Plans a meeting at a time at which its organizer can be met, and invites who takes part (S27, S108).
 *
 * @throws InvalidInputProblem for guests who are unknown
 * @throws EngineerUnavailableProblem
 */
export async function planMeeting(
  tx: Tx,
  { actor, now }: { actor: SignedInActor; now: Date },
  { guests, ...meeting }: NewMeeting,
): Promise<{ id: string; events: [NewEvent] }> {
  const { accountId, organizerId, startsAt, endsAt } = meeting;
  await checkGuests(tx, accountId, guests);
  await holdStaff(tx, organizerId, meeting);
  const id = newId('mee');
  const attendees = attendeesOf(accountId, organizerId, guests);
  await tx.meeting.create({
    data: {
      ...meeting,
      id,
      status: 'SCHEDULED',
      provider: meeting.joinLink === null ? 'ZOOM' : 'OWN_LINK',
      scheduledAt: now,
      attendees: { create: attendees.map((one) => ({ id: newId('mat'), ...one })) },
    },
  });
  if (meeting.joinLink === null) await wantRoom(tx, { id, accountId }, now);
  const event = happened(
    'meeting.scheduled',
    { id, accountId },
    {
      engagementId: meeting.engagementId ?? null,
      organizerId,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
    },
  );
  await tellAttendees(tx, { actor, now }, id, 'MEETING_SCHEDULED');
  return { id, events: [event] };
}

/** One row for each person, the organizer first. */
export function attendeesOf(accountId: string, organizerId: string, { contactIds, staffIds }: Guests) {
  const staff = new Set([organizerId, ...staffIds]);
  return [
    ...[...staff].map((staffId) => ({ accountId, staffId })),
    ...[...new Set(contactIds)].map((contactId) => ({ accountId, contactId })),
  ];
}

/** @throws InvalidInputProblem UNKNOWN at the first contact of another account, or member of staff that there is not */
export async function checkGuests(
  tx: Tx,
  accountId: string,
  { contactIds, staffIds }: Guests,
): Promise<void> {
  const contacts = await tx.contact.findMany({
    where: { id: { in: [...contactIds] }, accountId },
    select: { id: true },
  });
  for (const [index, id] of contactIds.entries()) {
    if (!contacts.some((contact) => contact.id === id)) throw unknownValue(`contactIds.${index}`, id);
  }
  const staff = await tx.staffMember.findMany({
    where: { id: { in: [...staffIds] } },
    select: { id: true },
  });
  for (const [index, id] of staffIds.entries()) {
    if (!staff.some((member) => member.id === id)) throw unknownValue(`staffIds.${index}`, id);
  }
}
