import type { engagements } from '@tierline/prisma/demo/engagements';
import { act, type Deed, type World } from './demo-act.ts';
import { before, DAY_MS, MINUTE_MS } from './demo-time.ts';

type Agreed = (typeof engagements)[number];

/** From the day on which the TAM was named: a runbook, a check-in that was held, and technical meetings ahead (S74, S75, S79). */
export function engaging(world: World, agreed: Agreed, now: Date): Deed[] {
  const { account, tam, contact, runbook, checkIn, technicalMeeting } = agreed;
  const people = () => {
    const contactId = world.actors.get(contact)!.id;
    return { accountId: world.ids.get(account), contactId, tamId: world.actors.get(tam)!.id };
  };
  const named = before(now, 2).getTime();
  // Meetings come back at a minute, not at a second.
  const heldAt = new Date(Math.floor(before(now, 1).getTime() / MINUTE_MS) * MINUTE_MS);
  let meetingId: string | undefined;
  return [
    {
      at: new Date(named + 10 * MINUTE_MS),
      happen: async (at) => {
        const { accountId, contactId, tamId } = people();
        const contacts = [
          { role: 'Premier appel, décide d’un retour en arrière', contactId },
          { role: 'Coordonne', staffId: tamId },
        ];
        await act(world, tam, at, 'publishRunbook', { accountId, contacts, ...runbook }, 'runbook { id }');
      },
    },
    {
      at: new Date(named + 20 * MINUTE_MS),
      happen: async (at) => {
        const { accountId, contactId } = people();
        // By a rule, for it may be a Sunday when somebody first looks at the demo.
        const input = {
          accountId,
          type: 'REGULAR_CHECK_IN',
          title: checkIn.title,
          agenda: checkIn.agenda,
          startsAt: heldAt.toISOString(),
          durationMinutes: 30,
          recurrence: 'FREQ=WEEKLY;INTERVAL=4;COUNT=6',
          joinLink: 'https://meet.example/belcourt-point',
          contactIds: [contactId],
        };
        const made = await act(world, tam, at, 'planEngagement', input, MEETINGS);
        meetingId = made.meetings?.nodes[0]?.id;
        const next = new Date(Math.ceil(now.getTime() / DAY_MS + 2) * DAY_MS + 9 * 60 * MINUTE_MS);
        const series = {
          accountId,
          type: 'RECURRING_TECHNICAL_MEETING',
          ...technicalMeeting,
          startsAt: next.toISOString(),
          durationMinutes: 60,
          joinLink: 'https://meet.example/belcourt-technique',
          contactIds: [contactId],
        };
        await act(world, tam, at, 'planEngagement', series, MEETINGS);
      },
    },
    {
      at: new Date(heldAt.getTime() + 35 * MINUTE_MS),
      happen: async (at) => {
        const { tamId } = people();
        const dueOn = new Date(now.getTime() + 7 * DAY_MS).toISOString().slice(0, 10);
        const { minutes, decisions, actionItem } = checkIn;
        const actionItems = [{ text: actionItem, ownerStaffId: tamId, dueOn }];
        const input = { meetingId, minutes, decisions, actionItems };
        await act(world, tam, at, 'recordMeetingHeld', input, 'meeting { id }');
      },
    },
  ];
}

const MEETINGS = 'engagement { id meetings(first: 1) { nodes { id } } }';
