import { BENEFITS } from '@tierline/prisma/catalogue/benefits';
import { IDEAL_FOR } from '@tierline/prisma/catalogue/ideal-for';
import { REQUEST_TYPES } from '@tierline/prisma/catalogue/request-types';
import { builder } from '../builder.ts';

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
  values: {
    SEVERE: {
      description: 'Severity 1, « Sévère »: the platform or a vital use of it is down, with no way round.',
    },
    MODERATE: { description: 'Severity 2, « Modéré »: an important use is impaired, or a way round exists.' },
    LIMITED: { description: 'Severity 3, « Limité »: a small impairment, or a question.' },
  } as const,
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

export const BenefitClass = builder.enumType('BenefitClass', {
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

export const BenefitCode = builder.enumType('BenefitCode', {
  description: 'Names a benefit of a plan; never changes with the language.',
  values: described(BENEFITS, ({ label }) => `${label.en}.`),
});

export const IdealForCode = builder.enumType('IdealForCode', {
  description: 'For whom the programme calls a plan ideal (S21–S23, S32, S33).',
  values: described(IDEAL_FOR, (label) => `${label.en}.`),
});

export const RequestTypeCode = builder.enumType('RequestTypeCode', {
  description: 'What is asked for. Excluded work has types too, so that asking is answered with its clause.',
  values: described(REQUEST_TYPES, ({ description }) => description.en),
});

/** The codes of the catalogue as enum values: the catalogue is the one place where they are listed. */
function described<Code extends string, Entry>(
  entries: Record<Code, Entry>,
  describe: (entry: Entry) => string,
): Record<Code, { description: string }> {
  const values = Object.entries<Entry>(entries).map(([code, entry]) => [
    code,
    { description: describe(entry) },
  ]);
  return Object.fromEntries(values) as Record<Code, { description: string }>;
}
