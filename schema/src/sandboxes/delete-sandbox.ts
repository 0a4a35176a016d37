import { asTenant } from '@tierline/prisma/tenancy';
import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { partnerOf } from './partner-of.ts';
import { checkSandboxId, sandboxAtHand } from './sandbox-at-hand.ts';

export const DELETE_SANDBOX_PROBLEMS = [InvalidInputProblem];

const deleteSandboxInput = z.object({ sandboxId: z.string() });

/** Deletes a sandbox with all that happened there, for good; its keys end. Throws one of DELETE_SANDBOX_PROBLEMS. */
export async function deleteSandbox(
  ctx: Context,
  raw: z.input<typeof deleteSandboxInput>,
): Promise<{ id: string }> {
  const { actor } = ctx;
  allow(actor, 'sandbox.manage');
  const partnerId = partnerOf(actor);
  const { sandboxId: id } = parse(deleteSandboxInput, raw);
  checkSandboxId(id);
  return asTenant([partnerId, id], () =>
    transact(ctx, actor, async (tx) => {
      await sandboxAtHand(tx, actor, id);
      await tx.$executeRaw`select tierline_empty_sandbox(${id}, '{}'::text[])`;
      return { value: { id }, events: [happenedAtVendor('sandbox.deleted', partnerId, { sandboxId: id })] };
    }),
  );
}
