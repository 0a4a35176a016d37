import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, NOTHING_HAPPENED, transact, unlessTaken } from '../event.ts';
import { emailAddress, line } from '../input.ts';
import { InvalidInputProblem, notFound, parse, unknownValue } from '../problem.ts';
import { personAtHand } from './person-at-hand.ts';

export const CORRECT_STAFF_PROBLEMS = [InvalidInputProblem];

const correctStaffMemberInput = z.object({
  staffId: z.string(),
  name: line(200).nullish(),
  email: emailAddress.nullish(),
  region: z.string().nullish(),
});

/**
 * Corrects who a member of the staff is, where they are written to and by which region's calendar they work from now on
 * (S108); what is not mentioned stays. Throws one of CORRECT_STAFF_PROBLEMS.
 */
export async function correctStaffMember(
  ctx: Context,
  raw: z.input<typeof correctStaffMemberInput>,
): Promise<{ id: string }> {
  const { actor } = ctx;
  allow(actor, 'staff.correct');
  const { staffId: id, ...input } = parse(correctStaffMemberInput, raw);
  return transact(ctx, actor, async (tx) => {
    const { kind } = await personAtHand(tx, actor, id);
    if (kind !== 'STAFF') throw notFound('person', id);
    const staff = await tx.staffMember.findUniqueOrThrow({ where: { id } });
    const { name, email, region } = {
      name: input.name ?? staff.name,
      email: input.email ?? staff.email,
      region: input.region ?? staff.regionCode,
    };
    if (!(await tx.region.findUnique({ where: { code: region } }))) throw unknownValue('region', region);
    const before = { name: staff.name, email: staff.email, region: staff.regionCode };
    const after = { name, email, region };
    if (JSON.stringify(before) === JSON.stringify(after)) return { value: { id }, events: NOTHING_HAPPENED };
    const data = { name, email, regionCode: region };
    await unlessTaken({ email: 'email' }, tx.staffMember.update({ where: { id }, data }));
    return { value: { id }, events: [happenedAtVendor('staff.corrected', id, { before, after })] };
  });
}
