import type { BenefitClass } from '../src/generated/client/client.ts';
import type { Text } from './text.ts';

/** Everything that a plan can bring, each of one class (S3). Which plan brings it is in plans.ts. */
export const BENEFITS = {
  KNOWLEDGE_BASE: { class: 'RESOURCE', label: { fr: 'Base de connaissances', en: 'Knowledge base' } },
  COMMUNITY_FORUM: { class: 'RESOURCE', label: { fr: 'Forum communautaire', en: 'Community forum' } },
  LEARNING_CENTRE: {
    class: 'RESOURCE',
    label: {
      fr: 'Accès illimité au centre d’apprentissage et à la plateforme de formation',
      en: 'Unlimited access to the learning centre and the training platform',
    },
  },
  STATUS_DASHBOARD: {
    class: 'RESOURCE',
    label: { fr: 'Customer Data Hub Status Dashboard', en: 'Customer Data Hub status dashboard' },
  },
  STATUS_NOTIFICATIONS: {
    class: 'RESOURCE',
    label: {
      fr: 'Notifications par email des pannes, incidents et maintenances',
      en: 'Email notifications of outages, incidents and maintenance',
    },
  },
  ONLINE_TICKETING: {
    class: 'SUPPORT',
    label: { fr: 'Accès au système de billetterie en ligne', en: 'Access to the online ticketing system' },
  },
  VOICEMAIL_SEVERITY_1: {
    class: 'SUPPORT',
    label: {
      fr: 'Assistance par messagerie vocale pour les problèmes de gravité 1',
      en: 'Voicemail support for severity 1 issues',
    },
  },
  RESPONSIVE_TEAM_ACCESS: {
    class: 'SUPPORT',
    label: { fr: 'Accès à notre équipe d’assistance réactive', en: 'Access to our responsive support team' },
  },
  SCHEDULED_ZOOM_MEETINGS: {
    class: 'ADVICE',
    label: { fr: 'Réunions Zoom planifiées', en: 'Scheduled Zoom meetings' },
  },
  INCIDENT_AND_SERVICE_REQUEST_TICKETS: {
    class: 'SUPPORT',
    label: {
      fr: 'Soumission en ligne de tickets d’incidents et de demandes de service',
      en: 'Online submission of incident and service request tickets',
    },
  },
  INITIAL_RESPONSE_TARGETS: {
    class: 'SUPPORT',
    label: {
      fr: 'Temps de réponse initial (heures ouvrables)',
      en: 'Initial response time (business hours)',
    },
  },
  INSTRUCTOR_LED_SEATS: {
    class: 'RESOURCE',
    label: {
      fr: 'Accès gratuits par an à un cours dispensé par un instructeur',
      en: 'Free seats a year in an instructor-led course',
    },
  },
  TECHNICAL_ACCOUNT_MANAGER: {
    class: 'ADVICE',
    label: {
      fr: 'Accès à un Technical Account Manager (TAM) expérimenté',
      en: 'Access to an experienced Technical Account Manager (TAM)',
    },
  },
  PRIORITY_ROUTING: {
    class: 'SUPPORT',
    label: { fr: 'Acheminement prioritaire des tickets', en: 'Priority ticket routing' },
  },
  EXPERT_ADVICE: { class: 'ADVICE', label: { fr: 'Conseils d’experts', en: 'Expert advice' } },
  OPTIMISATION_SUPPORT: {
    class: 'SUPPORT',
    label: { fr: 'Support d’optimisation', en: 'Optimisation support' },
  },
  CUSTOM_INCIDENT_MANAGEMENT: {
    class: 'SUPPORT',
    label: { fr: 'Gestion des incidents personnalisée', en: 'Custom incident management' },
  },
  SUPPORT_REQUEST_REVIEW: {
    class: 'ADVICE',
    label: { fr: 'Révision régulière des demandes d’assistance', en: 'Regular review of support requests' },
  },
  NEW_FEATURE_PRESENTATION: {
    class: 'ADVICE',
    label: { fr: 'Présentation des nouvelles fonctionnalités', en: 'Presentation of new features' },
  },
  RECURRING_TECHNICAL_MEETING: {
    class: 'ADVICE',
    label: { fr: 'Réunions techniques récurrentes', en: 'Recurring technical meetings' },
  },
  REGULAR_CHECK_IN: { class: 'ADVICE', label: { fr: 'Vérifications régulières', en: 'Regular check-ins' } },
  AD_HOC_QUESTION: { class: 'ADVICE', label: { fr: 'Questions ad hoc', en: 'Ad hoc questions' } },
  OTHER_MEETING: {
    class: 'ADVICE',
    label: { fr: 'Toute autre réunion nécessaire', en: 'Any other meeting needed' },
  },
  ANNUAL_HEALTH_REVIEW: {
    class: 'ADVICE',
    label: { fr: 'Examen annuel de l’état du compte', en: 'Annual health review of the account' },
  },
} satisfies Record<string, { class: BenefitClass; label: Text }>;

export type BenefitCode = keyof typeof BENEFITS;
