import { builder } from '../builder.ts';
import { localeArg, localized } from '../localized.ts';
import { CoverageVerdict, PlanCode, RequestTypeCode, TicketKind } from './plan.types.ts';

const RequestType = builder.prismaObject('RequestType', {
  description: 'Something that can be asked for. What each plan makes of it is its coverage (S42).',
  fields: (t) => ({
    code: t.field({
      type: RequestTypeCode,
      description: 'Names the type.',
      resolve: ({ code }) => code as typeof RequestTypeCode.$inferType,
    }),
    kind: t.expose('kind', { type: TicketKind, description: 'What sort of ticket it makes (S28).' }),
    label: t.string({
      description: 'The type in words.',
      args: localeArg(),
      resolve: (type, { locale }, ctx) => localized({ fr: type.labelFr, en: type.labelEn }, locale, ctx),
    }),
    description: t.string({
      description: 'When it is the right type.',
      args: localeArg(),
      resolve: (type, { locale }, ctx) =>
        localized({ fr: type.descriptionFr, en: type.descriptionEn }, locale, ctx),
    }),
    coverage: t.relation('coverage', {
      query: { orderBy: { plan: { rank: 'asc' } } },
      description: 'What each of the three plans makes of it, Basic first.',
    }),
    intakeForm: t.prismaField({
      type: IntakeForm,
      description: 'The current process for asking, which a request must follow (S87, terms 1a).',
      resolve: (query, type, _args, { db }) =>
        db.intakeForm.findFirstOrThrow({
          ...query,
          where: { requestTypeCode: type.code },
          orderBy: { version: 'desc' },
        }),
    }),
  }),
});

export const IntakeForm = builder.prismaObject('IntakeForm', {
  description: 'The process by which a request of one type is made: one question a request (S87, S89).',
  fields: (t) => ({
    version: t.exposeInt('version', {
      description: 'Counts up from 1 for each type; the highest is current.',
    }),
    publishedAt: t.expose('publishedAt', { type: 'DateTime', description: 'When it became current.' }),
    prompt: t.string({
      description: 'What the request has to tell.',
      args: localeArg(),
      resolve: (form, { locale }, ctx) => localized({ fr: form.promptFr, en: form.promptEn }, locale, ctx),
    }),
  }),
});

export const CoverageCell = builder.prismaObject('Coverage', {
  name: 'CoverageCell',
  description: 'One cell of the coverage matrix: what one plan makes of one request type.',
  fields: (t) => ({
    plan: t.expose('planCode', { type: PlanCode, description: 'Of which plan.' }),
    requestType: t.relation('requestType', { description: 'Of which request type.' }),
    verdict: t.expose('verdict', {
      type: CoverageVerdict,
      description: 'Covered, not covered, or excluded.',
    }),
    clause: t.relation('clause', {
      nullable: true,
      description: 'The clause that excludes it; null unless the verdict is EXCLUDED (S95).',
    }),
  }),
});

builder.queryField('requestTypes', (t) =>
  t.prismaField({
    type: [RequestType],
    description: 'Everything that can be asked for, excluded work too. Open to everybody (S35).',
    resolve: (query, _root, _args, { db }) =>
      db.requestType.findMany({ ...query, orderBy: { position: 'asc' } }),
  }),
);
