import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact } from '../event.ts';
import { tellCustomer } from '../notifications/notify.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { noteInput, objectiveAtHand, objectiveInput, ownerOf, writeVersion } from './objective-at-hand.ts';
import { checkMove, ObjectiveChangedProblem, ObjectiveStatusProblem } from './objective.rules.ts';

export const CHANGE_OBJECTIVE_PROBLEMS = [
  InvalidInputProblem,
  ObjectiveChangedProblem,
  ObjectiveStatusProblem,
];

const changeObjectiveInput = z.object({
  objectiveId: z.string(),
  version: z.int(),
  ...objectiveInput,
  note: noteInput,
});

/**
 * Changes what is to be achieved: it is proposed anew, for the customer to agree to (S8, S78).
 * Throws one of CHANGE_OBJECTIVE_PROBLEMS.
 */
export async function changeObjective(
  ctx: Context,
  raw: z.input<typeof changeObjectiveInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'successPlan.write');
  const { objectiveId, version, targetOn, ...input } = parse(changeObjectiveInput, raw);
  return transact(ctx, actor, async (tx) => {
    const { id, accountId, stands } = await objectiveAtHand(tx, actor, objectiveId);
    checkMove('CHANGE', stands, version);
    const owner = await ownerOf(tx, accountId, input);
    const content = { ...stands, ...input, ...owner, targetOn: new Date(`${targetOn}T00:00:00Z`) };
    const next = { id, accountId, version: version + 1 };
    await writeVersion(tx, next, { ...content, status: 'PROPOSED' }, { actor, now });
    const told = { accountId, causeId: `${id}:${next.version}`, data: { targetOn, isChange: true } };
    const who = owner.ownerContactId ? [owner.ownerContactId] : [];
    await tellCustomer(tx, { kind: 'OBJECTIVE_PROPOSED', ...told }, who, now);
    const changed = { version: next.version, targetOn };
    return { value: { id }, events: [happened('objective.changed', { id, accountId }, changed)] };
  });
}
