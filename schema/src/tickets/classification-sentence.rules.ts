import type { Text } from '../problem.ts';
import { both, called, listed, within, type Told } from './telling.rules.ts';

/** What a correction of a ticket can change; its kind follows from its type. */
const PARTS: Record<string, Text> = {
  subject: { fr: 'objet', en: 'subject' },
  requestType: { fr: 'type', en: 'type' },
  sku: { fr: 'service', en: 'service' },
  profileId: { fr: 'profil', en: 'profile' },
  requesterId: { fr: 'demandeur', en: 'requester' },
};

/** What a correction changed: "subject “B” instead of “A”". */
export function changedSentence(told: Told): Text {
  const [before, after] = [within(told, 'before'), within(told, 'after')];
  const parts = Object.entries(PARTS).flatMap(([part, name]) => {
    if (before.payload[part] === after.payload[part]) return [];
    const [old, now] = [valueOf(before, part), valueOf(after, part)];
    return [
      { fr: `${name.fr} ${now.fr} au lieu de ${old.fr}`, en: `${name.en} ${now.en} instead of ${old.en}` },
    ];
  });
  if (told.payload['answersChanged'] === true) {
    parts.push({ fr: 'réponses au formulaire', en: 'answers to the form' });
  }
  const { fr, en } = listed(parts, { fr: ' ; ', en: '; ' });
  return {
    fr: `Le ticket a été corrigé : ${fr}. Aucun délai n’a bougé.`,
    en: `The ticket was corrected: ${en}. No deadline moved.`,
  };
}

function valueOf(told: Told, part: string): Text {
  const value = told.payload[part];
  if (value === null) return { fr: 'aucun', en: 'none' };
  const { fr, en } = part === 'subject' ? both(value as string) : called(told, value);
  return { fr: `« ${fr} »`, en: `“${en}”` };
}
