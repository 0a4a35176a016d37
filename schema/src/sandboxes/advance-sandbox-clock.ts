import { asTenant } from '@tierline/prisma/tenancy';
import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, NOTHING_HAPPENED, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { checkSandboxId, sandboxAtHand } from './sandbox-at-hand.ts';
import { targetOf } from './sandbox.rules.ts';

export const ADVANCE_SANDBOX_CLOCK_PROBLEMS = [InvalidInputProblem];

const advanceSandboxClockInput = z.object({
  sandboxId: z.string(),
  to: z.date().nullish(),
  bySeconds: z.number().int().min(1).nullish(),
});

/**
 * Lets the time of a sandbox pass until an instant: whatever comes due on the way happens, in its order and dated by its own
 * instant (B22). Goes as far as a few seconds allow; the rest follows by itself. Of two calls at once both count.
 * Throws one of ADVANCE_SANDBOX_CLOCK_PROBLEMS.
 */
export async function advanceSandboxClock(
  ctx: Context,
  raw: z.input<typeof advanceSandboxClockInput>,
): Promise<{ id: string }> {
  const { actor } = ctx;
  allow(actor, 'sandbox.advance');
  const { sandboxId: id, ...asked } = parse(advanceSandboxClockInput, raw);
  checkSandboxId(id);
  const advanced = await asTenant([id], () =>
    transact(ctx, actor, async (tx) => {
      const sandbox = await sandboxAtHand(tx, actor, id);
      const to = targetOf(asked, sandbox);
      // Another call may have asked for as much: the clock goes as far as anybody wants.
      if (to <= (sandbox.advancingTo ?? sandbox.now)) return { value: { id }, events: NOTHING_HAPPENED };
      await tx.sandbox.update({ where: { id }, data: { advancingTo: to } });
      const told = { from: sandbox.now.toISOString(), to: to.toISOString() };
      return {
        value: { id },
        events: [
          { ...happened('sandbox.clock_advanced', { id, accountId: id }, told), occurredAt: sandbox.now },
        ],
      };
    }),
  );
  await ctx.passTime?.(advanced.id);
  return advanced;
}
