import { CONTACT_POINTS } from '@tierline/prisma/catalogue/programme';
import { builder } from '../builder.ts';
import { localeArg, localized } from '../localized.ts';
import { Channel, described, Plan } from '../plans/plan.types.ts';
import { SEVERITY_CODES, SeverityLevel } from './severity-level.types.ts';

const ContactPointCode = builder.enumType('ContactPointCode', {
  description: 'Names a place where the desk is found.',
  values: described(CONTACT_POINTS, ({ label }) => `${label.en}.`),
});

const Programme = builder.prismaObject('Programme', {
  name: 'SupportProgramme',
  description: 'The support programme as published: everything that an account can hold the vendor to (S1).',
  fields: (t) => ({
    vendor: t.exposeString('vendor', { description: 'Who runs it.' }),
    name: t.string({
      description: 'Its name.',
      args: localeArg(),
      resolve: (programme, { locale }, ctx) =>
        localized({ fr: programme.nameFr, en: programme.nameEn }, locale, ctx),
    }),
    summary: t.string({
      description: 'What it offers, in a few sentences.',
      args: localeArg(),
      resolve: (programme, { locale }, ctx) =>
        localized({ fr: programme.summaryFr, en: programme.summaryEn }, locale, ctx),
    }),
    plans: t.prismaField({
      type: [Plan],
      description: 'The three plans, Basic first (S5).',
      resolve: (query, _programme, _args, { db }) => db.plan.findMany({ ...query, orderBy: { rank: 'asc' } }),
    }),
    severities: t.field({
      type: [SeverityLevel],
      description: 'How badly a customer can be hit, the worst first, in words (S61–S63, Q1).',
      resolve: () => SEVERITY_CODES,
    }),
    channels: t.field({
      type: [Channel],
      description:
        'Every way into the desk. Which severities a plan lets in by each is in its channels (S12–S14).',
      resolve: async (_programme, _args, { db }) => {
        const rows = await db.planChannel.findMany({ distinct: ['channel'], orderBy: { channel: 'asc' } });
        return rows.map(({ channel }) => channel);
      },
    }),
    reopenedWithinDays: t.exposeInt('reopenedWithinDays', {
      description:
        'For so many days of 24 hours a reply of the customer re-opens a ticket that was resolved; later it opens a linked one (C22).',
    }),
    openingHours: t.prismaField({
      type: [OpeningHours],
      description:
        'When requests are answered, in the customer’s local time, public holidays excluded. Initial-response time counts inside these hours only (S15–S18).',
      resolve: (query, _programme, _args, { db }) =>
        db.supportHours.findMany({ ...query, orderBy: [{ weekday: 'asc' }, { opensAt: 'asc' }] }),
    }),
    contactPoints: t.prismaField({
      type: [ContactPoint],
      description: 'Where the desk is found (S49, S51, S54).',
      resolve: (query, _programme, _args, { db }) =>
        db.contactPoint.findMany({ ...query, orderBy: { position: 'asc' } }),
    }),
    terms: t.relation('currentTerms', { description: 'The terms and conditions now in force (S86).' }),
    regions: t.prismaField({
      type: [Region],
      description: 'Where Customer Success engineers work.',
      resolve: (query, _programme, _args, { db }) =>
        db.region.findMany({ ...query, orderBy: { code: 'asc' } }),
    }),
    solutions: t.prismaField({
      type: [Solution],
      description: 'What the vendor sells, and the service SKUs to subscribe to.',
      resolve: (query, _programme, _args, { db }) =>
        db.solution.findMany({ ...query, orderBy: { code: 'asc' } }),
    }),
  }),
});

const OpeningHours = builder.prismaObject('SupportHours', {
  name: 'OpeningHours',
  description: 'A window of a weekday in which the desk is open, in the customer’s local time (S16, S17).',
  fields: (t) => ({
    weekday: t.exposeInt('weekday', { description: '1 is Monday, 7 is Sunday.' }),
    opensAt: t.exposeString('opensAt', { description: 'Local time `HH:mm`, included.' }),
    closesAt: t.exposeString('closesAt', { description: 'Local time `HH:mm`, not included.' }),
  }),
});

export const ContactPoint = builder.prismaObject('ContactPoint', {
  description: 'A place where the desk is found.',
  fields: (t) => ({
    code: t.field({
      type: ContactPointCode,
      description: 'Which place.',
      resolve: ({ code }) => code as typeof ContactPointCode.$inferType,
    }),
    value: t.exposeString('value', { description: 'The address or number, as published.' }),
    label: t.string({
      description: 'The place in words.',
      args: localeArg(),
      resolve: (point, { locale }, ctx) => localized({ fr: point.labelFr, en: point.labelEn }, locale, ctx),
    }),
  }),
});

export const Region = builder.prismaObject('Region', {
  description: 'Where Customer Success engineers work: their calendar, never the customer’s (S108).',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Names the region, such as `EMEA`.' }),
    name: t.string({
      description: 'The region’s name.',
      args: localeArg(),
      resolve: (region, { locale }, ctx) => localized({ fr: region.nameFr, en: region.nameEn }, locale, ctx),
    }),
    timeZone: t.exposeString('timeZone', { description: 'IANA zone of its engineers.' }),
    country: t.exposeString('country', { description: 'ISO 3166-1 code: whose public holidays they have.' }),
    subdivision: t.exposeString('subdivision', {
      nullable: true,
      description: 'State or region whose own holidays they have too.',
    }),
  }),
});

const Solution = builder.prismaObject('Solution', {
  description: 'A product of the vendor.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Names the solution.' }),
    name: t.string({
      description: 'The product’s name.',
      args: localeArg(),
      resolve: (row, { locale }, ctx) => localized({ fr: row.nameFr, en: row.nameEn }, locale, ctx),
    }),
    skus: t.relation('skus', {
      query: { orderBy: { code: 'asc' } },
      description: 'The service SKUs that bring the product.',
    }),
  }),
});

export const Sku = builder.prismaObject('Sku', {
  description: 'A service that a customer subscribes to (« UGS de service »). A request names one (S88).',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Names the service; what a request sends as `sku`.' }),
    name: t.string({
      description: 'The service’s name.',
      args: localeArg(),
      resolve: (row, { locale }, ctx) => localized({ fr: row.nameFr, en: row.nameEn }, locale, ctx),
    }),
    solution: t.relation('solution', { description: 'The product that it brings.' }),
  }),
});

builder.queryField('supportProgramme', (t) =>
  t.prismaField({
    type: Programme,
    description: 'The whole programme, in French and English. Open to everybody (S1, S35).',
    resolve: (query, _root, _args, { db }) => db.programme.findUniqueOrThrow({ ...query, where: { id: 1 } }),
  }),
);
