import type { TicketKind } from '../src/generated/client/client.ts';
import type { Text } from './text.ts';

interface RequestTypeData {
  kind: TicketKind;
  label: Text;
  description: Text;
  /** Every version of the process ever published, oldest first; the last is the current one (S87). */
  intake: [IntakeData, ...IntakeData[]];
}

export interface IntakeData {
  version: number;
  publishedAt: string;
  prompt: Text;
  /** The questions of the form; none unless told: then the question of the request says it all. */
  fields?: readonly IntakeFieldData[];
}

/** One question of a form. A required one must be answered by whoever fills in the form. */
interface IntakeFieldData {
  /** Names it in answers; never changes its meaning. */
  key: string;
  kind: 'TEXT' | 'NUMBER' | 'DATE' | 'YES_NO' | 'CHOICE';
  required: boolean;
  label: Text;
  /** Of a CHOICE: what can be chosen. */
  options?: readonly { value: string; label: Text }[];
}

/** What a customer can ask for, in the order in which it is shown. What each plan makes of it is in coverage.ts. */
export const REQUEST_TYPES = {
  LOGIN_ISSUE: {
    kind: 'INCIDENT',
    label: { fr: 'Problèmes de connexion', en: 'Login issues' },
    description: {
      fr: 'Quelqu’un ne parvient pas à se connecter à la plateforme.',
      en: 'Somebody cannot sign in to the platform.',
    },
    intake: first({
      fr: 'Qui ne parvient pas à se connecter, depuis quand, et quel message s’affiche ?',
      en: 'Who cannot sign in, since when, and what message is shown?',
    }),
  },
  PLATFORM_DOWN_VENDOR_CAUSE: {
    kind: 'INCIDENT',
    label: {
      fr: 'La plateforme Tealium ne fonctionne pas en raison d’un problème lié à Tealium',
      en: "The Tealium platform is down because of a problem on Tealium's side",
    },
    description: {
      fr: 'La plateforme ne fonctionne pas, et la cause est du côté de l’éditeur.',
      en: 'The platform does not work, and the cause lies with the vendor.',
    },
    intake: first({
      fr: 'Qu’est-ce qui ne fonctionne pas, depuis quand, et qui est touché ?',
      en: 'What does not work, since when, and who is affected?',
    }),
  },
  PRODUCT_ACTIVATION: {
    kind: 'SERVICE_REQUEST',
    label: { fr: 'Activation d’un produit', en: 'Product activation' },
    description: {
      fr: 'Mettre en service un produit souscrit.',
      en: 'Switch on a product that the account subscribes to.',
    },
    intake: first({
      fr: 'Sur quel profil faut-il activer le produit, et à quelle date ?',
      en: 'On which profile should the product be activated, and from which date?',
    }),
  },
  PRODUCT_DEACTIVATION: {
    kind: 'SERVICE_REQUEST',
    label: { fr: 'Désactivation d’un produit', en: 'Product deactivation' },
    description: {
      fr: 'Mettre hors service un produit souscrit.',
      en: 'Switch off a product that the account subscribes to.',
    },
    intake: first({
      fr: 'Sur quel profil faut-il désactiver le produit, et à quelle date ?',
      en: 'On which profile should the product be deactivated, and from which date?',
    }),
  },
  PLATFORM_DOWN_CUSTOMER_CAUSE: {
    kind: 'INCIDENT',
    label: {
      fr: 'La plateforme Tealium ne fonctionne pas en raison d’un problème lié à l’organisation du client',
      en: "The Tealium platform is down because of a problem on the customer's side",
    },
    description: {
      fr: 'La plateforme ne fonctionne pas, et la cause est du côté du client.',
      en: 'The platform does not work, and the cause lies with the customer.',
    },
    intake: first({
      fr: 'Qu’est-ce qui ne fonctionne pas, depuis quand, et qu’est-ce qui a changé chez vous ?',
      en: 'What does not work, since when, and what changed on your side?',
    }),
  },
  CONFIGURATION_TROUBLESHOOTING: {
    kind: 'INCIDENT',
    label: { fr: 'Dépannage de la configuration', en: 'Configuration troubleshooting' },
    description: {
      fr: 'Une configuration existante ne se comporte pas comme prévu.',
      en: 'An existing configuration does not behave as intended.',
    },
    intake: [
      {
        version: 1,
        publishedAt: '2020-01-01T00:00:00Z',
        prompt: {
          fr: 'Que faut-il dépanner ?',
          en: 'What needs troubleshooting?',
        },
      },
      {
        version: 2,
        publishedAt: '2024-01-01T00:00:00Z',
        prompt: {
          fr: 'Quel profil et quel environnement, qu’attendiez-vous, et que constatez-vous ?',
          en: 'Which profile and environment, what did you expect, and what do you see?',
        },
      },
    ],
  },
  HOW_TO: {
    kind: 'SERVICE_REQUEST',
    label: { fr: 'Mode d’emploi (How-To)', en: 'How-tos' },
    description: {
      fr: 'Comment faire quelque chose avec ce qui est déjà en place.',
      en: 'How to do something with what is already in place.',
    },
    intake: first({
      fr: 'Que souhaitez-vous faire, et où en êtes-vous ?',
      en: 'What would you like to do, and how far did you get?',
    }),
  },
  EXPERT_ADVICE: {
    kind: 'TAM_REQUEST',
    label: { fr: 'Conseils d’experts', en: 'Expert advice' },
    description: {
      fr: 'Un conseil sur la configuration et l’usage existants ; l’architecture cible en est exclue.',
      en: 'Advice on the existing configuration and its use; a target architecture is excluded.',
    },
    intake: first({
      fr: 'Sur quel point de votre configuration ou de votre usage souhaitez-vous un conseil ?',
      en: 'On which point of your configuration or usage would you like advice?',
    }),
  },
  OPTIMISATION_SUPPORT: {
    kind: 'TAM_REQUEST',
    label: { fr: 'Support d’optimisation', en: 'Optimisation support' },
    description: {
      fr: 'De l’aide pour tirer mieux parti de l’existant.',
      en: 'Help to get more out of what exists.',
    },
    intake: first({
      fr: 'Que souhaitez-vous optimiser, et à quoi mesurerez-vous le progrès ?',
      en: 'What would you like to optimise, and how will you measure progress?',
    }),
  },
  CUSTOM_INCIDENT_MANAGEMENT: {
    kind: 'TAM_REQUEST',
    label: { fr: 'Gestion des incidents personnalisée', en: 'Custom incident management' },
    description: {
      fr: 'Convenir de la conduite à tenir lors des incidents graves de ce compte.',
      en: 'Agree how severe incidents of this account are handled.',
    },
    intake: first({
      fr: 'Quels contacts, quelles étapes d’escalade et quel rythme d’information souhaitez-vous ?',
      en: 'Which contacts, escalation steps and rhythm of updates would you like?',
    }),
  },
  AD_HOC_QUESTION: {
    kind: 'TAM_REQUEST',
    label: { fr: 'Question ad hoc', en: 'Ad hoc question' },
    description: {
      fr: 'Une question au Technical Account Manager.',
      en: 'A question to the Technical Account Manager.',
    },
    intake: first({
      fr: 'Quelle est votre question ? Une seule par demande.',
      en: 'What is your question? One a request.',
    }),
  },
  OTHER_MEETING: {
    kind: 'TAM_REQUEST',
    label: { fr: 'Autre réunion nécessaire', en: 'Any other meeting needed' },
    description: {
      fr: 'Une réunion avec le Technical Account Manager, au-delà des réunions récurrentes.',
      en: 'A meeting with the Technical Account Manager besides the recurring ones.',
    },
    intake: [
      {
        version: 1,
        publishedAt: '2020-01-01T00:00:00Z',
        prompt: {
          fr: 'Quel est l’objet de la réunion, qui doit y participer, et quand ?',
          en: 'What is the purpose of the meeting, who should attend, and when?',
        },
      },
      {
        version: 2,
        publishedAt: '2026-11-01T00:00:00Z',
        prompt: {
          fr: 'Quel est l’objet de la réunion, qui doit y participer, et quand ?',
          en: 'What is the purpose of the meeting, who should attend, and when?',
        },
        fields: [
          {
            key: 'purpose',
            kind: 'TEXT',
            required: true,
            label: { fr: 'Objet de la réunion', en: 'Purpose of the meeting' },
          },
          {
            key: 'attendees',
            kind: 'TEXT',
            required: false,
            label: { fr: 'Participants', en: 'Attendees' },
          },
          {
            key: 'preferredOn',
            kind: 'DATE',
            required: false,
            label: { fr: 'Date souhaitée', en: 'Preferred date' },
          },
        ],
      },
    ],
  },
  WELLNESS_REVIEW: {
    kind: 'SERVICE_REQUEST',
    label: { fr: 'Examen de bien-être du compte', en: 'Account wellness review' },
    description: {
      fr: 'L’examen annuel de l’état du compte : un compte, 5 profils au plus.',
      en: 'The annual health review of the account: one account, at most 5 profiles.',
    },
    intake: first({
      fr: 'Quels profils, 5 au plus, l’examen doit-il couvrir ?',
      en: 'Which profiles, at most 5, should the review cover?',
    }),
  },
  CONFIGURATION_AUDIT: {
    kind: 'SERVICE_REQUEST',
    label: { fr: 'Audit de configuration', en: 'Configuration audit' },
    description: {
      fr: 'L’audit d’une configuration existante.',
      en: 'An audit of an existing configuration.',
    },
    intake: first({
      fr: 'Quelle configuration faut-il auditer, et pourquoi ?',
      en: 'Which configuration should be audited, and why?',
    }),
  },
  NEW_DESIGN_OR_CONFIGURATION: technicalService(
    { fr: 'Nouvelle conception ou configuration', en: 'New design or configuration' },
    {
      fr: 'Concevoir ou configurer quelque chose qui n’existe pas encore.',
      en: 'Design or configure something that does not exist yet.',
    },
  ),
  ADDITIONAL_USE_CASES: technicalService(
    { fr: 'Cas d’utilisation supplémentaires', en: 'Additional use cases' },
    {
      fr: 'Étendre la mise en œuvre à d’autres cas d’utilisation.',
      en: 'Extend the implementation to further use cases.',
    },
  ),
  TECHNICAL_SERVICES: technicalService(
    { fr: 'Services techniques', en: 'Technical services' },
    {
      fr: 'Une prestation de services techniques dans son ensemble.',
      en: 'An engagement of technical services as a whole.',
    },
  ),
  NEW_DATA_SOURCE: technicalService(
    { fr: 'Ajout d’une nouvelle source de données', en: 'Addition of a new data source' },
    { fr: 'Raccorder une source de données.', en: 'Connect a data source.' },
  ),
  ADDITIONAL_VENDOR_INTEGRATION: technicalService(
    { fr: 'Intégration avec un fournisseur supplémentaire', en: 'Integration with an additional vendor' },
    { fr: 'Raccorder un fournisseur tiers de plus.', en: 'Connect one more third-party vendor.' },
  ),
  NEW_USE_CASE_CONFIGURATION: technicalService(
    { fr: 'Configuration d’un nouveau cas d’utilisation', en: 'Configuration of a new use case' },
    { fr: 'Configurer un nouveau cas d’utilisation.', en: 'Configure a new use case.' },
  ),
  OTHER_TECHNICAL_SERVICE: technicalService(
    { fr: 'Autre service technique', en: 'Other technical service' },
    {
      fr: 'Un service technique que la clause 3.3 n’énumère pas.',
      en: 'A technical service that clause 3.3 does not list.',
    },
  ),
  ARCHITECTURE_CONSULTING: technicalService(
    { fr: 'Conseil en architecture', en: 'Architecture consulting' },
    {
      fr: 'Concevoir ou revoir une architecture cible.',
      en: 'Design or review a target architecture.',
    },
  ),
  IMPLEMENTATION: technicalService(
    { fr: 'Mise en œuvre d’un nouvel abonnement', en: 'Implementation of a new subscription' },
    {
      fr: 'Les travaux avant ou pour une mise en service.',
      en: 'Work before or for a go-live.',
    },
  ),
  HANDS_ON_KEYBOARD: technicalService(
    { fr: 'Travaux pratiques « au clavier »', en: 'Hands-on-keyboard work' },
    {
      fr: 'Faire le travail à la place du client, dans son compte.',
      en: "Do the work in the customer's account in the customer's place.",
    },
  ),
} satisfies Record<string, RequestTypeData>;

export type RequestTypeCode = keyof typeof REQUEST_TYPES;

function first(prompt: Text): RequestTypeData['intake'] {
  return [{ version: 1, publishedAt: '2020-01-01T00:00:00Z', prompt }];
}

/** Work that every plan excludes (S95): it can be asked for, so that asking is answered with its clause. */
function technicalService(label: Text, description: Text): RequestTypeData {
  return {
    kind: 'SERVICE_REQUEST',
    label,
    description,
    intake: first({
      fr: 'De quoi avez-vous besoin, et pour quand ?',
      en: 'What do you need, and by when?',
    }),
  };
}
