import { answerOf, learn } from './answer.ts';
import { NO_ANSWER } from './errors.ts';
import type { LiveAttempt, LiveConnector, LiveMessage } from './live.ts';
import { digits } from './transport.ts';

/** What is used of a WebSocket: that of the platform has it, and that of the package `ws`. */
export interface WebSocketLike {
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  send(text: string): void;
  close(): void;
}

export type WebSocketClass = new (url: string, protocol: string) => WebSocketLike;

/** Messages that wait for a slow loop; with more, the connection is closed and made anew where the loop got to. */
const MOST_WAITING = 1_000;

/** The codes by which a connection ends for good: to come again would end the same way. */
const REFUSALS: Readonly<Record<number, string>> = {
  1009: 'BAD_REQUEST', // the document and its variables are too long
  4400: 'BAD_REQUEST',
  4401: 'UNAUTHENTICATED',
  4403: 'FORBIDDEN',
};

/**
 * Subscriptions by WebSocket (graphql-transport-ws), where Server-Sent Events do not get through: each has a connection of
 * its own, and waits, goes on and ends as by Server-Sent Events. The token goes in the first message; `headers` and `fetch`
 * play no part, since no browser lets a WebSocket send headers.
 *
 * @param Socket the platform's own unless told; Node has one from 22 on, before it that of the package `ws` will do
 * @throws TypeError where there is none
 */
export function webSocket(Socket: WebSocketClass | undefined = globalThis.WebSocket): LiveConnector {
  if (!Socket) throw new TypeError('webSocket: pass a WebSocket class; this platform has none of its own.');
  return (attempt) => listen(Socket, attempt);
}

async function* listen(
  Socket: WebSocketClass,
  { document, variables, position, settings, origin, signal, heard }: LiveAttempt,
): AsyncGenerator<LiveMessage, void, undefined> {
  const { url, token, locale, hooks } = settings;
  const extensions = position === undefined ? undefined : { lastEventId: position };
  const payload = { query: document, variables, extensions };
  const subscribe = JSON.stringify({ id: '1', type: 'subscribe', payload }, digits);
  Object.assign(origin, NO_ANSWER);
  const bearer = typeof token === 'function' ? await token() : token;
  const caller = { authorization: bearer ? `Bearer ${bearer}` : undefined, locale };
  signal.throwIfAborted();
  hooks?.request?.({ ...origin });

  const socket = new Socket(addressOf(url), 'graphql-transport-ws');
  const waiting: LiveMessage[] = [];
  let isOver = false;
  let wake = () => {};
  const take = (message: LiveMessage) => {
    if (message.errors) learn(origin, message.errors);
    waiting.push(message);
    wake();
  };
  const end = () => {
    isOver = true;
    socket.close();
    wake();
  };
  socket.onopen = () => socket.send(JSON.stringify({ type: 'connection_init', payload: caller }));
  socket.onmessage = ({ data }: { data: unknown }) => {
    if (isOver) return;
    heard();
    const { type, payload } = parse(data);
    if (type === 'connection_ack') socket.send(subscribe);
    if (type === 'ping') socket.send('{"type":"pong"}');
    if (type === 'pong' && payload?.positions) take({ position: payload.positions['1'] });
    if (type === 'next') take({ ...answerOf(payload), position: payload?.extensions?.position });
    if (type === 'error') take(answerOf({ errors: payload }));
    if (type === 'complete') take({ isComplete: true });
    if (waiting.length >= MOST_WAITING) end();
  };
  socket.onclose = ({ code, reason }: { code: number; reason: string }) => {
    if (REFUSALS[code]) take({ errors: [{ message: reason, extensions: { code: REFUSALS[code] } }] });
    end();
  };
  socket.onerror = () => {}; // `close` comes after it
  signal.addEventListener('abort', end);
  try {
    while (!signal.aborted) {
      const message = waiting.shift();
      if (message) yield message;
      else if (isOver) return;
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    signal.removeEventListener('abort', end);
    end();
  }
}

interface ServerMessage {
  type?: string;
  payload?: { positions?: Record<string, string>; extensions?: { position?: string } };
}

/** What is no message says nothing, as silence does. */
function parse(data: unknown): ServerMessage {
  try {
    return (JSON.parse(String(data)) ?? {}) as ServerMessage;
  } catch {
    return {};
  }
}

/** As `fetch` resolves it: against the address of the page, where there is one. */
function addressOf(url: string): string {
  const { location } = globalThis as { location?: Location };
  const address = new URL(url, location?.href);
  address.protocol = address.protocol.replace('http', 'ws');
  return address.href;
}
