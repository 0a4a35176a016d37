import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { keepPromise, settleEngagement } from '../engagements/settle-engagement.ts';
import { happened, transact } from '../event.ts';
import { line, prose } from '../input.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { actionItemInput, writeActionItem } from './action-item.ts';
import { meetingAtHand } from './meeting-at-hand.ts';
import { checkMeetingToRecord, MeetingClosedProblem } from './meeting.rules.ts';

export const RECORD_MEETING_HELD_PROBLEMS = [InvalidInputProblem, MeetingClosedProblem];

const recordMeetingHeldInput = z.object({
  meetingId: z.string(),
  minutes: prose(50_000),
  decisions: z.array(line(500)).max(50).nullish(),
  absentIds: z.array(z.string()).max(100).nullish(),
  actionItems: z.array(z.object(actionItemInput)).max(50).nullish(),
});

/**
 * Writes down, once, that a meeting took place: its minutes, what was decided, who did not come, and who took on what.
 * An engagement of the TAM is held with it (S73, S74, S79).
 * Throws one of RECORD_MEETING_HELD_PROBLEMS.
 */
export async function recordMeetingHeld(
  ctx: Context,
  raw: z.input<typeof recordMeetingHeldInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'meeting.record');
  const input = parse(recordMeetingHeldInput, raw);
  return transact(ctx, actor, async (tx) => {
    const meeting = await meetingAtHand(tx, actor, input.meetingId);
    checkMeetingToRecord(meeting, now);
    const { id, accountId, attendees } = meeting;
    const absent = new Set(input.absentIds);
    for (const [index, person] of [...absent].entries()) {
      if (!attendees.some(({ contactId, staffId }) => person === contactId || person === staffId)) {
        throw unknownValue(`absentIds.${index}`, person);
      }
    }
    const decisions = input.decisions ?? [];
    await tx.meeting.update({
      where: { id },
      data: { status: 'HELD', recordedAt: now, recordedById: actor.id, minutes: input.minutes, decisions },
    });
    // By the rows' own ids: to SQL, a person who is of the other side is neither in a list nor not in it.
    const [away, present] = [true, false].map((isAway) =>
      attendees.filter((one) => isAway === absent.has((one.contactId ?? one.staffId)!)).map((one) => one.id),
    );
    await tx.meetingAttendee.updateMany({ where: { id: { in: present! } }, data: { attended: true } });
    await tx.meetingAttendee.updateMany({ where: { id: { in: away! } }, data: { attended: false } });
    const taken = [];
    for (const [index, item] of (input.actionItems ?? []).entries()) {
      taken.push(await writeActionItem(tx, { id, accountId }, item, now, `actionItems.${index}.`));
    }
    const held = happened('meeting.held', meeting, {
      engagementId: meeting.engagementId,
      startsAt: meeting.startsAt.toISOString(),
      decisions: decisions.length,
      absent: absent.size,
    });
    const settled = await settleEngagement(tx, meeting, now);
    return { value: { id }, events: [held, ...taken, ...settled, ...(await keepPromise(tx, meeting))] };
  });
}
