import type { SignedInActor } from '../access.ts';
import type { Tx } from '../event.ts';
import { found } from '../problem.ts';
import { ticketAtHand } from '../tickets/ticket-at-hand.ts';
import { supportCalendar } from '../calendar/support-calendar.ts';
import { keptSpec } from './kept-calendars.ts';

/**
 * A clock with its ticket, which is locked until the transaction ends, and what it counts on.
 *
 * @throws RequestError NOT_FOUND for one that is absent or not the actor's
 */
export async function clockAtHand(tx: Tx, actor: SignedInActor, id: string) {
  const { ticketId } = found(
    await tx.clock.findUnique({ where: { id }, select: { ticketId: true } }),
    'clock',
    id,
  );
  const ticket = await ticketAtHand(tx, actor, ticketId);
  const clock = await tx.clock.findUniqueOrThrow({
    where: { id },
    include: { calendar: true, targets: true },
  });
  return {
    ticket,
    clock,
    calendar: supportCalendar(keptSpec(clock.calendar)),
    atRiskPercent: clock.targets?.atRiskPercent ?? null,
  };
}
