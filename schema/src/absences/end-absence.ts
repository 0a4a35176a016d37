import * as z from 'zod';
import { allow, mayActFor } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';

export const END_ABSENCE_PROBLEMS = [InvalidInputProblem];

const endAbsenceInput = z.object({ absenceId: z.string() });

/** Ends an absence now; one that has not begun is taken back. Throws one of END_ABSENCE_PROBLEMS. */
export async function endAbsence(
  ctx: Context,
  raw: z.input<typeof endAbsenceInput>,
): Promise<{ staffId: string }> {
  const { actor, now } = ctx;
  allow(actor, 'absence.record');
  const { absenceId } = parse(endAbsenceInput, raw);
  return transact(ctx, actor, async (tx) => {
    await tx.$queryRaw`select 1 from "Absence" where "id" = ${absenceId} for update`;
    const absence = await tx.absence.findUnique({ where: { id: absenceId } });
    if (!absence || absence.endsAt <= now) throw unknownValue('absenceId', absenceId);
    const { staffId } = absence;
    mayActFor(actor, staffId);
    const begun = absence.startsAt < now;
    if (begun) await tx.absence.update({ where: { id: absenceId }, data: { endsAt: now } });
    else await tx.absence.delete({ where: { id: absenceId } });
    return {
      value: { staffId },
      events: [happenedAtVendor('staff.absence_ended', staffId, { absenceId, endedAt: now.toISOString() })],
    };
  });
}
