import type { Language } from './language.ts';
import type { Content } from './page.tsx';

/** What a link shows that leads nowhere, for whatever reason. */
export function notFound(language: Language): Content {
  const { say } = language;
  return {
    title: say('Aucun rapport à cette adresse', 'No report at this address'),
    subtitle: say('Ce lien ne mène nulle part.', 'This link leads nowhere.'),
    body: howTo(language),
  };
}

/** What a link shows that worked until a while ago. */
export function runOut(language: Language): Content {
  const { say } = language;
  return {
    title: say('Ce lien a expiré', 'This link has run out'),
    subtitle: say('Il menait à un rapport, pendant dix minutes.', 'It led to a report, for ten minutes.'),
    body: howTo(language),
  };
}

/** What stands at the address without a report. */
export function index(language: Language): Content {
  const { say } = language;
  return {
    title: say('Rapports', 'Reports'),
    subtitle: say('Chaque rapport s’ouvre par un lien à lui.', 'Each report opens by a link of its own.'),
    body: howTo(language),
  };
}

function howTo({ say }: Language) {
  return (
    <p>
      {say(
        'Un lien vers un rapport est valable dix minutes. Pendant ce temps, quiconque l’a lit ce que peut lire la personne qui l’a demandé : ne le transmettez pas. Demandez-en un nouveau avec la mutation createReportLink.',
        'A link to a report works for ten minutes. Whoever has it reads meanwhile what the person who asked for it may read: do not pass it on. Make a new one with the mutation createReportLink.',
      )}
    </p>
  );
}
