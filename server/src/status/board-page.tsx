import type { BoardComponent, StatusBoard } from '@tierline/schema/status/status-board';
import type { Language } from '../reports/language.ts';
import { Section, Table, type Content } from '../reports/page.tsx';
import { EventArticle, Moment } from './event.tsx';
import { SubscribeForm, type FormState } from './subscription-pages.tsx';
import { conditionName, overallSentence } from './words.ts';

/** The status page: how the platform is, what goes on, what is to come, and how it was (S52–S54). */
export function boardPage(
  board: StatusBoard,
  language: Language,
  home: string,
  form: FormState = {},
): Content {
  const { say } = language;
  const article = (event: StatusBoard['current'][number]) => (
    <EventArticle key={event.id} event={event} language={language} home={home} />
  );
  return {
    title: say('État de la plateforme', 'Platform status'),
    subtitle: 'Customer Data Hub Status Dashboard',
    head: <Feeds language={language} home={home} />,
    body: (
      <>
        <p className={`overall ${board.condition}`}>{overallSentence(board.condition, language)}</p>
        <p className="small">
          {say('À la date du ', 'As of ')}
          <Moment at={board.asOf} language={language} />
        </p>
        {board.current.length > 0 && (
          <Section title={say('En ce moment', 'Right now')}>{board.current.map(article)}</Section>
        )}
        <Section title={say('Les parties de la plateforme', 'The parts of the platform')}>
          {board.groups.map(({ code, name, components }) => (
            <section key={code} aria-labelledby={`group-${code}`}>
              <h3 id={`group-${code}`}>{say(name.fr, name.en)}</h3>
              <ul className="parts">
                {components.map((component) => (
                  <Part key={component.code} component={component} language={language} />
                ))}
              </ul>
            </section>
          ))}
          <p className="small">
            {say(
              'La disponibilité est la part du temps sans panne des 90 derniers jours, en UTC. Les incidents et les maintenances colorent leur jour sans compter comme des pannes.',
              'Uptime is the share of the last 90 days, in UTC, without an outage. Incidents and maintenance colour their day without counting as outages.',
            )}
          </p>
        </Section>
        <Section title={say('Maintenances à venir', 'Maintenance to come')}>
          {board.upcoming.length > 0 ? (
            board.upcoming.map(article)
          ) : (
            <p className="nothing">{say('Aucune n’est prévue.', 'None is planned.')}</p>
          )}
        </Section>
        <Section title={say('Être informé par e-mail', 'Be told by mail')}>
          <SubscribeForm board={board} language={language} home={home} {...form} />
        </Section>
        <Links language={language} home={home} />
      </>
    ),
  };
}

function Part({ component, language }: { component: BoardComponent; language: Language }) {
  const { say } = language;
  const { name, condition, uptime } = component;
  const share = percentUp(uptime.share, language);
  const disturbed = uptime.days.filter((day) => day.condition !== 'OPERATIONAL').toReversed();
  return (
    <li>
      <p className="part">
        <span className="name">{say(name.fr, name.en)}</span>
        <span className={`badge ${condition}`}>{conditionName(condition, language)}</span>
      </p>
      <svg
        className="days"
        viewBox={`0 0 ${uptime.days.length * 4} 28`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {uptime.days.map((day, at) => (
          <rect key={day.date} className={day.condition} x={at * 4} width="3" height="28">
            <title>{`${language.date(day.date)}: ${conditionName(day.condition, language)}`}</title>
          </rect>
        ))}
      </svg>
      <p className="ends">
        <span>{say('Il y a 90 jours', '90 days ago')}</span>
        <span>{say(`Disponibilité ${share}`, `Uptime ${share}`)}</span>
        <span>{say('Aujourd’hui', 'Today')}</span>
      </p>
      {disturbed.length > 0 && (
        <details>
          <summary>
            {say(`Jours perturbés : ${disturbed.length}`, `Disturbed days: ${disturbed.length}`)}
            <span className="unseen">{` (${say(name.fr, name.en)})`}</span>
          </summary>
          <Table
            caption={say(`${name.fr} : jours perturbés`, `${name.en}: disturbed days`)}
            columns={[
              { title: say('Jour', 'Day') },
              { title: say('Au pire', 'At worst') },
              { title: say('En panne pendant', 'Down for'), numeric: true },
            ]}
            rows={disturbed.map((day) => [
              language.date(day.date),
              conditionName(day.condition, language),
              language.duration(day.downSeconds),
            ])}
          />
        </details>
      )}
    </li>
  );
}

/** To two decimals and cut, never rounded up: only what was never down reads 100 %. */
function percentUp(share: number, { code }: Language): string {
  const cut = Math.floor(share * 10_000) / 10_000;
  return new Intl.NumberFormat(code === 'fr' ? 'fr-FR' : 'en-GB', {
    style: 'percent',
    maximumFractionDigits: 2,
  }).format(cut);
}

function Feeds({ language, home }: { language: Language; home: string }) {
  const { code, say } = language;
  return (
    <>
      <link
        rel="alternate"
        type="application/rss+xml"
        title={say('Nouvelles de la plateforme', 'News of the platform')}
        href={`${home}/feed.rss?locale=${code}`}
      />
      <link rel="alternate" type="application/json" href={`${home}/summary.json`} />
    </>
  );
}

export function Links({ language, home }: { language: Language; home: string }) {
  const { code, say } = language;
  return (
    <nav aria-label={say('Autres formes de cette page', 'Other forms of this page')}>
      <ul className="links">
        <li>
          <a href={`${home}?locale=${code}`}>{say('État', 'Status')}</a>
        </li>
        <li>
          <a href={`${home}/history?locale=${code}`}>{say('Historique', 'History')}</a>
        </li>
        <li>
          <a href={`${home}/feed.rss?locale=${code}`}>RSS</a>
        </li>
        <li>
          <a href={`${home}/maintenance.ics?locale=${code}`}>
            {say('Maintenances (iCalendar)', 'Maintenance (iCalendar)')}
          </a>
        </li>
        <li>
          <a href={`${home}/summary.json`}>JSON</a>
        </li>
      </ul>
    </nav>
  );
}
