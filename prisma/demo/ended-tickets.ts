import type { DemoTicket } from './ticket-story.ts';

export const endedTickets: DemoTicket[] = [
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

  // What comes back, for the monthly reviews of the TAM (S84).
  ...[
    { monthsAgo: 2, day: 6 },
    { monthsAgo: 2, day: 15 },
    { monthsAgo: 1, day: 5 },
    { monthsAgo: 1, day: 16 },
  ].map((when, index): DemoTicket => ({
    received: { ...when, at: '09:20' },
    from: 'antoine.girard',
    requestType: 'LOGIN_ISSUE',
    severity: 'LIMITED',
    sku: 'IQ-TM',
    subject: `Deuxième facteur refusé pour un compte de la boutique ${index + 1}`,
    question:
      'Depuis ce matin, le deuxième facteur est refusé pour un compte d’une de nos boutiques. Que faire ?',
    story: [
      {
        after: 60,
        by: 'ines.moreau',
        resolve: 'Bonjour Antoine, le deuxième facteur de ce compte est réinitialisé.',
      },
    ],
  })),

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
];
