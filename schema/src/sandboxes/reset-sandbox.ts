import { asTenant } from '@tierline/prisma/tenancy';
import * as z from 'zod';
import { allow } from '../access.ts';
import { realTime, type Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { furnish } from './furnish.ts';
import { partnerOf } from './partner-of.ts';
import { checkSandboxId, sandboxAtHand } from './sandbox-at-hand.ts';
import { SandboxAdvancingProblem, startOf } from './sandbox.rules.ts';

export const RESET_SANDBOX_PROBLEMS = [InvalidInputProblem, SandboxAdvancingProblem];

/** What stays: whoever is played there, their keys, and where the partner is told of what happens. */
const KEPT = ['ApiKey', 'ApiKeySecret', 'Contact', 'WebhookEndpoint', 'WebhookSecret'];

const resetSandboxInput = z.object({ sandboxId: z.string(), startsAt: z.date().nullish() });

/**
 * Empties a sandbox of all that happened there and sets its clock: as on its first day, with the same keys, people and
 * endpoints. Its numbers of events begin at 1 again. Throws one of RESET_SANDBOX_PROBLEMS.
 */
export async function resetSandbox(
  ctx: Context,
  raw: z.input<typeof resetSandboxInput>,
): Promise<{ id: string }> {
  const { actor } = ctx;
  allow(actor, 'sandbox.manage');
  const partnerId = partnerOf(actor);
  const { sandboxId: id, startsAt } = parse(resetSandboxInput, raw);
  checkSandboxId(id);
  const now = startOf(startsAt, realTime(ctx));
  const done = await asTenant([partnerId, id], () =>
    transact(ctx, actor, async (tx) => {
      const { planCode, advancingTo } = await sandboxAtHand(tx, actor, id);
      if (advancingTo) throw new SandboxAdvancingProblem();
      await tx.$executeRaw`select tierline_empty_sandbox(${id}, ${KEPT}::text[])`;
      await tx.sandbox.update({
        where: { id },
        data: { now, advancingTo: now, claimedBy: null, claimedUntil: null },
      });
      await furnish(tx, { id, planCode }, now);
      const told = { sandboxId: id, now: now.toISOString() };
      return { value: { id }, events: [happenedAtVendor('sandbox.reset', partnerId, told)] };
    }),
  );
  await ctx.passTime?.(done.id);
  return done;
}
