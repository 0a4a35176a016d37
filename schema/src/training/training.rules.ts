import type { Counted } from '../entitlements/ledger.rules.ts';
import { Problem } from '../problem.ts';

export const BOOKING_STATES = [
  'WAITING',
  'MISSED',
  'BOOKED',
  'CANCELLED',
  'ATTENDED',
  'NO_SHOW',
  'HELD',
] as const;
export type BookingState = (typeof BOOKING_STATES)[number];

/** No free seat of the contract year is left, or the plan has none (S64, S85). */
export class SeatsExhaustedProblem extends Problem {
  readonly code = 'SEATS_EXHAUSTED';
  readonly counted: Counted;

  constructor(counted: Counted) {
    const { allowance, allowances, renewsAt } = counted;
    const on = renewsAt?.toISOString();
    const granting = allowances.map(({ plan, units }) => `${plan} (${units})`).join(', ');
    if (allowance === 0) {
      super({
        fr: `Le forfait n’accorde aucune place gratuite. En accordent, par année de contrat : ${granting}.`,
        en: `The plan grants no free seat. These do, a contract year: ${granting}.`,
      });
      this.counted = counted;
      return;
    }
    super({
      fr: `Il ne reste aucune place gratuite : le forfait en accorde ${allowance} par année de contrat.${on ? ` De nouvelles à partir du ${on}.` : ''}`,
      en: `No free seat is left: the plan grants ${allowance} a contract year.${on ? ` There are new ones from ${on}.` : ''}`,
    });
    this.counted = counted;
  }
}

/** Every seat is taken, or promised to those who wait. */
export class SessionFullProblem extends Problem {
  readonly code = 'SESSION_FULL';
  readonly waiting: number;

  constructor(waiting: number) {
    super({
      fr: 'La session est complète. Inscrivez-vous sur la liste d’attente.',
      en: 'The session is full. Join the waiting list.',
    });
    this.waiting = waiting;
  }
}

/** The session or the booking is no longer, or not yet, where this can be done. */
export class SessionClosedProblem extends Problem {
  readonly code = 'SESSION_CLOSED';
  readonly reason: keyof typeof CLOSED;

  constructor(reason: keyof typeof CLOSED) {
    super(CLOSED[reason]);
    this.reason = reason;
  }
}

const CLOSED = {
  STARTED: { fr: 'La session a déjà commencé.', en: 'The session has started already.' },
  NOT_STARTED: { fr: 'La session n’a pas encore commencé.', en: 'The session has not started yet.' },
  CANCELLED: { fr: 'La session est annulée.', en: 'The session is cancelled.' },
  SEAT_CANCELLED: { fr: 'Cette place est annulée.', en: 'This seat is cancelled.' },
  RECORDED: { fr: 'La présence est déjà enregistrée.', en: 'The attendance is recorded already.' },
} as const;

/** The person has a seat in the session already, or waits for one. */
export class AlreadyBookedProblem extends Problem {
  readonly code = 'ALREADY_BOOKED';
  readonly bookingId: string;

  constructor(bookingId: string) {
    super({
      fr: 'Cette personne a déjà une place dans la session, ou en attend une.',
      en: 'This person has a seat in the session already, or waits for one.',
    });
    this.bookingId = bookingId;
  }
}

interface Session {
  startsAt: Date;
  cancelledAt: Date | null;
}

/** @throws SessionClosedProblem for a session that was cancelled or has started: seats change only before it (E2) */
export function checkOpen({ startsAt, cancelledAt }: Session, now: Date): void {
  if (cancelledAt) throw new SessionClosedProblem('CANCELLED');
  if (startsAt <= now) throw new SessionClosedProblem('STARTED');
}

/** @throws SessionClosedProblem before the start, where the session is cancelled, or the booking holds no seat */
export function checkHeld(
  session: Session,
  booking: { bookedAt: Date | null; cancelledAt: Date | null; attended: boolean | null },
  now: Date,
): void {
  if (session.cancelledAt) throw new SessionClosedProblem('CANCELLED');
  if (booking.cancelledAt || !booking.bookedAt) throw new SessionClosedProblem('SEAT_CANCELLED');
  if (session.startsAt > now) throw new SessionClosedProblem('NOT_STARTED');
  if (booking.attended !== null) throw new SessionClosedProblem('RECORDED');
}

/** Seats that whoever asks now can have: those that are neither taken nor promised to the people who wait. */
export function freeSeats(seats: number, { booked, waiting }: { booked: number; waiting: number }): number {
  return Math.max(0, seats - booked - waiting);
}

/** Where a booking stands at an instant. HELD is a seat whose session has started, before anybody recorded who came. */
export function bookingState(
  booking: { bookedAt: Date | null; cancelledAt: Date | null; attended: boolean | null },
  { startsAt }: Pick<Session, 'startsAt'>,
  now: Date,
): BookingState {
  if (booking.cancelledAt) return 'CANCELLED';
  if (!booking.bookedAt) return startsAt <= now ? 'MISSED' : 'WAITING';
  if (booking.attended !== null) return booking.attended ? 'ATTENDED' : 'NO_SHOW';
  return startsAt <= now ? 'HELD' : 'BOOKED';
}
