import type { NewEvent, Tx } from '../event.ts';
import type { Severity } from '../plans/plan.rules.ts';
import { changeClocks, type RunningClock, type TicketOfClocks } from './change-clocks.ts';
import { replayFromLog } from './replay.ts';
import { dueChanged } from './tell-clocks.ts';

/**
 * Restores what a lowering of the severity changed, as if it had never been: severity and running promises are counted
 * anew from the events of the ticket without it. What is over stays as it ended (C13, C17, C18).
 */
export async function restorePromises(
  tx: Tx,
  ticket: TicketOfClocks & { clocks: readonly RunningClock[] },
  loweringId: string,
  now: Date,
): Promise<{ severity: Severity; events: NewEvent[] }> {
  const restored = { type: 'ticket.severity_restored', occurredAt: now, payload: { loweringId } };
  const { severity, clocks } = await replayFromLog(tx, ticket.id, [restored]);
  const events: NewEvent[] = [];
  for (const clock of ticket.clocks) {
    const unlowered = clocks.find(({ id }) => id === clock.id);
    if (clock.endedAt || !clock.dueAt || !unlowered?.dueAt) continue;
    const { dueAt, atRiskAt, owedFrom, countedFrom, promisedAt, targetSeconds } = unlowered;
    const promised = { dueAt, atRiskAt, owedFrom, countedFrom, promisedAt, targetSeconds };
    await changeClocks(tx, [clock], promised);
    events.push(...dueChanged(ticket, clock, promised, { cause: 'SEVERITY_RESTORED' }));
  }
  return { severity, events };
}
