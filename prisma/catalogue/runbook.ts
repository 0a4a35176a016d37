import type { Text } from './text.ts';

/** How a severe incident of a Premium account is handled where the account has agreed nothing of its own (S75). */
export const STANDARD_RUNBOOK: { cadenceMinutes: number; steps: readonly Text[] } = {
  cadenceMinutes: 60,
  steps: [
    {
      fr: 'Confirmer au client que l’incident est pris en charge, et par qui.',
      en: 'Confirm to the customer that the incident is being handled, and by whom.',
    },
    {
      fr: 'Établir ce qui est touché : profils, produits, utilisateurs, depuis quand.',
      en: 'Establish what is affected: profiles, products, users, since when.',
    },
    {
      fr: 'Vérifier s’il s’agit d’un événement connu de la plateforme.',
      en: 'Check whether it is a known event of the platform.',
    },
    { fr: 'Prévenir le Technical Account Manager.', en: 'Tell the Technical Account Manager.' },
    {
      fr: 'Convenir avec le client d’un contournement, ou lui dire qu’il n’y en a pas.',
      en: 'Agree on a workaround with the customer, or say that there is none.',
    },
    {
      fr: 'Après la résolution, écrire la cause et ce qui évitera qu’elle se répète.',
      en: 'After the resolution, write down the cause and what keeps it from coming back.',
    },
  ],
};
