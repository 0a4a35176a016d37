import * as z from 'zod';
import { accountAtHand } from '../accounts/account-at-hand.ts';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { transact } from '../event.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { endAssignment } from './end-assignment.ts';

export const END_TAM_PROBLEMS = [InvalidInputProblem];

const endTamInput = z.object({ assignmentId: z.string() });

/**
 * Ends a TAM's assignment now; one that has not begun is taken back. What was stays in the history (S66).
 * Throws one of END_TAM_PROBLEMS.
 */
export async function endTam(ctx: Context, raw: z.input<typeof endTamInput>): Promise<{ accountId: string }> {
  const { actor, now } = ctx;
  allow(actor, 'tam.assign');
  const { assignmentId } = parse(endTamInput, raw);
  return transact(ctx, actor, async (tx) => {
    const known = await tx.tamAssignment.findUnique({ where: { id: assignmentId } });
    if (!known) throw unknownValue('assignmentId', assignmentId);
    const { accountId } = known;
    await accountAtHand(tx, actor, accountId);
    const assignment = await tx.tamAssignment.findUnique({ where: { id: assignmentId } });
    if (!assignment || (assignment.endsAt && assignment.endsAt <= now)) {
      throw unknownValue('assignmentId', assignmentId);
    }
    return { value: { accountId }, events: await endAssignment(tx, assignment, now) };
  });
}
