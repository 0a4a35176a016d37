import { useGraphiQL } from '@graphiql/react';
import { useEffect, useEffectEvent, useRef } from 'react';
import { fillIn, hasPlaceholders, type Ask, type Filled } from './ids.ts';
import { askerOf, operationIn } from './lessons.ts';
import type { Persona } from './persona.tsx';

interface FillInProps {
  personas: Persona[];
  chosen: Persona | null;
  /** Says what was filled in, or that nothing was; null where there was nothing to do. */
  tell: (text: string | null) => void;
}

/**
 * Puts ids that the person chosen sees into the variables of the tab that is open, when it opens or the person is chosen.
 * Whoever is chosen next gets ids of their own, as long as the reader changed nothing. Shows nothing itself.
 */
export function FillIn({ personas, chosen, tell }: FillInProps) {
  const tab = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.id);
  const queries = useGraphiQL(({ queryEditor }) => queryEditor);
  const variables = useGraphiQL(({ variableEditor }) => variableEditor);
  /** What was filled in, by what it was before. */
  const before = useRef(new Map<string, string>());
  const fill = useEffectEvent(async (signal: AbortSignal) => {
    tell(null);
    if (!chosen || !queries || !variables) return;
    const shown = variables.getValue();
    const lesson = { query: queries.getValue(), variables: before.current.get(shown) ?? shown };
    if (!hasPlaceholders(lesson.variables)) return;
    // Variables or a document that are being written cannot be read yet.
    const filled = await fillIn(lesson, askAs(chosen, signal)).catch(() => null);
    if (signal.aborted || !filled || variables.getValue() !== shown) return;
    before.current.set(filled.variables, lesson.variables);
    if (filled.variables !== shown) variables.setValue(filled.variables);
    const asker = askerOf(operationIn(lesson.query));
    const isHere = asker && personas.some((one) => nameOf(one) === asker);
    tell(wordsOf(filled, nameOf(chosen), isHere ? asker : undefined));
  });
  useEffect(() => {
    const stop = new AbortController();
    void fill(stop.signal);
    return () => stop.abort();
  }, [tab, queries, variables, chosen]);
  return null;
}

/** Not through the fetcher of the page: neither its cost nor a refusal is the reader's. */
function askAs({ token }: Persona, signal: AbortSignal): Ask {
  return async (query, operationName, variables) => {
    const answer = await fetch('../graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        authorization: `Bearer ${token}`,
      },
      body: JSON.stringify({ query, operationName, variables }),
      signal,
    });
    return ((await answer.json()) as { data?: unknown }).data ?? null;
  };
}

function nameOf({ title }: Persona): string {
  return title.split(',')[0] ?? '';
}

function wordsOf({ count, missing }: Filled, name: string, asker: string | undefined): string {
  const none = missing.length > 0 ? `There is none for ${missing.join(', ')} yet` : '';
  if (count > 0) return `The variables name what ${name} sees. ${none && `${none}.`}`.trim();
  return asker && asker !== name ? `${none}, as ${name}: be ${asker}.` : `${none}, as ${name}.`;
}
