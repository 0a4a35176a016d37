import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow, type SignedInActor } from '../access.ts';
import { CalendarError } from '../calendar/calendar-error.rules.ts';
import { closedDay } from '../calendar/calendar-of.ts';
import { assertPlanClockWeek, BUSINESS_WEEK } from '../calendar/week.rules.ts';
import { checkNear } from '../calendar/near.rules.ts';
import type { Context } from '../context.ts';
import { happened, transact, type NewEvent, type Tx } from '../event.ts';
import { line } from '../input.ts';
import { InvalidInputProblem, parse, type Refinement } from '../problem.ts';
import { replayClocks } from '../sla/recounts.ts';
import { accountAtHand } from './account-at-hand.ts';

export const CLOSE_DAY_PROBLEMS = [InvalidInputProblem];

const localTime = z.string().refine((text) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text), {
  params: {
    code: 'INVALID_FORMAT',
    fr: 'n’est pas une heure telle que 09:30.',
    en: 'is not a time such as 09:30.',
  } satisfies Refinement,
});
const closeDayInput = z
  .object({
    accountId: z.string(),
    on: z.iso.date(),
    opensAt: localTime.nullish(),
    closesAt: localTime.nullish(),
    reason: line(200),
  })
  .refine(
    ({ opensAt, closesAt }) =>
      (opensAt ?? null) === null || (closesAt ?? null) === null || opensAt! < closesAt!,
    {
      path: ['closesAt'],
      params: {
        code: 'NOT_AFTER_OPENING',
        fr: 'doit suivre l’ouverture.',
        en: 'must come after the opening.',
      } satisfies Refinement,
    },
  );

/**
 * Closes the desk for this customer on a local date, or shortens the day: it can never lengthen one (K9, C38).
 * Running clocks are counted anew in the same transaction (C28). Throws one of CLOSE_DAY_PROBLEMS.
 */
export async function closeDay(ctx: Context, raw: z.input<typeof closeDayInput>): Promise<{ id: string }> {
  const { actor } = ctx;
  allow(actor, 'account.closeDays');
  const { accountId, ...input } = parse(closeDayInput, raw);
  const day = {
    on: new Date(`${input.on}T00:00:00Z`),
    opensAt: input.opensAt ?? null,
    closesAt: input.closesAt ?? null,
    reason: input.reason,
  };
  checkNear('on', day.on, ctx.now);
  checkShortens(day, input.opensAt ? 'opensAt' : 'closesAt');
  return changeDays(ctx, actor, accountId, async (tx) => {
    await tx.accountCalendarOverride.upsert({
      where: { accountId_on: { accountId, on: day.on } },
      create: { id: newId('ovr'), accountId, ...day },
      update: day,
    });
    return happened('account.day_closed', { id: accountId, accountId }, { ...closedDay(day) });
  });
}

/** @throws InvalidInputProblem for hours that the desk never has on that date (C38) */
function checkShortens(day: Parameters<typeof closedDay>[0], path: string): void {
  try {
    assertPlanClockWeek(BUSINESS_WEEK, [closedDay(day)]);
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    throw new InvalidInputProblem([{ path, code: error.code, text: ONLY_SHORTER }]);
  }
}

const ONLY_SHORTER = {
  fr: 'ne peut que raccourcir un jour ouvré, de 08:00 à 18:00.',
  en: 'can only shorten a working day, 08:00 to 18:00.',
};

/** One change of an account's closed days, and what it does to running clocks, in one transaction. */
export function changeDays(
  ctx: Context,
  actor: SignedInActor,
  accountId: string,
  change: (tx: Tx) => Promise<NewEvent>,
): Promise<{ id: string }> {
  return transact(ctx, actor, async (tx) => {
    await accountAtHand(tx, actor, accountId);
    const changed = await change(tx);
    return { value: { id: accountId }, events: [changed, ...(await replayClocks(tx, accountId, ctx.now))] };
  });
}
