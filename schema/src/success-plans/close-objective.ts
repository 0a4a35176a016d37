import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { objectiveAtHand, writeVersion } from './objective-at-hand.ts';
import { checkMove, ENDS, ObjectiveChangedProblem, ObjectiveStatusProblem } from './objective.rules.ts';

export const CLOSE_OBJECTIVE_PROBLEMS = [
  InvalidInputProblem,
  ObjectiveChangedProblem,
  ObjectiveStatusProblem,
];

const closeObjectiveInput = z.object({
  objectiveId: z.string(),
  version: z.int(),
  status: z.enum(ENDS),
  note: prose(2_000),
});

/** Ends an objective for good: achieved, not achieved or dropped, and why (S8). Throws one of CLOSE_OBJECTIVE_PROBLEMS. */
export async function closeObjective(
  ctx: Context,
  raw: z.input<typeof closeObjectiveInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'successPlan.write');
  const { objectiveId, version, status, note } = parse(closeObjectiveInput, raw);
  return transact(ctx, actor, async (tx) => {
    const { id, accountId, stands } = await objectiveAtHand(tx, actor, objectiveId);
    checkMove('CLOSE', stands, version);
    const next = { id, accountId, version: version + 1 };
    const progress = status === 'ACHIEVED' ? 100 : stands.progress;
    await writeVersion(tx, next, { ...stands, status, progress, note }, { actor, now });
    const closed = { version: next.version, status };
    return { value: { id }, events: [happened('objective.closed', { id, accountId }, closed)] };
  });
}
