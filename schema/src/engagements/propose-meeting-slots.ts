import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { EntitlementRequiredProblem } from '../entitlements/entitlement-required.rules.ts';
import { happened, transact, type Tx } from '../event.ts';
import { holdStaff } from '../meetings/availability.ts';
import { ownLinkInput } from '../meetings/meeting-input.ts';
import { checkMeetingTime, endOf, EngineerUnavailableProblem } from '../meetings/meeting.rules.ts';
import { checkJoinable } from '../meetings/room.rules.ts';
import { notify } from '../notifications/notify.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { requirePremium, tamOfAccount } from './account-tam.ts';
import { engagementAtHand } from './engagement-at-hand.ts';
import { EngagementNotOpenProblem, NoTamProblem } from './engagement.rules.ts';
import { onTicket } from './on-ticket.ts';
import { moveEngagement } from './settle-engagement.ts';

export const PROPOSE_MEETING_SLOTS_PROBLEMS = [
  InvalidInputProblem,
  EntitlementRequiredProblem,
  NoTamProblem,
  EngagementNotOpenProblem,
  EngineerUnavailableProblem,
];

const proposeMeetingSlotsInput = z.object({
  engagementId: z.string(),
  startsAt: z.array(z.date()).min(1).max(10),
  durationMinutes: z.number().int(),
  joinLink: ownLinkInput,
});

/**
 * Proposes times for a meeting that a customer asked for; the customer chooses one of them. Others that were proposed
 * before are withdrawn (S81).
 * Throws one of PROPOSE_MEETING_SLOTS_PROBLEMS.
 */
export async function proposeMeetingSlots(
  ctx: Context,
  raw: z.input<typeof proposeMeetingSlotsInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'engagement.plan');
  const { engagementId, startsAt, durationMinutes, joinLink } = parse(proposeMeetingSlotsInput, raw);
  const slots = startsAt.map((start) => ({ startsAt: start, endsAt: endOf(start, durationMinutes) }));
  for (const slot of slots) checkMeetingTime({ ...slot, durationMinutes }, now);
  checkJoinable(joinLink, ctx.meetingProvider);
  return transact(ctx, actor, async (tx) => {
    const engagement = await engagementAtHand(tx, actor, engagementId);
    const { id, accountId, state } = engagement;
    if (engagement.type !== 'OTHER_MEETING' || (state !== 'REQUESTED' && state !== 'PROPOSED')) {
      throw new EngagementNotOpenProblem(state);
    }
    await requirePremium(tx, accountId, now);
    const tamId = await tamOfAccount(tx, actor, accountId, now);
    for (const slot of slots) await holdStaff(tx, tamId, slot);
    await tx.proposedSlot.updateMany({
      where: { engagementId: id, withdrawnAt: null },
      data: { withdrawnAt: now },
    });
    await tx.proposedSlot.createMany({
      data: slots.map((slot) => ({
        id: newId('slo'),
        engagementId: id,
        accountId,
        ...slot,
        joinLink,
        proposedById: actor.id,
        proposedAt: now,
      })),
    });
    await tx.tamEngagement.update({ where: { id }, data: { tamId } });
    const eventId = newId('evt');
    if (engagement.ticket) {
      await notify(
        tx,
        [
          {
            kind: 'MEETING_SLOTS_PROPOSED',
            data: {
              count: slots.length,
              startsAt: [...startsAt].sort((a, b) => +a - +b).map((start) => start.toISOString()),
              durationMinutes,
              timeZone: await zoneOfContact(tx, engagement.ticket.requesterId),
            },
            recipient: { contactId: engagement.ticket.requesterId },
            accountId,
            ticketId: engagement.ticketId,
            causeId: eventId,
          },
        ],
        now,
      );
    }
    return {
      value: { id },
      events: [
        {
          ...happened('engagement.slots_proposed', engagement, {
            startsAt: startsAt.map((start) => start.toISOString()),
            durationMinutes,
          }),
          id: eventId,
        },
        ...onTicket('ticket.times_proposed', engagement, {
          startsAt: startsAt.map((start) => start.toISOString()),
          durationMinutes,
        }),
        ...(await moveEngagement(tx, engagement, 'PROPOSED', now)),
      ],
    };
  });
}

/** Where the contact works: the site, else the account. */
async function zoneOfContact(tx: Tx, id: string): Promise<string> {
  const { site, account } = await tx.contact.findUniqueOrThrow({
    where: { id },
    include: { site: true, account: true },
  });
  return site?.timeZone ?? account.timeZone;
}
