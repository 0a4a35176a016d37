import { randomUUID } from 'node:crypto';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { expressMiddleware } from '@as-integrations/express5';
import type { Database } from '@tierline/prisma/database';
import { sandboxOf } from '@tierline/schema/access';
import type { Context } from '@tierline/schema/context';
import type { Files } from '@tierline/schema/files';
import { schema } from '@tierline/schema/schema';
import express, { type RequestHandler, type Router } from 'express';
import { GraphQLError, OperationTypeNode } from 'graphql';
import Negotiator from 'negotiator';
import proxyaddr from 'proxy-addr';
import { BUDGETS, openTill, type Budgets } from './budgets.ts';
import { chargeOperations } from './charge.ts';
import { currentContext, inContext, localeOf } from './context.ts';
import { tellDeprecations } from './deprecations.ts';
import { docs } from './docs/routes.ts';
import type { Door } from './door.ts';
import { answerErrors, answerOutagesWith503, formatErrors, MEDIA_TYPES, Refusal, refuse } from './errors.ts';
import { health } from './health.ts';
import { idempotencyOf } from './idempotency.ts';
import { identify, timeOf, type TrustedIssuer } from './identity.ts';
import { LIMITS, type Limits } from './limits.ts';
import { openLogTail } from './live/log-tail.ts';
import { shareAnswers } from './live/shared-answers.ts';
import { eventStream } from './live/sse.ts';
import { openStreams } from './live/streams.ts';
import type { House } from './live/subscription.ts';
import { webSocket } from './live/web-socket.ts';
import type { Logger } from './log.ts';
import { stopPages } from './mail/stop-pages.tsx';
import { calendarPages } from './calendar-pages.ts';
import { timePasser } from './sandboxes.ts';
import { reportPages } from './reports/routes.ts';
import { meterDearFields } from './spent.ts';
import { statusPages } from './status/routes.ts';

type TrustFunction = (address: string, hop: number) => boolean;

export interface ServerOptions {
  door: Door;
  database: Database;
  files: Files;
  issuer: TrustedIssuer;
  log: Logger;
  /** Asked once a request; the request then happens at that instant. */
  clock?: () => Date;
  /** Where callers reach it, where that is not the door's own address. */
  publicUrl?: string | undefined;
  limits?: Partial<Limits>;
  budgets?: Budgets | undefined;
  /** Who makes rooms for meetings. */
  meetingProvider?: Context['meetingProvider'];
  /** Webhooks may lead to this machine too; never unless told. */
  loopbackWebhooks?: boolean | undefined;
  /** In front of it: how many, or their addresses. Without any, `x-forwarded-for` is not believed. */
  trustedProxies?: number | string[] | undefined;
  /** Pages beside the API. */
  pages?: Router[];
  /** How often it looks whether those who listen still may: once a second unless told. */
  callersCheckedEveryMs?: number | undefined;
}

export interface RunningServer {
  url: string;
  /** Drains: requests in flight finish, within the door's patience. The database stays open: it is the caller's. */
  stop(): Promise<void>;
}

meterDearFields(schema); // once, however many servers this process starts

/** Opens the API to callers: the path of every request, from top to bottom. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { door, database, files, issuer, log, clock = () => new Date(), pages = [] } = options;
  const publicUrl = options.publicUrl ?? door.url;
  const limits = { ...LIMITS, ...options.limits };
  const till = openTill(database, options.budgets ?? BUDGETS);
  const { routes, measureHttp, measureGraphql, countStreams } = health(database, log, clock);
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    csrfPrevention: {
      requestHeaders: ['authorization', 'x-apollo-operation-name', 'apollo-require-preflight'],
    },
    parseOptions: { maxLexicalTokens: limits.tokens },
    formatError: formatErrors(log),
    logger: log,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      sendSubscriptionsElsewhere,
      chargeOperations(limits, till),
      tellDeprecations,
      answerLegacyJsonWith200,
      answerOutagesWith503,
      measureGraphql,
    ],
  });
  await apollo.start();
  const house: House = {
    ...{ schema, database, files, issuer, log, clock, publicUrl, limits, till },
    tails: {
      vendor: openLogTail(database, log, 'VENDOR'),
      sandboxes: openLogTail(database, log, 'SANDBOXES'),
    },
    answers: shareAnswers(),
  };
  const streams = openStreams(house, { everyMs: options.callersCheckedEveryMs });
  const sse = eventStream(streams, limits, log);
  countStreams(streams.count);
  const passTime = timePasser(database);
  const runGraphql = expressMiddleware(apollo, { context: async () => currentContext() });

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', options.trustedProxies ?? false);
  app.use(nameRequest, setSecurityHeaders, measureHttp, logRequests(log));
  const forPages = { database, files, clock, publicUrl, till };
  app.use(routes, reportPages(forPages), statusPages(forPages), calendarPages(forPages));
  app.use(stopPages(forPages), ...pages);
  app.use(docs());
  app.get('/', (_req, res) => res.redirect('/playground'));
  app.all(
    '/graphql',
    allowBrowsers,
    limitTime(limits.requestMs),
    refuseOtherMedia,
    vouchForHarmless,
    express.json({ limit: limits.bodyBytes }),
    async (req, res, next) => {
      const realNow = clock();
      const { actor, apiKey } = await identify(req.headers.authorization, {
        database,
        issuer,
        now: realNow,
      });
      const requestId = String(res.getHeader('x-request-id'));
      const context = {
        actor,
        apiKey,
        address: req.ip ?? null,
        now: await timeOf(actor, database, realNow),
        realNow,
        db: database.client,
        files,
        locale: localeOf(req),
        requestId,
        publicUrl,
        // No room is made for a meeting that nobody attends.
        meetingProvider: sandboxOf(actor) === null ? (options.meetingProvider ?? null) : null,
        loopbackWebhooks: options.loopbackWebhooks ?? false,
        passTime,
        idempotency: idempotencyOf(req),
      };
      await inContext(context, () => runGraphql(req, res, next));
    },
  );
  app.all('/graphql/stream', allowBrowsers, ...sse.handlers);
  const sockets = webSocket(door, streams, house, (req) =>
    proxyaddr(req, app.get('trust proxy fn') as TrustFunction),
  );
  app.use((req) => {
    throw new Refusal(404, 'NOT_FOUND', `Nothing is at ${req.path.slice(0, 100)}; the API is at /graphql.`);
  });
  app.use(answerErrors(log));
  door.serve(app);

  return {
    url: door.url,
    stop: async () => {
      sse.stop();
      sockets.stop();
      await Promise.all([streams.stop(), door.close()]);
      await apollo.stop();
    },
  };
}

const nameRequest: RequestHandler = (_req, res, next) => {
  res.setHeader('x-request-id', randomUUID());
  next();
};

const setSecurityHeaders: RequestHandler = (_req, res, next) => {
  res.set({
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  });
  next();
};

function logRequests(log: Logger): RequestHandler {
  return (req, res, next) => {
    const start = performance.now();
    const { method, path } = req; // the query string may hold what a user wrote
    res.once('close', () => {
      const requestId = res.getHeader('x-request-id');
      const ms = Math.round(performance.now() - start);
      log.info(
        { requestId, method, path, status: res.statusCode, ms, answered: res.writableFinished },
        'request',
      );
    });
    next();
  };
}

/** Other teams' pages may call with a token that they hold. Nothing here reads a cookie, so none is allowed along. */
const allowBrowsers: RequestHandler = (req, res, next) => {
  res.set({
    'access-control-allow-origin': '*',
    'access-control-expose-headers':
      'x-request-id, retry-after, www-authenticate, x-ratelimit-limit, x-ratelimit-remaining, x-ratelimit-reset',
    'cache-control': 'no-store',
  });
  if (req.method !== 'OPTIONS') return next();
  res.set({
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers':
      'authorization, content-type, accept, accept-language, idempotency-key, last-event-id, apollo-require-preflight',
    'access-control-max-age': '86400',
  });
  res.status(204).end();
};

function limitTime(ms: number): RequestHandler {
  return (_req, res, next) => {
    const timer = setTimeout(() => {
      if (res.headersSent) return;
      refuse(
        res,
        new Refusal(
          503,
          'TIMEOUT',
          'The answer took too long. A change may have happened: look before you repeat it.',
        ),
      );
    }, ms);
    res.once('close', () => clearTimeout(timer));
    next();
  };
}

/** Before anything runs: a mutation whose answer the caller cannot accept must not happen. */
const refuseOtherMedia: RequestHandler = (req, _res, next) => {
  if (!req.accepts(MEDIA_TYPES)) {
    throw new Refusal(406, 'BAD_REQUEST', `Answers are ${MEDIA_TYPES.join(' or ')}; accept one of them.`);
  }
  if (req.method === 'POST' && !req.is('application/json')) {
    throw new Refusal(415, 'BAD_REQUEST', 'Send the request as application/json.');
  }
  next();
};

/**
 * Apollo refuses whatever a page of another site could make a browser send unasked. Only browsers do that, and they
 * say so: a request that comes from no other site and carries no cookie needs no proof.
 */
const vouchForHarmless: RequestHandler = (req, _res, next) => {
  const foreign = ['cross-site', 'same-site'].includes(String(req.headers['sec-fetch-site']));
  if (!foreign && req.headers.cookie === undefined) req.headers['apollo-require-preflight'] = 'true';
  next();
};

/** GraphQL.js would run a subscription as a query, once. */
const sendSubscriptionsElsewhere: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation }) {
        if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return;
        const message = 'Subscribe at /graphql/stream (Server-Sent Events), or by a WebSocket at /graphql.';
        throw new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } });
      },
    };
  },
};

/** GraphQL over HTTP: in the older media type a well-formed request is answered with 200, whatever its document does. */
const answerLegacyJsonWith200: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async willSendResponse({ request, response }) {
        const accept = request.http?.headers.get('accept') ?? '*/*';
        const [json] = MEDIA_TYPES;
        const chosen = new Negotiator({ headers: { accept } }).mediaType(MEDIA_TYPES);
        if (request.query && chosen === json && response.http.status === 400) response.http.status = 200;
      },
    };
  },
};
