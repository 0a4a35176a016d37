import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, NOTHING_HAPPENED, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { eventAtHand } from './event-at-hand.ts';
import { sayUpdate } from './say-update.ts';
import { windowOf } from './status-mail.rules.ts';
import { checkGoesOn, checkWindow, StatusEventEndedProblem, StatusStageProblem } from './status.rules.ts';

export const RESCHEDULE_MAINTENANCE_PROBLEMS = [
  InvalidInputProblem,
  StatusEventEndedProblem,
  StatusStageProblem,
];

const rescheduleMaintenanceInput = z.object({
  statusEventId: z.string(),
  startsAt: z.date(),
  endsAt: z.date(),
});

/**
 * Moves maintenance that has not begun, and tells subscribers from when to when (S53, S55). To the same time is no move:
 * nobody is told. Throws one of RESCHEDULE_MAINTENANCE_PROBLEMS.
 */
export async function rescheduleMaintenance(
  ctx: Context,
  raw: z.input<typeof rescheduleMaintenanceInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'status.report');
  const { statusEventId: id, startsAt, endsAt } = parse(rescheduleMaintenanceInput, raw);
  checkWindow({ startsAt, endsAt }, now);
  return transact(ctx, actor, async (tx) => {
    const event = await eventAtHand(tx, id);
    checkGoesOn(event);
    const { stage, scheduledStartAt, scheduledEndAt } = event;
    if (stage !== 'SCHEDULED' || !scheduledStartAt || !scheduledEndAt)
      throw new StatusStageProblem(stage, []);
    const unmoved = +scheduledStartAt === +startsAt && +scheduledEndAt === +endsAt;
    if (unmoved) return { value: { id }, events: NOTHING_HAPPENED };
    await tx.statusEvent.update({
      where: { id },
      data: { scheduledStartAt: startsAt, scheduledEndAt: endsAt },
    });
    const former = { from: scheduledStartAt, to: scheduledEndAt };
    const next = { from: startsAt, to: endsAt };
    const body = {
      fr: `La date a changé : prévue ${windowOf(former, 'FR')}, la maintenance aura lieu ${windowOf(next, 'FR')}.`,
      en: `The date has changed: planned ${windowOf(former, 'EN')}, the maintenance will take place ${windowOf(next, 'EN')}.`,
    };
    await sayUpdate(tx, id, { stage, body }, ctx);
    const payload = {
      formerStartsAt: scheduledStartAt.toISOString(),
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
    };
    return { value: { id }, events: [happenedAtVendor('status.maintenance_rescheduled', id, payload)] };
  });
}
