import * as z from 'zod';
import { allow } from '../access.ts';
import { attachFiles } from '../attachments/attach-files.ts';
import type { Context } from '../context.ts';
import { happened, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { meetingAtHand } from './meeting-at-hand.ts';
import { MeetingClosedProblem } from './meeting.rules.ts';

export const ADD_MEETING_MATERIALS_PROBLEMS = [InvalidInputProblem, MeetingClosedProblem];

const addMeetingMaterialsInput = z.object({
  meetingId: z.string(),
  attachmentIds: z.array(z.string()).min(1),
});

/**
 * Adds files to a meeting, before or after it: slides, an agenda, a recording. Both sides may, and both see them (S73).
 * Throws one of ADD_MEETING_MATERIALS_PROBLEMS.
 */
export async function addMeetingMaterials(
  ctx: Context,
  raw: z.input<typeof addMeetingMaterialsInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'meeting.addMaterials');
  const { meetingId, attachmentIds } = parse(addMeetingMaterialsInput, raw);
  return transact(ctx, actor, async (tx) => {
    const meeting = await meetingAtHand(tx, actor, meetingId);
    if (meeting.status === 'CANCELLED') throw new MeetingClosedProblem('CANCELLED');
    const { id, accountId } = meeting;
    const seen = { accountId, visibleToCustomer: true };
    await attachFiles(tx, { actor, now }, attachmentIds, { meetingId: id }, seen);
    return { value: { id }, events: [happened('meeting.materials_added', meeting, { attachmentIds })] };
  });
}
