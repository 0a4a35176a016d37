import * as z from 'zod';
import { allow, reach } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, NOTHING_HAPPENED, transact } from '../event.ts';
import { found, InvalidInputProblem, parse } from '../problem.ts';

export const COMPLETE_ACTION_ITEM_PROBLEMS = [InvalidInputProblem];

const completeActionItemInput = z.object({ actionItemId: z.string() });

/**
 * Marks as done what somebody took on. Both sides may; what is done stays done since then.
 * Throws one of COMPLETE_ACTION_ITEM_PROBLEMS.
 */
export async function completeActionItem(
  ctx: Context,
  raw: z.input<typeof completeActionItemInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'actionItem.complete');
  const { actionItemId: id } = parse(completeActionItemInput, raw);
  return transact(ctx, actor, async (tx) => {
    await tx.$queryRaw`select 1 from "ActionItem" where "id" = ${id} for update`;
    const item = found(await tx.actionItem.findUnique({ where: { id } }), 'action item', id);
    const { accountId, meetingId } = item;
    reach(actor, accountId);
    if (item.doneAt) return { value: { id }, events: NOTHING_HAPPENED };
    await tx.actionItem.update({ where: { id }, data: { doneAt: now } });
    const done = happened('meeting.action_item_done', { id: meetingId, accountId }, { actionItemId: id });
    return { value: { id }, events: [done] };
  });
}
