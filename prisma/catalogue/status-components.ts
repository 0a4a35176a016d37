import type { Text } from './text.ts';

interface ComponentData {
  name: Text;
  group: keyof typeof STATUS_COMPONENT_GROUPS;
  /** The services that suffer when it fails. */
  skus: string[];
}

/** Parts that belong together, in the order in which the status page shows them (S52). */
export const STATUS_COMPONENT_GROUPS = {
  PLATFORM: { name: { fr: 'Plateforme', en: 'Platform' } },
  COLLECTION: { name: { fr: 'Collecte et diffusion', en: 'Collection and delivery' } },
  DATA: { name: { fr: 'Audiences et données', en: 'Audiences and data' } },
} satisfies Record<string, { name: Text }>;

/** The parts of the platform that the status page tells of, in the order in which it shows them (S52). */
export const STATUS_COMPONENTS: Record<string, ComponentData> = {
  SIGN_IN: {
    name: { fr: 'Connexion à la plateforme', en: 'Sign-in to the platform' },
    group: 'PLATFORM',
    skus: ['IQ-TM', 'IQ-TM-MOBILE', 'ES', 'AS', 'AS-PREDICT', 'DA-EVENT', 'DA-AUDIENCE'],
  },
  TAG_DELIVERY: {
    name: { fr: 'Diffusion des balises', en: 'Tag delivery' },
    group: 'COLLECTION',
    skus: ['IQ-TM', 'IQ-TM-MOBILE'],
  },
  EVENT_COLLECTION: {
    name: { fr: 'Collecte des événements', en: 'Event collection' },
    group: 'COLLECTION',
    skus: ['ES', 'AS', 'AS-PREDICT', 'DA-EVENT'],
  },
  AUDIENCE_PROCESSING: {
    name: { fr: 'Traitement des audiences', en: 'Audience processing' },
    group: 'DATA',
    skus: ['AS', 'AS-PREDICT', 'DA-AUDIENCE'],
  },
  DATA_ACCESS: {
    name: { fr: 'Accès aux données', en: 'Data access' },
    group: 'DATA',
    skus: ['DA-EVENT', 'DA-AUDIENCE'],
  },
};
