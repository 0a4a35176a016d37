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
}

/** Any failure of this client. Messages carry neither tokens nor variables, so they can be logged. */
export class TierlineError extends Error implements Origin {
  static readonly brand: string = 'TierlineError';

  /** Never changes with the language: `FORBIDDEN`, `TIMEOUT`, `NOT_ENTITLED`. */
  readonly code: string;
  readonly operation: string | null;
  readonly attempts: number;
  readonly status: number | null;
  readonly requestId: string | null;

  constructor(message: string, code: string, origin: Origin, options?: { cause?: unknown }) {
    super(message, options);
    const brand = new.target.brand;
    Object.defineProperty(this, 'name', { value: brand, configurable: true, writable: true });
    Object.defineProperty(this, BRANDS, { value: brandsOf(new.target) });
    this.code = code;
    this.operation = origin.operation;
    this.attempts = origin.attempts;
    this.status = origin.status;
    this.requestId = origin.requestId;
  }

  /** By brand, because an application may hold an ESM and a CommonJS copy of this class. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    if (typeof value !== 'object' || value === null) return false;
    // A subclass of the application's own has no brand: only its own instances count.
    if (!Object.hasOwn(this, 'brand')) return Function.prototype[Symbol.hasInstance].call(this, value);
    return (value as Branded)[BRANDS]?.includes(this.brand) === true;
  }
}

/** No answer: no connection, or one that was cut. `cause` holds what `fetch` threw. */
export class NetworkError extends TierlineError {
  static override readonly brand: string = 'NetworkError';

  constructor(origin: Origin, cause: unknown) {
    super(`${title(origin)}: no answer from the server.`, 'NETWORK_ERROR', origin, { cause });
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
  /** How long the server asks to wait; null when it does not say. */
  readonly retryAfterMs: number | null;

  constructor(origin: Origin, retryAfterMs: number | null) {
    super(`${title(origin)}: the server answered ${origin.status} without GraphQL.`, 'BAD_RESPONSE', origin);
    this.retryAfterMs = retryAfterMs;
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
  /** What the server said, word for word; may quote what was sent. */
  readonly errors: readonly GraphQLErrorEntry[];
  /** The part that could be answered, by root field; null when there is none. */
  readonly data: Readonly<Record<string, unknown>> | null;
  /** How long the server asks to wait; null when it does not say. */
  readonly retryAfterMs: number | null;

  constructor(
    origin: Origin,
    answer: Pick<GraphQLRequestError, 'code' | 'errors' | 'data' | 'retryAfterMs'>,
  ) {
    super(`${title(origin)}: the server refused with ${answer.code}; see \`errors\`.`, answer.code, origin);
    this.errors = answer.errors;
    this.data = answer.data;
    this.retryAfterMs = answer.retryAfterMs;
  }
}

/** Something that a mutation's caller can act on, as an error: what `unwrap` throws. */
export class ProblemError<P extends object = object> extends TierlineError {
  static override readonly brand: string = 'ProblemError';
  /** The member of the mutation's result, with `message` and the data needed to act. */
  readonly problem: P;

  constructor(problem: P, origin: Origin = UNKNOWN_ORIGIN) {
    const { __typename = 'Problem', code = 'UNKNOWN' } = problem as { __typename?: string; code?: string };
    super(`${title(origin)}: ${__typename}; see \`problem\`.`, code, origin);
    this.problem = problem;
  }
}

const BRANDS = Symbol.for('@tierline/sdk brands');
const UNKNOWN_ORIGIN: Origin = { operation: null, attempts: 0, status: null, requestId: null };

interface Branded {
  [BRANDS]?: readonly string[];
}

/** The class's own brand and those of the classes above it. */
function brandsOf(errorClass: typeof TierlineError): string[] {
  const brands: string[] = [];
  for (let at = errorClass; at.brand; at = Object.getPrototypeOf(at) as typeof TierlineError) {
    brands.push(at.brand);
  }
  return brands;
}

function title({ operation, requestId }: Origin): string {
  return (operation ?? 'request') + (requestId === null ? '' : ` (${requestId})`);
}
