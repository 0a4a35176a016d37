import { codeOf, readAnswer } from './answer.ts';
import {
  GraphQLRequestError,
  NetworkError,
  newOrigin,
  NO_ANSWER,
  ResponseError,
  TierlineError,
  TimeoutError,
  type Origin,
} from './errors.ts';
import { rememberOrigin } from './result.ts';

/** A GraphQL document as text, with the types of its answer and of its variables. */
export type TypedDocument<Data, Variables> = string & {
  // The same property as in @graphql-typed-document-node/core, so that other clients read it too.
  readonly __apiType?: (variables: Variables) => Data;
};

/** A document of another generator: what has a text, such as graphql-codegen's `TypedDocumentString`. */
export interface DocumentText<Data, Variables> {
  readonly length: number;
  toString(): string;
  readonly __apiType?: (variables: Variables) => Data;
}

/** What a document answers: `DataOf<typeof TicketDocument>`. */
export type DataOf<Document> = Document extends DocumentText<infer Data, never> ? Data : never;

/** What a document takes: `VariablesOf<typeof TicketDocument>`. */
export type VariablesOf<Document> =
  Document extends DocumentText<unknown, infer Variables> ? Variables : never;

export interface ClientOptions {
  /** The API's endpoint, such as `https://support.example.com/graphql`. */
  url: string;
  /** Bearer token, or a function that is asked before every attempt. Without one you are a passer-by. */
  token?: string | (() => Token | Promise<Token>) | undefined;
  /** Language of labels and messages; the server's own without it. */
  locale?: 'fr' | 'en' | undefined;
  /** Longest time for one call, retries and the waits between them included: 1 ms to 24 days, 30,000 ms unless told. */
  timeoutMs?: number | undefined;
  /** How often a failed query, or a mutation with an `idempotencyKey` or over the budget, is tried again: 2 unless told. */
  retries?: number | undefined;
  /** Sent with every request. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** Replaces the global `fetch`. */
  fetch?: typeof fetch | undefined;
  hooks?: Hooks | undefined;
  /** Replaces waiting and chance in tests of retries. */
  timing?: Timing | undefined;
}

/** What differs for one call. */
export interface RequestOptions {
  /** Aborting rejects the call with the signal's reason, as `fetch` does. */
  signal?: AbortSignal | undefined;
  /** Names the change, so that it happens once however often it is sent. It makes a mutation retried. */
  idempotencyKey?: string | undefined;
  locale?: 'fr' | 'en' | undefined;
  timeoutMs?: number | undefined;
  retries?: number | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
}

/** Called while requests run, for logs and measurements. None of them sees tokens or variables. */
export interface Hooks {
  request?(event: Origin): void;
  response?(event: Origin & { durationMs: number }): void;
  retry?(event: { error: TierlineError; waitMs: number }): void;
  /** Something that a document asks for will go, and when: told once for each such thing, as long as the client lives. */
  deprecation?(event: Origin & { message: string }): void;
}

export interface Timing {
  sleep(ms: number): Promise<void>;
  /** From 0 up to, not including, 1. */
  random(): number;
}

export type Token = string | null | undefined;

export interface Transport {
  /**
   * Sends any document and gives its whole data. Variables are required where the document needs some.
   *
   * @throws GraphQLRequestError, ResponseError, NetworkError, TimeoutError
   */
  request<Data = Record<string, unknown>, Variables extends object = Record<string, unknown>>(
    document: DocumentText<Data, Variables>,
    ...rest: Record<never, never> extends Variables
      ? [variables?: Variables, options?: RequestOptions]
      : [variables: Variables, options?: RequestOptions]
  ): Promise<Data>;
}

/**
 * The connection to the API without its methods: for bundles that need only a few operations.
 *
 * @throws TypeError for options that cannot work
 */
export function createTransport(options: ClientOptions): Transport {
  checkUrl(options.url);
  checkNumbers(options);
  const told = new Set<string>();
  return {
    request: async (document, ...[variables, call = {}]) => {
      checkNames(call);
      checkNumbers(call);
      const headers = { ...options.headers, ...call.headers };
      return send(String(document), variables, { ...options, ...defined(call), headers }, told);
    },
  };
}

/** The value of one root field. The methods are made of it. */
export async function field<Data, Variables extends object, Name extends keyof Data>(
  transport: Transport,
  document: TypedDocument<Data, Variables>,
  name: Name,
  variables?: Variables,
  options?: RequestOptions,
): Promise<Data[Name]> {
  const data = await transport.request(document as TypedDocument<Data, object>, variables, options);
  return data[name];
}

const OPTIONS: Record<keyof RequestOptions, true> = {
  signal: true,
  idempotencyKey: true,
  locale: true,
  timeoutMs: true,
  retries: true,
  headers: true,
};

/** @throws TypeError for an option that is none: most often a variable, which would be lost without a word */
function checkNames(call: RequestOptions): void {
  const unknown = Object.keys(call).find((name) => !(name in OPTIONS));
  if (unknown === undefined) return;
  throw new TypeError(`Unknown option ${unknown}. Variables belong into the object before the options.`);
}

export type Settings = ClientOptions & RequestOptions;

async function send<Data>(
  document: string,
  variables: object | undefined,
  settings: Settings,
  told: Set<string>,
): Promise<Data> {
  const { timeoutMs = 30_000, retries = 2, idempotencyKey, hooks, timing = REAL } = settings;
  const body = JSON.stringify({ query: document, variables }, digits);
  const origin = newOrigin(operationName(document));
  // The word alone is enough: to repeat a change by mistake is worse than not to repeat a query.
  const repeatable = idempotencyKey !== undefined || !/\bmutation\b/.test(document);
  const endsAt = performance.now() + timeoutMs;
  return within(timeoutMs, settings.signal, origin, async (signal) => {
    for (;;) {
      signal.throwIfAborted();
      origin.attempts += 1;
      try {
        const startedAt = performance.now();
        const response = await post(settings.url, {}, body, origin, settings, signal);
        const { data, errors, deprecations } = await readAnswer(response, origin);
        hooks?.response?.({ ...origin, durationMs: performance.now() - startedAt });
        for (const message of deprecations) {
          if (!told.has(message)) hooks?.deprecation?.({ ...origin, message });
          told.add(message);
        }
        if (errors[0]) throw new GraphQLRequestError(origin, codeOf(errors[0]), errors, data);
        if (!response.ok || !data) throw new ResponseError(origin);
        rememberOrigin(data, origin);
        return data as Data;
      } catch (error) {
        if (signal.aborted || origin.attempts > retries || !isPassing(error)) throw error;
        // Over its budget, the server does nothing.
        if (!repeatable && error.code !== 'RATE_LIMITED') throw error;
        const waitMs = pause(error, timing.random());
        if (performance.now() + waitMs >= endsAt) throw error; // it would only become a TimeoutError
        hooks?.retry?.({ error, waitMs });
        await timing.sleep(waitMs);
      }
    }
  });
}

/** Sends a request; `more` goes before the usual headers. */
export async function post(
  url: string,
  more: Readonly<Record<string, string>>,
  body: string,
  origin: Origin,
  settings: Settings,
  signal: AbortSignal,
): Promise<Response> {
  const { token, fetch = globalThis.fetch, hooks } = settings;
  Object.assign(origin, NO_ANSWER);
  const headers = requestHeaders(settings, typeof token === 'function' ? await token() : token, more);
  signal.throwIfAborted();
  hooks?.request?.({ ...origin });
  try {
    // A redirect would lose the body, or carry the token elsewhere.
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
    origin.status = response.status;
    origin.requestId = response.headers.get('x-request-id');
    return response;
  } catch (cause) {
    throw new NetworkError(origin, cause);
  }
}

/** @throws TypeError; the platform's own would quote the value, which may be the token */
function requestHeaders(
  { headers, locale, idempotencyKey }: Settings,
  token: Token,
  more: Readonly<Record<string, string>>,
): Headers {
  const own = {
    'content-type': 'application/json',
    accept: 'application/graphql-response+json, application/json;q=0.9',
    authorization: token ? `Bearer ${token}` : undefined,
    'accept-language': locale || undefined,
    'idempotency-key': idempotencyKey,
    ...more,
  };
  try {
    const all = new Headers(headers);
    for (const [name, value] of Object.entries(defined(own))) all.set(name, value);
    return all;
  } catch {
    throw new TypeError('HTTP cannot carry the token, the key or a header.');
  }
}

const PASSING: unknown[] = ['NETWORK_ERROR', 'RATE_LIMITED', 429, 502, 503, 504];

/** Something that may be gone a moment later. */
export function isPassing(error: unknown): error is TierlineError {
  if (!(error instanceof TierlineError)) return false;
  return PASSING.includes(error.code) || PASSING.includes(error.status);
}

/** How long to wait before the next attempt: what the server asks for, else doubling, always with chance. */
export function pause({ attempts, retryAfterMs }: TierlineError, random: number): number {
  if (retryAfterMs !== null) return Math.ceil(retryAfterMs + random * 250);
  return Math.ceil((0.5 + random / 2) * Math.min(250 * 2 ** (attempts - 1), 8000));
}

/** One end for the whole call: the caller's signal or the time limit, whichever comes first. */
async function within<T>(
  timeoutMs: number,
  outer: AbortSignal | undefined,
  origin: Origin,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  // Not AbortSignal.any: on Node 20 it keeps every call's signal alive as long as the caller's.
  const controller = new AbortController();
  const { signal } = controller;
  const stop = () => controller.abort(outer?.reason);
  // Not every custom fetch, token function or sleep listens to a signal.
  const stopped = new Promise<never>((_resolve, reject) => signal.addEventListener('abort', reject));
  const timer = setTimeout(stop, timeoutMs);
  outer?.addEventListener('abort', stop);
  if (outer?.aborted) stop();
  try {
    return await Promise.race([stopped, work(signal)]);
  } catch (error) {
    if (!signal.aborted) throw error;
    throw outer?.aborted ? outer.reason : new TimeoutError(origin, timeoutMs);
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', stop);
  }
}

export const REAL: Timing = {
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: Math.random,
};

export function operationName(document: string): string | null {
  return /\b(?:query|mutation|subscription)\s+([_A-Za-z]\w*)/.exec(document)?.[1] ?? null;
}

export function checkUrl(url: string): void {
  // `fetch` would refuse it with a message that quotes it.
  if (/^\w+:\/\/[^/]*@/.test(url)) throw new TypeError('url: send credentials as `token`.');
}

export function checkNumbers({ timeoutMs = 1, retries = 0 }: RequestOptions): void {
  if (!(timeoutMs > 0 && timeoutMs < 2 ** 31 && retries >= 0)) {
    throw new TypeError('timeoutMs: above 0, up to 24 days; retries: from 0.');
  }
}

/** Without the keys whose value is undefined, which would hide the client's own. */
export function defined<T extends object>(options: T): { [Name in keyof T]: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as ReturnType<
    typeof defined<T>
  >;
}

/** JSON has no integers of any size: they travel as strings of digits. */
export function digits(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
