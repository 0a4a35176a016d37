import { newId } from '@tierline/prisma/ids';
import type { NewEvent, Tx } from '../event.ts';
import { changeClocks, type RunningClock, type TicketOfClocks } from './change-clocks.ts';
import { mergedPromise, mergedWaits } from './clock.rules.ts';
import { clockStarted, dueChanged } from './tell-clocks.ts';

type MergedTicket = TicketOfClocks & { clocks: readonly RunningClock[] };

/**
 * Lets the waits of a ticket go on in the one that it is merged into: where both wait for the first response, the target
 * takes the earlier promise, with all that it counts by; a wait that the target does not have becomes one of its own,
 * unchanged. Whoever merges then ends the clocks of the source as MERGED (C20).
 */
export async function mergeClocks(
  tx: Tx,
  source: MergedTicket,
  target: MergedTicket,
  now: Date,
): Promise<NewEvent[]> {
  const events: NewEvent[] = [];
  for (const { clock, into } of mergedWaits(source.clocks, target.clocks)) {
    if (into) events.push(...(await takeEarlier(tx, clock, target, into)));
    else events.push(await goOn(tx, clock, target, now));
  }
  return events;
}

async function takeEarlier(
  tx: Tx,
  clock: RunningClock,
  target: MergedTicket,
  same: RunningClock,
): Promise<NewEvent[]> {
  const promised = mergedPromise(clock, same);
  if (!promised) return [];
  const taken = { ...promised, targetVersion: clock.targetVersion, calendarId: clock.calendarId };
  await changeClocks(tx, [same], taken);
  return dueChanged(target, same, taken, {
    cause: 'MERGED',
    mergedClockId: clock.id,
    calendarId: clock.calendarId,
  });
}

async function goOn(tx: Tx, clock: RunningClock, target: MergedTicket, now: Date): Promise<NewEvent> {
  const { metric, accountId, calendarId, startedAt, owedFrom, targetSeconds, targetVersion } = clock;
  const { countedFrom, promisedAt, atRiskAt, dueAt } = clock;
  const told = (toldAt: Date | null, at: Date | null) => toldAt ?? (at && at <= now ? now : null);
  const moved = {
    ...{ metric, accountId, calendarId, startedAt, owedFrom, targetSeconds, targetVersion },
    ...{ countedFrom, promisedAt, atRiskAt, dueAt },
    id: newId('clk'),
    ticketId: target.id,
    countedOn: clock.countedOn,
    // Ending the clock of the source tells what has come about: none is told twice (C32).
    atRiskToldAt: told(clock.atRiskToldAt, atRiskAt),
    breachToldAt: told(clock.breachToldAt, dueAt && dueAt < now ? dueAt : null),
  };
  await tx.clock.create({ data: moved });
  return clockStarted(target, moved, { continues: clock.id });
}
