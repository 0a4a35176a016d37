import type { ReactNode } from 'react';
import type { Bar, Tone } from './charts.ts';
import { bars } from './charts.ts';
import type { Language } from './language.ts';

/** What a report puts on its page. */
export interface Content {
  title: string;
  /** Whom and what it is about, in one line. */
  subtitle: string;
  body: ReactNode;
  /** More of the page's head: other forms of the same, such as a feed. */
  head?: ReactNode;
}

interface Frame {
  language: Language;
  stylesheet: string;
  otherLanguage: string;
  /** Whether search engines may find it; what is somebody's own they may not. */
  isPublic?: boolean;
}

/** The frame of every page: one document that prints on A4, with nothing that runs and nothing from elsewhere. */
export function Page(props: Content & Frame) {
  const { title, subtitle, body, head, language, stylesheet, otherLanguage, isPublic = false } = props;
  const { code, say } = language;
  return (
    <html lang={code}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {!isPublic && <meta name="robots" content="noindex" />}
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · Tierline`}</title>
        <link rel="stylesheet" href={stylesheet} />
        {head}
      </head>
      <body>
        <header>
          <p className="brand">Tierline</p>
          <p className="language">
            <a href={otherLanguage} hrefLang={code === 'fr' ? 'en' : 'fr'} lang={code === 'fr' ? 'en' : 'fr'}>
              {say('English', 'Français')}
            </a>
          </p>
        </header>
        <main>
          <h1>{title}</h1>
          <p className="subtitle">{subtitle}</p>
          {body}
        </main>
      </body>
    </html>
  );
}

/** A part of a report under a heading of its own. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** What somebody wrote, with the lines that it has. */
export function Prose({ text }: { text: string }) {
  return <div className="prose">{text}</div>;
}

/** The numbers that matter most, each with what it counts. */
export function Figures({ of }: { of: { label: string; value: string; note?: string | undefined }[] }) {
  return (
    <dl className="figures">
      {of.map(({ label, value, note }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <span className="value">{value}</span>
            {note && <span className="note">{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A column of a table; numbers stand on the right. */
export interface Column {
  title: string;
  numeric?: boolean;
}

/** From so many rows on, a table may go on on the next page. */
const LONG = 12;

/**
 * A table whose first cell of each row names the row.
 *
 * @param tall its rows are high: however few, they may go on on the next page
 */
export function Table(props: { caption: string; columns: Column[]; rows: ReactNode[][]; tall?: boolean }) {
  const { caption, columns, rows, tall } = props;
  return (
    <div
      className={tall || rows.length > LONG ? 'scroll' : 'scroll short'}
      role="region"
      aria-label={caption}
      tabIndex={0}
    >
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ title, numeric }) => (
              <th key={title} scope="col" className={numeric ? 'number' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, at) =>
                at === 0 ? (
                  <th key={at} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={at} className={columns[at]?.numeric ? 'number' : undefined}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/**
 * A chart of bars with its legend. Its numbers must stand in a table beside it: to those who cannot see it, it is not
 * there.
 */
export async function barChart(
  rows: readonly Bar[],
  legend: Partial<Record<Tone, string>>,
): Promise<ReactNode> {
  const svg = await bars(rows);
  const shown = (Object.entries(legend) as [Tone, string][]).filter(([tone]) =>
    rows.some(({ parts }) => parts.some((part) => part.tone === tone && part.value > 0)),
  );
  return (
    <figure aria-hidden="true">
      <div className="chart" dangerouslySetInnerHTML={{ __html: svg }} />
      {shown.length > 0 && (
        <figcaption>
          {shown.map(([tone, text]) => (
            <span key={tone} className={`key ${tone}`}>
              {text}
            </span>
          ))}
        </figcaption>
      )}
    </figure>
  );
}
