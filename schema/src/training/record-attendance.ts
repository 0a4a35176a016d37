import * as z from 'zod';
import { accountAtHand } from '../accounts/account-at-hand.ts';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { consumeUnit, releaseUnit } from '../entitlements/ledger.ts';
import { happened, transact } from '../event.ts';
import { found, InvalidInputProblem, parse } from '../problem.ts';
import { sessionAtHand } from './session-at-hand.ts';
import { checkHeld, SessionClosedProblem } from './training.rules.ts';

export const RECORD_ATTENDANCE_PROBLEMS = [InvalidInputProblem, SessionClosedProblem];

const recordAttendanceInput = z.object({ bookingId: z.string(), attended: z.boolean() });

/**
 * Records, once, whether a person came. The unit of somebody who did not stays used up, unless the course says that
 * it is given back. Throws one of RECORD_ATTENDANCE_PROBLEMS.
 */
export async function recordAttendance(
  ctx: Context,
  raw: z.input<typeof recordAttendanceInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'training.manage');
  const { bookingId: id, attended } = parse(recordAttendanceInput, raw);
  return transact(ctx, actor, async (tx) => {
    const { accountId, sessionId } = found(
      await tx.trainingBooking.findUnique({ where: { id } }),
      'booking',
      id,
    );
    await accountAtHand(tx, actor, accountId);
    const session = await sessionAtHand(tx, sessionId);
    const booking = await tx.trainingBooking.findUniqueOrThrow({ where: { id } });
    checkHeld(session, booking, now);
    const consumedAt = booking.consumedAt ?? now;
    await tx.trainingBooking.update({ where: { id }, data: { attended, consumedAt } });
    const consumed = await consumeUnit(tx, accountId, id, session.startsAt);
    const givenBack = !attended && session.course.noShow === 'RELEASED';
    return {
      value: { id },
      events: [
        happened('training.attendance_recorded', { id: accountId, accountId }, { bookingId: id, attended }),
        ...consumed,
        ...(givenBack ? await releaseUnit(tx, accountId, id, now) : []),
      ],
    };
  });
}
