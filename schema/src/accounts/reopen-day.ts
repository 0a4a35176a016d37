import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened } from '../event.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { changeDays } from './close-day.ts';

export const REOPEN_DAY_PROBLEMS = [InvalidInputProblem];

const reopenDayInput = z.object({ accountId: z.string(), on: z.iso.date() });

/** Takes back a closed or shortened day; running clocks are counted anew (C28). Throws one of REOPEN_DAY_PROBLEMS. */
export async function reopenDay(ctx: Context, raw: z.input<typeof reopenDayInput>): Promise<{ id: string }> {
  const { actor } = ctx;
  allow(actor, 'account.closeDays');
  const { accountId, on } = parse(reopenDayInput, raw);
  return changeDays(ctx, actor, accountId, async (tx) => {
    const { count } = await tx.accountCalendarOverride.deleteMany({
      where: { accountId, on: new Date(`${on}T00:00:00Z`) },
    });
    if (count === 0) throw unknownValue('on', on);
    return happened('account.day_reopened', { id: accountId, accountId }, { on });
  });
}
