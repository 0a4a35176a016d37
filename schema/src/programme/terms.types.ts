import { EXCLUSIONS } from '@tierline/prisma/catalogue/terms';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { localeArg, localized } from '../localized.ts';
import { described, Plan, PlanCode } from '../plans/plan.types.ts';

const ExclusionCode = builder.enumType('ExclusionCode', {
  description: 'What the plans neither include nor replace: clauses 3.1 to 3.8 of the terms (S95).',
  values: described(EXCLUSIONS, (description) => description),
});

export const Clause = builder.prismaObject('Clause', {
  description: 'A clause of the terms and conditions. Verdicts cite it (S86).',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Version and number, such as `1:3.6`. Never changes its meaning.' }),
    number: t.exposeString('number', {
      description:
        'As printed: `3.6`; additional terms are `A1` and `A2`. Where one clause holds several promises, each is a lettered part that quotes it: `1a`, `3.3a`.',
    }),
    text: t.string({
      description: 'The clause.',
      args: localeArg(),
      resolve: (clause, { locale }, ctx) => localized({ fr: clause.textFr, en: clause.textEn }, locale, ctx),
    }),
    plans: t.expose('planCodes', {
      type: [PlanCode],
      description: 'The plans that the clause applies to (S104, S105, S112).',
    }),
    exclusion: t.field({
      type: ExclusionCode,
      nullable: true,
      description: 'What the clause excludes; null for a clause that excludes nothing.',
      resolve: ({ exclusionCode }) => exclusionCode as typeof ExclusionCode.$inferType | null,
    }),
    parent: t.relation('parent', { nullable: true, description: 'The clause that this one is a part of.' }),
  }),
});

export const Terms = builder.prismaObject('TermsVersion', {
  name: 'Terms',
  description: 'One published version of the terms and conditions. Never edited afterwards (S86).',
  fields: (t) => ({
    version: t.exposeInt('version', { description: 'Counts up from 1.' }),
    effectiveOn: t.expose('effectiveOn', {
      type: 'LocalDate',
      description: 'The day from which it applies.',
    }),
    title: t.string({
      description: 'Its title.',
      args: localeArg(),
      resolve: (terms, { locale }, ctx) => localized({ fr: terms.titleFr, en: terms.titleEn }, locale, ctx),
    }),
    clauses: t.relation('clauses', {
      args: {
        plan: t.arg({ type: PlanCode, description: 'Only those that apply to this plan.' }),
      },
      query: ({ plan }) => ({
        ...(plan ? { where: { planCodes: { has: plan } } } : {}),
        orderBy: { position: 'asc' },
      }),
      description: 'Every clause in reading order, parts behind the clause that they are parts of.',
    }),
  }),
});

builder.prismaObjectField(Plan, 'clauses', (t) =>
  t.field({
    type: [Clause],
    description: 'The clauses of the current terms that apply to the plan, in reading order (S112).',
    resolve: (plan, _args, { db }) => clausesOf(db, plan.code),
  }),
);

/** The clauses of the current terms that apply to a plan. */
export function clausesOf(db: Context['db'], planCode: typeof PlanCode.$inferType) {
  return db.clause.findMany({
    where: { terms: { programmes: { some: {} } }, planCodes: { has: planCode } },
    orderBy: { position: 'asc' },
  });
}

builder.queryField('terms', (t) =>
  t.prismaField({
    type: Terms,
    nullable: true,
    description:
      'A version of the terms and conditions; null for a number never published. Open to everybody (S35).',
    args: { version: t.arg.int({ description: 'Which version; the current one unless told.' }) },
    resolve: (query, _root, { version }, { db }) =>
      db.termsVersion.findFirst({
        ...query,
        where: version == null ? { programmes: { some: {} } } : { version },
      }),
  }),
);
