/** Where an answer, or the lack of one, comes from. */
export interface Origin {
  /** Name of the GraphQL operation, such as `OpenTicket`; null for a document without one. */
  operation: string | null;
  /** How many times the request was sent. */
  attempts: number;
  /** HTTP status of the last answer; null when there was none. */
  status: number | null;
  /** The server's name for the request: quote it to the vendor. Null when there was no answer. */
  requestId: string | null;
  /** How long the server asks to wait before the next attempt; null when it does not say. */
  retryAfterMs: number | null;
}

const BRAND = Symbol.for('@tierline/sdk');

/** Any failure of this client. Messages carry neither tokens nor variables, so they can be logged. */
export class TierlineError extends Error implements Origin {
  static readonly brand: string = 'TierlineError';

  declare readonly name: string;
  /** Never changes with the language: `FORBIDDEN`, `TIMEOUT`, `NOT_ENTITLED`. */
  declare readonly code: string;
  declare readonly operation: Origin['operation'];
  declare readonly attempts: Origin['attempts'];
  declare readonly status: Origin['status'];
  declare readonly requestId: Origin['requestId'];
  declare readonly retryAfterMs: Origin['retryAfterMs'];

  constructor(message: string, code: string, origin: Origin, options?: { cause?: unknown }) {
    super(message, options);
    this.name = new.target.brand;
    Object.assign(this, origin, { code });
  }

  /** By brand, because an application may hold an ESM and a CommonJS copy of these classes. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    // A subclass of the application's own has no brand: only its own instances count.
    if (!Object.hasOwn(this, 'brand')) return super[Symbol.hasInstance](value);
    const brand = (value as { [BRAND]?: string } | null | undefined)?.[BRAND];
    return brand === this.brand || (brand !== undefined && this.brand === 'TierlineError');
  }

  get [BRAND](): string {
    return (this.constructor as typeof TierlineError).brand;
  }
}

/** No answer: no connection, or one that was cut. `cause` holds what `fetch` threw. */
export class NetworkError extends TierlineError {
  static override readonly brand: string = 'NetworkError';

  constructor(origin: Origin, cause: unknown) {
    super(`${title(origin)}: no answer; see \`cause\`.`, 'NETWORK_ERROR', origin, { cause });
  }
}

/** No answer within `timeoutMs`, retries and the waits between them included. */
export class TimeoutError extends TierlineError {
  static override readonly brand: string = 'TimeoutError';

  constructor(origin: Origin, timeoutMs: number) {
    super(`${title(origin)}: no answer within ${timeoutMs} ms.`, 'TIMEOUT', origin);
  }
}

/** An answer that is not GraphQL: a proxy's error page, a redirect, a wrong URL. */
export class ResponseError extends TierlineError {
  static override readonly brand: string = 'ResponseError';

  constructor(origin: Origin) {
    super(`${title(origin)}: the server answered ${origin.status} without GraphQL.`, 'BAD_RESPONSE', origin);
  }
}

/** One entry of a GraphQL answer's `errors`. */
export interface GraphQLErrorEntry {
  message: string;
  path?: readonly (string | number)[];
  extensions?: Readonly<Record<string, unknown>>;
}

/**
 * The server refused the request or part of it. `code` is that of the first entry of `errors`:
 * UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, BAD_USER_INPUT, RATE_LIMITED and the like.
 */
export class GraphQLRequestError extends TierlineError {
  static override readonly brand: string = 'GraphQLRequestError';
  /** What the server said, word for word; may quote what was sent, which `message` leaves out. */
  declare readonly errors: readonly GraphQLErrorEntry[];
  /** The part that could be answered, by root field; null when there is none. */
  declare readonly data: Readonly<Record<string, unknown>> | null;

  constructor(
    origin: Origin,
    code: string,
    errors: readonly GraphQLErrorEntry[],
    data: Readonly<Record<string, unknown>> | null,
  ) {
    const { message, extensions } = errors[0]!;
    // The server's reason quotes nothing. GraphQL itself does, in its own marks, and an id that was not found stands in none.
    const reason = extensions?.['reason'];
    const plain = /^NOT_F|"/.test(code + message) ? 'Refused.' : message;
    const said = typeof reason === 'string' ? reason : plain;
    super(told(origin, code, said, 'errors'), code, origin);
    this.errors = errors;
    this.data = data;
  }
}

/**
 * Something that a mutation's caller can act on, as an error: what `unwrap` throws. Its message is the server's sentence
 * without what that quotes; `problem` has all of it.
 */
export class ProblemError<P extends object = object> extends TierlineError {
  static override readonly brand: string = 'ProblemError';
  /** The member of the mutation's result, with `message` and the data needed to act. */
  declare readonly problem: P;

  constructor(problem: P, origin: Origin = newOrigin(null)) {
    const { code = 'UNKNOWN', message = '' } = problem as { code?: string; message?: string };
    super(told(origin, code, message, 'problem'), code, origin);
    this.problem = problem;
  }
}

/** What is known before an answer. */
export const NO_ANSWER = { status: null, requestId: null, retryAfterMs: null };

/** Of a request that was not sent yet. */
export function newOrigin(operation: string | null): Origin {
  return { operation, attempts: 0, ...NO_ANSWER };
}

/** Without what the server quotes: it may have been sent, and hold such signs itself. */
function told(origin: Origin, code: string, said: string, where: string): string {
  return `${title(origin)}: ${code}. ${said.replace(/[“«].*[”»]/gs, '“…”')} See \`${where}\`.`;
}

function title({ operation, requestId }: Origin): string {
  return (operation ?? 'request') + (requestId === null ? '' : ` (${requestId})`);
}
