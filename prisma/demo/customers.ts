import type { ContactRole, Locale, PlanCode } from '../src/generated/client/client.ts';

/** Where somebody lives and works. */
export interface Place {
  timeZone: string;
  country: string;
  subdivision?: string;
}

interface DemoPerson {
  subject: string;
  name: string;
  email: string;
  phone?: string;
}

interface DemoFees {
  amountMinor: string;
  currency: string;
}

/** Invented: the programme publishes no rate, and every deployment has its own. Basis points of the annual fees. */
export const rates = {
  note: 'Invented for the demo: the programme publishes no rate.',
  daysAgo: 400,
  basisPoints: { ENHANCED: 1_000, PREMIUM: 1_800 },
  currencies: ['EUR', 'USD', 'CHF', 'JPY'],
};

export interface DemoAccount extends Place {
  name: string;
  locale: Locale;
  industry: string;
  regulated?: boolean;
  since: string;
  goLiveOn: string;
  administrator: DemoPerson;
  contacts: (DemoPerson & { roles: ContactRole[]; site?: string })[];
  sites: (Place & { name: string })[];
  profiles: string[];
  skus: string[];
  /** Plans chosen without an order, the earliest first; Basic where none stands. */
  plans: { code: PlanCode; from: string; until?: string }[];
  /** What the customer pays a year for the vendor's products. */
  annualFees?: DemoFees;
  /** An order for a year, so many days ago, and what became of it. */
  contract?: {
    planCode: 'ENHANCED' | 'PREMIUM';
    daysAgo: number;
    amendment?: { daysAgo: number; annualFees: DemoFees };
  };
  /** The next such day of the year on which the customer closes early. */
  closesEarly?: { monthDay: string; closesAt: string; reason: string };
}

export const accounts: DemoAccount[] = [
  {
    name: 'Maison Belcourt',
    timeZone: 'Europe/Paris',
    country: 'FR',
    locale: 'FR',
    industry: 'Maroquinerie',
    since: '2021-02-15',
    goLiveOn: '2021-05-10',
    administrator: {
      subject: 'camille.laurent',
      name: 'Camille Laurent',
      email: 'camille.laurent@belcourt.example',
      phone: '+33155550142',
    },
    contacts: [
      {
        subject: 'antoine.girard',
        name: 'Antoine Girard',
        email: 'antoine.girard@belcourt.example',
        roles: ['REQUESTER'],
      },
      {
        subject: 'elodie.tremblay',
        name: 'Élodie Tremblay',
        email: 'elodie.tremblay@belcourt.example',
        roles: ['REQUESTER'],
        site: 'Boutique de Montréal',
      },
    ],
    sites: [
      {
        name: 'Boutique de Montréal',
        timeZone: 'America/Toronto',
        country: 'CA',
        subdivision: 'QC',
      },
    ],
    profiles: ['belcourt-fr', 'belcourt-eu', 'belcourt-app'],
    skus: ['IQ-TM', 'IQ-TM-MOBILE', 'AS'],
    plans: [{ code: 'ENHANCED', from: '2021-03-01' }],
    annualFees: { amountMinor: '18000000', currency: 'EUR' },
    // On Premium for half of its first year: what was promised since was kept, for the most part.
    contract: { planCode: 'PREMIUM', daysAgo: 190 },
    closesEarly: { monthDay: '12-24', closesAt: '12:00', reason: 'Veille de Noël' },
  },
  {
    name: 'Hudson & Vale Outfitters',
    timeZone: 'America/New_York',
    country: 'US',
    subdivision: 'NY',
    locale: 'EN',
    industry: 'Outdoor clothing and equipment',
    since: '2022-04-04',
    goLiveOn: '2022-07-18',
    administrator: {
      subject: 'grace.whitfield',
      name: 'Grace Whitfield',
      email: 'grace.whitfield@hudsonvale.example',
      phone: '+12125550117',
    },
    contacts: [
      {
        subject: 'marcus.lee',
        name: 'Marcus Lee',
        email: 'marcus.lee@hudsonvale.example',
        roles: ['REQUESTER'],
      },
    ],
    sites: [],
    profiles: ['hv-web'],
    skus: ['IQ-TM', 'DA-EVENT'],
    plans: [{ code: 'ENHANCED', from: '2022-06-01' }],
    annualFees: { amountMinor: '9600000', currency: 'USD' },
    // They subscribed to more in mid-term, so that the price rose for the rest of it.
    contract: {
      planCode: 'ENHANCED',
      daysAgo: 200,
      amendment: { daysAgo: 45, annualFees: { amountMinor: '13200000', currency: 'USD' } },
    },
  },
  {
    name: 'Aozora Travel',
    timeZone: 'Asia/Tokyo',
    country: 'JP',
    locale: 'EN',
    industry: 'Travel agency',
    since: '2023-09-11',
    goLiveOn: '2023-11-06',
    administrator: {
      subject: 'haruka.sato',
      name: 'Haruka Sato',
      email: 'haruka.sato@aozora.example',
    },
    contacts: [],
    sites: [],
    profiles: ['aozora-main'],
    skus: ['IQ-TM'],
    plans: [],
    annualFees: { amountMinor: '4800000', currency: 'JPY' },
  },
  {
    name: 'Torrens Valley Wines',
    timeZone: 'Australia/Adelaide',
    country: 'AU',
    subdivision: 'SA',
    locale: 'EN',
    industry: 'Wine by mail order',
    since: '2024-01-22',
    goLiveOn: '2024-04-15',
    administrator: {
      subject: 'oliver.nguyen',
      name: 'Oliver Nguyen',
      email: 'oliver.nguyen@torrensvalley.example',
    },
    contacts: [],
    sites: [],
    profiles: ['tvw-club'],
    skus: ['IQ-TM', 'ES'],
    plans: [{ code: 'ENHANCED', from: '2024-02-01' }],
  },
  {
    name: 'Valdor Banque privée',
    timeZone: 'Europe/Zurich',
    country: 'CH',
    subdivision: 'GE',
    locale: 'FR',
    industry: 'Banque privée',
    regulated: true,
    since: '2022-10-03',
    goLiveOn: '2023-02-13',
    administrator: {
      subject: 'philippe.rochat',
      name: 'Philippe Rochat',
      email: 'philippe.rochat@valdor.example',
      phone: '+41225550173',
    },
    contacts: [
      {
        subject: 'nadia.benali',
        name: 'Nadia Benali',
        email: 'nadia.benali@valdor.example',
        roles: ['REQUESTER'],
      },
    ],
    sites: [],
    profiles: ['valdor-clients'],
    skus: ['IQ-TM', 'AS', 'DA-AUDIENCE'],
    plans: [{ code: 'ENHANCED', from: '2022-11-01' }],
    annualFees: { amountMinor: '24000000', currency: 'CHF' },
    // New on Premium: the TAM was named late.
    contract: { planCode: 'PREMIUM', daysAgo: 40 },
  },
  {
    name: 'Isarwerk Versand',
    timeZone: 'Europe/Berlin',
    country: 'DE',
    subdivision: 'BY',
    locale: 'EN',
    industry: 'Tools by mail order',
    since: '2023-03-06',
    goLiveOn: '2023-06-05',
    administrator: {
      subject: 'lena.huber',
      name: 'Lena Huber',
      email: 'lena.huber@isarwerk.example',
    },
    contacts: [],
    sites: [],
    profiles: ['isarwerk-shop'],
    skus: ['IQ-TM', 'ES', 'DA-EVENT'],
    plans: [{ code: 'ENHANCED', from: '2023-04-03' }],
    annualFees: { amountMinor: '7200000', currency: 'EUR' },
    // Close to its end: the renewal is spoken of.
    contract: { planCode: 'ENHANCED', daysAgo: 340 },
  },
  {
    name: 'Nordlys Energi',
    timeZone: 'Europe/Oslo',
    country: 'NO',
    locale: 'EN',
    industry: 'Electricity retail',
    since: '2022-08-29',
    goLiveOn: '2022-12-05',
    administrator: {
      subject: 'ingrid.haugen',
      name: 'Ingrid Haugen',
      email: 'ingrid.haugen@nordlys.example',
      phone: '+4721555190',
    },
    contacts: [],
    sites: [],
    profiles: [],
    skus: ['IQ-TM', 'AS'],
    plans: [{ code: 'ENHANCED', from: '2022-09-01', until: '2025-09-01' }],
  },
  {
    name: 'Érable & Fils',
    timeZone: 'America/Toronto',
    country: 'CA',
    subdivision: 'QC',
    locale: 'FR',
    industry: 'Épicerie fine',
    since: '2024-06-10',
    goLiveOn: '2024-08-26',
    administrator: {
      subject: 'jerome.gagnon',
      name: 'Jérôme Gagnon',
      email: 'jerome.gagnon@erable.example',
    },
    contacts: [],
    sites: [],
    profiles: [],
    skus: ['IQ-TM'],
    plans: [],
  },
];
