interface DemoArticle {
  category: string;
  /** From which plan on; everybody where it is not told. */
  requiredPlan?: 'BASIC' | 'ENHANCED' | 'PREMIUM';
  skus?: string[];
  requestTypes?: string[];
  /** Written by an engineer so many days ago, and approved by the manager within two hours. */
  daysAgo: number;
  texts: { locale: 'FR' | 'EN'; title: string; summary: string; body: string }[];
  /** Who read it before a ticket was made, and said that it helped. */
  helped?: { by: string; daysAgo: number }[];
}

/** The knowledge base: three articles about the programme, the last one for Premium alone (S37). */
export const articles: DemoArticle[] = [
  {
    category: 'PLANS',
    daysAgo: 120,
    texts: [
      {
        locale: 'FR',
        title: 'Quand aurai-je une première réponse ?',
        summary:
          'Le délai compte les heures ouvrées de votre propre calendrier, selon votre forfait et la gravité.',
        body: `Le délai de première réponse dépend du forfait et de la gravité, et compte **vos** heures ouvrées : du lundi au vendredi, de 8h00 à 18h00 chez vous, hors jours fériés locaux.

Une demande envoyée le soir ou la veille d’un jour férié commence à compter à la prochaine ouverture. L’échéance exacte figure sur chaque ticket.`,
      },
      {
        locale: 'EN',
        title: 'When will I have a first response?',
        summary: 'The promise counts business hours of your own calendar, by your plan and the severity.',
        body: `The promise of a first response depends on your plan and on the severity. It counts **your** business hours: Monday to Friday, 08:00 to 18:00 where you are, without local public holidays.

What is sent in the evening, or on the eve of a holiday, counts from the next opening. Each ticket shows its exact deadline.`,
      },
    ],
  },
  {
    category: 'SIGN_IN',
    skus: ['IQ-TM'],
    requestTypes: ['LOGIN_ISSUE'],
    daysAgo: 90,
    texts: [
      {
        locale: 'FR',
        title: 'Vous ne pouvez plus vous connecter',
        summary:
          'Que vérifier avant d’ouvrir un ticket : l’adresse, le mot de passe, l’authentification unique.',
        body: `1. Vérifiez l’adresse e-mail : c’est celle de l’invitation.
2. Réinitialisez le mot de passe depuis la page de connexion ; le lien vaut une heure.
3. Avec l’authentification unique, demandez à votre administrateur si votre accès est encore actif.

Si personne chez vous ne peut se connecter, ouvrez un ticket de gravité sévère.`,
      },
      {
        locale: 'EN',
        title: 'You cannot sign in any more',
        summary: 'What to check before you open a ticket: the address, the password, single sign-on.',
        body: `1. Check the e-mail address: it is that of the invitation.
2. Reset the password from the sign-in page; the link is good for an hour.
3. With single sign-on, ask your administrator whether your access is still active.

If nobody of yours can sign in, open a ticket of severity severe.`,
      },
    ],
    helped: [
      { by: 'haruka.sato', daysAgo: 12 },
      { by: 'grace.whitfield', daysAgo: 7 },
    ],
  },
  {
    category: 'PROGRAMME',
    requiredPlan: 'PREMIUM',
    daysAgo: 60,
    texts: [
      {
        locale: 'FR',
        title: 'Préparer la revue avec votre TAM',
        summary: 'Ce que votre Technical Account Manager apporte à la revue, et ce qui l’aide.',
        body: `Avant chaque revue, votre Technical Account Manager a relu toutes vos demandes du mois et regroupé celles qui reviennent.

Apportez vos priorités du trimestre et les changements prévus sur vos sites : la revue y trouve ce qui peut être évité.`,
      },
      {
        locale: 'EN',
        title: 'Prepare the review with your TAM',
        summary: 'What your Technical Account Manager brings to the review, and what helps.',
        body: `Before each review your Technical Account Manager has read all requests of the month, and put together those that come back.

Bring your priorities of the quarter and the changes planned on your sites: the review finds what can be avoided.`,
      },
    ],
  },
];
