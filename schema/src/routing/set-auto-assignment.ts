import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';

export const SET_AUTO_ASSIGNMENT_PROBLEMS = [InvalidInputProblem];

const setAutoAssignmentInput = z.object({ teamId: z.string(), on: z.boolean() });

/** Lets new tickets be given to a team and its members by rule, or not. Throws one of SET_AUTO_ASSIGNMENT_PROBLEMS. */
export async function setAutoAssignment(
  ctx: Context,
  raw: z.input<typeof setAutoAssignmentInput>,
): Promise<{ id: string }> {
  allow(ctx.actor, 'routing.manage');
  const { teamId: id, on } = parse(setAutoAssignmentInput, raw);
  return transact(ctx, ctx.actor, async (tx) => {
    if (!(await tx.team.findUnique({ where: { id } }))) throw unknownValue('teamId', id);
    await tx.team.update({ where: { id }, data: { autoAssign: on } });
    return { value: { id }, events: [happenedAtVendor('team.auto_assignment_set', id, { on })] };
  });
}
