import type { SignedInActor } from '../access.ts';
import type { Tx } from '../event.ts';
import { inviteToMeeting } from './invite.ts';
import { notify, notifyStaff } from '../notifications/notify.ts';

/**
 * Tells everybody who takes part in a meeting, besides whoever acts, what became of it: once of each change. All of them
 * get it for their calendars too, unless their invitation is to the series.
 */
export async function tellAttendees(
  tx: Tx,
  { actor, now }: { actor: Pick<SignedInActor, 'id'>; now: Date },
  meetingId: string,
  kind: 'MEETING_SCHEDULED' | 'MEETING_RESCHEDULED' | 'MEETING_CANCELLED',
  { invites = true } = {},
): Promise<void> {
  const meeting = await tx.meeting.findUniqueOrThrow({
    where: { id: meetingId },
    include: {
      account: true,
      attendees: { include: { staff: { include: { region: true } }, contact: true } },
    },
  });
  if (invites) await inviteToMeeting(tx, meetingId, kind === 'MEETING_CANCELLED' ? 'CANCEL' : 'REQUEST', now);
  const { account, accountId, attendees, sequence, startsAt } = meeting;
  const told = { accountId, ticketId: null, causeId: `${meetingId}:${sequence}` };
  const at = (timeZone: string) => ({ startsAt: startsAt.toISOString(), timeZone });
  for (const { staff, contact } of attendees) {
    if (staff && staff.id !== actor.id) {
      await notifyStaff(tx, staff, { ...told, kind, data: at(staff.region.timeZone) }, now);
    }
    if (contact && contact.id !== actor.id) {
      await notify(
        tx,
        [{ ...told, kind, data: at(account.timeZone), recipient: { contactId: contact.id } }],
        now,
      );
    }
  }
}
