import type { Prisma } from '@tierline/prisma/database';
import { builder } from '../builder.ts';
import { localeArg, localized } from '../localized.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { InputIssueType, ProblemInterface } from '../problem.types.ts';
import {
  type INTAKE_KINDS,
  IntakeAnswersProblem,
  keptFields,
  type IntakeField as Field,
  type IntakeOption as Option,
} from './intake.rules.ts';
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

export const IntakeKind = builder.enumType('IntakeKind', {
  description: 'What sort of answer a question of a form takes.',
  values: {
    TEXT: { description: 'Any text of at most 5,000 characters.' },
    NUMBER: { description: 'A number such as `12` or `-0.5`.' },
    DATE: { description: 'A date such as `2026-07-14`.' },
    YES_NO: { description: '`YES` or `NO`.' },
    CHOICE: { description: 'The value of one of the options.' },
  } satisfies Record<(typeof INTAKE_KINDS)[number], { description: string }>,
});

const IntakeOption = builder.objectRef<Option>('IntakeOption').implement({
  description: 'Something that can be chosen.',
  fields: (t) => ({
    value: t.exposeString('value', { description: 'What an answer sends.' }),
    label: t.string({
      description: 'What a person reads.',
      args: localeArg(),
      resolve: ({ label }, { locale }, ctx) => localized(label, locale, ctx),
    }),
  }),
});

export const IntakeField = builder.objectRef<Field>('IntakeField').implement({
  description: 'One question of an intake form (S87).',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Names it in answers.' }),
    kind: t.expose('kind', { type: IntakeKind, description: 'What sort of answer it takes.' }),
    required: t.exposeBoolean('required', {
      description: 'Whether a request by the portal must answer it; one by telephone or e-mail need not.',
    }),
    label: t.string({
      description: 'The question.',
      args: localeArg(),
      resolve: ({ label }, { locale }, ctx) => localized(label, locale, ctx),
    }),
    options: t.field({
      type: [IntakeOption],
      description: 'What can be chosen; empty unless it is a CHOICE.',
      extensions: { items: 4 }, // few questions are a choice
      resolve: ({ options }) => [...(options ?? [])],
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
    retiredAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the next version took its place; null for the current one.',
      resolve: async ({ requestTypeCode, version }, _args, { db }) => {
        const next = await db.intakeForm.findFirst({
          where: { requestTypeCode, version: { gt: version } },
          orderBy: { version: 'asc' },
        });
        return next?.publishedAt ?? null;
      },
    }),
    fields: t.field({
      type: [IntakeField],
      description: 'The questions in their order; none when the prompt says it all.',
      select: { fields: true },
      extensions: { items: 4 }, // most prompts say it all
      resolve: (form) => [...keptFields(form)],
    }),
    prompt: t.string({
      description: 'What the request has to tell.',
      args: localeArg(),
      resolve: (form, { locale }, ctx) => localized({ fr: form.promptFr, en: form.promptEn }, locale, ctx),
    }),
  }),
});

builder.objectType(IntakeAnswersProblem, {
  name: 'IntakeAnswersProblem',
  description: 'The intake form was not answered as it asks (S87, terms 1a).',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    currentIntake: t.prismaField({
      type: IntakeForm,
      description: 'The form, with what it asks.',
      resolve: (query, { requestType: requestTypeCode, version }, _args, { db }) =>
        db.intakeForm.findUniqueOrThrow({
          ...query,
          where: { requestTypeCode_version: { requestTypeCode, version } },
        }),
    }),
    issues: t.field({
      type: [InputIssueType],
      description: 'Everything that is wrong; the path is the key of the question.',
      resolve: ({ issues }) => [...issues],
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

builder.queryField('requestType', (t) =>
  t.prismaField({
    type: RequestType,
    description:
      'Something that can be asked for, with the form that asks for it. Open to everybody (S35, S87).',
    args: { code: t.arg({ type: RequestTypeCode, required: true, description: 'Which type.' }) },
    resolve: (query, _root, { code }, { db }) =>
      db.requestType.findUniqueOrThrow({ ...query, where: { code } }),
  }),
);

builder.queryField('intakeForm', (t) =>
  t.prismaField({
    type: IntakeForm,
    nullable: true,
    description:
      'The intake form of a request type as it was current at an instant, or one version of it, retired ones too; null where there was none. Open to everybody (S87).',
    args: {
      requestType: t.arg({ type: RequestTypeCode, required: true, description: 'Of which type.' }),
      at: t.arg({ type: 'DateTime', description: 'At this instant; now unless told.' }),
      version: t.arg.int({
        description: 'This version; the one that is current at that instant unless told.',
      }),
    },
    resolve: (query, _root, { requestType, at, version }, { db, now }) =>
      db.intakeForm.findFirst({
        ...query,
        where: {
          requestTypeCode: requestType,
          publishedAt: { lte: at ?? now },
          ...(version != null && { version }),
        },
        orderBy: { version: 'desc' },
      }),
  }),
);

builder.queryField('intakeForms', (t) =>
  t.connection({
    type: IntakeForm,
    description:
      'Every version of the intake form of a request type, the current one first. Open to everybody (S87).',
    args: {
      requestType: t.arg({ type: RequestTypeCode, required: true, description: 'Of which type.' }),
    },
    resolve: (_root, { requestType, ...args }, ctx, info) =>
      keysetPage<Prisma.IntakeFormGetPayload<object>>(
        args,
        [['version', 'desc', 'integer']],
        { requestTypeCode: requestType },
        (page) => ctx.db.intakeForm.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.intakeForm.count({ where: { requestTypeCode: requestType } }),
      ),
  }),
);

builder.queryField('requestTypes', (t) =>
  t.prismaField({
    type: [RequestType],
    description: 'Everything that can be asked for, excluded work too. Open to everybody (S35).',
    resolve: (query, _root, _args, { db }) =>
      db.requestType.findMany({ ...query, orderBy: { position: 'asc' } }),
  }),
);
