import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { standingCorrections } from './holiday-corrections.ts';
import { holdCorrections } from './publish-holiday-correction.ts';

export const WITHDRAW_HOLIDAY_CORRECTION_PROBLEMS = [InvalidInputProblem];

const withdrawInput = z.object({ version: z.number().int(), reason: prose(2_000) });

/**
 * Withdraws a correction of public holidays, whatever was published since: the day is again what it was without it.
 * Running clocks are counted anew by `recountOutdated` (C28). Throws one of WITHDRAW_HOLIDAY_CORRECTION_PROBLEMS.
 */
export async function withdrawHolidayCorrection(
  ctx: Context,
  raw: z.input<typeof withdrawInput>,
): Promise<{ version: number }> {
  const { actor, now } = ctx;
  allow(actor, 'holidays.correct');
  const { version, reason } = parse(withdrawInput, raw);
  return transact(ctx, actor, async (tx) => {
    await holdCorrections(tx);
    const correction = await tx.holidayCorrection.findUnique({
      where: { version },
      include: { withdrawal: true },
    });
    if (!correction) throw unknownValue('version', String(version));
    if (correction.withdrawal) throw WITHDRAWN();
    const { lastChange } = await standingCorrections(tx, []);
    await tx.holidayWithdrawal.create({
      data: {
        version: lastChange + 1,
        correctionVersion: version,
        reason,
        withdrawnAt: now,
        withdrawnById: actor.id,
      },
    });
    return {
      value: { version },
      events: [
        happenedAtVendor('holiday.correction_withdrawn', `holiday_${version}`, {
          version,
          withdrawalVersion: lastChange + 1,
        }),
      ],
    };
  });
}

const WITHDRAWN = () =>
  new InvalidInputProblem([
    {
      path: 'version',
      code: 'WITHDRAWN',
      text: { fr: 'est déjà retirée.', en: 'is withdrawn already.' },
    },
  ]);
