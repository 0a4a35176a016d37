import * as z from 'zod';
import { accountAtHand } from '../accounts/account-at-hand.ts';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { releaseUnit } from '../entitlements/ledger.ts';
import { happened, transact } from '../event.ts';
import { found, InvalidInputProblem, parse } from '../problem.ts';
import { sessionAtHand } from './session-at-hand.ts';
import { checkOpen, SessionClosedProblem } from './training.rules.ts';

export const CANCEL_TRAINING_SEAT_PROBLEMS = [InvalidInputProblem, SessionClosedProblem];

const cancelTrainingSeatInput = z.object({ bookingId: z.string() });

/**
 * Gives a seat back before its session starts, with its unit (E2), or leaves the line. Whoever waits first gets it a
 * second later (training.jobs.ts). Throws one of CANCEL_TRAINING_SEAT_PROBLEMS.
 */
export async function cancelTrainingSeat(
  ctx: Context,
  raw: z.input<typeof cancelTrainingSeatInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'training.book');
  const { bookingId: id } = parse(cancelTrainingSeatInput, raw);
  return transact(ctx, actor, async (tx) => {
    const sought = found(await tx.trainingBooking.findUnique({ where: { id } }), 'booking', id);
    if (sought.contactId !== actor.id) allow(actor, 'training.bookForOthers');
    const { accountId, sessionId, contactId } = sought;
    await accountAtHand(tx, actor, accountId);
    const session = await sessionAtHand(tx, sessionId);
    const booking = await tx.trainingBooking.findUniqueOrThrow({ where: { id } });
    if (booking.cancelledAt) throw new SessionClosedProblem('SEAT_CANCELLED');
    checkOpen(session, now);
    await tx.trainingBooking.update({ where: { id }, data: { cancelledAt: now } });
    const subject = { id: accountId, accountId };
    const cancelled = happened('training.seat_cancelled', subject, {
      bookingId: id,
      sessionId,
      contactId,
      by: actor.kind === 'staff' ? 'VENDOR' : 'CUSTOMER',
    });
    return { value: { id }, events: [cancelled, ...(await releaseUnit(tx, accountId, id, now))] };
  });
}
