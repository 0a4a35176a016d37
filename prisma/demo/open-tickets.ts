import type { DemoTicket } from './ticket-story.ts';

export const openTickets: DemoTicket[] = [
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
    // Due on the next morning, until that became a holiday in Quebec.
    received: { workingDaysAgo: 1, at: '16:30' },
    from: 'elodie.tremblay',
    requestType: 'HOW_TO',
    severity: 'LIMITED',
    sku: 'IQ-TM-MOBILE',
    profile: 'belcourt-app',
    subject: 'Compter les ouvertures de l’application une seule fois',
    question:
      'Profil belcourt-app : l’ouverture de l’application est comptée deux fois quand elle revient au premier plan. Comment ne la compter qu’une fois ?',
    story: [
      {
        after: 45,
        by: 'margaux.delcourt',
        proclaim: {
          nameFr: 'Deuil national',
          nameEn: 'National day of mourning',
          reason: 'Invented for the demo: proclaimed at short notice, for this once.',
          source: 'https://gazette.example/quebec/proclamation',
        },
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
