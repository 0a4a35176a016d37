import * as z from 'zod';
import { allow, may, type SignedInActor } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact } from '../event.ts';
import { InvalidInputProblem, parse, RequestError } from '../problem.ts';
import { noteInput, objectiveAtHand, writeVersion } from './objective-at-hand.ts';
import { checkMove, ObjectiveChangedProblem, ObjectiveStatusProblem } from './objective.rules.ts';

export const REPORT_OBJECTIVE_PROGRESS_PROBLEMS = [
  InvalidInputProblem,
  ObjectiveChangedProblem,
  ObjectiveStatusProblem,
];

const reportObjectiveProgressInput = z.object({
  objectiveId: z.string(),
  version: z.int(),
  progress: z.int().min(0).max(100),
  note: noteInput,
});

/**
 * Says how far an agreed objective has come: TAMs and managers, the customer's administrators, and whoever owns it (S8).
 * Throws one of REPORT_OBJECTIVE_PROGRESS_PROBLEMS.
 */
export async function reportObjectiveProgress(
  ctx: Context,
  raw: z.input<typeof reportObjectiveProgressInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'successPlan.report');
  const { objectiveId, version, progress, note } = parse(reportObjectiveProgressInput, raw);
  return transact(ctx, actor, async (tx) => {
    const { id, accountId, stands } = await objectiveAtHand(tx, actor, objectiveId);
    checkReporter(actor, stands.ownerContactId);
    checkMove('REPORT', stands, version);
    const next = { id, accountId, version: version + 1 };
    await writeVersion(tx, next, { ...stands, progress, note }, { actor, now });
    const progressed = { version: next.version, progress };
    return { value: { id }, events: [happened('objective.progressed', { id, accountId }, progressed)] };
  });
}

function checkReporter(actor: SignedInActor, ownerContactId: string | null): void {
  if (actor.kind === 'staff' || actor.id === ownerContactId || may(actor, 'successPlan.agree')) return;
  throw new RequestError('FORBIDDEN', {
    fr: 'C’est réservé à qui est chargé de l’objectif, aux administrateurs du client et aux TAM.',
    en: 'This is for whoever owns the objective, the customer’s administrators and TAMs.',
  });
}
