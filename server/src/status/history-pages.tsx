import type { BoardEvent } from '@tierline/schema/status/status-board';
import type { Language } from '../reports/language.ts';
import type { Content } from '../reports/page.tsx';
import { Links } from './board-page.tsx';
import { EventArticle, titleOf, Updates, When } from './event.tsx';
import { kindName, stageName } from './words.ts';

/** What is over, a page at a time (S52). */
export function historyPage(
  { events, next }: { events: BoardEvent[]; next: string | null },
  language: Language,
  home: string,
): Content {
  const { code, say } = language;
  return {
    title: say('Historique', 'History'),
    subtitle: say(
      'Ce qui est arrivé à la plateforme, le plus récent d’abord',
      'What happened to the platform, the latest first',
    ),
    body: (
      <>
        {events.length === 0 && (
          <p className="nothing">{say('Rien de plus n’est arrivé.', 'Nothing else has happened.')}</p>
        )}
        {events.map((event) => (
          <EventArticle key={event.id} event={event} language={language} home={home} />
        ))}
        {next !== null && (
          <p>
            <a rel="next" href={`${home}/history?before=${next}&locale=${code}`}>
              {say('Plus ancien', 'Earlier')}
            </a>
          </p>
        )}
        <Links language={language} home={home} />
      </>
    ),
  };
}

/** One event by itself: where feeds, calendars and mails lead. */
export function eventPage(event: BoardEvent, language: Language, home: string): Content {
  const { say } = language;
  const parts = event.components.map(({ component }) => say(component.nameFr, component.nameEn)).join(', ');
  return {
    title: titleOf(event, language),
    subtitle: `${kindName(event.kind, language)} · ${stageName(event.stage, language)} · ${parts}`,
    body: (
      <>
        <When event={event} language={language} />
        <Updates event={event} language={language} />
        <Links language={language} home={home} />
      </>
    ),
  };
}

/** What an address shows that leads to no event. */
export function noEventPage(language: Language, home: string): Content {
  const { say } = language;
  return {
    title: say('Aucun événement à cette adresse', 'No event at this address'),
    subtitle: say('Ce lien ne mène nulle part.', 'This link leads nowhere.'),
    body: <Links language={language} home={home} />,
  };
}
