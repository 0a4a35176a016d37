/** Mails that came in, so that a ticket begun by mail and a quarantined one can be seen (S13). */
export const mails = {
  daysAgo: 2,
  question: {
    from: 'antoine.girard@belcourt.example',
    name: 'Antoine Girard',
    subject: 'Exporter une audience vers deux connecteurs',
    text: 'Service : AS\nGravité : 3\n\nBonjour,\n\nPeut-on envoyer la même audience à deux connecteurs, avec un délai différent pour chacun ?\n\nAntoine',
  },
  answer: {
    by: 'ines.moreau',
    minutesLater: 40,
    text: 'Bonjour Antoine, oui : ajoutez une action par connecteur, et réglez le délai dans chacune. Dites-nous si le second envoi arrive bien.',
  },
  thanks: {
    minutesLater: 95,
    text: 'Les deux envois arrivent, merci.\n\nLe mardi 24 novembre 2026, Support a écrit :\n> Bonjour Antoine, oui : ajoutez une action par connecteur',
  },
  outOfOffice: {
    from: 'camille.laurent@belcourt.example',
    name: 'Camille Laurent',
    minutesLater: 100,
    subject: 'Absence du bureau',
    text: 'Je suis absente jusqu’à lundi. Pour une urgence, écrivez à Antoine Girard.',
  },
};
