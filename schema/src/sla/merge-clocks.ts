import { newId } from '@tierline/prisma/ids';
import type { NewEvent, Tx } from '../event.ts';
import { changeClocks, type RunningClock, type TicketOfClocks } from './change-clocks.ts';
import { mergedPromise } from './clock.rules.ts';
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
  const waitsFor = target.clocks.filter((clock) => !clock.endedAt && clock.metric !== 'RESOLUTION');
  for (const clock of source.clocks) {
    if (clock.endedAt || clock.metric === 'RESOLUTION') continue;
    const same = waitsFor.find(({ metric }) => metric === clock.metric);
    if (same) events.push(...(await takeEarlier(tx, clock, target, same)));
    // The wait for a first response waits for the same answer.
    else if (clock.metric === 'INITIAL_RESPONSE' || waitsFor.length === 0) {
      events.push(await goOn(tx, clock, target, now));
    }
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
