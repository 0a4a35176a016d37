import type { Text } from './text.ts';

interface RegionData {
  name: Text;
  timeZone: string;
  country: string;
  subdivision: string | null;
}

/** Where Customer Success engineers work: their hours and holidays are the region's, not the customer's (S108). */
export const REGIONS: Record<string, RegionData> = {
  EMEA: {
    name: { fr: 'Europe, Moyen-Orient et Afrique', en: 'Europe, Middle East and Africa' },
    timeZone: 'Europe/London',
    country: 'GB',
    subdivision: 'ENG',
  },
  AMER: {
    name: { fr: 'Amériques', en: 'Americas' },
    timeZone: 'America/Los_Angeles',
    country: 'US',
    subdivision: 'CA',
  },
  APAC: {
    name: { fr: 'Asie-Pacifique', en: 'Asia-Pacific' },
    timeZone: 'Australia/Sydney',
    country: 'AU',
    subdivision: 'NSW',
  },
};
