import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact, unlessTaken } from '../event.ts';
import { line } from '../input.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { checkLead, checkStaff } from './team-members.ts';

export const CREATE_TEAM_PROBLEMS = [InvalidInputProblem];

const createTeamInput = z.object({
  name: line(200),
  region: z.string(),
  memberIds: z.array(z.string()).max(100),
  leadId: z.string().nullish(),
});

/** Creates a team of a region, led by one of its members or by nobody (S9). Throws one of CREATE_TEAM_PROBLEMS. */
export async function createTeam(
  ctx: Context,
  raw: z.input<typeof createTeamInput>,
): Promise<{ id: string }> {
  allow(ctx.actor, 'team.manage');
  const { name, region: regionCode, ...input } = parse(createTeamInput, raw);
  const memberIds = new Set(input.memberIds);
  const leadId = input.leadId ?? null;
  return transact(ctx, ctx.actor, async (tx) => {
    if (!(await tx.region.findUnique({ where: { code: regionCode } }))) {
      throw unknownValue('region', regionCode);
    }
    await checkStaff(tx, [...memberIds], 'memberIds');
    checkLead(leadId, memberIds);
    const id = newId('tea');
    const members = { create: [...memberIds].map((staffId) => ({ staffId })) };
    await unlessTaken({ name: 'name' }, tx.team.create({ data: { id, name, regionCode, leadId, members } }));
    return {
      value: { id },
      events: [
        happenedAtVendor('team.created', id, { name, region: regionCode, memberIds: [...memberIds], leadId }),
      ],
    };
  });
}
