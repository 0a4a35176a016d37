import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { checkContest, NotContestableProblem } from './severity.rules.ts';
import { ticketAtHand } from './ticket-at-hand.ts';
import { isOpen } from './ticket.rules.ts';

export const CONTEST_SEVERITY_PROBLEMS = [InvalidInputProblem, NotContestableProblem];

const contestSeverityInput = z.object({ ticketId: z.string(), reason: prose(2_000) });

/**
 * Contests, as the customer, the latest lowering of the severity: once, while it stands and the ticket is open. Somebody
 * of the staff who did not lower it decides (C17). Throws one of CONTEST_SEVERITY_PROBLEMS.
 */
export async function contestSeverity(
  ctx: Context,
  raw: z.input<typeof contestSeverityInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.contestSeverity');
  const { ticketId, reason: contestReason } = parse(contestSeverityInput, raw);
  return transact(ctx, actor, async (tx) => {
    const ticket = await ticketAtHand(tx, actor, ticketId);
    const [latest] = await tx.severityLowering.findMany({
      where: { ticketId },
      orderBy: [{ loweredAt: 'desc' }, { id: 'desc' }],
      take: 1,
    });
    const { id } = checkContest(latest, { severity: ticket.severity, open: isOpen(ticket.state) });
    await tx.severityLowering.update({
      where: { id },
      data: { contestReason, contestedById: actor.id, contestedAt: now },
    });
    return {
      value: { id: ticketId },
      events: [happened('ticket.severity_contested', ticket, { loweringId: id })],
    };
  });
}
