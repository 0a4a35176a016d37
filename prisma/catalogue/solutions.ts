import type { Text } from './text.ts';

interface SolutionData {
  name: Text;
  /** The service SKUs (UGS de service) that a customer can subscribe to, by code. */
  skus: Record<string, Text>;
}

/** What the vendor sells, and under which SKU: a request names one that the account subscribes to (S88). */
export const SOLUTIONS: Record<string, SolutionData> = {
  IQ_TAG_MANAGEMENT: {
    name: { fr: 'Tealium iQ Tag Management', en: 'Tealium iQ Tag Management' },
    skus: {
      'IQ-TM': { fr: 'iQ Tag Management', en: 'iQ Tag Management' },
      'IQ-TM-MOBILE': { fr: 'iQ Tag Management pour mobile', en: 'iQ Tag Management for mobile' },
    },
  },
  EVENTSTREAM: {
    name: { fr: 'EventStream API Hub', en: 'EventStream API Hub' },
    skus: { ES: { fr: 'EventStream', en: 'EventStream' } },
  },
  AUDIENCESTREAM: {
    name: { fr: 'AudienceStream CDP', en: 'AudienceStream CDP' },
    skus: {
      AS: { fr: 'AudienceStream', en: 'AudienceStream' },
      'AS-PREDICT': { fr: 'Tealium Predict ML', en: 'Tealium Predict ML' },
    },
  },
  DATAACCESS: {
    name: { fr: 'DataAccess', en: 'DataAccess' },
    skus: {
      'DA-EVENT': { fr: 'DataAccess pour les données d’événements', en: 'DataAccess for event data' },
      'DA-AUDIENCE': { fr: 'DataAccess pour les données d’audience', en: 'DataAccess for audience data' },
    },
  },
};
