import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { accountAtHand } from '../accounts/account-at-hand.ts';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { ledgerAsOf, reserveUnit } from '../entitlements/ledger.ts';
import { countedAt } from '../entitlements/ledger.rules.ts';
import { happened, transact } from '../event.ts';
import { found, InvalidInputProblem, parse } from '../problem.ts';
import { occupancyOf, sessionAtHand } from './session-at-hand.ts';
import {
  AlreadyBookedProblem,
  checkOpen,
  freeSeats,
  SeatsExhaustedProblem,
  SessionClosedProblem,
  SessionFullProblem,
} from './training.rules.ts';

export const BOOK_TRAINING_SEAT_PROBLEMS = [
  InvalidInputProblem,
  SeatsExhaustedProblem,
  SessionFullProblem,
  SessionClosedProblem,
  AlreadyBookedProblem,
];

const bookTrainingSeatInput = z.object({
  sessionId: z.string(),
  contactId: z.string().nullish(),
  waitIfFull: z.boolean().nullish(),
});

/**
 * Books a seat in a session for a person of the account, which takes a unit of the contract year (E2, S64, S85); where
 * the session is full and the caller wants to wait, a place in the line, which takes none before it becomes a seat.
 * Requesters book for themselves; administrators and staff for others too. Throws one of BOOK_TRAINING_SEAT_PROBLEMS.
 */
export async function bookTrainingSeat(
  ctx: Context,
  raw: z.input<typeof bookTrainingSeatInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'training.book');
  const contactId = raw.contactId ?? actor.id;
  if (contactId !== actor.id) allow(actor, 'training.bookForOthers');
  const { sessionId, waitIfFull } = parse(bookTrainingSeatInput, raw);
  return transact(ctx, actor, async (tx) => {
    const contact = found(await tx.contact.findUnique({ where: { id: contactId } }), 'contact', contactId);
    const { accountId } = contact;
    await accountAtHand(tx, actor, accountId);
    const session = await sessionAtHand(tx, sessionId);
    checkOpen(session, now);
    const former = await tx.trainingBooking.findFirst({ where: { sessionId, contactId, cancelledAt: null } });
    if (former) throw new AlreadyBookedProblem(former.id);
    const occupancy = await occupancyOf(tx, sessionId);
    const full = freeSeats(session.seats, occupancy) === 0;
    if (full && !waitIfFull) throw new SessionFullProblem(occupancy.waiting);
    const id = newId('bkg');
    const booking = { id, accountId, sessionId, contactId, requestedAt: now, bookedAt: full ? null : now };
    await tx.trainingBooking.create({ data: booking });
    const subject = { id: accountId, accountId };
    const payload = { bookingId: id, sessionId, contactId };
    if (full) {
      const counted = countedAt(await ledgerAsOf(tx, accountId, now), 'INSTRUCTOR_LED_SEATS', now);
      if (counted.balance.available < 1) throw new SeatsExhaustedProblem(counted);
      return { value: { id }, events: [happened('training.waiting_joined', subject, payload)] };
    }
    const use = { cause: 'BOOKING', id } as const;
    const reserved = await reserveUnit(
      tx,
      accountId,
      'INSTRUCTOR_LED_SEATS',
      use,
      now,
      (counted) => new SeatsExhaustedProblem(counted),
    );
    return { value: { id }, events: [happened('training.seat_booked', subject, payload), ...reserved] };
  });
}
