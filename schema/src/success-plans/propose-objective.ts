import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { accountAtHand } from '../accounts/account-at-hand.ts';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact } from '../event.ts';
import { tellCustomer } from '../notifications/notify.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { noteInput, objectiveInput, ownerOf, writeVersion } from './objective-at-hand.ts';

export const PROPOSE_OBJECTIVE_PROBLEMS = [InvalidInputProblem];

const proposeObjectiveInput = z.object({ accountId: z.string(), ...objectiveInput, note: noteInput });

/**
 * Proposes to a customer what to achieve: the business outcome, how it is measured, by when, and who owns it (S8, S78).
 * Throws one of PROPOSE_OBJECTIVE_PROBLEMS.
 */
export async function proposeObjective(
  ctx: Context,
  raw: z.input<typeof proposeObjectiveInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'successPlan.write');
  const { accountId, targetOn, ...input } = parse(proposeObjectiveInput, raw);
  return transact(ctx, actor, async (tx) => {
    await accountAtHand(tx, actor, accountId);
    const owner = await ownerOf(tx, accountId, input);
    const id = newId('obj');
    await tx.successObjective.create({ data: { id, accountId, createdAt: now } });
    const content = { ...input, ...owner, targetOn: new Date(`${targetOn}T00:00:00Z`) };
    const version = { id, accountId, version: 1 };
    await writeVersion(tx, version, { ...content, status: 'PROPOSED', progress: 0 }, { actor, now });
    const told = { accountId, causeId: `${id}:1`, data: { targetOn, isChange: false } };
    const who = owner.ownerContactId ? [owner.ownerContactId] : [];
    await tellCustomer(tx, { kind: 'OBJECTIVE_PROPOSED', ...told }, who, now);
    return { value: { id }, events: [happened('objective.proposed', { id, accountId }, { targetOn })] };
  });
}
