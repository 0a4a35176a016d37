import type { engagements } from '@tierline/prisma/demo/engagements';
import { act, type Deed, type World } from './demo-act.ts';
import { before, DAY_MS, MINUTE_MS } from './demo-time.ts';

export type Agreed = (typeof engagements)[number];

/** Since the TAM was named: a runbook, and meetings that come back, were held, or were not (S73, S74, S75, S79). */
export function engaging(world: World, agreed: Agreed, now: Date): Deed[] {
  const { account, tam, contact, runbook, checkIn, technicalMeeting, presentation } = agreed;
  const people = () => {
    const contactId = world.actors.get(contact)!.id;
    return { accountId: world.ids.get(account), contactId, tamId: world.actors.get(tam)!.id };
  };
  const named = before(now, 187).getTime();
  const first = whole(before(now, checkIn.heldDaysAgo[0]));
  const meetings = new Map<string, string>();
  const nameOf = (title: string, at: Date) => `${title} ${at.toISOString().slice(0, 10)}`;
  const plan = async (at: Date, title: string, input: { startsAt: Date; [key: string]: unknown }) => {
    const { accountId, contactId } = people();
    const link = `https://meet.example/belcourt-${title.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`;
    const meeting = { accountId, title, durationMinutes: 30, joinLink: link, contactIds: [contactId] };
    const startsAt = input.startsAt.toISOString();
    const made = await act(world, tam, at, 'planEngagement', { ...meeting, ...input, startsAt }, MEETINGS);
    for (const { id, startsAt } of made.meetings?.nodes ?? [])
      meetings.set(nameOf(title, new Date(startsAt)), id);
  };
  const record = async (title: string, at: Date, verb: string, what: object) => {
    const input = { meetingId: meetings.get(nameOf(title, at)), ...what };
    await act(world, tam, at, verb, input, 'meeting { id }');
  };
  const held = (title: string, at: Date, { minutes }: { minutes: string }, more: object = {}) =>
    record(title, at, 'recordMeetingHeld', { minutes, decisions: [], actionItems: [], ...more });
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
        // By rules, for it may be a Sunday when somebody first looks at the demo.
        await plan(at, checkIn.title, {
          type: 'REGULAR_CHECK_IN',
          agenda: checkIn.agenda,
          startsAt: first,
          recurrence: EVERY_FOUR_WEEKS,
        });
        await plan(at, technicalMeeting.title, {
          type: 'RECURRING_TECHNICAL_MEETING',
          startsAt: new Date(first.getTime() + 60 * MINUTE_MS),
          recurrence: EVERY_FOUR_WEEKS,
        });
        await plan(at, presentation.title, {
          type: 'NEW_FEATURE_PRESENTATION',
          features: presentation.features,
          startsAt: new Date(whole(before(now, presentation.heldDaysAgo)).getTime() + 120 * MINUTE_MS),
          recurrence: 'FREQ=WEEKLY;COUNT=1',
        });
      },
    },
    ...checkIn.heldDaysAgo.map((daysAgo, index) => ({
      at: recordedAt(before(now, daysAgo)),
      happen: async (at: Date) => {
        const { decisions, actionItem } = checkIn;
        const dueOn = new Date(now.getTime() + 7 * DAY_MS).toISOString().slice(0, 10);
        const actionItems = [{ text: actionItem, ownerStaffId: people().tamId, dueOn }];
        const isLast = index === checkIn.heldDaysAgo.length - 1;
        await held(checkIn.title, at, checkIn, isLast ? { decisions, actionItems } : {});
        await held(technicalMeeting.title, at, technicalMeeting);
        if (daysAgo === presentation.heldDaysAgo) await held(presentation.title, at, presentation);
      },
    })),
    {
      at: recordedAt(before(now, technicalMeeting.missedDaysAgo)),
      happen: async (at) => {
        const { title, missedReason: reason } = technicalMeeting;
        await record(title, at, 'recordMeetingMissed', { reason });
      },
    },
  ];
}

const EVERY_FOUR_WEEKS = 'FREQ=WEEKLY;INTERVAL=4';
const MEETINGS = 'engagement { id meetings(first: 20) { nodes { id startsAt } } }';

/** Ten o'clock at Greenwich of that day: what comes back begins at a whole minute, and within the day of Paris. */
function whole(at: Date): Date {
  return new Date(Math.floor(at.getTime() / DAY_MS) * DAY_MS + 10 * 60 * MINUTE_MS);
}

/** Some hours later: meetings keep their time on the customer's wall clock when summer time begins or ends. */
function recordedAt(at: Date): Date {
  return new Date(whole(at).getTime() + 5 * 60 * MINUTE_MS);
}
