import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { transact } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { toldOf } from './exclusion-events.ts';
import { checkExclusionStart } from './solution-exclusion.rules.ts';

export const EXCLUDE_SOLUTION_PROBLEMS = [InvalidInputProblem];

const excludeSolutionInput = z.object({
  solution: z.string(),
  startsAt: z.date(),
  accountIds: z.array(z.string()).min(1).max(1_000).nullish(),
  reasonFr: prose(5_000),
  reasonEn: prose(5_000),
  noticeFr: prose(5_000),
  noticeEn: prose(5_000),
});

/**
 * Announces that from an instant on, never in the past, the plans do not cover requests about a solution: for all
 * accounts, or for those named. What was received before is not touched (S110, terms 6).
 * Throws one of EXCLUDE_SOLUTION_PROBLEMS.
 */
export async function excludeSolution(
  ctx: Context,
  raw: z.input<typeof excludeSolutionInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'solution.exclude');
  const { solution: solutionCode, accountIds, startsAt, ...texts } = parse(excludeSolutionInput, raw);
  checkExclusionStart(startsAt, now);
  const accounts = [...new Set(accountIds ?? [])];
  return transact(ctx, actor, async (tx) => {
    // Waits for those who were admitted and are not written yet; whoever comes later is refused by it.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('tierline.exclusions'))`;
    if (!(await tx.solution.findUnique({ where: { code: solutionCode } }))) {
      throw unknownValue('solution', solutionCode);
    }
    const known = await tx.account.findMany({ where: { id: { in: accounts } }, select: { id: true } });
    const unknown = accounts.find((id) => !known.some((account) => account.id === id));
    if (unknown !== undefined) throw unknownValue('accountIds', unknown);
    const exclusion = {
      id: newId('sxl'),
      solutionCode,
      startsAt,
      ...texts,
      announcedAt: now,
      announcedById: actor.id,
      allAccounts: accounts.length === 0,
    };
    await tx.solutionExclusion.create({ data: exclusion });
    await tx.solutionExclusionAccount.createMany({
      data: accounts.map((accountId) => ({ exclusionId: exclusion.id, accountId })),
    });
    const payload = { solution: solutionCode, startsAt: startsAt.toISOString() };
    return {
      value: { id: exclusion.id },
      events: toldOf('solution.excluded', exclusion.id, accounts, payload),
    };
  });
}
