import type { Text } from './text.ts';

interface ComponentData {
  name: Text;
  /** The services that suffer when it fails. */
  skus: string[];
}

/** The parts of the platform that the status page tells of, in the order in which it shows them (S52). */
export const STATUS_COMPONENTS: Record<string, ComponentData> = {
  SIGN_IN: {
    name: { fr: 'Connexion à la plateforme', en: 'Sign-in to the platform' },
    skus: ['IQ-TM', 'IQ-TM-MOBILE', 'ES', 'AS', 'AS-PREDICT', 'DA-EVENT', 'DA-AUDIENCE'],
  },
  TAG_DELIVERY: {
    name: { fr: 'Diffusion des balises', en: 'Tag delivery' },
    skus: ['IQ-TM', 'IQ-TM-MOBILE'],
  },
  EVENT_COLLECTION: {
    name: { fr: 'Collecte des événements', en: 'Event collection' },
    skus: ['ES', 'AS', 'AS-PREDICT', 'DA-EVENT'],
  },
  AUDIENCE_PROCESSING: {
    name: { fr: 'Traitement des audiences', en: 'Audience processing' },
    skus: ['AS', 'AS-PREDICT', 'DA-AUDIENCE'],
  },
  DATA_ACCESS: {
    name: { fr: 'Accès aux données', en: 'Data access' },
    skus: ['DA-EVENT', 'DA-AUDIENCE'],
  },
};
