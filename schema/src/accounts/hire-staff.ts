import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact, unlessTaken } from '../event.ts';
import { emailAddress, line } from '../input.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { checkSubject } from './person.ts';

export const HIRE_STAFF_PROBLEMS = [InvalidInputProblem];

const hireStaffInput = z.object({
  name: line(200),
  email: emailAddress,
  roles: z.array(z.enum(['ENGINEER', 'TAM', 'MANAGER'])).min(1),
  region: z.string(),
  subject: line(200).nullish(),
});

/** Adds a member of the vendor's staff, who works by the calendar of a region (S108). Throws one of HIRE_STAFF_PROBLEMS. */
export async function hireStaff(ctx: Context, raw: z.input<typeof hireStaffInput>): Promise<{ id: string }> {
  allow(ctx.actor, 'staff.hire');
  const { region: regionCode, roles, subject, ...person } = parse(hireStaffInput, raw);
  return transact(ctx, ctx.actor, async (tx) => {
    if (!(await tx.region.findUnique({ where: { code: regionCode } })))
      throw unknownValue('region', regionCode);
    await checkSubject(tx, subject, 'subject');
    const id = newId('stf');
    await unlessTaken(
      { email: 'email', subject: 'subject' },
      tx.staffMember.create({
        data: { ...person, id, regionCode, roles: [...new Set(roles)], subject: subject ?? null },
      }),
    );
    return {
      value: { id },
      events: [happenedAtVendor('staff.hired', id, { roles, region: regionCode })],
    };
  });
}
