import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { eventAtHand } from './event-at-hand.ts';
import { moveEvent } from './move-event.ts';
import { lastStage, StatusEventEndedProblem, StatusStageProblem } from './status.rules.ts';

export const END_STATUS_EVENT_PROBLEMS = [InvalidInputProblem, StatusEventEndedProblem, StatusStageProblem];

const endStatusEventInput = z.object({ statusEventId: z.string() });

/**
 * Says that something of the platform is over, where there is no more to say. Linked tickets stay linked.
 * Throws one of END_STATUS_EVENT_PROBLEMS.
 */
export async function endStatusEvent(
  ctx: Context,
  raw: z.input<typeof endStatusEventInput>,
): Promise<{ id: string }> {
  const { actor } = ctx;
  allow(actor, 'status.report');
  const { statusEventId: id } = parse(endStatusEventInput, raw);
  return transact(ctx, actor, async (tx) => {
    const event = await eventAtHand(tx, id);
    const stage = lastStage(event.kind);
    const events = await moveEvent(tx, event, { stage, body: LAST_WORDS }, ctx);
    return { value: { id }, events };
  });
}

const LAST_WORDS = { fr: 'C’est terminé.', en: 'This is over.' };
