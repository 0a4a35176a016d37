import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { found, InvalidInputProblem, parse } from '../problem.ts';
import { checkLead, checkStaff } from './team-members.ts';

export const CHANGE_TEAM_MEMBERS_PROBLEMS = [InvalidInputProblem];

const changeTeamMembersInput = z.object({
  teamId: z.string(),
  add: z.array(z.string()).max(100).nullish(),
  remove: z.array(z.string()).max(100).nullish(),
  leadId: z.string().nullish(),
});

/**
 * Lets members of the staff join and leave a team, and names who leads it. A lead who leaves, leads no more. Their
 * tickets stay where they are, and no clock is touched (C19). Throws one of CHANGE_TEAM_MEMBERS_PROBLEMS.
 */
export async function changeTeamMembers(
  ctx: Context,
  raw: z.input<typeof changeTeamMembersInput>,
): Promise<{ id: string }> {
  allow(ctx.actor, 'team.manage');
  const { teamId, leadId: leadAsked, ...input } = parse(changeTeamMembersInput, raw);
  const add = input.add ?? [];
  const remove = input.remove ?? [];
  return transact(ctx, ctx.actor, async (tx) => {
    // Changes of one team happen one after the other.
    await tx.$queryRaw`select 1 from "Team" where "id" = ${teamId} for no key update`;
    const team = found(
      await tx.team.findUnique({ where: { id: teamId }, include: { members: true } }),
      'team',
      teamId,
    );
    await checkStaff(tx, add, 'add');
    const before = team.members.map(({ staffId }) => staffId);
    const after = new Set([...before, ...add].filter((id) => !remove.includes(id)));
    const stays = team.leadId !== null && after.has(team.leadId) ? team.leadId : null;
    const leadId = leadAsked === undefined ? stays : leadAsked;
    checkLead(leadId, after);
    await tx.teamMember.deleteMany({ where: { teamId, staffId: { in: remove } } });
    const joining = [...after].filter((id) => !before.includes(id));
    await tx.teamMember.createMany({ data: joining.map((staffId) => ({ teamId, staffId })) });
    await tx.team.update({ where: { id: teamId }, data: { leadId } });
    return {
      value: { id: teamId },
      events: [
        happenedAtVendor('team.members_changed', teamId, {
          joined: joining,
          left: before.filter((id) => !after.has(id)),
          lead: { before: team.leadId, after: leadId },
        }),
      ],
    };
  });
}
