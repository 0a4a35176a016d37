import type { Lesson } from './lessons.ts';

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
