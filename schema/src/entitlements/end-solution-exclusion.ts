import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { transact } from '../event.ts';
import { found, InvalidInputProblem, parse } from '../problem.ts';
import { toldOf } from './exclusion-events.ts';
import { checkExclusionEnd, ExclusionEndedProblem } from './solution-exclusion.rules.ts';

export const END_SOLUTION_EXCLUSION_PROBLEMS = [InvalidInputProblem, ExclusionEndedProblem];

const endSolutionExclusionInput = z.object({ exclusionId: z.string(), endsAt: z.date().nullish() });

/**
 * Lets the plans cover a solution again from an instant on, now unless told; before its start that takes the exclusion
 * back (S110). Throws one of END_SOLUTION_EXCLUSION_PROBLEMS.
 */
export async function endSolutionExclusion(
  ctx: Context,
  raw: z.input<typeof endSolutionExclusionInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'solution.exclude');
  const { exclusionId: id, endsAt: asked } = parse(endSolutionExclusionInput, raw);
  const endsAt = asked ?? now;
  return transact(ctx, actor, async (tx) => {
    await tx.$queryRaw`select 1 from "SolutionExclusion" where "id" = ${id} for update`;
    const exclusion = found(
      await tx.solutionExclusion.findUnique({ where: { id }, include: { accounts: true } }),
      'exclusion',
      id,
    );
    checkExclusionEnd(exclusion, endsAt, now);
    await tx.solutionExclusion.update({ where: { id }, data: { endsAt } });
    const accounts = exclusion.accounts.map(({ accountId }) => accountId);
    const payload = { solution: exclusion.solutionCode, endsAt: endsAt.toISOString() };
    return { value: { id }, events: toldOf('solution.exclusion_ended', id, accounts, payload) };
  });
}
