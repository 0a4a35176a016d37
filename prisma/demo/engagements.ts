/** What a TAM and a Premium customer agreed and did since the contract began: half of its year. */
export const engagements = [
  {
    account: 'Maison Belcourt',
    tam: 'sofia.lindqvist',
    contact: 'camille.laurent',
    runbook: {
      steps: [
        'Appeler Camille Laurent : qu’est-ce qui est touché, depuis quand ?',
        'Geler les publications de balises.',
        'Revenir à la dernière version publiée, si Camille Laurent le décide.',
        'Écrire la cause et ce qui évitera qu’elle se répète.',
      ],
      cadenceMinutes: 30,
    },
    /** Every four weeks since, each with a technical meeting after it; those on these days ago were held. */
    checkIn: {
      title: 'Point mensuel',
      agenda: 'Ce qui s’est passé, ce qui vient.',
      heldDaysAgo: [184, 156, 128, 100, 72, 44],
      minutes: 'La refonte du site est prévue pour le printemps ; le consentement sera revu avant.',
      decisions: ['Le consentement est revu avant la refonte.'],
      actionItem: 'Envoyer la liste des balises en service',
    },
    /** The last one did not take place. */
    technicalMeeting: {
      title: 'Réunion technique',
      missedDaysAgo: 16,
      minutes: 'Balises, consentement et temps de chargement passés en revue.',
      missedReason: 'L’équipe de Camille Laurent était prise par l’ouverture d’une boutique.',
    },
    /** In the first quarter; in the second nobody did. */
    presentation: {
      title: 'Nouveautés du printemps',
      features: [{ title: 'Consentement par région', detail: 'Un réglage par pays au lieu d’un seul.' }],
      heldDaysAgo: 128,
      minutes: 'Camille Laurent l’essaie d’abord sur belcourt-eu.',
    },
    context: [
      {
        topic: 'USAGE',
        text: 'Trois profils : la boutique en ligne française, l’européenne et l’application. Soldes en janvier et en juillet.',
        shared: true,
      },
      {
        topic: 'CONSTRAINTS',
        text: 'Aucune publication entre le 20 décembre et le 5 janvier.',
        shared: true,
      },
      { topic: 'CONTACTS', text: 'Camille Laurent décide ; Antoine Girard publie.', shared: false },
    ],
    objectives: [
      {
        outcome: 'La page d’accueil s’affiche plus vite sur mobile.',
        measure: 'Temps de chargement médian sous 2,5 s',
        inDays: 60,
        progress: [
          { daysAgo: 120, progress: 30, note: 'Les balises inutiles de belcourt-fr sont retirées.' },
          { daysAgo: 40, progress: 70, note: '2,9 s en médiane.' },
        ],
      },
      {
        outcome: 'Chaque balise attend le consentement.',
        measure: 'Aucune balise avant le choix du visiteur, sur les trois profils',
        inDays: 30,
        progress: [{ daysAgo: 45, progress: 50, note: 'C’est fait pour belcourt-fr.' }],
      },
    ],
    /** Planned so many days ago; every profile examined and completed so many days ago. */
    healthReview: {
      plannedDaysAgo: 70,
      completedDaysAgo: 50,
      summary: 'Le compte se porte bien. Deux points sont à traiter avant la refonte, dont le consentement.',
      profiles: [
        {
          profile: 'belcourt-fr',
          note: 'Balises, ordre de chargement, consentement.',
          findings: [
            {
              severity: 'MODERATE',
              finding: 'Onze balises désactivées depuis plus d’un an sont encore chargées.',
              recommendation: 'Les supprimer ; la page s’allège de 80 Ko.',
            },
          ],
        },
        {
          profile: 'belcourt-eu',
          note: 'Balises, ordre de chargement, consentement.',
          findings: [
            {
              severity: 'SEVERE',
              finding: 'Deux balises publicitaires partent avant le choix du visiteur.',
              recommendation: 'Charger d’abord le gestionnaire de consentement.',
            },
          ],
        },
        { profile: 'belcourt-app', note: 'Événements et consentement de l’application.', findings: [] },
      ],
    },
    review: {
      note: 'Traitée ; cause connue.',
      analysis:
        'Les comptes passent à un nouveau fournisseur d’identité, et le deuxième facteur se désynchronise.',
      action: 'Vérifier les comptes restants avec Antoine Girard avant la fin du mois.',
      summary: 'Les connexions sont le seul problème qui revient ; le reste est isolé et résolu.',
    },
  },
] as const;
