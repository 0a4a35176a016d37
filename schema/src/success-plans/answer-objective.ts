import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { noteInput, objectiveAtHand, writeVersion } from './objective-at-hand.ts';
import { checkMove, ObjectiveChangedProblem, ObjectiveStatusProblem } from './objective.rules.ts';

export const ANSWER_OBJECTIVE_PROBLEMS = [
  InvalidInputProblem,
  ObjectiveChangedProblem,
  ObjectiveStatusProblem,
];

const answerObjectiveInput = z.object({
  objectiveId: z.string(),
  version: z.int(),
  agreed: z.boolean(),
  note: noteInput,
});

/** Agrees to an objective that was proposed, or declines it, for the customer (S8). Throws one of ANSWER_OBJECTIVE_PROBLEMS. */
export async function answerObjective(
  ctx: Context,
  raw: z.input<typeof answerObjectiveInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'successPlan.agree');
  const { objectiveId, version, agreed, note } = parse(answerObjectiveInput, raw);
  return transact(ctx, actor, async (tx) => {
    const { id, accountId, stands } = await objectiveAtHand(tx, actor, objectiveId);
    checkMove('ANSWER', stands, version);
    const next = { id, accountId, version: version + 1 };
    const status = agreed ? ('AGREED' as const) : ('DECLINED' as const);
    await writeVersion(tx, next, { ...stands, status, note }, { actor, now });
    const answered = { version: next.version, agreed };
    return { value: { id }, events: [happened('objective.answered', { id, accountId }, answered)] };
  });
}
