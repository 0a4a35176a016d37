import type { Text } from '../problem.ts';
import { localDateTime } from './notice-times.rules.ts';

/** When a request is answered first: the promised deadline in the customer's time, or that the plan promises none (S48). */
export function promiseInWords({ dueAt, timeZone }: { dueAt: string | null; timeZone: string }): Text {
  return dueAt === null
    ? {
        fr: 'Nous répondons pendant les heures d’ouverture : du lundi au vendredi, de 8h00 à 18h00, à votre heure, hors jours fériés. Votre forfait ne promet pas de délai.',
        en: 'We answer during opening hours: Monday to Friday, 8:00 to 18:00 your time, except on public holidays. Your plan promises no deadline.',
      }
    : {
        fr: `La première réponse est promise pour le ${localDateTime({ dueAt, timeZone }, 'fr')} (${timeZone}).`,
        en: `The first response is promised by ${localDateTime({ dueAt, timeZone }, 'en')} (${timeZone}).`,
      };
}
