import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { accountAtHand } from '../accounts/account-at-hand.ts';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { EntitlementRequiredProblem } from '../entitlements/entitlement-required.rules.ts';
import { happened, transact, type NewEvent, type Tx } from '../event.ts';
import { line, prose } from '../input.ts';
import { inviteToSeries } from '../meetings/invite.ts';
import { joinLinkInput, meetingInput } from '../meetings/meeting-input.ts';
import { checkMeetingTime, endOf, EngineerUnavailableProblem } from '../meetings/meeting.rules.ts';
import { checkGuests, planMeeting } from '../meetings/plan-meeting.ts';
import { checkJoinable } from '../meetings/room.rules.ts';
import { occurrencesOf, readRule, wallClock } from '../meetings/recurrence.rules.ts';
import { WRITTEN_AHEAD_MS, writeOccurrences } from '../meetings/series.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { requirePremium, tamOfAccount } from './account-tam.ts';
import { NoTamProblem, PLANNED_TYPES } from './engagement.rules.ts';

export const PLAN_ENGAGEMENT_PROBLEMS = [
  InvalidInputProblem,
  EntitlementRequiredProblem,
  NoTamProblem,
  EngineerUnavailableProblem,
];

const planEngagementInput = z.object({
  accountId: z.string(),
  type: z.enum(PLANNED_TYPES),
  purpose: prose(2_000)
    .nullish()
    .transform((purpose) => purpose ?? null),
  features: z
    .array(
      z.object({
        title: line(200),
        detail: line(1_000)
          .nullish()
          .transform((detail) => detail ?? null),
        url: joinLinkInput.nullish().transform((url) => url ?? null),
      }),
    )
    .max(50)
    .nullish()
    .transform((features) => features ?? []),
  startsAt: z.date(),
  recurrence: z.string().trim().max(500).nullish(),
  ...meetingInput,
});

/**
 * Plans a service of the account's TAM: a meeting, or meetings that come back by a rule in the customer's wall clock
 * (S71–S74, S79). What a customer wants goes through the intake process instead (S87).
 * Throws one of PLAN_ENGAGEMENT_PROBLEMS.
 */
export async function planEngagement(
  ctx: Context,
  raw: z.input<typeof planEngagementInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'engagement.plan');
  const input = parse(planEngagementInput, raw);
  const { accountId, type, title, purpose, features, startsAt, durationMinutes, recurrence } = input;
  checkMeetingTime(input, now);
  checkFeatures(type, features);
  // One room does not hold a series: it is made for one meeting.
  checkJoinable(input.joinLink, recurrence == null ? ctx.meetingProvider : null);
  return transact(ctx, actor, async (tx) => {
    const { timeZone } = await accountAtHand(tx, actor, accountId);
    await requirePremium(tx, accountId, startsAt);
    const tamId = await tamOfAccount(tx, actor, accountId, now);
    const id = newId('eng');
    await tx.tamEngagement.create({
      data: { id, accountId, type, title, purpose, features, tamId, state: 'PLANNED', createdAt: now },
    });
    const planned = happened(
      'engagement.planned',
      { id, accountId },
      { type, tamId, startsAt: startsAt.toISOString(), recurs: recurrence != null },
    );
    const meeting = { ...input, engagementId: id, organizerId: tamId, guests: input };
    if (recurrence == null) {
      const { title, agenda, joinLink } = input;
      const { events } = await planMeeting(
        tx,
        { actor, now },
        {
          accountId,
          engagementId: id,
          organizerId: tamId,
          title,
          agenda,
          joinLink,
          startsAt,
          endsAt: endOf(startsAt, durationMinutes),
          guests: input,
        },
      );
      return { value: { id }, events: [planned, ...events] };
    }
    if (startsAt.getTime() % 60_000 !== 0) throw notAMinute();
    const rule = readRule(recurrence, timeZone, 'recurrence');
    const events = await startSeries(tx, { ...meeting, rule, timeZone }, now);
    return { value: { id }, events: [planned, ...events] };
  });
}

/** A presentation shows something; nothing else does (S73). */
function checkFeatures(type: (typeof PLANNED_TYPES)[number], features: readonly object[]): void {
  const presents = type === 'NEW_FEATURE_PRESENTATION';
  if (presents === features.length > 0) return;
  throw new InvalidInputProblem([
    {
      path: 'features',
      code: presents ? 'TOO_SMALL' : 'UNEXPECTED',
      text: presents
        ? { fr: 'est vide : que présente-t-on ?', en: 'is empty: what is presented?' }
        : { fr: 'n’a de sens que pour une présentation.', en: 'makes sense for a presentation only.' },
    },
  ]);
}

interface NewSeries extends z.output<typeof planEngagementInput> {
  engagementId: string;
  organizerId: string;
  rule: string;
  timeZone: string;
}

async function startSeries(tx: Tx, series: NewSeries, now: Date): Promise<NewEvent[]> {
  const { accountId, engagementId, organizerId, rule, timeZone, startsAt, durationMinutes } = series;
  await checkGuests(tx, accountId, series);
  const row = {
    id: newId('mse'),
    accountId,
    engagementId,
    rule,
    timeZone,
    startsAtLocal: wallClock(startsAt, timeZone),
    durationMinutes,
    writtenUntil: startsAt,
  };
  const until = new Date(startsAt.getTime() + WRITTEN_AHEAD_MS);
  const { starts } = occurrencesOf(row, startsAt.getTime(), until.getTime());
  if (starts[0] !== startsAt.getTime()) throw notFirst(starts[0]);
  await tx.meetingSeries.create({ data: row });
  const { title, agenda, joinLink } = series;
  const pattern = { title, agenda, organizerId, joinLink, provider: 'OWN_LINK' as const, guests: series };
  const { events } = await writeOccurrences(tx, { ...row, endedAt: null }, pattern, until, now);
  await inviteToSeries(tx, row.id, 'REQUEST', now);
  return events;
}

function notAMinute(): InvalidInputProblem {
  return new InvalidInputProblem([
    {
      path: 'startsAt',
      code: 'NOT_A_WHOLE_MINUTE',
      text: {
        fr: 'doit être une minute entière : ce qui revient commence à une minute.',
        en: 'must be a whole minute: what comes back begins at one.',
      },
    },
  ]);
}

/** RFC 5545 leaves open what a rule means whose first occurrence is not the start. */
function notFirst(first: number | undefined): InvalidInputProblem {
  const next = first === undefined ? '' : new Date(first).toISOString();
  return new InvalidInputProblem([
    {
      path: 'startsAt',
      code: 'NOT_AN_OCCURRENCE',
      text: {
        fr: `n’est pas une occurrence de la règle${next && ` ; la première est le ${next}`}.`,
        en: `is no occurrence of the rule${next && `; the first one is ${next}`}.`,
      },
    },
  ]);
}
