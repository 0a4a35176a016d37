import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { lowerTarget } from '../sla/promises.ts';
import {
  checkLower,
  ContestPendingProblem,
  loweringNotice,
  SeverityNotLoweredProblem,
} from './severity.rules.ts';
import { addSystemMessage } from './system-message.ts';
import { ticketAtHand } from './ticket-at-hand.ts';
import { checkMove, IllegalMoveProblem } from './ticket.rules.ts';

export const LOWER_SEVERITY_PROBLEMS = [
  InvalidInputProblem,
  IllegalMoveProblem,
  SeverityNotLoweredProblem,
  ContestPendingProblem,
];

const lowerSeverityInput = z.object({
  ticketId: z.string(),
  severity: z.enum(['SEVERE', 'MODERATE', 'LIMITED']),
  reason: prose(2_000),
});

/**
 * Lowers the severity of a ticket, with a reason that the customer reads and may contest once. A promise that still
 * runs then counts the new target from the receipt; a broken one stays broken (C17).
 * Throws one of LOWER_SEVERITY_PROBLEMS.
 */
export async function lowerSeverity(
  ctx: Context,
  raw: z.input<typeof lowerSeverityInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.lowerSeverity');
  const { ticketId, severity: after, reason } = parse(lowerSeverityInput, raw);
  return transact(ctx, actor, async (tx) => {
    const ticket = await ticketAtHand(tx, actor, ticketId);
    checkMove(ticket, actor, 'LOWER_SEVERITY');
    const { id, accountId, severity: before } = ticket;
    checkLower(before, after);
    const pending = await tx.severityLowering.count({
      where: { ticketId, contestedAt: { not: null }, decidedAt: null },
    });
    if (pending > 0) throw new ContestPendingProblem();
    const loweringId = newId('low');
    const lowering = { before, after, reason, loweredById: actor.id, loweredAt: now };
    await tx.severityLowering.create({ data: { id: loweringId, ticketId, accountId, ...lowering } });
    await tx.ticket.update({ where: { id }, data: { severity: after } });
    await addSystemMessage(tx, ticket, loweringNotice(before, after, reason), now);
    return {
      value: { id },
      events: [
        happened('ticket.severity_lowered', ticket, { loweringId, before, after }),
        ...(await lowerTarget(tx, ticket, after, now)),
      ],
    };
  });
}
