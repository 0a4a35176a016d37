import type { Client } from '@tierline/sdk';
import { createContext, useContext, useEffect, useEffectEvent, useState } from 'react';
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
 * What a call gives: asked anew when a key changes, or `again` is called; until then the former answer stays. `round`
 * counts how often that was.
 */
export function useAnswer<T>(ask: (signal: AbortSignal) => PromiseLike<T>, keys: string) {
  const [answer, setAnswer] = useState<{ value?: T; error?: unknown }>({});
  const [round, setRound] = useState(0);
  const askNow = useEffectEvent(ask);
  useEffect(() => {
    const stop = new AbortController();
    askNow(stop.signal).then(
      (value) => stop.signal.aborted || setAnswer({ value }),
      (error: unknown) => stop.signal.aborted || setAnswer({ error }),
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

/** The ticket that the address names, as mails do: `?ticket=T-1042`. To open another is a step that Back undoes. */
export function useAddress(): [string | null, (reference: string | null) => void] {
  const [reference, setReference] = useState(inAddress);
  useEffect(() => {
    const follow = () => setReference(inAddress());
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);
  const open = (next: string | null) => {
    history.pushState(null, '', next ? `?ticket=${encodeURIComponent(next)}` : location.pathname);
    setReference(next);
    scrollTo(0, 0);
  };
  return [reference, open];
}

function inAddress(): string | null {
  return new URLSearchParams(location.search).get('ticket');
}
