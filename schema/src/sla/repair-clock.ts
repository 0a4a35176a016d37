import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse, type Refinement } from '../problem.ts';
import { clockAtHand } from './clock-at-hand.ts';
import { corrected, snapshot, type Correction } from './repair.rules.ts';

export const REPAIR_CLOCK_PROBLEMS = [InvalidInputProblem];

const ONE_OF_THEM: Refinement = {
  code: 'ONE_OF_THEM',
  fr: 'doit dire une chose : respondedAt, dueAt ou cancel.',
  en: 'must say one thing: respondedAt, dueAt or cancel.',
};
const repairClockInput = z.object({
  clockId: z.string(),
  correction: z
    .object({
      respondedAt: z.date().nullish(),
      dueAt: z.date().nullish(),
      cancel: z.boolean().nullish(),
    })
    .refine(({ respondedAt, dueAt, cancel }) => [respondedAt, dueAt, cancel].filter(Boolean).length === 1, {
      params: ONE_OF_THEM,
    }),
  reason: prose(2_000),
});

/**
 * Proposes a correction of a clock, with its reason. Nothing changes before another person approves it
 * (`decideClockRepair`), and only while the clock is as it is now (C33, C35). Throws one of REPAIR_CLOCK_PROBLEMS.
 */
export async function repairClock(
  ctx: Context,
  raw: z.input<typeof repairClockInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'clock.repair');
  const { clockId, correction: told, reason } = parse(repairClockInput, raw);
  const correction = correctionOf(told);
  return transact(ctx, actor, async (tx) => {
    const { ticket, clock, calendar, atRiskPercent } = await clockAtHand(tx, actor, clockId);
    corrected(clock, calendar, correction, atRiskPercent, now); // what cannot be is not even proposed
    const id = newId('rep');
    await tx.clockRepair.create({
      data: {
        id,
        clockId,
        accountId: clock.accountId,
        correction: correction.kind,
        correctedTo: correction.kind === 'CANCEL' ? null : correction.at,
        reason,
        clockVersion: clock.version,
        before: { ...snapshot(clock, now) },
        state: 'PROPOSED',
        proposedById: actor.id,
        proposedAt: now,
      },
    });
    return {
      value: { id },
      events: [happened('clock.repair_proposed', ticket, { clockId, metric: clock.metric, repairId: id })],
    };
  });
}

function correctionOf({ respondedAt, dueAt }: z.output<typeof repairClockInput>['correction']): Correction {
  if (respondedAt) return { kind: 'RESPONDED_AT', at: respondedAt };
  return dueAt ? { kind: 'DUE_AT', at: dueAt } : { kind: 'CANCEL' };
}
