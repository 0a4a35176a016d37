import type { RequestTypeCode } from './catalogue/request-types.ts';
import type {
  Channel,
  ContactRole,
  Locale,
  PlanCode,
  Severity,
  StaffRole,
  StatusEventKind,
} from './src/generated/client/client.ts';

// The small vendor that the first `npm start` shows: people, customers, and what happened between them. Data only;
// server/src/demo.ts plays it through the API, so that every clock, event and instant is a true one.

/** The people whom a visitor may be; the passer-by needs no token and is none of them. */
export const personas = [
  {
    subject: 'camille.laurent',
    title: 'Camille Laurent, administrator at Maison Belcourt: Paris, Premium',
  },
  {
    subject: 'grace.whitfield',
    title: 'Grace Whitfield, administrator at Hudson & Vale Outfitters: New York, Enhanced',
  },
  {
    subject: 'oliver.nguyen',
    title: 'Oliver Nguyen, administrator at Torrens Valley Wines: Adelaide, Enhanced',
  },
  {
    subject: 'haruka.sato',
    title: 'Haruka Sato, administrator at Aozora Travel: Tokyo, Basic',
  },
  { subject: 'ines.moreau', title: 'Inès Moreau, engineer of the support desk' },
  { subject: 'sofia.lindqvist', title: 'Sofia Lindqvist, Technical Account Manager' },
  { subject: 'margaux.delcourt', title: 'Margaux Delcourt, manager of the support desk' },
];

interface DemoStaff {
  /** Who the person is in tokens and in the stories below. */
  subject: string;
  name: string;
  email: string;
  roles: StaffRole[];
  region: string;
  since: string;
}

/** Hires everybody else, so she is there first. */
export const manager: DemoStaff = {
  subject: 'margaux.delcourt',
  name: 'Margaux Delcourt',
  email: 'margaux.delcourt@desk.example',
  roles: ['MANAGER'],
  region: 'EMEA',
  since: '2020-02-03',
};

export const staff: DemoStaff[] = [
  {
    subject: 'ines.moreau',
    name: 'Inès Moreau',
    email: 'ines.moreau@desk.example',
    roles: ['ENGINEER'],
    region: 'EMEA',
    since: '2020-03-02',
  },
  {
    subject: 'daniel.okafor',
    name: 'Daniel Okafor',
    email: 'daniel.okafor@desk.example',
    roles: ['ENGINEER'],
    region: 'AMER',
    since: '2020-09-14',
  },
  {
    subject: 'priya.raman',
    name: 'Priya Raman',
    email: 'priya.raman@desk.example',
    roles: ['ENGINEER'],
    region: 'APAC',
    since: '2022-01-17',
  },
  {
    subject: 'sofia.lindqvist',
    name: 'Sofia Lindqvist',
    email: 'sofia.lindqvist@desk.example',
    roles: ['TAM'],
    region: 'EMEA',
    since: '2021-05-03',
  },
];

/** The teams of the desk, each of a region (S9). */
export const teams = [
  {
    name: 'Paris desk',
    region: 'EMEA',
    lead: 'ines.moreau',
    members: ['sofia.lindqvist'],
    since: '2022-02-01',
  },
  { name: 'Americas desk', region: 'AMER', lead: 'daniel.okafor', members: [], since: '2022-02-01' },
];

/** Who is the TAM of which Premium account (S66). */
export const tams = [
  {
    account: 'Maison Belcourt',
    tam: 'sofia.lindqvist',
    experienceSince: '2016-09-01',
    qualification: 'iQ Tag Management and AudienceStream certified',
  },
  {
    account: 'Valdor Banque privée',
    tam: 'sofia.lindqvist',
    experienceSince: '2016-09-01',
    qualification: 'iQ Tag Management and AudienceStream certified',
  },
];

/** What staff put on tickets to find them again. */
export const labels = [
  { name: 'waits for a release', colour: '#b45309', by: 'ines.moreau', since: '2022-03-01' },
  { name: 'data export', colour: '#1d4ed8', by: 'daniel.okafor', since: '2022-03-02' },
];

/** A small text file. */
export interface DemoFile {
  name: string;
  content: string;
}

interface Place {
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

interface DemoAccount extends Place {
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
    plans: [
      { code: 'ENHANCED', from: '2021-03-01' },
      { code: 'PREMIUM', from: '2023-01-09' },
    ],
    annualFees: { amountMinor: '18000000', currency: 'EUR' },
    // Close to its end: the renewal is spoken of.
    contract: { planCode: 'PREMIUM', daysAgo: 340 },
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
    plans: [{ code: 'PREMIUM', from: '2022-11-01' }],
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

/**
 * When a request came in, told so that the stories are alike whenever the demo is loaded. Business time and local
 * time ("HH:mm") are the requester's; a working day is one on which the desk was open, at least 24 hours ago.
 */
export type Received =
  | { openMinutesAgo: number }
  | { workingDaysAgo: number; at: string }
  /** On the last working day before the last public holiday that is at least a week ago. */
  | { eveOfHolidayAt: string };

/** What somebody did with a ticket, so many business minutes after its receipt. */
export type DemoDeed = { after: number; by: string } & (
  | { assign: string; team?: string }
  | { label: string }
  | { reply: string }
  /** A reply that resolves the ticket. */
  | { resolve: string }
  | { call: string }
  | { note: string }
  | { reject: { clause: string; fr: string; en: string } }
  | { close: true }
  /** What the requester says of it once it is resolved. */
  | { rate: number; comment?: string }
  /** Something of the platform that the status page tells of from then on, and its end. */
  | { report: { kind: StatusEventKind; titleFr: string; titleEn: string; components: string[] } }
  | { over: true }
);

interface DemoTicket {
  /** What another story calls it. */
  key?: string;
  received: Received;
  from: string;
  /** How it came in, and who of the staff recorded it; through the portal unless told. */
  via?: { channel: Channel; by: string };
  requestType: RequestTypeCode;
  severity: Severity;
  sku: string;
  profile?: string;
  subject: string;
  question: string;
  /** Sent along with the question. */
  file?: DemoFile;
  followUpTo?: string;
  story: DemoDeed[];
}

export const tickets: DemoTicket[] = [
  // The same request on the eve of a holiday, in four places: what each plan makes of it.
  {
    received: { eveOfHolidayAt: '17:10' },
    from: 'camille.laurent',
    requestType: 'LOGIN_ISSUE',
    severity: 'MODERATE',
    sku: 'IQ-TM',
    subject: 'Deux collègues ne parviennent plus à se connecter',
    question:
      'Depuis 16 h 30, la page de connexion rejette deux de nos comptes après le deuxième facteur. Que pouvons-nous faire avant le jour férié ?',
    story: [
      { after: 4, by: 'ines.moreau', assign: 'ines.moreau' },
      {
        after: 35,
        by: 'ines.moreau',
        reply:
          'Bonjour Camille, le deuxième facteur de ces deux comptes était désynchronisé. Je l’ai réinitialisé : la prochaine connexion demandera un nouveau code.',
      },
      {
        after: 640,
        by: 'camille.laurent',
        reply: 'Merci, tout fonctionne depuis notre retour.',
      },
      { after: 660, by: 'ines.moreau', resolve: 'Parfait, je clos donc de notre côté. Bonne journée !' },
      { after: 665, by: 'camille.laurent', rate: 5, comment: 'Réponse rapide et claire.' },
    ],
  },
  {
    received: { eveOfHolidayAt: '17:10' },
    from: 'grace.whitfield',
    requestType: 'LOGIN_ISSUE',
    severity: 'MODERATE',
    sku: 'IQ-TM',
    subject: 'Two colleagues can no longer sign in',
    question:
      'Since 4:30 pm the sign-in page turns two of our users away after the second factor. What can we do before the holiday?',
    story: [
      { after: 30, by: 'daniel.okafor', assign: 'daniel.okafor' },
      {
        after: 150,
        by: 'daniel.okafor',
        reply:
          'Hi Grace, both users had a second factor that was out of step. I have reset it: the next sign-in asks for a new code.',
      },
      { after: 200, by: 'grace.whitfield', close: true },
    ],
  },
  {
    received: { eveOfHolidayAt: '17:10' },
    from: 'oliver.nguyen',
    requestType: 'LOGIN_ISSUE',
    severity: 'MODERATE',
    sku: 'IQ-TM',
    subject: 'Two colleagues can no longer sign in',
    question:
      'Since half past four the sign-in page turns two of our users away after the second factor. What can we do before the long weekend?',
    story: [
      {
        after: 262,
        by: 'priya.raman',
        reply:
          'Hello Oliver, I am sorry that this took us longer than promised. The second factor of both users is reset; please ask them to try again.',
      },
      { after: 300, by: 'oliver.nguyen', reply: 'They are in again, thanks.' },
      {
        after: 330,
        by: 'priya.raman',
        resolve: 'Good to hear. We have added an alert for this on our side.',
      },
    ],
  },
  {
    received: { eveOfHolidayAt: '17:10' },
    from: 'haruka.sato',
    requestType: 'LOGIN_ISSUE',
    severity: 'MODERATE',
    sku: 'IQ-TM',
    subject: 'Two colleagues can no longer sign in',
    question:
      'Since 16:30 the sign-in page turns two of our users away after the second factor. What can we do before the holiday?',
    story: [
      {
        after: 420,
        by: 'priya.raman',
        reply:
          'Hello Haruka, the second factor of both users is reset; the next sign-in asks for a new code.',
      },
      { after: 450, by: 'haruka.sato', close: true },
    ],
  },

  // What has come to an end.
  {
    received: { workingDaysAgo: 19, at: '10:15' },
    from: 'ingrid.haugen',
    via: { channel: 'PHONE', by: 'ines.moreau' },
    requestType: 'PLATFORM_DOWN_VENDOR_CAUSE',
    severity: 'SEVERE',
    sku: 'AS',
    subject: 'No audience has been updated since the morning',
    question:
      'Voicemail: since eight o’clock no audience of ours has been updated, and the status page shows nothing. Is this on your side?',
    story: [
      { after: 6, by: 'ines.moreau', assign: 'ines.moreau' },
      {
        after: 15,
        by: 'ines.moreau',
        report: {
          kind: 'INCIDENT',
          titleFr: 'Les audiences sont mises à jour en retard',
          titleEn: 'Audiences are updated late',
          components: ['AUDIENCE_PROCESSING'],
        },
      },
      {
        after: 22,
        by: 'ines.moreau',
        call: 'Called Ingrid back: the delay is on our side, one of our queues had stopped. It is running again; what was missed is caught up by noon.',
      },
      { after: 120, by: 'ines.moreau', over: true },
      { after: 130, by: 'ines.moreau', resolve: 'Everything that was missed has been caught up.' },
      { after: 200, by: 'ingrid.haugen', rate: 4 },
    ],
  },
  {
    received: { workingDaysAgo: 16, at: '21:40' },
    from: 'grace.whitfield',
    requestType: 'CONFIGURATION_TROUBLESHOOTING',
    severity: 'MODERATE',
    sku: 'IQ-TM',
    profile: 'hv-web',
    subject: 'A load rule fires twice on the order page',
    question:
      'Profile hv-web, production: our purchase rule fires twice on the order confirmation, so sales are counted double. What makes it fire again?',
    story: [
      { after: 20, by: 'daniel.okafor', assign: 'daniel.okafor' },
      {
        after: 75,
        by: 'daniel.okafor',
        note: 'Reproduced: their checkout changes the URL after payment, so the page view event comes a second time. The rule has no guard on the event name.',
      },
      {
        after: 265,
        by: 'daniel.okafor',
        reply:
          'Hi Grace, apologies for the late answer. After payment your page changes its URL and sends the view again; the rule has no condition on the event name. Add "tealium_event equals purchase" to it.',
      },
      { after: 320, by: 'grace.whitfield', reply: 'That was it. Numbers are right since we published.' },
      { after: 335, by: 'daniel.okafor', resolve: 'Great, thank you for the feedback.' },
    ],
  },
  {
    key: 'internal-traffic',
    received: { workingDaysAgo: 14, at: '09:20' },
    from: 'antoine.girard',
    requestType: 'HOW_TO',
    severity: 'LIMITED',
    sku: 'IQ-TM',
    profile: 'belcourt-fr',
    subject: 'Exclure le trafic interne du profil belcourt-fr',
    question:
      'Nous voudrions ne plus compter les visites de nos bureaux. Quelle est la bonne façon de les exclure du profil belcourt-fr ?',
    story: [
      { after: 15, by: 'ines.moreau', assign: 'ines.moreau' },
      {
        after: 95,
        by: 'ines.moreau',
        reply:
          'Bonjour Antoine, créez une condition sur l’adresse IP publique de vos bureaux et ajoutez-la en exclusion aux règles de chargement concernées. L’article « Trafic interne » de la base de connaissances montre chaque étape.',
      },
      { after: 410, by: 'antoine.girard', reply: 'C’est en place et cela fonctionne, merci !' },
      { after: 430, by: 'ines.moreau', resolve: 'Merci de ce retour, bonne continuation.' },
      { after: 900, by: 'antoine.girard', close: true },
    ],
  },
  {
    received: { workingDaysAgo: 12, at: '11:05' },
    from: 'antoine.girard',
    requestType: 'HOW_TO',
    severity: 'LIMITED',
    sku: 'IQ-TM-MOBILE',
    profile: 'belcourt-app',
    subject: 'Exclure le trafic interne de l’application mobile',
    question:
      'Le filtrage par adresse IP fonctionne sur le site. Comment faire de même pour l’application, dont les testeurs passent par le réseau mobile ?',
    followUpTo: 'internal-traffic',
    story: [
      {
        after: 60,
        by: 'ines.moreau',
        reply:
          'Bonjour Antoine, pour l’application, marquez plutôt les versions de test par une variable « environnement » et excluez-la. Souhaitez-vous un exemple pour iOS ou pour Android ?',
      },
      { after: 180, by: 'antoine.girard', reply: 'Pour Android, s’il vous plaît.' },
      {
        after: 400,
        by: 'ines.moreau',
        resolve: 'Voici l’exemple pour Android, à placer dans la configuration de vos versions de test.',
      },
    ],
  },
  {
    received: { workingDaysAgo: 11, at: '14:30' },
    from: 'lena.huber',
    requestType: 'HOW_TO',
    severity: 'LIMITED',
    sku: 'ES',
    subject: 'Sending our till data to EventStream',
    question:
      'We would like the sales of our three shops to arrive in EventStream. How do we connect the tills?',
    story: [
      {
        after: 120,
        by: 'ines.moreau',
        note: 'There is no till feed in this account yet: this is a new data source, clause 3.3a, not a how-to.',
      },
      {
        after: 150,
        by: 'ines.moreau',
        reject: {
          clause: '3.3a',
          fr: 'Raccorder vos caisses ajoute une nouvelle source de données : la clause 3.3 des conditions l’exclut de l’assistance. Nos services techniques vous proposent volontiers un engagement.',
          en: 'Connecting your tills adds a new data source, which clause 3.3 of the terms leaves out of support. Our technical services will gladly make you an offer.',
        },
      },
    ],
  },
  {
    received: { workingDaysAgo: 9, at: '16:45' },
    from: 'camille.laurent',
    requestType: 'EXPERT_ADVICE',
    severity: 'LIMITED',
    sku: 'AS',
    subject: 'Revoir notre architecture de données cible',
    question:
      'Nous préparons deux nouvelles marques. Pouvez-vous concevoir avec nous l’architecture de données cible du groupe ?',
    story: [
      { after: 10, by: 'ines.moreau', assign: 'sofia.lindqvist' },
      {
        after: 130,
        by: 'sofia.lindqvist',
        reject: {
          clause: '3.4',
          fr: 'Une architecture cible relève du conseil en architecture, que la clause 3.4 exclut. Pour l’usage de la configuration existante, je reste à votre disposition ; pour la cible, je vous mets en relation avec nos services techniques.',
          en: 'A target architecture is architecture consulting, which clause 3.4 excludes. For the use of what exists I am at your disposal; for the target I will introduce you to our technical services.',
        },
      },
    ],
  },
  {
    received: { workingDaysAgo: 7, at: '10:05' },
    from: 'marcus.lee',
    requestType: 'LOGIN_ISSUE',
    severity: 'LIMITED',
    sku: 'IQ-TM',
    subject: 'My password is not accepted',
    question: 'The sign-in page does not accept my password since this morning. Can you reset it?',
    story: [{ after: 12, by: 'marcus.lee', close: true }],
  },
  {
    received: { workingDaysAgo: 6, at: '08:50' },
    from: 'nadia.benali',
    via: { channel: 'PHONE', by: 'ines.moreau' },
    requestType: 'PLATFORM_DOWN_VENDOR_CAUSE',
    severity: 'SEVERE',
    sku: 'DA-AUDIENCE',
    subject: 'DataAccess ne livre plus de données d’audience',
    question:
      'Par téléphone : depuis 7 h, DataAccess ne livre plus aucune donnée d’audience. Le problème vient-il de votre côté ?',
    story: [
      { after: 3, by: 'ines.moreau', assign: 'ines.moreau' },
      {
        after: 18,
        by: 'ines.moreau',
        call: 'Appel avec Nadia : un certificat de notre côté avait expiré. Il est remplacé ; les livraisons reprennent et le retard est rattrapé d’ici 10 h.',
      },
      { after: 140, by: 'ines.moreau', resolve: 'Toutes les livraisons manquées ont été rattrapées.' },
      { after: 180, by: 'nadia.benali', rate: 3, comment: 'Nous l’avons vu avant vous.' },
    ],
  },
  {
    received: { workingDaysAgo: 5, at: '15:10' },
    from: 'elodie.tremblay',
    requestType: 'AD_HOC_QUESTION',
    severity: 'LIMITED',
    sku: 'AS',
    subject: 'Durée de conservation des attributs de visiteur',
    question: 'Combien de temps un attribut de visiteur est-il conservé quand la personne ne revient pas ?',
    story: [
      { after: 8, by: 'daniel.okafor', assign: 'sofia.lindqvist' },
      {
        after: 205,
        by: 'sofia.lindqvist',
        reply:
          'Bonjour Élodie, il est conservé tant que dure le profil du visiteur, que votre contrat fixe ; je vous montre où le lire lors de notre prochain point.',
      },
    ],
  },

  // What is open.
  {
    received: { workingDaysAgo: 2, at: '13:25' },
    from: 'lena.huber',
    requestType: 'CONFIGURATION_TROUBLESHOOTING',
    severity: 'MODERATE',
    sku: 'IQ-TM',
    profile: 'isarwerk-shop',
    subject: 'Consent banner loads after the tags',
    question:
      'Profile isarwerk-shop, production: since our last release the consent banner appears after the tags have fired. Which setting decides the order?',
    story: [
      { after: 12, by: 'ines.moreau', assign: 'ines.moreau' },
      {
        after: 110,
        by: 'ines.moreau',
        reply:
          'Hello Lena, the consent manager must load before the bundle. Was "synchronous" switched off in the last release?',
      },
      {
        after: 185,
        by: 'lena.huber',
        reply: 'It was, but switching it on again changed nothing. What else?',
      },
    ],
  },
  {
    received: { workingDaysAgo: 1, at: '15:30' },
    from: 'haruka.sato',
    requestType: 'PRODUCT_ACTIVATION',
    severity: 'LIMITED',
    sku: 'IQ-TM',
    profile: 'aozora-main',
    subject: 'Activate iQ Tag Management on a second domain',
    question:
      'Please activate iQ Tag Management for our rail booking site as well. From when can it be used?',
    story: [
      {
        after: 45,
        by: 'priya.raman',
        note: 'Basic, so nothing is promised; the order is with activations already.',
      },
    ],
  },
  {
    received: { openMinutesAgo: 390 },
    from: 'marcus.lee',
    requestType: 'CONFIGURATION_TROUBLESHOOTING',
    severity: 'MODERATE',
    sku: 'DA-EVENT',
    subject: 'Event files arrive without their headers',
    question:
      'Since the last export the event files of DataAccess come without their header row. What changed, and how do we get it back?',
    file: {
      name: 'events-head.txt',
      content: '1,purchase,2026-11,EUR,149.00\n2,purchase,2026-11,EUR,89.50\n3,view,2026-11,,\n',
    },
    story: [
      { after: 40, by: 'daniel.okafor', assign: 'daniel.okafor', team: 'Americas desk' },
      { after: 41, by: 'daniel.okafor', label: 'data export' },
      {
        after: 230,
        by: 'daniel.okafor',
        note: 'The export team is looking at it; we owe Marcus an answer meanwhile.',
      },
    ],
  },
  {
    received: { openMinutesAgo: 365 },
    from: 'oliver.nguyen',
    requestType: 'HOW_TO',
    severity: 'LIMITED',
    sku: 'ES',
    profile: 'tvw-club',
    subject: 'Sending club renewals to two destinations',
    question: 'Our renewals go to one EventStream connector. How do we send the same event to a second one?',
    story: [{ after: 50, by: 'priya.raman', assign: 'priya.raman' }],
  },
  {
    received: { openMinutesAgo: 260 },
    from: 'lena.huber',
    requestType: 'CONFIGURATION_TROUBLESHOOTING',
    severity: 'SEVERE',
    sku: 'ES',
    profile: 'isarwerk-shop',
    subject: 'No order event reaches our warehouse system',
    question:
      'Profile isarwerk-shop, production: the connector answers every order event with an error, so the warehouse packs nothing. What is wrong?',
    story: [],
  },
  {
    received: { openMinutesAgo: 220 },
    from: 'jerome.gagnon',
    requestType: 'LOGIN_ISSUE',
    severity: 'LIMITED',
    sku: 'IQ-TM',
    subject: 'Nouvelle collaboratrice sans accès',
    question:
      'Notre nouvelle collaboratrice reçoit « utilisateur inconnu » à la connexion. Que manque-t-il à son compte ?',
    story: [],
  },
  {
    received: { openMinutesAgo: 185 },
    from: 'antoine.girard',
    requestType: 'CONFIGURATION_TROUBLESHOOTING',
    severity: 'LIMITED',
    sku: 'IQ-TM',
    profile: 'belcourt-eu',
    subject: 'La langue du visiteur n’est plus transmise',
    question:
      'Profil belcourt-eu, production : la variable de langue est vide depuis la dernière publication, alors que nous attendions le code du pays. D’où cela vient-il ?',
    story: [{ after: 20, by: 'ines.moreau', assign: 'ines.moreau' }],
  },
  {
    received: { openMinutesAgo: 130 },
    from: 'philippe.rochat',
    requestType: 'OPTIMISATION_SUPPORT',
    severity: 'MODERATE',
    sku: 'AS',
    profile: 'valdor-clients',
    subject: 'Réduire le temps de calcul de nos audiences',
    question:
      'Nos audiences du matin sont prêtes vers 9 h 30 ; nous visons 8 h. Que pouvons-nous simplifier en premier ?',
    story: [
      { after: 5, by: 'ines.moreau', assign: 'sofia.lindqvist' },
      {
        after: 95,
        by: 'sofia.lindqvist',
        note: 'J’attends les temps de calcul de la semaine avant de répondre.',
      },
    ],
  },
  {
    received: { openMinutesAgo: 25 },
    from: 'nadia.benali',
    requestType: 'HOW_TO',
    severity: 'LIMITED',
    sku: 'DA-AUDIENCE',
    subject: 'Limiter un export à un seul pays',
    question: 'Comment limiter notre export d’audience quotidien aux clients domiciliés en Suisse ?',
    story: [{ after: 9, by: 'sofia.lindqvist', assign: 'ines.moreau' }],
  },
];
