import type { Language } from './language.ts';
import type { Content } from './page.tsx';

/** What a link shows that leads nowhere, for whatever reason. */
export function notFound({ say }: Language): Content {
  return {
    title: say('Aucun rapport à cette adresse', 'No report at this address'),
    subtitle: say('Ce lien ne mène nulle part.', 'This link leads nowhere.'),
    body: (
      <p>
        {say(
          'Un lien vers un rapport n’est valable que dix minutes, et seulement pour la personne qui l’a demandé. Demandez-en un nouveau avec la mutation createReportLink.',
          'A link to a report works for ten minutes only, and only for whoever asked for it. Make a new one with the mutation createReportLink.',
        )}
      </p>
    ),
  };
}
