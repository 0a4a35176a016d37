import { happened, type NewEvent, type Tx } from '../event.ts';
import { isSettled, stateByMeetings } from './engagement.rules.ts';

// What this term offers to others: an engagement follows its meetings and its ticket, in their transaction.

/** Brings the engagement of a meeting that was just recorded or called off into the state that its meetings give it. */
export async function settleEngagement(
  tx: Tx,
  { engagementId }: { engagementId: string | null },
  now: Date,
): Promise<NewEvent[]> {
  if (!engagementId) return [];
  await tx.$queryRaw`select 1 from "TamEngagement" where "id" = ${engagementId} for update`;
  const engagement = await tx.tamEngagement.findUniqueOrThrow({
    where: { id: engagementId },
    include: { series: true, meetings: { select: { status: true } } },
  });
  const { series, meetings, ticketId } = engagement;
  const state = stateByMeetings(
    meetings.map(({ status }) => status),
    { goesOn: series !== null && series.completeAt === null, wasRequested: ticketId !== null },
  );
  return moveEngagement(tx, engagement, state, now);
}

/** Brings an engagement into a state, once. */
export async function moveEngagement(
  tx: Tx,
  engagement: { id: string; accountId: string; state: string },
  state: Parameters<typeof isSettled>[0],
  now: Date,
  cancelReason: string | null = null,
): Promise<NewEvent[]> {
  if (engagement.state === state) return [];
  const settledAt = isSettled(state) ? now : null;
  await tx.tamEngagement.update({ where: { id: engagement.id }, data: { state, settledAt, cancelReason } });
  return [happened('engagement.moved', engagement, { before: engagement.state, after: state })];
}
