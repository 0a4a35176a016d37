import type { SignedInActor } from '../access.ts';
import { reachAccount } from '../accounts/reach-account.ts';
import { builder } from '../builder.ts';
import { calendarOf } from '../calendar/calendar-of.ts';
import { localInstant } from '../calendar/local-instant.rules.ts';
import { supportCalendar } from '../calendar/support-calendar.ts';
import type { Context } from '../context.ts';
import { found, RequestError } from '../problem.ts';
import { tamAtHand } from '../tam/tam-at.ts';
import { openSpans, staffTime } from './availability.ts';
import { commonTime, slotsIn, type Span } from './slot.rules.ts';

interface Slot {
  startsAt: Date;
  endsAt: Date;
  customerZone: string;
  engineerZone: string;
}

const MeetingSlot = builder.objectRef<Slot>('MeetingSlot').implement({
  description:
    'A time at which both sides work and the engineer is free: the hours of the engineer’s region and the customer’s have it in common, and it is a holiday of neither (B14, S108).',
  fields: (t) => ({
    startsAt: t.expose('startsAt', { type: 'DateTime', description: 'When it begins.' }),
    endsAt: t.expose('endsAt', { type: 'DateTime', description: 'When it ends.' }),
    startsAtCustomerLocal: t.string({
      description: 'Its beginning by the customer’s clock, with its offset: `2026-07-15T15:00:00+02:00`.',
      resolve: ({ startsAt, customerZone }) => localInstant(startsAt.getTime(), customerZone),
    }),
    startsAtEngineerLocal: t.string({
      description: 'Its beginning by the clock of the engineer’s region, with its offset.',
      resolve: ({ startsAt, engineerZone }) => localInstant(startsAt.getTime(), engineerZone),
    }),
    customerTimeZone: t.exposeString('customerZone', { description: 'The customer’s IANA zone.' }),
    engineerTimeZone: t.exposeString('engineerZone', {
      description: 'The IANA zone of the engineer’s region.',
    }),
  }),
});

const LONGEST_SPAN_MS = 31 * 86_400_000;
const WEEK_MS = 7 * 86_400_000;

builder.queryField('meetingSlots', (t) =>
  t.field({
    type: [MeetingSlot],
    description:
      'When an engineer and a customer can meet, the earliest first: a slot for each quarter of an hour at which one can begin (B14). Both calendars count, with the holidays of both, the engineer’s absences, and the meetings of both (S108).',
    authScopes: { signedIn: true },
    args: {
      accountId: t.arg.id({ required: true, description: 'The customer.' }),
      contactId: t.arg.id({
        description:
          'A person of the customer: whose site’s hours and meetings count. The account’s unless told.',
      }),
      staffId: t.arg.id({
        description:
          'Whom to meet. For staff, oneself unless told; for customers always the account’s Technical Account Manager.',
      }),
      durationMinutes: t.arg.int({ required: true, description: 'How long: 5 to 480 minutes.' }),
      from: t.arg({ type: 'DateTime', description: 'Not before; now unless told, and never in the past.' }),
      to: t.arg({
        type: 'DateTime',
        description: 'Over by then: a week after `from` unless told, 31 days at most.',
      }),
      first: t.arg.int({ description: 'How many: 1 to 100, 25 unless told.' }),
    },
    resolve: async (_root, args, ctx) => {
      const { accountId, durationMinutes } = args;
      const actor = ctx.actor as SignedInActor; // `signedIn` lets nobody else in
      await reachAccount(ctx, accountId);
      const from = Math.max(ctx.now.getTime(), (args.from ?? ctx.now).getTime());
      const to = args.to?.getTime() ?? from + WEEK_MS;
      const first = args.first ?? 25;
      checkQuestion({ from, to }, durationMinutes, first);
      const staffId = await whomToMeet(ctx, actor, accountId, args.staffId);
      const staff = await staffTime(ctx.db, staffId, { from, to });
      const customer = await customerTime(ctx, accountId, args.contactId ?? null, { from, to });
      const free = commonTime(
        [staff.open, customer.open],
        [...staff.away, ...staff.meetings, ...customer.meetings],
      );
      return slotsIn(free, durationMinutes * 60_000, first).map((slot) => ({
        startsAt: new Date(slot.from),
        endsAt: new Date(slot.to),
        customerZone: customer.timeZone,
        engineerZone: staff.timeZone,
      }));
    },
  }),
);

function checkQuestion({ from, to }: Span, durationMinutes: number, first: number): void {
  const wrong =
    to <= from
      ? { fr: '`to` doit suivre `from`, et maintenant.', en: '`to` must follow `from`, and now.' }
      : to - from > LONGEST_SPAN_MS
        ? { fr: 'Demandez 31 jours au plus.', en: 'Ask for 31 days at most.' }
        : durationMinutes < 5 || durationMinutes > 480
          ? { fr: 'Une réunion dure de 5 à 480 minutes.', en: 'A meeting lasts 5 to 480 minutes.' }
          : first < 1 || first > 100
            ? {
                fr: `Demandez de 1 à 100 créneaux, et non ${first}.`,
                en: `Ask for 1 to 100 slots, not ${first}.`,
              }
            : null;
  if (wrong) throw new RequestError('BAD_USER_INPUT', wrong);
}

/** Customers find times of their TAM; of nobody else's days do they learn anything. */
async function whomToMeet(
  ctx: Context,
  actor: SignedInActor,
  accountId: string,
  asked: string | null | undefined,
): Promise<string> {
  if (actor.kind === 'staff') {
    const id = asked ?? actor.id;
    found(
      await ctx.db.staffMember.findUnique({ where: { id }, select: { id: true } }),
      'member of staff',
      id,
    );
    return id;
  }
  const tam = await tamAtHand(ctx.db, accountId, ctx.now);
  if (!tam || (asked && asked !== tam.staffId)) {
    throw new RequestError('NOT_FOUND', {
      fr: 'Le compte n’a pas ce Technical Account Manager.',
      en: 'The account has no such Technical Account Manager.',
    });
  }
  return tam.staffId;
}

async function customerTime(ctx: Context, accountId: string, contactId: string | null, { from, to }: Span) {
  const contact = contactId
    ? found(await ctx.db.contact.findFirst({ where: { id: contactId, accountId } }), 'contact', contactId)
    : null;
  const spec = await calendarOf(ctx.db, { accountId, siteId: contact?.siteId ?? null });
  const meetings = await ctx.db.meeting.findMany({
    where: {
      accountId,
      status: { not: 'CANCELLED' },
      startsAt: { lt: new Date(to) },
      endsAt: { gt: new Date(from) },
      ...(contact && { attendees: { some: { contactId: contact.id } } }),
    },
    select: { startsAt: true, endsAt: true },
  });
  return {
    timeZone: spec.timeZone,
    open: openSpans(supportCalendar(spec).windows(from, to)),
    meetings: meetings.map(({ startsAt, endsAt }) => ({ from: startsAt.getTime(), to: endsAt.getTime() })),
  };
}
