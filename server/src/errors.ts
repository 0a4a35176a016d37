import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { isDatabaseAway } from '@tierline/prisma/database-away';
import { InvalidInputProblem, Problem, RequestError } from '@tierline/schema/problem';
import type { ErrorRequestHandler, Response } from 'express';
import { GraphQLError, Kind, type GraphQLFormattedError } from 'graphql';
import { currentContext, localeOf } from './context.ts';
import type { Logger } from './log.ts';
import { reasonOf } from './reason.ts';

/** A request that ends before GraphQL sees it. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** The media types of GraphQL over HTTP; the older one where a caller has no preference. */
export const MEDIA_TYPES = ['application/json', 'application/graphql-response+json'];

/** Answers with the shape of a GraphQL response, whatever the path. */
export function refuse(res: Response, { status, code, message, headers }: Refusal): void {
  const requestId = res.getHeader('x-request-id');
  res
    .status(status)
    .set(headers)
    .type(res.req.accepts(MEDIA_TYPES) || 'application/json')
    .send(JSON.stringify({ errors: [{ message, extensions: { code, requestId } }] }));
}

/** The last stop of every request that failed outside GraphQL. */
export function answerErrors(log: Logger): ErrorRequestHandler {
  return (error: unknown, req, res, _next) => {
    if (res.headersSent) return; // the time was up, and the caller knows
    const refusal = error instanceof Refusal ? error : (outage(error, localeOf(req)) ?? unreadable(error));
    if (!refusal || refusal.status >= 500) {
      log.error({ requestId: res.getHeader('x-request-id'), err: error }, 'request failed');
    }
    refuse(res, refusal ?? new Refusal(500, 'INTERNAL_SERVER_ERROR', MASK));
  };
}

function outage(error: unknown, locale: 'FR' | 'EN'): Refusal | undefined {
  if (!isDatabaseAway(error)) return undefined;
  return new Refusal(503, UNAVAILABLE, said(DATABASE_AWAY, locale), { 'retry-after': '5' });
}

/** What Express and its body parser complain of; undefined when the fault is ours. */
function unreadable(error: unknown): Refusal | undefined {
  const { status = 500, type, limit } = error as { status?: number; type?: string; limit?: number };
  if (status < 400 || status >= 500) return undefined;
  const message = {
    'entity.parse.failed': 'The body is not JSON.',
    'entity.too.large': `The body is too large: at most ${limit?.toLocaleString('en') ?? 'so many'} bytes are read.`,
    'encoding.unsupported': 'The content encoding of the body is not supported.',
    'charset.unsupported': 'The body must be UTF-8.',
  }[type ?? ''];
  return new Refusal(status, 'BAD_REQUEST', message ?? 'The request cannot be read.');
}

const MASK = 'Internal server error. Our log has the details under the request id.';
const UNAVAILABLE = 'SERVICE_UNAVAILABLE';
const DATABASE_AWAY = {
  fr: 'La base de données ne répond pas pour le moment ; réessayez dans quelques secondes. Une modification a peut-être été faite : renvoyez-la avec la même clé d’idempotence.',
  en: 'The database does not answer just now; try again in a few seconds. A change may have happened: send it again with the same idempotency key.',
};
const LONGEST_MESSAGE = 1_000;

// Written by Apollo, graphql-js or ourselves about the request, so that its developer may read them.
const ABOUT_THE_REQUEST = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'TOO_COSTLY',
  'RATE_LIMITED',
  'UNKNOWN_DOCUMENT',
];

/** Every entry of `errors`: a code, the request id, and no word about our insides. */
export function formatErrors(log: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const context = currentContext();
    const { requestId } = context;
    const { code, message, ...more } = explain(formatted, error, context.locale);
    if (code === 'INTERNAL_SERVER_ERROR' || code === UNAVAILABLE)
      log.error({ requestId, path: formatted.path, err: error }, 'field failed');
    const { locations, path } = formatted;
    return {
      message: message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}…` : message,
      ...(locations && { locations }),
      ...(path && { path }),
      extensions: { code, requestId, ...more },
    };
  };
}

/** An answer that an outage cut short says so to whoever reads no body, as a proxy or the SDK before it tries again. */
export const answerOutagesWith503: ApolloServerPlugin = {
  async requestDidStart() {
    return {
      async willSendResponse({ response: { body, http } }) {
        if (body.kind !== 'single') return;
        const isOutage = body.singleResult.errors?.some(
          ({ extensions }) => extensions?.['code'] === UNAVAILABLE,
        );
        if (!isOutage) return;
        http.status = 503;
        http.headers.set('retry-after', '5');
      },
    };
  },
};

function explain(
  { message, extensions }: GraphQLFormattedError,
  error: unknown,
  locale: 'FR' | 'EN',
): {
  code: string;
  message: string;
  reason?: string;
  problem?: string;
  issues?: unknown;
  retryAfterMs?: unknown;
} {
  const cause = unwrapResolverError(error);
  if (cause instanceof RequestError) {
    const { code: name, text, reason } = cause;
    return { code: name, message: said(text, locale), ...(reason && { reason: said(reason, locale) }) };
  }
  if (cause instanceof Problem) return explainProblem(cause, locale);
  if (isDatabaseAway(cause)) return { code: UNAVAILABLE, message: said(DATABASE_AWAY, locale) };
  if (holdsNul(cause)) return { code: 'BAD_USER_INPUT', message: 'No text may hold the character U+0000.' };
  const code = isBadArgument(error) ? 'BAD_USER_INPUT' : String(extensions?.['code']);
  if (!ABOUT_THE_REQUEST.includes(code)) return { code: 'INTERNAL_SERVER_ERROR', message: MASK };
  const retryAfterMs = extensions?.['retryAfterMs'];
  const reason = code === 'BAD_USER_INPUT' ? reasonOf(message) : undefined;
  return {
    code,
    message,
    ...(reason !== undefined && { reason }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

/** Queries carry no problems: there, one is bad input. */
function explainProblem(problem: Problem, locale: 'FR' | 'EN') {
  return {
    code: 'BAD_USER_INPUT',
    message: said(problem.text, locale),
    problem: problem.code,
    ...(problem instanceof InvalidInputProblem && {
      issues: problem.issues.map(({ path, code, text }) => ({ path, code, message: said(text, locale) })),
    }),
  };
}

function said(text: { fr: string; en: string }, locale: 'FR' | 'EN'): string {
  return locale === 'FR' ? text.fr : text.en;
}

/** graphql-js finds a value that a scalar refuses, or a null from a variable, in three places and names none of them. */
function isBadArgument(error: unknown): boolean {
  if (!(error instanceof GraphQLError)) return false;
  const { originalError: cause } = error;
  if (!(cause instanceof GraphQLError)) return false;
  if (cause.extensions['code'] === 'BAD_USER_INPUT') return true;
  const node = error.path && cause.nodes?.[0];
  return node !== undefined && node.kind !== Kind.FIELD;
}

/** JSON can write U+0000, the database cannot keep it: found wherever a text first meets the database. */
function holdsNul(error: unknown): boolean {
  const { meta } = error as { meta?: { driverAdapterError?: { cause?: { originalCode?: string } } } };
  return meta?.driverAdapterError?.cause?.originalCode === '22021';
}
