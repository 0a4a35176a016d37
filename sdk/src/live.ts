import { codeOf, parseAnswer, readAnswer } from './answer.ts';
import {
  GraphQLRequestError,
  NetworkError,
  newOrigin,
  ResponseError,
  TierlineError,
  type GraphQLErrorEntry,
  type Origin,
} from './errors.ts';
import {
  checkNumbers,
  checkUrl,
  defined,
  digits,
  isPassing,
  operationName,
  pause,
  post,
  REAL,
  type ClientOptions,
  type RequestOptions,
  type Settings,
  type TypedDocument,
} from './transport.ts';

/** What differs for one subscription. `retries` counts failures in a row: without end unless told. */
export interface LiveOptions extends Omit<RequestOptions, 'idempotencyKey' | 'timeoutMs'> {
  /** Silence after which a connection is given up and made anew, 40,000 ms unless told: the server is heard every 15,000. */
  silenceMs?: number | undefined;
}

/** Something that is told as it happens, until you leave the loop or abort the signal. */
export type Live<Data> = AsyncGenerator<Data, void, undefined>;

export interface LiveTransport {
  /**
   * Subscribes with any document and gives the data of each message. A connection that breaks is made anew and goes on
   * where it broke, so nothing is missed; ends when the signal is aborted.
   *
   * @throws GraphQLRequestError when the server refuses, NetworkError or ResponseError after the last retry
   */
  subscribe<Data = Record<string, unknown>, Variables extends object = Record<string, unknown>>(
    document: TypedDocument<Data, Variables>,
    variables?: Variables,
    options?: LiveOptions,
  ): Live<Data>;
}

/** One try to be told: from the connection to its end. */
export interface LiveAttempt {
  document: string;
  variables: object | undefined;
  /** Where in the feed to go on; undefined at first. */
  position: string | undefined;
  settings: Settings;
  origin: Origin;
  signal: AbortSignal;
  /** To be called for whatever comes. */
  heard(): void;
}

/** What came: an answer, how far the feed was told, or that it is complete. */
export interface LiveMessage {
  data?: Record<string, unknown> | null;
  errors?: readonly GraphQLErrorEntry[];
  position?: string | undefined;
  isComplete?: boolean;
}

/** A way to be told; Server-Sent Events unless told. Its end without `isComplete` is a break. */
export type LiveConnector = (attempt: LiveAttempt) => AsyncGenerator<LiveMessage, void, undefined>;

/**
 * Subscriptions without the methods: for bundles that need only a few operations.
 *
 * @throws TypeError for options that cannot work
 */
export function createLive(options: ClientOptions, connect: LiveConnector = serverSentEvents): LiveTransport {
  checkUrl(options.url);
  return {
    subscribe: <Data, Variables extends object>(
      document: TypedDocument<Data, Variables>,
      variables?: Variables,
      call: LiveOptions = {},
    ) => {
      checkNumbers(call);
      const { url, token, fetch, locale, hooks, timing } = options;
      const headers = { ...options.headers, ...call.headers };
      const settings = { url, token, fetch, locale, hooks, timing, ...defined(call), headers };
      return listen(connect, document, variables, settings) as Live<Data>;
    },
  };
}

/** The value of one root field, message by message. The methods are made of it. */
export async function* each<Data, Variables extends object, Name extends keyof Data>(
  transport: LiveTransport,
  document: TypedDocument<Data, Variables>,
  name: Name,
  variables?: Variables,
  options?: LiveOptions,
): Live<Data[Name]> {
  for await (const data of transport.subscribe(document, variables, options)) yield data[name];
}

async function* listen(
  connect: LiveConnector,
  document: string,
  variables: object | undefined,
  settings: Settings & LiveOptions,
): AsyncGenerator<Record<string, unknown>, void, undefined> {
  const { signal, retries = Infinity, silenceMs = 40_000, hooks, timing = REAL } = settings;
  const origin = newOrigin(operationName(document));
  let position: string | undefined;
  while (!signal?.aborted) {
    const watch = openWatch(silenceMs, signal);
    let heard = false;
    origin.attempts += 1;
    try {
      const attempt = { document, variables, position, settings, origin, signal: watch.signal };
      for await (const message of connect({ ...attempt, heard: watch.heard })) {
        const { data, errors = [], isComplete } = message;
        if (errors[0]) throw new GraphQLRequestError(origin, codeOf(errors[0]), errors, data ?? null);
        heard = true;
        origin.attempts = 1;
        position = message.position ?? position;
        if (data) yield data;
        if (isComplete) return;
      }
      throw new NetworkError(origin, 'The stream broke off.');
    } catch (error) {
      if (signal?.aborted) return;
      const cause = watch.signal.aborted ? new NetworkError(origin, 'Nothing was heard.') : error;
      if (!mayComeAgain(cause, heard, settings) || origin.attempts > retries) throw cause;
      const waitMs = pause(cause, timing.random());
      hooks?.retry?.({ error: cause, waitMs });
      await unlessAborted(timing.sleep(waitMs), signal);
    } finally {
      watch.close(); // also when the caller leaves the loop
    }
  }
}

/** What may be gone a moment later, and a token that ran out where the next one is at hand. */
function mayComeAgain(error: unknown, heard: boolean, { token }: Settings): error is TierlineError {
  if (!(error instanceof TierlineError)) return false;
  if (error.code === 'UNAUTHENTICATED') return heard && typeof token === 'function';
  return (error.status ?? 0) >= 500 || isPassing(error);
}

/** Server-Sent Events by `fetch`. */
async function* serverSentEvents({
  document,
  variables,
  position,
  settings,
  origin,
  signal,
  heard,
}: LiveAttempt): AsyncGenerator<LiveMessage, void, undefined> {
  const body = JSON.stringify({ query: document, variables }, digits);
  const headers = {
    accept: 'text/event-stream',
    ...(position !== undefined && { 'last-event-id': position }),
  };
  const response = await post(`${settings.url}/stream`, headers, body, origin, settings, signal);
  if (!response.body || !response.headers.get('content-type')?.startsWith('text/event-stream')) {
    const { data, errors } = await readAnswer(response, origin);
    if (!errors[0]) throw new ResponseError(origin);
    return yield { data, errors };
  }
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw new NetworkError(origin, cause);
    });
    if (done) return;
    heard();
    text += decoder.decode(value, { stream: true });
    const frames = text.split('\n\n');
    text = frames.pop() ?? '';
    yield* frames.map(readFrame);
  }
}

function readFrame(frame: string): LiveMessage {
  const fields = new Map(
    frame.split('\n').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trimStart()];
    }),
  );
  return {
    ...(fields.get('event') === 'next' && parseAnswer(fields.get('data') ?? '')),
    position: fields.get('id'),
    isComplete: fields.get('event') === 'complete',
  };
}

/** Aborts with the caller's signal, or when nothing is heard for so long. */
function openWatch(silenceMs: number, outer: AbortSignal | undefined) {
  const controller = new AbortController();
  const abort = () => controller.abort();
  let timer = setTimeout(abort, silenceMs);
  outer?.addEventListener('abort', abort);
  return {
    signal: controller.signal,
    heard: () => {
      clearTimeout(timer);
      timer = setTimeout(abort, silenceMs);
    },
    close: () => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', abort);
      abort();
    },
  };
}

async function unlessAborted(work: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  let stop = () => {};
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop);
  await Promise.race([work, stopped]);
  signal?.removeEventListener('abort', stop);
}
