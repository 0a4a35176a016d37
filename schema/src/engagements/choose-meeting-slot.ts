import * as z from 'zod';
import { allow, reach } from '../access.ts';
import type { Context } from '../context.ts';
import { EntitlementRequiredProblem } from '../entitlements/entitlement-required.rules.ts';
import { transact } from '../event.ts';
import { checkMeetingTime, EngineerUnavailableProblem } from '../meetings/meeting.rules.ts';
import { planMeeting } from '../meetings/plan-meeting.ts';
import { found, InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { requirePremium } from './account-tam.ts';
import { engagementAtHand } from './engagement-at-hand.ts';
import { EngagementNotOpenProblem } from './engagement.rules.ts';
import { onTicket } from './on-ticket.ts';
import { moveEngagement } from './settle-engagement.ts';

export const CHOOSE_MEETING_SLOT_PROBLEMS = [
  InvalidInputProblem,
  EntitlementRequiredProblem,
  EngagementNotOpenProblem,
  EngineerUnavailableProblem,
];

const chooseMeetingSlotInput = z.object({
  slotId: z.string(),
  contactIds: z.array(z.string()).max(50).nullish(),
});

/**
 * Chooses one of the times that the TAM proposed: the meeting is scheduled, with whoever chooses and whoever asked for
 * it, and the other times are free again (S81).
 * Throws one of CHOOSE_MEETING_SLOT_PROBLEMS.
 */
export async function chooseMeetingSlot(
  ctx: Context,
  raw: z.input<typeof chooseMeetingSlotInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'engagement.chooseSlot');
  const { slotId, contactIds } = parse(chooseMeetingSlotInput, raw);
  return transact(ctx, actor, async (tx) => {
    const known = found(await tx.proposedSlot.findUnique({ where: { id: slotId } }), 'slot', slotId);
    reach(actor, known.accountId);
    const engagement = await engagementAtHand(tx, actor, known.engagementId);
    const { id, accountId, state, tamId, ticket } = engagement;
    if (state !== 'PROPOSED' || !tamId) throw new EngagementNotOpenProblem(state);
    const slot = await tx.proposedSlot.findFirst({ where: { id: slotId, withdrawnAt: null } });
    if (!slot) throw unknownValue('slotId', slotId);
    checkMeetingTime({ ...slot, durationMinutes: (+slot.endsAt - +slot.startsAt) / 60_000 }, now);
    await requirePremium(tx, accountId, slot.startsAt);
    const present = [...(ticket ? [ticket.requesterId] : []), actor.id, ...(contactIds ?? [])];
    const { id: meetingId, events } = await planMeeting(
      tx,
      { actor, now },
      {
        accountId,
        engagementId: id,
        organizerId: tamId,
        title: engagement.title,
        agenda: engagement.purpose,
        startsAt: slot.startsAt,
        endsAt: slot.endsAt,
        joinLink: slot.joinLink,
        guests: { contactIds: [...new Set(present)], staffIds: [] },
      },
    );
    await tx.proposedSlot.update({ where: { id: slotId }, data: { chosenAt: now } });
    await tx.proposedSlot.updateMany({
      where: { engagementId: id, withdrawnAt: null, chosenAt: null },
      data: { withdrawnAt: now },
    });
    return {
      value: { id },
      events: [
        ...events,
        ...onTicket('ticket.meeting_agreed', engagement, {
          meetingId,
          startsAt: slot.startsAt.toISOString(),
          durationMinutes: (+slot.endsAt - +slot.startsAt) / 60_000,
          organizerId: tamId,
        }),
        ...(await moveEngagement(tx, engagement, 'PLANNED', now)),
      ],
    };
  });
}
