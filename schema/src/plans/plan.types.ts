import { BENEFITS } from '@tierline/prisma/catalogue/benefits';
import { IDEAL_FOR } from '@tierline/prisma/catalogue/ideal-for';
import { REQUEST_TYPES } from '@tierline/prisma/catalogue/request-types';
import { SEVERITIES } from '@tierline/prisma/catalogue/severities';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { localeArg, localized } from '../localized.ts';
import { tableAt } from '../sla/targets.ts';
import { grantedBenefits, type Granted } from './plan.rules.ts';

export const PlanCode = builder.enumType('PlanCode', {
  description: 'The three plans of the programme (S5). An account is on exactly one at any instant.',
  values: {
    BASIC: { description: 'For every customer, free of charge; no response time is promised (S19, S48).' },
    ENHANCED: {
      description: 'The most popular: the responsive team, and initial response times (S24, S25).',
    },
    PREMIUM: {
      description: 'Adds a Technical Account Manager, priority routing and shorter response times (S29).',
    },
  } as const,
});

export const Severity = builder.enumType('Severity', {
  description:
    'How badly a customer is hit. The programme names the three levels without defining them: the definitions here are Tierline’s own (Q1).',
  values: described(
    SEVERITIES,
    ({ number, label, definition }) => `Severity ${number}, « ${label.fr} ». ${definition.en}`,
  ),
});

export const Channel = builder.enumType('Channel', {
  description: 'How a request reaches the desk (S12–S14).',
  values: {
    WEB: { description: 'The support portal, this API or its SDK (S12).' },
    EMAIL: { description: 'A mail to the desk (S13).' },
    PHONE: { description: 'A voicemail (S14). On Basic for severity 1 only (S40).' },
  } as const,
});

export const TicketKind = builder.enumType('TicketKind', {
  description: 'What sort of request a ticket is; it follows from the request type (S28, S30).',
  values: {
    INCIDENT: { description: 'Something does not work.' },
    SERVICE_REQUEST: { description: 'Something is wanted.' },
    TAM_REQUEST: { description: 'For the account’s Technical Account Manager; Premium only (S30).' },
  } as const,
});

const BenefitClass = builder.enumType('BenefitClass', {
  description: 'What sort of thing a benefit is (S3).',
  values: {
    RESOURCE: { description: 'Something to use by oneself.' },
    ADVICE: { description: 'Somebody who advises.' },
    SUPPORT: { description: 'Somebody who helps when it is needed.' },
  } as const,
});

export const CoverageVerdict = builder.enumType('CoverageVerdict', {
  description: 'What a plan makes of a request type: one cell of the coverage matrix (S42).',
  values: {
    COVERED: { description: 'The plan covers it.' },
    NOT_COVERED: { description: 'The plan does not cover it; a higher one does.' },
    EXCLUDED: {
      description: 'A clause excludes it: it takes a new technical services engagement (S95, S107).',
    },
  } as const,
});

const BenefitCode = builder.enumType('BenefitCode', {
  description: 'Names a benefit of a plan; never changes with the language.',
  values: described(BENEFITS, ({ label }) => `${label.en}.`),
});

const IdealForCode = builder.enumType('IdealForCode', {
  description: 'For whom the programme calls a plan ideal (S21–S23, S32, S33).',
  values: described(IDEAL_FOR, (label) => `${label.en}.`),
});

export const RequestTypeCode = builder.enumType('RequestTypeCode', {
  description: 'What is asked for. Excluded work has types too, so that asking is answered with its clause.',
  values: described(REQUEST_TYPES, ({ description }) => description.en),
});

export const Plan = builder.prismaObject('Plan', {
  description:
    'One of the three support plans. What it includes of a lower one is listed with it: nothing has to be added up.',
  fields: (t) => ({
    code: t.expose('code', { type: PlanCode, description: 'Names the plan.' }),
    rank: t.exposeInt('rank', {
      description: '1 is Basic, 3 is Premium: a higher rank is routed first (S31).',
    }),
    name: t.string({
      description: 'The plan’s name.',
      args: localeArg(),
      resolve: (plan, { locale }, ctx) => localized({ fr: plan.nameFr, en: plan.nameEn }, locale, ctx),
    }),
    summary: t.string({
      description: 'The plan in a few sentences, as published.',
      args: localeArg(),
      resolve: (plan, { locale }, ctx) => localized({ fr: plan.summaryFr, en: plan.summaryEn }, locale, ctx),
    }),
    mostPopular: t.exposeBoolean('mostPopular', {
      description: 'True for exactly one plan: Enhanced (S24).',
    }),
    free: t.exposeBoolean('free', {
      description:
        'The plan costs nothing, whatever the subscription fees (S20). Others are priced on order.',
    }),
    includes: t.relation('includes', {
      nullable: true,
      description: 'The plan whose every benefit this one contains; null for Basic (S26, S29).',
    }),
    benefits: t.field({
      type: [Benefit],
      description: 'Everything the plan grants, inherited benefits first.',
      resolve: (plan, _args, { db }) => benefitsOf(db, plan.code),
    }),
    idealFor: t.relation('idealFor', {
      query: { orderBy: { position: 'asc' } },
      description: 'For whom the programme calls the plan ideal; empty for Enhanced, which suits most.',
    }),
    channels: t.relation('channels', {
      query: { orderBy: { channel: 'asc' } },
      description: 'How requests come in, and of which severities.',
    }),
    coverage: t.relation('coverage', {
      query: { orderBy: { requestType: { position: 'asc' } } },
      description:
        'What the plan makes of every request type there is: its column of the coverage matrix (S42).',
    }),
    initialResponseTargets: t.field({
      type: [InitialResponseTarget],
      description:
        'How soon the first answer is promised, severest first; empty for Basic, which promises none (S48, S60).',
      args: {
        at: t.arg({ type: 'DateTime', description: 'As published at this instant; now unless told (C27).' }),
      },
      resolve: (plan, { at }, { db, now }) => targetsOf(db, plan.code, at ?? now),
    }),
  }),
});

/** What a plan grants at this moment. */
export async function benefitsOf(db: Context['db'], plan: typeof PlanCode.$inferType) {
  const plans = await db.plan.findMany();
  const benefits = await db.planBenefit.findMany({ orderBy: { position: 'asc' } });
  return grantedBenefits(plan, plans, benefits);
}

/** What a plan promised at an instant. */
export function targetsOf(db: Context['db'], planCode: typeof PlanCode.$inferType, at: Date) {
  return db.targetVersion
    .findFirst(tableAt(at))
    .targets({ where: { planCode }, orderBy: { severity: 'asc' } })
    .then((targets) => targets ?? []);
}

interface BenefitRow {
  planCode: typeof PlanCode.$inferType;
  code: string;
  class: typeof BenefitClass.$inferType;
  quantity: number | null;
  labelFr: string;
  labelEn: string;
}

export const Benefit = builder.objectRef<Granted<BenefitRow>>('Benefit').implement({
  description: 'Something that a plan grants.',
  fields: (t) => ({
    code: t.field({
      type: BenefitCode,
      description: 'Names the benefit.',
      resolve: ({ code }) => code as typeof BenefitCode.$inferType,
    }),
    class: t.expose('class', { type: BenefitClass, description: 'A resource, advice or support (S3).' }),
    label: t.string({
      description: 'The benefit in words.',
      args: localeArg(),
      resolve: (benefit, { locale }, ctx) =>
        localized({ fr: benefit.labelFr, en: benefit.labelEn }, locale, ctx),
    }),
    quantity: t.exposeInt('quantity', {
      nullable: true,
      description:
        'How many a contract year; null where nothing is counted (E6). A higher plan’s number replaces the included one (E4).',
    }),
    inheritedFrom: t.expose('inheritedFrom', {
      type: PlanCode,
      nullable: true,
      description: 'The included plan that brings the benefit; null when the plan itself does (S26, S29).',
    }),
  }),
});

builder.prismaObject('PlanIdealFor', {
  name: 'IdealFor',
  description: 'A criterion that makes a plan ideal.',
  fields: (t) => ({
    code: t.field({
      type: IdealForCode,
      description: 'Names the criterion.',
      resolve: ({ code }) => code as typeof IdealForCode.$inferType,
    }),
    label: t.string({
      description: 'The criterion in words.',
      args: localeArg(),
      resolve: (row, { locale }, ctx) => localized({ fr: row.labelFr, en: row.labelEn }, locale, ctx),
    }),
  }),
});

export const PlanChannel = builder.prismaObject('PlanChannel', {
  description: 'A way into the desk that a plan includes.',
  fields: (t) => ({
    channel: t.expose('channel', { type: Channel, description: 'The way in.' }),
    severities: t.expose('severities', {
      type: [Severity],
      description: 'The severities that may come in this way (S40).',
    }),
  }),
});

export const InitialResponseTarget = builder.prismaObject('Target', {
  name: 'InitialResponseTarget',
  description:
    'How soon the first answer to a request of one severity is promised. Nothing is promised on resolution (S60).',
  fields: (t) => ({
    plan: t.expose('planCode', { type: PlanCode, description: 'The plan; never Basic (S48).' }),
    severity: t.expose('severity', { type: Severity, description: 'Of which severity.' }),
    businessMinutes: t.exposeInt('businessMinutes', {
      description: 'Minutes of the customer’s opening hours: 480 is 8 hours, and a day has 10 (S63, C6).',
    }),
    version: t.exposeInt('version', {
      description: 'The published table that says so. A ticket keeps that of its receipt (C27).',
    }),
  }),
});

builder.queryField('plans', (t) =>
  t.prismaField({
    type: [Plan],
    description: 'The three plans, Basic first. Open to everybody (S5, S35).',
    resolve: (query, _root, _args, { db }) => db.plan.findMany({ ...query, orderBy: { rank: 'asc' } }),
  }),
);

builder.queryField('plan', (t) =>
  t.prismaField({
    type: Plan,
    description: 'One plan. Open to everybody (S35).',
    args: { code: t.arg({ type: PlanCode, required: true, description: 'Which plan.' }) },
    resolve: (query, _root, { code }, { db }) => db.plan.findUniqueOrThrow({ ...query, where: { code } }),
  }),
);

/** The codes of the catalogue as enum values: the catalogue is the one place where they are listed. */
export function described<Code extends string, Entry>(
  entries: Record<Code, Entry>,
  describe: (entry: Entry) => string,
): Record<Code, { description: string }> {
  const values = Object.entries<Entry>(entries).map(([code, entry]) => [
    code,
    { description: describe(entry) },
  ]);
  return Object.fromEntries(values) as Record<Code, { description: string }>;
}
