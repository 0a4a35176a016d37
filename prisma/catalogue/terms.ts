import type { PlanCode } from '../src/generated/client/client.ts';
import type { Text } from './text.ts';

interface TermsData {
  version: number;
  effectiveOn: string;
  title: Text;
  /** In reading order; a part follows the clause that it is a part of. */
  clauses: readonly ClauseData[];
}

interface ClauseData {
  /**
   * As printed: "3.6". Additional terms are "A1", "A2". Where one clause holds several promises, each is a lettered
   * part that quotes it: "1a", "3.3a".
   */
  number: string;
  text: Text;
  /** All three unless told. */
  plans?: readonly PlanCode[];
  exclusion?: ExclusionCode;
}

/** What the packages neither include nor replace, as clauses 3.1 to 3.8 name it; English description of each (S95). */
export const EXCLUSIONS = {
  NEW_DESIGN_OR_CONFIGURATION: 'A new design or configuration (3.1, S96).',
  ADDITIONAL_USE_CASES: 'Additional use cases (3.2, S97).',
  TECHNICAL_SERVICES: 'Technical services of any sort; the listed ones are examples (3.3, S98).',
  NEW_DATA_SOURCE: 'The addition of new data sources (3.3a, S99).',
  ADDITIONAL_VENDOR_INTEGRATION: 'The integration with additional vendors (3.3b, S100).',
  NEW_USE_CASE_CONFIGURATION: 'The configuration of new use cases (3.3c, S101).',
  ARCHITECTURE_CONSULTING: 'Architecture consulting (3.4, S102).',
  IMPLEMENTATION_FOR_NEW_SUBSCRIPTIONS: 'Implementation services for new subscriptions (3.5, S103).',
  WELLNESS_REVIEW: 'Wellness reviews, on Basic and Enhanced (3.6, S104).',
  CONFIGURATION_AUDIT: 'Configuration audits, on Basic and Enhanced (3.7, S105).',
  HANDS_ON_KEYBOARD: 'Hands-on-keyboard work (3.8, S106).',
};

export type ExclusionCode = keyof typeof EXCLUSIONS;

const BELOW_PREMIUM: readonly PlanCode[] = ['BASIC', 'ENHANCED'];
const PURCHASED: readonly PlanCode[] = ['ENHANCED', 'PREMIUM'];

/** Every version ever published, oldest first. Append a version; an edited one is refused on load (S86). */
export const TERMS_VERSIONS: readonly TermsData[] = [
  {
    version: 1,
    effectiveOn: '2020-01-01',
    title: { fr: 'Termes et conditions', en: 'Terms and conditions' },
    clauses: [
      {
        number: '1',
        text: {
          fr: 'Le client doit utiliser les processus actuels de Tealium pour soumettre une demande d’engagement d’ingénieurs de Tealium Customer Success, et le client ne peut soumettre des demandes que pour les UGS de services auxquelles il a déjà souscrit. Le client doit soumettre une nouvelle demande pour chaque question distincte.',
          en: 'The customer must use the current Tealium processes to submit a request to engage Tealium Customer Success engineers, and the customer may only submit requests for service SKUs to which it has already subscribed. The customer must submit a new request for each distinct question.',
        },
      },
      {
        number: '1a',
        text: {
          fr: 'Le client doit utiliser les processus actuels de Tealium pour soumettre une demande d’engagement d’ingénieurs de Tealium Customer Success.',
          en: 'The customer must use the current Tealium processes to submit a request to engage Tealium Customer Success engineers.',
        },
      },
      {
        number: '1b',
        text: {
          fr: 'Le client ne peut soumettre des demandes que pour les UGS de services auxquelles il a déjà souscrit.',
          en: 'The customer may only submit requests for service SKUs to which it has already subscribed.',
        },
      },
      {
        number: '1c',
        text: {
          fr: 'Le client doit soumettre une nouvelle demande pour chaque question distincte.',
          en: 'The customer must submit a new request for each distinct question.',
        },
      },
      {
        number: '2',
        text: {
          fr: 'Un ingénieur de Tealium Customer Success examinera chaque demande et déterminera s’il est nécessaire d’organiser une réunion pour clarifier la demande ou pour discuter du sujet. Certaines demandes peuvent être résolues sans réunion. Si l’ingénieur de Customer Success détermine que la demande ne relève pas du champ du forfait d’assistance au client, comme indiqué ci-dessous, Tealium se réserve le droit de rejeter la demande et d’informer le client qu’un nouvel engagement de services techniques est nécessaire.',
          en: 'A Tealium Customer Success engineer will review each request and determine whether a meeting is needed to clarify the request or to discuss the topic. Some requests can be resolved without a meeting. If the Customer Success engineer determines that the request is outside the scope of the customer support plan, as set out below, Tealium reserves the right to reject the request and to inform the customer that a new technical services engagement is required.',
        },
      },
      {
        number: '2a',
        text: {
          fr: 'Un ingénieur de Tealium Customer Success examinera chaque demande.',
          en: 'A Tealium Customer Success engineer will review each request.',
        },
      },
      {
        number: '2b',
        text: {
          fr: 'L’ingénieur déterminera s’il est nécessaire d’organiser une réunion pour clarifier la demande ou pour discuter du sujet.',
          en: 'The engineer will determine whether a meeting is needed to clarify the request or to discuss the topic.',
        },
      },
      {
        number: '2c',
        text: {
          fr: 'Certaines demandes peuvent être résolues sans réunion.',
          en: 'Some requests can be resolved without a meeting.',
        },
      },
      {
        number: '2d',
        text: {
          fr: 'Si l’ingénieur de Customer Success détermine que la demande ne relève pas du champ du forfait d’assistance au client, comme indiqué ci-dessous, Tealium se réserve le droit de rejeter la demande.',
          en: 'If the Customer Success engineer determines that the request is outside the scope of the customer support plan, as set out below, Tealium reserves the right to reject the request.',
        },
      },
      {
        number: '2e',
        text: {
          fr: 'Tealium se réserve le droit d’informer le client qu’un nouvel engagement de services techniques est nécessaire.',
          en: 'Tealium reserves the right to inform the customer that a new technical services engagement is required.',
        },
      },
      {
        number: '3',
        text: {
          fr: 'Ces forfaits d’assistance au client n’incluent pas et ne remplacent pas :',
          en: 'These customer support plans do not include and do not replace:',
        },
      },
      {
        number: '3.1',
        exclusion: 'NEW_DESIGN_OR_CONFIGURATION',
        text: { fr: 'Une nouvelle conception ou configuration', en: 'A new design or configuration' },
      },
      {
        number: '3.2',
        exclusion: 'ADDITIONAL_USE_CASES',
        text: { fr: 'Des cas d’utilisation supplémentaires', en: 'Additional use cases' },
      },
      {
        number: '3.3',
        exclusion: 'TECHNICAL_SERVICES',
        text: {
          fr: 'Les services techniques, y compris, mais sans s’y limiter, l’ajout de nouvelles sources de données, l’intégration avec des fournisseurs supplémentaires ou la configuration de nouveaux cas d’utilisation',
          en: 'Technical services, including but not limited to the addition of new data sources, the integration with additional vendors or the configuration of new use cases',
        },
      },
      {
        number: '3.3a',
        exclusion: 'NEW_DATA_SOURCE',
        text: { fr: 'L’ajout de nouvelles sources de données', en: 'The addition of new data sources' },
      },
      {
        number: '3.3b',
        exclusion: 'ADDITIONAL_VENDOR_INTEGRATION',
        text: {
          fr: 'L’intégration avec des fournisseurs supplémentaires',
          en: 'The integration with additional vendors',
        },
      },
      {
        number: '3.3c',
        exclusion: 'NEW_USE_CASE_CONFIGURATION',
        text: {
          fr: 'La configuration de nouveaux cas d’utilisation',
          en: 'The configuration of new use cases',
        },
      },
      {
        number: '3.4',
        exclusion: 'ARCHITECTURE_CONSULTING',
        text: { fr: 'Le conseil en architecture', en: 'Architecture consulting' },
      },
      {
        number: '3.5',
        exclusion: 'IMPLEMENTATION_FOR_NEW_SUBSCRIPTIONS',
        text: {
          fr: 'Les services de mise en œuvre pour les nouveaux abonnements',
          en: 'Implementation services for new subscriptions',
        },
      },
      {
        number: '3.6',
        exclusion: 'WELLNESS_REVIEW',
        plans: BELOW_PREMIUM,
        text: {
          fr: 'Les examens de bien-être (pour l’assistance Basic et l’assistance Enhanced)',
          en: 'Wellness reviews (for Basic support and Enhanced support)',
        },
      },
      {
        number: '3.7',
        exclusion: 'CONFIGURATION_AUDIT',
        plans: BELOW_PREMIUM,
        text: {
          fr: 'Les audits de configuration (pour l’assistance Basic et l’assistance Enhanced)',
          en: 'Configuration audits (for Basic support and Enhanced support)',
        },
      },
      {
        number: '3.8',
        exclusion: 'HANDS_ON_KEYBOARD',
        text: { fr: 'Les travaux pratiques « au clavier »', en: 'Hands-on-keyboard work' },
      },
      {
        number: '4',
        text: {
          fr: 'Toutes les demandes ci-dessus nécessitent un nouvel engagement de la part des services techniques.',
          en: 'All of the above requests require a new engagement of technical services.',
        },
      },
      {
        number: '5',
        text: {
          fr: 'Les ingénieurs de Customer Success sont disponibles pendant les heures ouvrables standard de la région, du lundi au vendredi, à l’exclusion des jours fériés locaux. Ils ne sont pas disponibles 24/7.',
          en: "Customer Success engineers are available during the region's standard business hours, Monday to Friday, excluding local public holidays. They are not available 24/7.",
        },
      },
      {
        number: '5a',
        text: {
          fr: 'Les ingénieurs de Customer Success sont disponibles pendant les heures ouvrables standard de la région, du lundi au vendredi, à l’exclusion des jours fériés locaux.',
          en: "Customer Success engineers are available during the region's standard business hours, Monday to Friday, excluding local public holidays.",
        },
      },
      {
        number: '5b',
        text: { fr: 'Ils ne sont pas disponibles 24/7.', en: 'They are not available 24/7.' },
      },
      {
        number: '6',
        text: {
          fr: 'Tealium se réserve le droit d’exclure la couverture de futures solutions au cas par cas.',
          en: 'Tealium reserves the right to exclude coverage of future solutions on a case-by-case basis.',
        },
      },
      {
        number: '7',
        text: {
          fr: 'Lorsqu’un examen du bien-être d’un compte est inclus, il est limité à un compte pour un maximum de 5 profils.',
          en: 'Where an account wellness review is included, it is limited to one account for a maximum of 5 profiles.',
        },
      },
      {
        number: 'A1',
        plans: PURCHASED,
        text: {
          fr: 'Le prix du forfait d’assistance au client acheté sera évalué par rapport aux frais d’abonnement annuels du client à compter de la commande de services et réévalué en cas de modification ou de renouvellement. Si le prix du forfait est augmenté pendant la durée du service en raison d’un amendement qui modifie les frais d’abonnement annuels, le nouveau prix sera calculé au prorata pour le reste de la durée du service.',
          en: "The price of the purchased customer support plan will be assessed relative to the customer's annual subscription fees as from the service order, and reassessed on amendment or renewal. If the price of the plan is increased during the service term because of an amendment that changes the annual subscription fees, the new price will be prorated for the remainder of the service term.",
        },
      },
      {
        number: 'A1a',
        plans: PURCHASED,
        text: {
          fr: 'Le prix du forfait d’assistance au client acheté sera évalué par rapport aux frais d’abonnement annuels du client.',
          en: "The price of the purchased customer support plan will be assessed relative to the customer's annual subscription fees.",
        },
      },
      {
        number: 'A1b',
        plans: PURCHASED,
        text: {
          fr: 'Le prix sera évalué à compter de la commande de services.',
          en: 'The price will be assessed as from the service order.',
        },
      },
      {
        number: 'A1c',
        plans: PURCHASED,
        text: {
          fr: 'Le prix sera réévalué en cas de modification ou de renouvellement.',
          en: 'The price will be reassessed on amendment or renewal.',
        },
      },
      {
        number: 'A1d',
        plans: PURCHASED,
        text: {
          fr: 'Si le prix du forfait est augmenté pendant la durée du service en raison d’un amendement qui modifie les frais d’abonnement annuels, le nouveau prix sera calculé au prorata pour le reste de la durée du service.',
          en: 'If the price of the plan is increased during the service term because of an amendment that changes the annual subscription fees, the new price will be prorated for the remainder of the service term.',
        },
      },
      {
        number: 'A2',
        plans: PURCHASED,
        text: {
          fr: 'Tous les frais liés à l’achat d’un forfait d’assistance au client ne sont pas remboursables, quel que soit l’événement de résiliation pendant la durée du service.',
          en: 'All fees for the purchase of a customer support plan are non-refundable, whatever the termination event during the service term.',
        },
      },
    ],
  },
];

/** "3.3a" is a part of "3.3", "3.3" of "3"; null for a clause that is part of none. */
export function parentNumber(number: string): string | null {
  if (/[a-z]$/.test(number)) return number.slice(0, -1);
  const dot = number.lastIndexOf('.');
  return dot < 0 ? null : number.slice(0, dot);
}
