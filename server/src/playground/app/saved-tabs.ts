import { LESSONS, operationIn, type Lesson } from './lessons.ts';

const STORED_TABS = 'graphiql:tabState';

/**
 * The tab that was open last. GraphiQL itself restores only its document: it has to be told the variables of the
 * first tab that it shows (graphql/graphiql#3392).
 */
export function savedTab(): Lesson | undefined {
  const { tabs = [], activeTabIndex = 0 } = JSON.parse(localStorage.getItem(STORED_TABS) ?? '{}') as {
    tabs?: { query: string | null; variables: string | null }[];
    activeTabIndex?: number;
  };
  const tab = tabs[activeTabIndex];
  return tab && { query: tab.query ?? '', variables: tab.variables ?? '' };
}

/** Forgets what was written in the tabs and opens the lessons again. */
export function startOver(): void {
  localStorage.clear();
  location.reload();
}

/**
 * What a link opens: `#tab=Preview` a lesson, `#query=…&variables=…` a document of somebody's own. It is shown, not run.
 * The address forgets it, so that a reload keeps what was written since.
 */
export function linkedTab(): Lesson | undefined {
  const link = new URLSearchParams(location.hash.slice(1));
  history.replaceState(null, '', location.pathname);
  const title = link.get('tab');
  if (title) return LESSONS.find(({ query }) => operationIn(query) === title);
  const query = link.get('query');
  return query ? { query, variables: link.get('variables') ?? '' } : undefined;
}

/** An address that opens this tab elsewhere; neither a token nor an answer is in it. */
export function linkTo({ query, variables }: Lesson): string {
  const link = new URLSearchParams({ query, ...(variables && { variables }) });
  return `${location.origin}${location.pathname}#${link}`;
}
