import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { InvalidInputProblem, parse, type Refinement } from '../problem.ts';
import { ESCALATION_RECIPIENTS, ESCALATION_TRIGGERS } from './escalation.rules.ts';

export const PUBLISH_ESCALATION_RULES_PROBLEMS = [InvalidInputProblem];

/** A year of business days. */
const MOST_MINUTES = 150_000;

const rule = z
  .object({
    trigger: z.enum(ESCALATION_TRIGGERS),
    afterBusinessMinutes: z
      .number()
      .int()
      .min(1)
      .max(MOST_MINUTES)
      .nullish()
      .transform((minutes) => minutes ?? null),
    plans: set(z.enum(['BASIC', 'ENHANCED', 'PREMIUM'])),
    severities: set(z.enum(['SEVERE', 'MODERATE', 'LIMITED'])),
    tell: z.array(z.enum(ESCALATION_RECIPIENTS)).min(1).transform(unique),
  })
  .refine(
    ({ trigger, afterBusinessMinutes }) =>
      (trigger === 'ASSIGNEE_SILENT') === (afterBusinessMinutes !== null),
    {
      path: ['afterBusinessMinutes'],
      params: {
        code: 'UNEXPECTED',
        fr: 'se donne exactement pour ASSIGNEE_SILENT.',
        en: 'is given exactly for ASSIGNEE_SILENT.',
      } satisfies Refinement,
    },
  );
const TWICE: Refinement = {
  code: 'DUPLICATE',
  fr: 'répète une règle qui précède : une seule suffit.',
  en: 'repeats a rule before it: one of them is enough.',
};
const publishEscalationRulesInput = z.object({
  rules: z
    .array(rule)
    .max(100)
    .superRefine((rules, issues) => {
      const known = rules.map(({ plans, severities, tell, ...rest }) =>
        JSON.stringify([rest.trigger, rest.afterBusinessMinutes, ...[plans, severities, tell].map(sorted)]),
      );
      for (const [at, one] of known.entries()) {
        if (known.indexOf(one) < at) issues.addIssue({ code: 'custom', path: [at], params: TWICE });
      }
    }),
});

/**
 * Publishes the table of who is told of what, which is in force from now on in the place of the former one; without a
 * rule nobody is told. What was told stays told. Throws one of PUBLISH_ESCALATION_RULES_PROBLEMS.
 */
export async function publishEscalationRules(
  ctx: Context,
  raw: z.input<typeof publishEscalationRulesInput>,
): Promise<{ version: number }> {
  const { actor, now } = ctx;
  allow(actor, 'escalation.publish');
  const { rules } = parse(publishEscalationRulesInput, raw);
  return transact(ctx, actor, async (tx) => {
    await tx.$queryRaw`select pg_advisory_xact_lock(hashtext('tierline.escalation'))::text`;
    const { _max } = await tx.escalationTable.aggregate({ _max: { version: true } });
    const version = (_max.version ?? 0) + 1;
    await tx.escalationTable.create({ data: { version, publishedAt: now } });
    await tx.escalationRule.createMany({
      data: rules.map(({ plans, ...rest }, position) => ({ ...rest, version, position, planCodes: plans })),
    });
    return {
      value: { version },
      events: [
        happenedAtVendor('escalation.published', `escalation:${version}`, { version, rules: rules.length }),
      ],
    };
  });
}

function set<T extends z.ZodType>(item: T) {
  return z
    .array(item)
    .nullish()
    .transform((values) => unique(values ?? []));
}

function sorted(values: readonly string[]): string[] {
  return values.toSorted();
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
