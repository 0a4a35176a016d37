import type { Channel, PlanCode, Severity } from '../src/generated/client/client.ts';
import type { BenefitCode } from './benefits.ts';
import type { IdealForCode } from './ideal-for.ts';
import type { Text } from './text.ts';

interface PlanData {
  /** 1 is Basic, 3 is Premium: a higher rank is routed first. */
  rank: number;
  mostPopular: boolean;
  free: boolean;
  includes: PlanCode | null;
  name: Text;
  summary: Text;
  idealFor: readonly IdealForCode[];
  /** What the plan itself brings; what it includes is inherited (S26, S29). */
  benefits: readonly { code: BenefitCode; quantity?: number; label?: Text }[];
  channels: Record<Channel, readonly Severity[]>;
}

const ALL: readonly Severity[] = ['SEVERE', 'MODERATE', 'LIMITED'];

/** Exactly three plans (S5). */
export const PLANS: Record<PlanCode, PlanData> = {
  BASIC: {
    rank: 1,
    mostPopular: false,
    free: true,
    includes: null,
    name: { fr: 'Basic', en: 'Basic' },
    summary: {
      fr: 'Le forfait d’assistance Basic est disponible gratuitement pour tous les clients. Il comprend la base de connaissances, le forum communautaire, l’accès au système de billetterie en ligne et l’assistance par messagerie vocale pour les problèmes de gravité 1.',
      en: 'The Basic support plan is available to all customers free of charge. It includes the knowledge base, the community forum, access to the online ticketing system and voicemail support for severity 1 issues.',
    },
    idealFor: ['EXPERIENCED_INTERNAL_STAFF', 'CERTIFIED_PARTNER', 'COMFORTABLE_WITH_SELF_SERVICE'],
    benefits: [
      { code: 'KNOWLEDGE_BASE' },
      { code: 'COMMUNITY_FORUM' },
      { code: 'LEARNING_CENTRE' },
      { code: 'STATUS_DASHBOARD' },
      { code: 'STATUS_NOTIFICATIONS' },
      { code: 'ONLINE_TICKETING' },
      { code: 'VOICEMAIL_SEVERITY_1' },
    ],
    channels: { WEB: ALL, EMAIL: ALL, PHONE: ['SEVERE'] }, // S40, Q3
  },
  ENHANCED: {
    rank: 2,
    mostPopular: true,
    free: false,
    includes: 'BASIC',
    name: { fr: 'Enhanced', en: 'Enhanced' },
    summary: {
      fr: 'Notre formule d’assistance à la clientèle la plus populaire, qui donne accès à notre équipe d’assistance réactive, comprend l’assistance de base ainsi que des réunions Zoom planifiées et la soumission en ligne de tickets d’incidents et de demandes de service.',
      en: 'Our most popular support plan, which gives access to our responsive support team, includes Basic support as well as scheduled Zoom meetings and the online submission of incident and service request tickets.',
    },
    idealFor: [],
    benefits: [
      { code: 'RESPONSIVE_TEAM_ACCESS' },
      { code: 'SCHEDULED_ZOOM_MEETINGS' },
      { code: 'INCIDENT_AND_SERVICE_REQUEST_TICKETS' },
      { code: 'INITIAL_RESPONSE_TARGETS' },
      {
        code: 'INSTRUCTOR_LED_SEATS',
        quantity: 2,
        label: {
          fr: 'Deux abonnements gratuits par an à un cours dispensé par un instructeur',
          en: 'Two free seats a year in an instructor-led course',
        },
      },
    ],
    channels: { WEB: ALL, EMAIL: ALL, PHONE: ALL }, // Q4
  },
  PREMIUM: {
    rank: 3,
    mostPopular: false,
    free: false,
    includes: 'ENHANCED',
    name: { fr: 'Premium', en: 'Premium' },
    summary: {
      fr: 'Ce niveau comprend tout ce qui est inclus dans le package Enhanced, plus la soumission de tickets en ligne pour l’accès à un responsable de compte technique, et le routage prioritaire des tickets.',
      en: 'This level includes everything in the Enhanced package, plus the online submission of tickets for access to a Technical Account Manager, and priority ticket routing.',
    },
    idealFor: ['HIGHLY_REGULATED_INDUSTRY', 'COMPLEX_IMPLEMENTATION'],
    benefits: [
      { code: 'TECHNICAL_ACCOUNT_MANAGER' },
      { code: 'PRIORITY_ROUTING' },
      { code: 'EXPERT_ADVICE' },
      { code: 'OPTIMISATION_SUPPORT' },
      { code: 'CUSTOM_INCIDENT_MANAGEMENT' },
      { code: 'SUPPORT_REQUEST_REVIEW' },
      { code: 'NEW_FEATURE_PRESENTATION' },
      { code: 'RECURRING_TECHNICAL_MEETING' },
      { code: 'REGULAR_CHECK_IN' },
      { code: 'AD_HOC_QUESTION' },
      { code: 'OTHER_MEETING' },
      { code: 'ANNUAL_HEALTH_REVIEW', quantity: 1 },
      {
        code: 'INSTRUCTOR_LED_SEATS',
        quantity: 4, // replaces Enhanced's 2 (E4, Q7)
        label: {
          fr: '4 accès gratuits par an à un cours dispensé par un instructeur',
          en: '4 free seats a year in an instructor-led course',
        },
      },
    ],
    channels: { WEB: ALL, EMAIL: ALL, PHONE: ALL },
  },
};
