import { checkStanding, reach } from '../access.ts';
import { builder } from '../builder.ts';
import { calendarOf, calendarOfPlace } from '../calendar/calendar-of.ts';
import { localInstant } from '../calendar/local-instant.rules.ts';
import {
  answered,
  placedCalendar,
  SupportCalendar,
  SupportWindow,
  type PlacedCalendar,
} from '../calendar/calendar.types.ts';
import type { Context } from '../context.ts';
import { planAt } from '../plans/plan-at.ts';
import { PlanCode, Severity } from '../plans/plan.types.ts';
import { found, RequestError } from '../problem.ts';
import { promise } from './clock.rules.ts';
import { Explanation, nextSupportWindow } from './clock.types.ts';
import { targetAt } from './targets.ts';

interface Preview {
  plan: 'BASIC' | 'ENHANCED' | 'PREMIUM';
  severity: 'SEVERE' | 'MODERATE' | 'LIMITED';
  receivedAt: Date;
  placed: PlacedCalendar;
  target: { version: number; seconds: number } | null;
  promised: { dueAt: Date; atRiskAt: Date } | null;
  asOf: Date;
}

const PlaceInput = builder.inputType('PlaceInput', {
  description: 'Whose local time and holidays count. All of it is told, nothing guessed (K11).',
  fields: (t) => ({
    timeZone: t.string({ required: true, description: 'IANA zone, such as `Europe/Paris`.' }),
    country: t.string({ required: true, description: 'ISO 3166-1 code, such as `FR`.' }),
    subdivision: t.string({ description: 'State or region, such as `BY` for Bavaria.' }),
  }),
});

const SlaPreviewInput = builder.inputType('SlaPreviewInput', {
  description:
    'Either an account, whose plan and calendar count, or, without signing in, a plan and a place to try.',
  fields: (t) => ({
    severity: t.field({ type: Severity, required: true, description: 'How badly the customer is hit.' }),
    at: t.field({ type: 'DateTime', description: 'When the request would be received; now unless told.' }),
    accountId: t.id({
      description: 'Your account: takes its plan at `at`, and your site or the account’s place.',
    }),
    plan: t.field({ type: PlanCode, description: 'The plan to try, with `place` and without `accountId`.' }),
    place: t.field({
      type: PlaceInput,
      description: 'The place to try, with `plan` and without `accountId`.',
    }),
  }),
});

const SlaPreview = builder.objectRef<Preview>('SlaPreview').implement({
  description: 'What would be promised for a request, and why, before it is made (B1).',
  fields: (t) => ({
    plan: t.expose('plan', { type: PlanCode, description: 'The plan that counts.' }),
    severity: t.expose('severity', { type: Severity, description: 'The severity asked about.' }),
    receivedAt: t.expose('receivedAt', {
      type: 'DateTime',
      description: 'When the request would be received.',
    }),
    targetSeconds: t.int({
      nullable: true,
      description: 'The promise in business seconds; null on Basic, which promises none (S48).',
      resolve: ({ target }) => target?.seconds ?? null,
    }),
    targetVersion: t.int({
      nullable: true,
      description: 'The published table of targets (C27).',
      resolve: ({ target }) => target?.version ?? null,
    }),
    dueAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The last instant at which a response would be in time; null where nothing is promised.',
      resolve: ({ promised }) => promised?.dueAt ?? null,
    }),
    dueAtLocal: t.string({
      nullable: true,
      description: '`dueAt` as the customer’s clock shows it, with its offset (C37).',
      resolve: ({ promised, placed }) =>
        promised && localInstant(promised.dueAt.getTime(), placed.spec.timeZone),
    }),
    timeZone: t.string({
      description: 'The zone that counts.',
      resolve: ({ placed }) => placed.spec.timeZone,
    }),
    atRiskAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the promise would come to be at risk (C15).',
      resolve: ({ promised }) => promised?.atRiskAt ?? null,
    }),
    nextSupportWindow: t.field({
      type: SupportWindow,
      description: 'The window in which the desk is open at receipt, or opens next (S48).',
      resolve: ({ placed, receivedAt }) => nextSupportWindow(placed, receivedAt),
    }),
    explain: t.field({
      type: Explanation,
      description: 'Every second from receipt to `dueAt`, else to the end of the next support window.',
      resolve: ({ promised, placed, receivedAt, plan, severity }) => ({
        from: receivedAt.getTime(),
        to: promised?.dueAt.getTime() ?? nextSupportWindow(placed, receivedAt).closesAt,
        placed,
        outcome: promised
          ? { kind: 'DEADLINE' as const, promised: { plan, severity } }
          : { kind: 'WINDOW' as const, plan },
      }),
    }),
    calendar: t.field({
      type: SupportCalendar,
      description: 'What it was computed on.',
      resolve: ({ placed }) => placed,
    }),
    asOf: t.expose('asOf', { type: 'DateTime', description: 'When this was computed (C37).' }),
  }),
});

builder.queryField('slaPreview', (t) =>
  t.field({
    type: SlaPreview,
    description:
      'The due instant of a request before it is made (B1). Open to everybody for a plan and a place; for an account to those who may see it.',
    args: { input: t.arg({ type: SlaPreviewInput, required: true, description: 'What to preview.' }) },
    resolve: async (_root, { input }, ctx) => {
      const receivedAt = input.at ?? ctx.now;
      const { plan, placed } = await tried(input, receivedAt, ctx);
      const target = await targetAt(ctx.db, plan, input.severity, receivedAt);
      return {
        plan,
        severity: input.severity,
        receivedAt,
        placed,
        target,
        promised:
          target &&
          answered(() => promise(placed.calendar, receivedAt, target.seconds, target.atRiskPercent)),
        asOf: ctx.now,
      };
    },
  }),
);

async function tried(input: typeof SlaPreviewInput.$inferInput, at: Date, ctx: Context) {
  const { accountId, plan, place } = input;
  if (!accountId) {
    if (plan && place) return { plan, placed: placedCalendar(await calendarOfPlace(ctx.db, place)) };
    throw new RequestError('BAD_USER_INPUT', {
      fr: 'Envoyez un accountId, ou un forfait et un lieu.',
      en: 'Send an accountId, or a plan and a place.',
    });
  }
  if (plan || place) {
    throw new RequestError('BAD_USER_INPUT', {
      fr: 'Un compte a un forfait et un lieu : envoyez l’accountId seul.',
      en: 'An account has a plan and a place: send the accountId alone.',
    });
  }
  const { actor, db } = ctx;
  checkStanding(actor);
  reach(actor, accountId, 'account.read');
  found(
    await db.account.findUnique({ where: { id: accountId }, select: { id: true } }),
    'account',
    accountId,
  );
  const siteId =
    actor.kind === 'contact'
      ? (await db.contact.findUniqueOrThrow({ where: { id: actor.id }, select: { siteId: true } })).siteId
      : null;
  return {
    plan: await planAt(db, accountId, at),
    placed: placedCalendar(await calendarOf(db, { accountId, siteId })),
  };
}
