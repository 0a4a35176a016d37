import { SEVERITIES } from '@tierline/prisma/catalogue/severities';
import { builder } from '../builder.ts';
import { localeArg, localized } from '../localized.ts';
import { Severity } from '../plans/plan.types.ts';

type Code = keyof typeof SEVERITIES;
export const SEVERITY_CODES = Object.keys(SEVERITIES) as Code[];

/** A severity in words, for whoever has to choose one. */
export const SeverityLevel = builder.objectRef<Code>('SeverityLevel').implement({
  description: 'A severity in words, to be shown to whoever chooses one (Q1).',
  fields: (t) => ({
    code: t.field({ type: Severity, description: 'Which severity.', resolve: (code) => code }),
    number: t.int({
      description: 'Its number: 1, the worst, to 3.',
      resolve: (code) => SEVERITIES[code].number,
    }),
    label: t.string({
      description: 'Its name, as the programme has it.',
      args: localeArg(),
      resolve: (code, { locale }, ctx) => localized(SEVERITIES[code].label, locale, ctx),
    }),
    definition: t.string({
      description: 'How badly a customer is hit, in one sentence.',
      args: localeArg(),
      resolve: (code, { locale }, ctx) => localized(SEVERITIES[code].definition, locale, ctx),
    }),
  }),
});
