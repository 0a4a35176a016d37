import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';

export const SET_SKILLS_PROBLEMS = [InvalidInputProblem];

const list = z.array(z.string()).max(100);
const setSkillsInput = z.object({
  staffId: z.string(),
  requestTypes: list.nullish(),
  solutions: list.nullish(),
  languages: z.array(z.enum(['FR', 'EN'])).nullish(),
  capacity: z.number().int().min(0).max(10_000).nullish(),
});

/** Sets what a member of the staff can be assigned by rule, in the place of what stood. Throws one of SET_SKILLS_PROBLEMS. */
export async function setSkills(
  ctx: Context,
  raw: z.input<typeof setSkillsInput>,
): Promise<{ staffId: string }> {
  allow(ctx.actor, 'routing.manage');
  const { staffId, ...input } = parse(setSkillsInput, raw);
  const skills = {
    requestTypes: [...new Set(input.requestTypes)],
    solutions: [...new Set(input.solutions)],
    languages: [...new Set(input.languages)],
    capacity: input.capacity ?? null,
  };
  return transact(ctx, ctx.actor, async (tx) => {
    if (!(await tx.staffMember.findUnique({ where: { id: staffId } })))
      throw unknownValue('staffId', staffId);
    const types = await tx.requestType.findMany({ where: { code: { in: skills.requestTypes } } });
    const type = skills.requestTypes.find((code) => !types.some((known) => known.code === code));
    if (type !== undefined) throw unknownValue('requestTypes', type);
    const solutions = await tx.solution.findMany({ where: { code: { in: skills.solutions } } });
    const solution = skills.solutions.find((code) => !solutions.some((known) => known.code === code));
    if (solution !== undefined) throw unknownValue('solutions', solution);
    await tx.skillSet.upsert({ where: { staffId }, create: { staffId, ...skills }, update: skills });
    return { value: { staffId }, events: [happenedAtVendor('staff.skills_set', staffId, skills)] };
  });
}
