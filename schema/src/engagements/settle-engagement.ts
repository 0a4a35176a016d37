import { happened, type NewEvent, type Tx } from '../event.ts';
import { fulfilObligation } from '../obligations/fulfil-obligation.ts';
import { isSettled, stateByMeetings, type TamEngagementType } from './engagement.rules.ts';

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

/** Says that what the plan promises was done: a meeting of that kind was held and recorded (B7). */
export async function keepPromise(
  tx: Tx,
  meeting: { id: string; accountId: string; engagementId: string | null; startsAt: Date; endsAt: Date },
): Promise<NewEvent[]> {
  if (!meeting.engagementId) return [];
  const { type } = await tx.tamEngagement.findUniqueOrThrow({ where: { id: meeting.engagementId } });
  const kind = PROMISES[type];
  if (!kind) return [];
  const { accountId, endsAt: at, startsAt: of } = meeting;
  return fulfilObligation(tx, { accountId, kind, at, of, proof: { type: 'ENGAGEMENT', id: meeting.id } });
}

const PROMISES: Partial<
  Record<TamEngagementType, 'TECHNICAL_MEETING' | 'FEATURE_PRESENTATION' | 'CHECK_IN'>
> = {
  RECURRING_TECHNICAL_MEETING: 'TECHNICAL_MEETING',
  NEW_FEATURE_PRESENTATION: 'FEATURE_PRESENTATION',
  REGULAR_CHECK_IN: 'CHECK_IN',
};

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
