import type { Client } from '@tierline/sdk';
import { createContext, useContext, useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';
import type { Locale, Words } from './words.ts';

/** Who looks, in which language, through which client. */
export interface Session {
  support: Client;
  locale: Locale;
  words: Words;
}

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  return useContext(SessionContext)!;
}

/**
 * What a call gives: asked anew when a key changes, or `again` is called; until that gave something the former answer
 * stays. `round` counts how often that was.
 */
export function useAnswer<T>(ask: (signal: AbortSignal) => PromiseLike<T>, keys: string) {
  const [answer, setAnswer] = useState<{ value?: T; error?: unknown }>({});
  const [round, setRound] = useState(0);
  const askNow = useEffectEvent(ask);
  useEffect(() => {
    const stop = new AbortController();
    askNow(stop.signal).then(
      (value) => stop.signal.aborted || setAnswer({ value }),
      (error: unknown) => stop.signal.aborted || setAnswer((former) => ({ ...former, error })),
    );
    return () => stop.abort();
  }, [keys, round]);
  return { ...answer, round, again: () => setRound((one) => one + 1) };
}

/** Every item of a list that a ticket holds, page by page. */
export async function everyPage<T>(
  read: (
    after: string | null,
  ) => PromiseLike<{ nodes: T[]; pageInfo: { hasNextPage: boolean; endCursor?: string | null } } | undefined>,
): Promise<T[]> {
  const items: T[] = [];
  for (let after: string | null = null; ;) {
    const page = await read(after);
    items.push(...(page?.nodes ?? []));
    if (!page?.pageInfo.hasNextPage) return items;
    after = page.pageInfo.endCursor ?? null;
  }
}

/** Calls `onChange` for whatever a subscription tells; whether it is being told. */
export function useChanges(
  subscribe: (signal: AbortSignal) => AsyncIterable<unknown>,
  key: string,
  onChange: (change: unknown) => void,
): boolean {
  const [live, setLive] = useState(true);
  const start = useEffectEvent(subscribe);
  const tell = useEffectEvent(onChange);
  useEffect(() => {
    const stop = new AbortController();
    const listen = async () => {
      setLive(true);
      for await (const change of start(stop.signal)) tell(change);
    };
    listen().catch(() => setLive(false)); // the client has tried again by itself; this will not pass
    return () => stop.abort();
  }, [key]);
  return live;
}

/** A value once it has not changed for so long. */
export function useDebounced<T>(value: T, ms = 300): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}

/** The server's time, second by second: `asOf` when this was first shown, and what has passed since. */
export function useServerNow(asOf: string): number {
  const [shown, setShown] = useState({ asOf, at: performance.now() });
  const [, tick] = useState(0);
  if (shown.asOf !== asOf) setShown({ asOf, at: performance.now() });
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 1_000);
    return () => clearInterval(timer);
  }, []);
  return Date.parse(asOf) + performance.now() - shown.at;
}

/** What is remembered in this tab, also when the page is loaded again. */
export function useRemembered(key: string, first: string): [string, (value: string) => void] {
  const [value, setValue] = useState(() => sessionStorage.getItem(key) ?? first);
  const remember = (next: string) => {
    sessionStorage.setItem(key, next);
    setValue(next);
  };
  return [value, remember];
}

/** What the page shows: a ticket that the address names, as mails do, or a page; else where somebody begins. */
export interface Address {
  reference: string | null;
  page: string | null;
  /** Goes to a ticket, or to where one begins. */
  open: (reference: string | null) => void;
  /** Goes to a page. */
  show: (page: string) => void;
}

/** The address: `?ticket=T-1042` or `?page=support`. To go elsewhere is a step that Back undoes. */
export function useAddress(): Address {
  const [search, setSearch] = useState(location.search);
  useEffect(() => {
    const follow = () => setSearch(location.search);
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);
  const go = (query: string) => {
    history.pushState(null, '', location.pathname + query);
    setSearch(query);
    scrollTo(0, 0);
  };
  const asked = new URLSearchParams(search);
  return {
    reference: asked.get('ticket'),
    page: asked.get('page'),
    open: (reference) => go(reference ? `?ticket=${encodeURIComponent(reference)}` : ''),
    show: (page) => go(`?page=${page}`),
  };
}

const NARROW = matchMedia('(max-width: 760px)'); // as in desk.css

/** Whether the page stands in one column. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      NARROW.addEventListener('change', onChange);
      return () => NARROW.removeEventListener('change', onChange);
    },
    () => NARROW.matches,
  );
}

/** A name for one thing to do, however often it is sent. */
export function newKey(): string {
  // randomUUID is missing on pages without https.
  return crypto.getRandomValues(new Uint32Array(4)).join('-');
}
