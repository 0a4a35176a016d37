import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact } from '../event.ts';
import { prose } from '../input.ts';
import { found, InvalidInputProblem, parse } from '../problem.ts';
import { changeClocks } from './change-clocks.ts';
import { clockAtHand } from './clock-at-hand.ts';
import {
  corrected,
  RepairDecidedProblem,
  RepairOutdatedProblem,
  SamePersonProblem,
  snapshot,
  type Correction,
} from './repair.rules.ts';

export const DECIDE_CLOCK_REPAIR_PROBLEMS = [
  InvalidInputProblem,
  SamePersonProblem,
  RepairDecidedProblem,
  RepairOutdatedProblem,
];

const decideClockRepairInput = z.object({
  repairId: z.string(),
  decision: z.enum(['APPROVED', 'REFUSED']),
  reason: prose(2_000).nullish(),
});

/**
 * Approves or refuses a correction that somebody else proposed. Approved, it changes the clock as it was when it was
 * proposed, and leaves a receipt (C33, B23). Throws one of DECIDE_CLOCK_REPAIR_PROBLEMS.
 */
export async function decideClockRepair(
  ctx: Context,
  raw: z.input<typeof decideClockRepairInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'clock.decideRepair');
  const { repairId: id, decision, reason } = parse(decideClockRepairInput, raw);
  return transact(ctx, actor, async (tx) => {
    const { clockId } = found(await tx.clockRepair.findUnique({ where: { id } }), 'repair', id);
    const { ticket, clock, calendar, atRiskPercent } = await clockAtHand(tx, actor, clockId);
    // Read again once the ticket is locked: two who decide at once do so one after the other.
    const repair = await tx.clockRepair.findUniqueOrThrow({ where: { id } });
    if (repair.state !== 'PROPOSED') throw new RepairDecidedProblem();
    if (repair.proposedById === actor.id) throw new SamePersonProblem();
    const decided = {
      state: decision,
      decidedById: actor.id,
      decidedAt: now,
      decisionReason: reason ?? null,
    };
    const told = { clockId, metric: clock.metric, repairId: id };
    if (decision === 'REFUSED') {
      await tx.clockRepair.update({ where: { id }, data: decided });
      return { value: { id }, events: [happened('clock.repair_refused', ticket, told)] };
    }
    if (repair.clockVersion !== clock.version) throw new RepairOutdatedProblem();
    const change = corrected(clock, calendar, correctionOf(repair), atRiskPercent, now);
    const after = { ...snapshot({ ...clock, ...change }, now) };
    await changeClocks(tx, [clock], change);
    await tx.clockRepair.update({ where: { id }, data: { ...decided, after } });
    return {
      value: { id },
      events: [
        happened('clock.repaired', ticket, {
          ...told,
          correction: repair.correction,
          correctedTo: repair.correctedTo?.toISOString() ?? null,
          proposedById: repair.proposedById,
          approvedById: actor.id,
          before: { ...snapshot(clock, now) },
          after,
        }),
      ],
    };
  });
}

function correctionOf({
  correction,
  correctedTo,
}: {
  correction: Correction['kind'];
  correctedTo: Date | null;
}): Correction {
  return correction === 'CANCEL' || !correctedTo ? { kind: 'CANCEL' } : { kind: correction, at: correctedTo };
}
