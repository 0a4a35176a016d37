import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { openIncident } from '../runbooks/incident.ts';
import { raiseTarget } from '../sla/promises.ts';
import { ticketAtHand } from './ticket-at-hand.ts';
import { checkRaise, SeverityNotRaisedProblem } from './severity.rules.ts';
import { checkMove, IllegalMoveProblem } from './ticket.rules.ts';

export const RAISE_SEVERITY_PROBLEMS = [InvalidInputProblem, IllegalMoveProblem, SeverityNotRaisedProblem];

const raiseSeverityInput = z.object({
  ticketId: z.string(),
  severity: z.enum(['SEVERE', 'MODERATE', 'LIMITED']),
  cause: z.enum(['WORSENED', 'CORRECTION']),
});

/**
 * Raises the severity of a ticket, because the situation got worse or, staff only, because it was misjudged. The
 * promise of the initial response follows and never becomes later; one that is over stays as it is (C16, C18).
 * Throws one of RAISE_SEVERITY_PROBLEMS.
 */
export async function raiseSeverity(
  ctx: Context,
  raw: z.input<typeof raiseSeverityInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.raiseSeverity');
  if (raw.cause === 'CORRECTION') allow(actor, 'ticket.correctSeverity');
  const { ticketId, severity, cause } = parse(raiseSeverityInput, raw);
  return transact(ctx, actor, async (tx) => {
    const ticket = await ticketAtHand(tx, actor, ticketId, 'ticket.raiseSeverity');
    checkMove(ticket, actor, 'RAISE_SEVERITY');
    checkRaise(ticket.severity, severity);
    await tx.ticket.update({ where: { id: ticket.id }, data: { severity } });
    return {
      value: { id: ticket.id },
      events: [
        happened('ticket.severity_raised', ticket, { before: ticket.severity, after: severity, cause }),
        ...(await raiseTarget(tx, ticket, severity, cause, now)),
        ...(await openIncident(tx, ticket, severity, now)),
      ],
    };
  });
}
