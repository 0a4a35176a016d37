import type { Text } from './text.ts';

/** For whom the programme calls a plan ideal; which plan is in plans.ts. */
export const IDEAL_FOR = {
  EXPERIENCED_INTERNAL_STAFF: {
    fr: 'Clients disposant d’un personnel interne expérimenté',
    en: 'Customers with experienced internal staff',
  },
  CERTIFIED_PARTNER: {
    fr: 'Des partenaires Tealium certifiés fournissent l’assistance',
    en: 'Certified Tealium partners provide the support',
  },
  COMFORTABLE_WITH_SELF_SERVICE: {
    fr: 'Clients à l’aise avec nos ressources en libre-service',
    en: 'Customers comfortable with our self-service resources',
  },
  HIGHLY_REGULATED_INDUSTRY: {
    fr: 'Clients des industries hautement réglementées',
    en: 'Customers in highly regulated industries',
  },
  COMPLEX_IMPLEMENTATION: {
    fr: 'Clients ayant des implémentations complexes de Tealium',
    en: 'Customers with complex Tealium implementations',
  },
} satisfies Record<string, Text>;

export type IdealForCode = keyof typeof IDEAL_FOR;
