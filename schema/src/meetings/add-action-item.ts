import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { actionItemInput, writeActionItem } from './action-item.ts';
import { meetingAtHand } from './meeting-at-hand.ts';
import { MeetingClosedProblem } from './meeting.rules.ts';

export const ADD_ACTION_ITEM_PROBLEMS = [InvalidInputProblem, MeetingClosedProblem];

const addActionItemInput = z.object({ meetingId: z.string(), ...actionItemInput });

/**
 * Adds what somebody took on in a meeting, or before it. Not to one that is cancelled.
 * Throws one of ADD_ACTION_ITEM_PROBLEMS.
 */
export async function addActionItem(
  ctx: Context,
  raw: z.input<typeof addActionItemInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'meeting.record');
  const { meetingId, ...item } = parse(addActionItemInput, raw);
  return transact(ctx, actor, async (tx) => {
    const meeting = await meetingAtHand(tx, actor, meetingId);
    if (meeting.status === 'CANCELLED') throw new MeetingClosedProblem('CANCELLED');
    return { value: { id: meeting.id }, events: [await writeActionItem(tx, meeting, item, now)] };
  });
}
