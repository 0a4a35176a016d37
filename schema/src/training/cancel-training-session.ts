import * as z from 'zod';
import { accountAtHand } from '../accounts/account-at-hand.ts';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { releaseUnit } from '../entitlements/ledger.ts';
import { happened, happenedAtVendor, transact, type NewEvent } from '../event.ts';
import { line } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { sessionAtHand } from './session-at-hand.ts';
import { checkOpen, SessionClosedProblem } from './training.rules.ts';

export const CANCEL_TRAINING_SESSION_PROBLEMS = [InvalidInputProblem, SessionClosedProblem];

const cancelTrainingSessionInput = z.object({ sessionId: z.string(), reason: line(500) });

/**
 * Cancels a session before it starts: every seat is given back with its unit, and the line is dissolved (E2).
 * Throws one of CANCEL_TRAINING_SESSION_PROBLEMS.
 */
export async function cancelTrainingSession(
  ctx: Context,
  raw: z.input<typeof cancelTrainingSessionInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'training.manage');
  const { sessionId: id, reason } = parse(cancelTrainingSessionInput, raw);
  return transact(ctx, actor, async (tx) => {
    const ofSession = { where: { sessionId: id, cancelledAt: null }, orderBy: { accountId: 'asc' } } as const;
    for (const accountId of new Set(
      (await tx.trainingBooking.findMany(ofSession)).map((one) => one.accountId),
    )) {
      await accountAtHand(tx, actor, accountId);
    }
    const session = await sessionAtHand(tx, id);
    checkOpen(session, now);
    await tx.trainingSession.update({ where: { id }, data: { cancelledAt: now, cancelReason: reason } });
    const events: NewEvent[] = [];
    // Whoever booked since then is at hand too.
    for (const { id: bookingId, accountId, contactId } of await tx.trainingBooking.findMany(ofSession)) {
      await accountAtHand(tx, actor, accountId);
      await tx.trainingBooking.update({ where: { id: bookingId }, data: { cancelledAt: now } });
      const payload = { bookingId, sessionId: id, contactId, by: 'VENDOR' };
      events.push(happened('training.seat_cancelled', { id: accountId, accountId }, payload));
      events.push(...(await releaseUnit(tx, accountId, bookingId, now)));
    }
    return {
      value: { id },
      events: [happenedAtVendor('training.session_cancelled', id, { reason }), ...events],
    };
  });
}
