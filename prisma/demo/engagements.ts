/** What a TAM and a Premium customer agreed: whom to call in a severe incident, and when they meet. */
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
    checkIn: {
      title: 'Point mensuel',
      agenda: 'Ce qui s’est passé, ce qui vient.',
      minutes: 'La refonte du site est prévue pour le printemps ; le consentement sera revu avant.',
      decisions: ['Le consentement est revu avant la refonte.'],
      actionItem: 'Envoyer la liste des balises en service',
    },
    technicalMeeting: { title: 'Réunion technique', recurrence: 'FREQ=WEEKLY;INTERVAL=2' },
  },
];
