import * as z from 'zod';
import { allow, reach } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, NOTHING_HAPPENED, transact } from '../event.ts';
import { found, InvalidInputProblem, parse } from '../problem.ts';

export const TICK_RUNBOOK_STEP_PROBLEMS = [InvalidInputProblem];

const tickRunbookStepInput = z.object({ stepId: z.string() });

/**
 * Ticks a step of a severe incident as done, with who and when; one that is ticked stays so since then (S75).
 * Throws one of TICK_RUNBOOK_STEP_PROBLEMS.
 */
export async function tickRunbookStep(
  ctx: Context,
  raw: z.input<typeof tickRunbookStepInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'runbook.tick');
  const { stepId } = parse(tickRunbookStepInput, raw);
  return transact(ctx, actor, async (tx) => {
    await tx.$queryRaw`select 1 from "ChecklistStep" where "id" = ${stepId} for update`;
    const step = found(await tx.checklistStep.findUnique({ where: { id: stepId } }), 'step', stepId);
    const { checklistId: id, accountId, position } = step;
    reach(actor, accountId);
    if (step.tickedAt) return { value: { id }, events: NOTHING_HAPPENED };
    await tx.checklistStep.update({ where: { id: stepId }, data: { tickedAt: now, tickedById: actor.id } });
    const ticked = happened('incident.step_ticked', { id, accountId }, { stepId, position });
    return { value: { id }, events: [ticked] };
  });
}
