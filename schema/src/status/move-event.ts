import { happenedAtVendor, type NewEvent, type Tx } from '../event.ts';
import type { Text } from '../problem.ts';
import { knownEventFor } from './known-event.ts';
import { sayUpdate, type Occasion } from './say-update.ts';
import { checkMove, isOver, type StatusEventKind, type StatusStage } from './status.rules.ts';

/**
 * Takes an event that is at hand to a stage, which may be the one that it is in, and says so.
 *
 * @throws StatusEventEndedProblem, StatusStageProblem
 */
export async function moveEvent(
  tx: Tx,
  event: {
    id: string;
    kind: StatusEventKind;
    stage: StatusStage;
    openedAt: Date;
    startedAt: Date | null;
    endedAt: Date | null;
  },
  { stage, body }: { stage: StatusStage; body: Text },
  occasion: Occasion,
): Promise<[NewEvent, ...NewEvent[]]> {
  checkMove(event, stage);
  const { id } = event;
  const { now } = occasion;
  const begins = stage === 'IN_PROGRESS' && event.startedAt === null;
  const endedAt = now < event.openedAt ? event.openedAt : now;
  await tx.statusEvent.update({
    where: { id },
    data: { stage, ...(begins && { startedAt: now }), ...(isOver(stage) && { endedAt }) },
  });
  const updateId = await sayUpdate(tx, id, { stage, body }, occasion);
  return [
    happenedAtVendor('status.update_posted', id, { updateId, stage }),
    ...(isOver(stage)
      ? [happenedAtVendor('status.event_ended', id, { endedAt: endedAt.toISOString() })]
      : []),
    ...(begins ? await knownEventFor(tx, { eventId: id }, now) : []),
  ];
}
