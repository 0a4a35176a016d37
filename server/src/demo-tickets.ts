import { accounts, type Place } from '@tierline/prisma/demo/customers';
import { staff } from '@tierline/prisma/demo/people';
import type { DemoDeed, DemoTicket, Received } from '@tierline/prisma/demo/ticket-story';
import { asTenant } from '@tierline/prisma/tenancy';
import { supportCalendar } from '@tierline/schema/calendar/support-calendar';
import { recountOutdated } from '@tierline/schema/sla/recounts.jobs';
import { act, type Deed, type World } from './demo-act.ts';
import { uploadOf } from './demo-desk.ts';
import { DAY_MS, MINUTE_MS } from './demo-time.ts';

export function ticketStory(world: World, ticket: DemoTicket, now: Date): Deed[] {
  const { received, from, via, profile, followUpTo, story, key, file, ...request } = ticket;
  const place = placeOf(from);
  const receivedAt = receipt(received, place, now.getTime());
  let ticketId: string;
  let statusEventId: string;
  return [
    {
      at: new Date(receivedAt),
      happen: async (at) => {
        const by = via?.by ?? from;
        const input = {
          ...request,
          attachmentIds: file && [await uploadOf(world, by, at, file)],
          profileId: profile && world.ids.get(profile),
          relatedToId: followUpTo && world.ids.get(followUpTo),
          ...(via && { channel: via.channel, requesterId: world.actors.get(from)!.id }),
        };
        const opened = await act(world, by, at, 'openTicket', input, 'ticket { id }');
        ticketId = opened.id;
        if (key) world.ids.set(key, ticketId);
      },
    },
    ...story.map((deed) => ({
      at: new Date(supportCalendar(place).dueAt(receivedAt, deed.after * MINUTE_MS)),
      happen: async (at: Date) => {
        const review = isReview(deed, story) ? IN_SCOPE : undefined;
        if ('report' in deed) {
          const event = await act(world, deed.by, at, 'reportStatusEvent', deed.report, 'statusEvent { id }');
          statusEventId = event.id;
          return;
        }
        if ('over' in deed) {
          await act(world, deed.by, at, 'endStatusEvent', { statusEventId }, 'statusEvent { id }');
          return;
        }
        if ('proclaim' in deed) return proclaim(world, deed, place, at);
        const { verb, input } = mutationOf(deed, review, world);
        await act(world, deed.by, at, verb, { ticketId, ...input }, 'ticket { id }');
      },
    })),
  ];
}

/** The first of the staff who writes on a ticket reviews its scope in the same act (Q19); others are told of in the story. */
function isReview(deed: DemoDeed, story: readonly DemoDeed[]): boolean {
  const first = story.find(
    (candidate) =>
      ('reply' in candidate || 'resolve' in candidate) &&
      staff.some(({ subject }) => subject === candidate.by),
  );
  return deed === first;
}

const IN_SCOPE = { review: { verdict: 'IN_SCOPE', meetingDecision: 'NOT_NEEDED' } };

function mutationOf(
  deed: Exclude<DemoDeed, { report: object } | { over: true } | { proclaim: object }>,
  review: typeof IN_SCOPE | undefined,
  { actors, ids }: World,
): { verb: string; input: object } {
  if ('assign' in deed) {
    const teamId = deed.team && ids.get(deed.team);
    return { verb: 'assignTicket', input: { assigneeId: actors.get(deed.assign)!.id, teamId } };
  }
  if ('label' in deed) return { verb: 'labelTicket', input: { add: [ids.get(deed.label)] } };
  if ('reply' in deed) return { verb: 'replyToTicket', input: { body: deed.reply, ...review } };
  if ('resolve' in deed) {
    return { verb: 'replyToTicket', input: { body: deed.resolve, resolve: true, ...review } };
  }
  if ('call' in deed) return { verb: 'logCall', input: { summary: deed.call } };
  if ('note' in deed) return { verb: 'addInternalNote', input: { body: deed.note } };
  if ('rate' in deed) return { verb: 'rateTicket', input: { score: deed.rate, comment: deed.comment } };
  if ('close' in deed) return { verb: 'closeTicket', input: {} };
  const { clause, fr, en } = deed.reject;
  return { verb: 'rejectTicket', input: { clause, reasonFr: fr, reasonEn: en } };
}

/** A holiday where nobody expected one, and what waits there counted anew at once, as on a server that runs (C28). */
async function proclaim(
  world: World,
  { by, proclaim: holiday }: Extract<DemoDeed, { proclaim: object }>,
  place: Place,
  at: Date,
): Promise<void> {
  const { timeZone, country, subdivision } = place;
  const calendar = supportCalendar(place);
  const tonight = calendar.nextWindow(at.getTime()).closesAt;
  const opensAt = calendar.nextOpening(tonight);
  const on = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(opensAt);
  const input = { country, subdivision, action: 'ADD', on, ...holiday };
  await act(world, by, at, 'publishHolidayCorrection', input, 'correction { version }');
  await asTenant('every-account', () => recountOutdated(world.client, at));
}

/** Where a customer's person works: at a site of its own, else where the account is. */
function placeOf(subject: string): Place {
  const account = accounts.find(({ administrator, contacts }) =>
    [administrator, ...contacts].some((person) => person.subject === subject),
  );
  if (!account) throw new Error(`The demo knows no customer's person ${subject}.`);
  const { site } = account.contacts.find((person) => person.subject === subject) ?? {};
  return account.sites.find(({ name }) => name === site) ?? account;
}

/** The instant at which something was received, in epoch ms, counted back from `now` in the local business time. */
function receipt(received: Received, place: Place, now: number): number {
  const calendar = supportCalendar(place);
  const windows = (days: number) => calendar.windows(now - days * DAY_MS, now);
  if ('openMinutesAgo' in received) {
    let left = received.openMinutesAgo * MINUTE_MS;
    for (const { opensAt, closesAt } of windows(30).toReversed()) {
      if (left <= closesAt - opensAt) return closesAt - left;
      left -= closesAt - opensAt;
    }
    throw new RangeError(`${received.openMinutesAgo} open minutes are more than a month.`);
  }
  if ('workingDaysAgo' in received) {
    const past = windows(60).filter(({ opensAt }) => opensAt <= now - DAY_MS);
    return atLocalTime(past.at(-received.workingDaysAgo)!.opensAt, received.at);
  }
  if ('monthsAgo' in received) {
    const today = new Date(now);
    const { monthsAgo, day } = received;
    const from = Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - monthsAgo, day);
    return atLocalTime(windows(100).find(({ opensAt }) => opensAt >= from)!.opensAt, received.at);
  }
  const lastHoliday = calendar
    .explain(now - 365 * DAY_MS, now - 7 * DAY_MS)
    .findLast(({ label }) => label === 'HOLIDAY')!;
  const eve = windows(380).findLast(({ closesAt }) => closesAt <= lastHoliday.from)!;
  return atLocalTime(eve.opensAt, received.eveOfHolidayAt);
}

/** "HH:mm" on a day whose desk opened at 08:00 local time, as every working day's does (S16). */
function atLocalTime(opensAt: number, time: string): number {
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  return opensAt + ((hours - 8) * 60 + minutes) * MINUTE_MS;
}
