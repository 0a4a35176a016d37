import * as z from 'zod';
import { accountAtHand } from '../accounts/account-at-hand.ts';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { requirePremium } from '../engagements/account-tam.ts';
import { EntitlementRequiredProblem } from '../entitlements/entitlement-required.rules.ts';
import { happened, transact } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse, type Refinement } from '../problem.ts';
import { CONTEXT_TOPICS, ContextChangedProblem } from './objective.rules.ts';

export const WRITE_ACCOUNT_CONTEXT_PROBLEMS = [
  InvalidInputProblem,
  EntitlementRequiredProblem,
  ContextChangedProblem,
];

const writeAccountContextInput = z.object({
  accountId: z.string(),
  sections: z
    .array(
      z.object({
        topic: z.enum(CONTEXT_TOPICS),
        text: prose(8_000),
        shared: z.boolean(),
        version: z.int().nullish(),
      }),
    )
    .min(1)
    .refine((sections) => new Set(sections.map(({ topic }) => topic)).size === sections.length, {
      params: {
        code: 'TWICE',
        fr: 'nomme un sujet deux fois.',
        en: 'names a topic twice.',
      } satisfies Refinement,
    }),
});

/**
 * Writes what the TAM knows of an account, by topic: all of it, or nothing where somebody else wrote on one since it was
 * read (S76). Throws one of WRITE_ACCOUNT_CONTEXT_PROBLEMS.
 */
export async function writeAccountContext(
  ctx: Context,
  raw: z.input<typeof writeAccountContextInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'context.write');
  const { accountId, sections } = parse(writeAccountContextInput, raw);
  return transact(ctx, actor, async (tx) => {
    await accountAtHand(tx, actor, accountId);
    await requirePremium(tx, accountId, now, CONTEXT);
    for (const { topic, text, shared, version } of sections) {
      const { _max } = await tx.contextSection.aggregate({
        where: { accountId, topic },
        _max: { version: true },
      });
      const stands = _max.version ?? 0;
      if (stands !== (version ?? 0)) throw new ContextChangedProblem(topic, stands);
      const written = { version: stands + 1, writtenAt: now, writtenById: actor.id };
      await tx.contextSection.create({ data: { accountId, topic, text, shared, ...written } });
    }
    const topics = sections.map(({ topic }) => topic);
    return {
      value: { id: accountId },
      events: [happened('account.context_written', { id: accountId, accountId }, { topics })],
    };
  });
}

const CONTEXT = {
  fr: 'Un Technical Account Manager qui connaît votre usage',
  en: 'A Technical Account Manager who knows your use of the product',
};
