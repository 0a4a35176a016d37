import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { SKILLS } from './routing.rules.ts';

export const PUBLISH_ROUTING_RULES_PROBLEMS = [InvalidInputProblem];

const weight = z.number().int().min(1).max(100);
const publishRoutingRulesInput = z.object({
  severeWeight: weight,
  moderateWeight: weight,
  limitedWeight: weight,
  rules: z
    .array(
      z.object({
        plans: z.array(z.enum(['BASIC', 'ENHANCED', 'PREMIUM'])).nullish(),
        severities: z.array(z.enum(['SEVERE', 'MODERATE', 'LIMITED'])).nullish(),
        requestTypes: z.array(z.string()).max(100).nullish(),
        teamId: z.string().nullish(),
        skills: z.array(z.enum(SKILLS)).nullish(),
      }),
    )
    .max(100),
});

/**
 * Publishes the table of how tickets are assigned, which is in force from now on in the place of the former one;
 * without a rule none is. What was assigned stays. Throws one of PUBLISH_ROUTING_RULES_PROBLEMS.
 */
export async function publishRoutingRules(
  ctx: Context,
  raw: z.input<typeof publishRoutingRulesInput>,
): Promise<{ version: number }> {
  const { actor, now } = ctx;
  allow(actor, 'routing.manage');
  const { rules, ...weights } = parse(publishRoutingRulesInput, raw);
  return transact(ctx, actor, async (tx) => {
    await tx.$queryRaw`select pg_advisory_xact_lock(hashtext('tierline.routing'))::text`;
    const teams = await tx.team.findMany({ select: { id: true } });
    const types = await tx.requestType.findMany({ select: { code: true } });
    rules.forEach(({ teamId, requestTypes }, at) => {
      if (teamId && !teams.some(({ id }) => id === teamId)) throw unknownValue(`rules.${at}.teamId`, teamId);
      const unknown = requestTypes?.find((type) => !types.some(({ code }) => code === type));
      if (unknown !== undefined) throw unknownValue(`rules.${at}.requestTypes`, unknown);
    });
    const { _max } = await tx.routingTable.aggregate({ _max: { version: true } });
    const version = (_max.version ?? 0) + 1;
    await tx.routingTable.create({ data: { version, publishedAt: now, ...weights } });
    await tx.routingRule.createMany({
      data: rules.map(({ plans, severities, requestTypes, teamId, skills }, position) => ({
        version,
        position,
        planCodes: [...new Set(plans)],
        severities: [...new Set(severities)],
        requestTypes: [...new Set(requestTypes)],
        teamId: teamId ?? null,
        skills: [...new Set(skills)],
      })),
    });
    return {
      value: { version },
      events: [happenedAtVendor('routing.published', `routing:${version}`, { version, rules: rules.length })],
    };
  });
}
