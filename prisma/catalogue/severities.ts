import type { Text } from './text.ts';

/**
 * How badly a customer is hit, the worst first. The programme names the three levels (S61–S63) without defining them: the
 * definitions are Tierline’s own (Q1).
 */
export const SEVERITIES = {
  SEVERE: {
    number: 1,
    label: { fr: 'Sévère', en: 'Severe' },
    definition: {
      fr: 'La plateforme, ou un usage vital, est en panne, sans contournement.',
      en: 'The platform or a vital use of it is down, with no way round.',
    },
  },
  MODERATE: {
    number: 2,
    label: { fr: 'Modéré', en: 'Moderate' },
    definition: {
      fr: 'Un usage important est dégradé, ou un contournement existe.',
      en: 'An important use is impaired, or a way round exists.',
    },
  },
  LIMITED: {
    number: 3,
    label: { fr: 'Limité', en: 'Limited' },
    definition: { fr: 'Une petite gêne, ou une question.', en: 'A small impairment, or a question.' },
  },
} satisfies Record<string, { number: number; label: Text; definition: Text }>;
