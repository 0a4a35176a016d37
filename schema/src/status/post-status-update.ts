import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { NOTHING_HAPPENED, transact } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { eventAtHand } from './event-at-hand.ts';
import { moveEvent } from './move-event.ts';
import { STATUS_STAGES, StatusEventEndedProblem, StatusStageProblem } from './status.rules.ts';

export const POST_STATUS_UPDATE_PROBLEMS = [InvalidInputProblem, StatusEventEndedProblem, StatusStageProblem];

const postStatusUpdateInput = z.object({
  statusEventId: z.string(),
  stage: z.enum(STATUS_STAGES).nullish(),
  bodyFr: prose(5_000),
  bodyEn: prose(5_000),
});

/**
 * Says something new of an event, takes it to another stage where that is told, and tells subscribers (S53, S55). The
 * last update once more is none: nobody is told of it. Throws one of POST_STATUS_UPDATE_PROBLEMS.
 */
export async function postStatusUpdate(
  ctx: Context,
  raw: z.input<typeof postStatusUpdateInput>,
): Promise<{ id: string }> {
  const { actor } = ctx;
  allow(actor, 'status.report');
  const { statusEventId: id, stage: to, bodyFr: fr, bodyEn: en } = parse(postStatusUpdateInput, raw);
  return transact(ctx, actor, async (tx) => {
    const event = await eventAtHand(tx, id);
    const stage = to ?? event.stage;
    const last = await tx.statusUpdate.findFirst({
      where: { eventId: id },
      orderBy: [{ postedAt: 'desc' }, { id: 'desc' }],
    });
    if (last?.stage === stage && last.bodyFr === fr && last.bodyEn === en) {
      return { value: { id }, events: NOTHING_HAPPENED };
    }
    return { value: { id }, events: await moveEvent(tx, event, { stage, body: { fr, en } }, ctx) };
  });
}
