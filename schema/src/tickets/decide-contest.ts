import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { openIncident } from '../runbooks/incident.ts';
import { restorePromises } from '../sla/restore.ts';
import { SamePersonProblem } from '../sla/repair.rules.ts';
import { decisionNotice, NoContestProblem } from './severity.rules.ts';
import { addSystemMessage } from './system-message.ts';
import { ticketAtHand } from './ticket-at-hand.ts';

export const DECIDE_CONTEST_PROBLEMS = [InvalidInputProblem, NoContestProblem, SamePersonProblem];

const decideContestInput = z.object({
  ticketId: z.string(),
  decision: z.enum(['UPHELD', 'RESTORED']),
  reason: prose(2_000),
});

/**
 * Decides, as somebody else of the staff than who lowered the severity, what the customer contests. Restored, severity
 * and running promises are what they would be if it had never been lowered: counted anew from the events without it
 * (C13, C17). Throws one of DECIDE_CONTEST_PROBLEMS.
 */
export async function decideContest(
  ctx: Context,
  raw: z.input<typeof decideContestInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.decideContest');
  const { ticketId, decision, reason } = parse(decideContestInput, raw);
  return transact(ctx, actor, async (tx) => {
    const ticket = await ticketAtHand(tx, actor, ticketId);
    const lowering = await tx.severityLowering.findFirst({
      where: { ticketId, contestedAt: { not: null }, decidedAt: null },
    });
    if (!lowering) throw new NoContestProblem();
    if (lowering.loweredById === actor.id) throw new SamePersonProblem();
    const { id: loweringId } = lowering;
    await tx.severityLowering.update({
      where: { id: loweringId },
      data: { decision, decisionReason: reason, decidedById: actor.id, decidedAt: now },
    });
    if (decision === 'UPHELD') {
      await addSystemMessage(tx, ticket, decisionNotice(decision, ticket.severity, reason), now);
      return {
        value: { id: ticketId },
        events: [happened('ticket.severity_upheld', ticket, { loweringId })],
      };
    }
    const restored = await restorePromises(tx, ticket, loweringId, now);
    await tx.ticket.update({ where: { id: ticketId }, data: { severity: restored.severity } });
    await addSystemMessage(tx, ticket, decisionNotice(decision, restored.severity, reason), now);
    const change = { loweringId, before: ticket.severity, after: restored.severity };
    return {
      value: { id: ticketId },
      events: [
        happened('ticket.severity_restored', ticket, change),
        ...restored.events,
        ...(await openIncident(tx, ticket, restored.severity, now)),
      ],
    };
  });
}
