import { unwrap, type Article, type ArticleHit } from '@tierline/sdk';
import markdownIt from 'markdown-it';
import { useId, useState } from 'react';
import { useAnswer, useDebounced, useSession } from './hooks.ts';
import type { Draft } from './request-form.tsx';
import { explain, typeset, type Locale } from './words.ts';

const MOST = 3;
const FEWEST_CHARACTERS = 3;

interface SuggestionsProps {
  draft: Draft;
  /** Names the ticket that is being written, so that what an article saved is counted. */
  draftCode: string;
  onAnswered: () => void;
}

/**
 * Articles that may answer what is being written, as it stands when the writer pauses. They only ever offer: what fails
 * here is not shown, and the form beside it goes its own way.
 */
export function Suggestions({ draft, draftCode, onAnswered }: SuggestionsProps) {
  const { support, words, locale } = useSession();
  const [open, setOpen] = useState<ArticleHit | null>(null);
  const { subject, question, requestType, sku } = draft;
  const settled = useDebounced(JSON.stringify({ subject, question, requestType, sku }), 400);
  const { value: found = [] } = useAnswer(async (signal) => {
    const { subject, question, requestType, sku } = JSON.parse(settled) as Omit<Draft, 'severity'>;
    if (subject.trim().length < FEWEST_CHARACTERS) return [];
    return support.articles.suggest(subject, {
      description: question,
      requestType,
      sku,
      limit: MOST,
      signal,
    });
  }, settled + locale);
  const headingId = useId();
  // What is being read stays, whatever else is found meanwhile.
  const isListed = found.some(({ article }) => article.id === open?.article.id);
  const shown = open && !isListed ? [open, ...found].slice(0, MOST) : found;
  if (shown.length === 0) return null;
  return (
    <aside className="suggestions" aria-labelledby={headingId}>
      <h2 id={headingId} role="status">
        {words.mayAnswer}
      </h2>
      <ul>
        {shown.map((hit) => (
          <li key={hit.article.id}>
            <Suggestion
              hit={hit}
              draftCode={draftCode}
              isOpen={open?.article.id === hit.article.id}
              onToggle={(isOpen) => setOpen(isOpen ? hit : null)}
              onAnswered={onAnswered}
            />
          </li>
        ))}
      </ul>
    </aside>
  );
}

interface SuggestionProps {
  hit: ArticleHit;
  draftCode: string;
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
  onAnswered: () => void;
}

/** An article that opens where it stands. */
function Suggestion({ hit, draftCode, isOpen, onToggle, onAnswered }: SuggestionProps) {
  const { id, text } = hit.article;
  const bodyId = useId();
  return (
    <>
      <button
        type="button"
        className="plain"
        aria-expanded={isOpen}
        aria-controls={bodyId}
        lang={languageOf(text)}
        onClick={() => onToggle(!isOpen)}
      >
        <strong>{typeset(text.title, languageOf(text))}</strong>
        <span className="quiet">{typeset(text.summary, languageOf(text))}</span>
      </button>
      <div id={bodyId}>{isOpen && <Reading id={id} draftCode={draftCode} onAnswered={onAnswered} />}</div>
    </>
  );
}

/** What an article says. That it is read is recorded, and what its reader says of it. */
function Reading({ id, draftCode, onAnswered }: { id: string; draftCode: string; onAnswered: () => void }) {
  const { support, words, locale } = useSession();
  const [said, setSaid] = useState<{ isHelpful?: boolean; error?: unknown }>({});
  const { value: article, error } = useAnswer(async (signal) => {
    const read = await support.articles.get(id, { signal });
    // Nobody waits for a count.
    support.articles.read({ articleId: id, draft: draftCode }, { signal }).then(undefined, () => undefined);
    return read;
  }, id + locale);
  const say = async (isHelpful: boolean) => {
    try {
      unwrap(await support.articles.rate({ articleId: id, isHelpful, draft: draftCode }));
      setSaid({ isHelpful });
    } catch (refusal) {
      setSaid({ error: refusal });
    }
  };
  const failure = error ?? said.error;
  if (failure !== undefined) {
    return (
      <p role="alert" className="error">
        {explain(failure, words)}
      </p>
    );
  }
  if (article === undefined) return <p className="quiet">{words.loading}</p>;
  if (article === null) return <p className="quiet">{words.articleGone}</p>;
  return (
    <>
      <ArticleText article={article} />
      {said.isHelpful === undefined ? (
        <p className="choices">
          <button type="button" onClick={() => void say(true)}>
            {words.answersMe}
          </button>
          <button type="button" onClick={() => void say(false)}>
            {words.answersNot}
          </button>
        </p>
      ) : (
        <p role="status" className="choices">
          {said.isHelpful ? words.gladOfIt : words.thenSend}{' '}
          {said.isHelpful && (
            <button type="button" onClick={onAnswered}>
              {words.clearDraft}
            </button>
          )}
        </p>
      )}
    </>
  );
}

// HTML in an article is text. What it links to opens elsewhere: the draft stays.
const markdown = markdownIt({ html: false });
markdown.renderer.rules['link_open'] = (tokens, index, options, _env, self) => {
  tokens[index]?.attrSet('target', '_blank');
  tokens[index]?.attrSet('rel', 'noreferrer');
  return self.renderToken(tokens, index, options);
};
// A column that is set to one side would be so by a style in the page, which the page refuses.
markdown.renderer.rules['th_open'] = () => '<th>';
markdown.renderer.rules['td_open'] = () => '<td>';

// Words alone are typeset: code is copied as it is written, and a table told by its signs.
markdown.renderer.rules['text'] = (tokens, index, _options, { locale }: { locale: Locale }) =>
  markdown.utils.escapeHtml(typeset(tokens[index]?.content ?? '', locale));

function ArticleText({ article: { text } }: { article: Article }) {
  const locale = languageOf(text);
  return (
    <div
      className="article"
      lang={locale}
      dangerouslySetInnerHTML={{ __html: markdown.render(text.body, { locale }) }}
    />
  );
}

/** An article may be in another language than its reader's. */
function languageOf({ locale }: { locale: string }): Locale {
  return locale === 'FR' ? 'fr' : 'en';
}
