import type { Text } from './text.ts';

interface RegionData {
  name: Text;
  timeZone: string;
  country: string;
  subdivision: string | null;
  /** The countries whose customers are at home here, ISO 3166-1; none: those of all others. */
  countries: string[];
}

/** Where Customer Success engineers work: their hours and holidays are the region's, not the customer's (S108). */
export const REGIONS: Record<string, RegionData> = {
  EMEA: {
    name: { fr: 'Europe, Moyen-Orient et Afrique', en: 'Europe, Middle East and Africa' },
    timeZone: 'Europe/London',
    country: 'GB',
    subdivision: 'ENG',
    countries: [],
  },
  AMER: {
    name: { fr: 'Amériques', en: 'Americas' },
    timeZone: 'America/Los_Angeles',
    country: 'US',
    subdivision: 'CA',
    countries:
      'AG AI AR AW BB BL BM BO BQ BR BS BZ CA CL CO CR CU CW DM DO EC FK GD GF GL GP GT GY HN HT JM KN KY LC MF MQ MS MX NI PA PE PM PR PY SR SV SX TC TT US UY VC VE VG VI'.split(
        ' ',
      ),
  },
  APAC: {
    name: { fr: 'Asie-Pacifique', en: 'Asia-Pacific' },
    timeZone: 'Australia/Sydney',
    country: 'AU',
    subdivision: 'NSW',
    countries:
      'AF AS AU BD BN BT CC CK CN CX FJ FM GU HK ID IN IO JP KH KI KP KR LA LK MH MM MN MO MP MV MY NC NF NP NR NU NZ PF PG PH PK PN PW SB SG TH TK TL TO TV TW UM VN VU WF WS'.split(
        ' ',
      ),
  },
};
