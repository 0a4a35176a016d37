import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow, mayActFor } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { InvalidInputProblem, parse, unknownValue, type Refinement } from '../problem.ts';

export const RECORD_ABSENCE_PROBLEMS = [InvalidInputProblem];

const recordAbsenceInput = z
  .object({ staffId: z.string(), startsAt: z.date().nullish(), endsAt: z.date() })
  .refine(({ startsAt, endsAt }) => !startsAt || startsAt < endsAt, {
    path: ['endsAt'],
    params: {
      code: 'TOO_SMALL',
      fr: 'doit suivre le début.',
      en: 'must follow the start.',
    } satisfies Refinement,
  });

/**
 * Records that a member of staff is away: nobody assigns or tells them anything meanwhile. Everybody records the own
 * absences, managers those of all. Throws one of RECORD_ABSENCE_PROBLEMS.
 */
export async function recordAbsence(
  ctx: Context,
  raw: z.input<typeof recordAbsenceInput>,
): Promise<{ staffId: string }> {
  const { actor, now } = ctx;
  allow(actor, 'absence.record');
  mayActFor(actor, raw.staffId);
  const { staffId, endsAt, ...input } = parse(recordAbsenceInput, raw);
  const startsAt = input.startsAt ?? now;
  return transact(ctx, actor, async (tx) => {
    if (!(await tx.staffMember.findUnique({ where: { id: staffId } })))
      throw unknownValue('staffId', staffId);
    if (endsAt <= now || endsAt <= startsAt) {
      throw new InvalidInputProblem([
        {
          path: 'endsAt',
          code: 'TOO_SMALL',
          text: { fr: 'doit être à venir.', en: 'must be yet to come.' },
        },
      ]);
    }
    // Absences of one person are recorded one after the other.
    await tx.$queryRaw`select 1 from "StaffMember" where "id" = ${staffId} for no key update`;
    const overlapping = await tx.absence.findFirst({
      where: { staffId, startsAt: { lt: endsAt }, endsAt: { gt: startsAt } },
      orderBy: { startsAt: 'asc' },
    });
    if (overlapping) throw awayAlready(overlapping);
    const absence = { id: newId('abs'), staffId, startsAt, endsAt };
    await tx.absence.create({ data: absence });
    return {
      value: { staffId },
      events: [
        happenedAtVendor('staff.absence_recorded', staffId, {
          absenceId: absence.id,
          startsAt: startsAt.toISOString(),
          endsAt: endsAt.toISOString(),
        }),
      ],
    };
  });
}

function awayAlready({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): InvalidInputProblem {
  const [from, to] = [startsAt.toISOString(), endsAt.toISOString()];
  const text = {
    fr: `tombe dans une absence qui est déjà connue, du ${from} au ${to} : terminez-la, ou donnez un autre temps.`,
    en: `falls into an absence that is known already, from ${from} to ${to}: end that one, or say another time.`,
  };
  return new InvalidInputProblem([{ path: 'startsAt', code: 'OVERLAP', text }]);
}
