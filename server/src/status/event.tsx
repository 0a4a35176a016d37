import type { BoardEvent } from '@tierline/schema/status/status-board';
import type { Language } from '../reports/language.ts';
import { kindName, stageName } from './words.ts';

/** An instant as the page shows it: in UTC, because a reader's zone is not known. */
export function Moment({ at, language }: { at: Date; language: Language }) {
  return <time dateTime={at.toISOString()}>{`${language.dateAndTime(at, 'UTC')} UTC`}</time>;
}

/** An event with all that was said of it, under a heading that leads to its own page. */
export function EventArticle({
  event,
  language,
  home,
}: {
  event: BoardEvent;
  language: Language;
  home: string;
}) {
  const { say } = language;
  const heading = `event-${event.id}`;
  return (
    <article aria-labelledby={heading}>
      <h3 id={heading}>
        <a href={`${home}/events/${event.id}?locale=${language.code}`}>{titleOf(event, language)}</a>
      </h3>
      <p className="small">
        <span className={`badge ${event.kind}`}>{kindName(event.kind, language)}</span>
        {' · '}
        {stageName(event.stage, language)}
        {' · '}
        {event.components.map(({ component }) => say(component.nameFr, component.nameEn)).join(', ')}
      </p>
      <When event={event} language={language} />
      <Updates event={event} language={language} />
    </article>
  );
}

export function titleOf(
  { titleFr, titleEn }: { titleFr: string; titleEn: string },
  { say }: Language,
): string {
  return say(titleFr, titleEn);
}

/** From when to when: as it was, or as it is planned. */
export function When({ event, language }: { event: BoardEvent; language: Language }) {
  const { say } = language;
  const { startedAt, endedAt, scheduledStartAt, scheduledEndAt } = event;
  return (
    <>
      {scheduledStartAt && scheduledEndAt && (
        <p className="small">
          {say('Prévue du ', 'Planned from ')}
          <Moment at={scheduledStartAt} language={language} />
          {say(' au ', ' to ')}
          <Moment at={scheduledEndAt} language={language} />
        </p>
      )}
      {startedAt && (
        <p className="small">
          {endedAt ? say('Du ', 'From ') : say('Depuis le ', 'Since ')}
          <Moment at={startedAt} language={language} />
          {endedAt && (
            <>
              {say(' au ', ' to ')}
              <Moment at={endedAt} language={language} />
            </>
          )}
        </p>
      )}
    </>
  );
}

export function Updates({ event, language }: { event: BoardEvent; language: Language }) {
  const { say } = language;
  return (
    <ol className="updates">
      {event.updates.map((update) => (
        <li key={update.id}>
          <p>
            <strong>{stageName(update.stage, language)}</strong>{' '}
            <span className="small">
              <Moment at={update.postedAt} language={language} />
            </span>
          </p>
          <p>{say(update.bodyFr, update.bodyEn)}</p>
        </li>
      ))}
    </ol>
  );
}
