import type { Text } from './text.ts';

/** Who publishes the programme, and what it says of itself (S1, S9). */
export const PROGRAMME = {
  vendor: 'Tealium',
  name: { fr: 'Support Client de Tealium', en: 'Tealium Customer Support' },
  summary: {
    fr: 'Nos forfaits de support client à plusieurs niveaux offrent des ressources, des conseils et un support pour chaque étape après la mise en service. Choisissez parmi trois forfaits pour obtenir la bonne assistance afin de garantir votre succès.',
    en: 'Our tiered customer support plans offer resources, advice and support for every step after go-live. Choose from three plans to get the right support to ensure your success.',
  },
  currentTermsVersion: 1,
  /** For so many days a reply re-opens what was resolved; later it opens a linked ticket (C22). 0 to 3650. */
  reopenedWithinDays: 30,
};

/** Local times of the customer, Monday (1) to Friday (5) (S16, S17). */
export const SUPPORT_HOURS = [1, 2, 3, 4, 5].map((weekday) => ({
  weekday,
  opensAt: '08:00',
  closesAt: '18:00',
}));

/** Where the desk is found, in the order in which it is shown. */
export const CONTACT_POINTS = {
  PORTAL: {
    value: 'support.tealiumiq.com', // S49
    label: { fr: 'Portail d’assistance en ligne', en: 'Online support portal' },
  },
  VOICEMAIL: {
    value: '+1.877.709.1987', // S51
    label: {
      fr: 'Messagerie vocale (vous serez dirigé vers le portail d’assistance)',
      en: 'Voicemail (you will be directed to the support portal)',
    },
  },
  STATUS: {
    value: 'tealium.status.io', // S54
    label: { fr: 'Customer Data Hub Status Dashboard', en: 'Customer Data Hub status dashboard' },
  },
} satisfies Record<string, { value: string; label: Text }>;
