import type { Text } from '../problem.ts';
import type { ObligationKind } from './obligation.rules.ts';

/** What is promised, in both languages (B21). */
export const OBLIGATION_LABELS: Record<ObligationKind, Text> = {
  TAM_ASSIGNMENT: {
    fr: 'Nommer un Technical Account Manager',
    en: 'Name a Technical Account Manager',
  },
  MONTHLY_REVIEW: {
    fr: 'Revue mensuelle des demandes d’assistance',
    en: 'Monthly review of support requests',
  },
  ANNUAL_HEALTH_REVIEW: {
    fr: 'Examen annuel de l’état du compte',
    en: 'Annual health review of the account',
  },
  TECHNICAL_MEETING: { fr: 'Réunion technique', en: 'Technical meeting' },
  FEATURE_PRESENTATION: {
    fr: 'Présentation des nouvelles fonctionnalités',
    en: 'Presentation of new features',
  },
  CHECK_IN: { fr: 'Point de suivi régulier', en: 'Regular check-in' },
  SEATS_EXPIRE: {
    fr: 'Places de formation à utiliser avant leur expiration',
    en: 'Training seats to use before they expire',
  },
};
