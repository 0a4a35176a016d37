import type { ApolloServerPlugin } from '@apollo/server';
import type { Database } from '@tierline/prisma/database';
import type { Context } from '@tierline/schema/context';
import { Router, type RequestHandler } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { measureBacklog } from './backlog.ts';
import type { Logger } from './log.ts';

export interface Health {
  routes: Router;
  measureHttp: RequestHandler;
  measureGraphql: ApolloServerPlugin<Context>;
  countStreams(count: () => number): void;
}

/** What operations look at: is it alive, may it get traffic, how does it do. No user data anywhere. */
export function health(database: Database, log: Logger, clock: () => Date): Health {
  const register = new Registry();
  collectDefaultMetrics({ register });
  measureBacklog(register, database, log, clock);
  return {
    routes: routes(database, register, log),
    measureHttp: measureHttp(register),
    measureGraphql: measureGraphql(register),
    countStreams: (count) => countStreams(register, count),
  };
}

function routes({ client }: Database, register: Registry, log: Logger): Router {
  const router = Router();
  router.get('/health/live', (_req, res) => void res.json({ status: 'live' }));
  router.get('/health/ready', async (_req, res) => {
    try {
      await client.$queryRaw`select 1`;
      res.json({ status: 'ready' });
    } catch (error) {
      log.error({ err: error }, 'database not reachable');
      res.status(503).json({ status: 'not ready', reason: 'The database cannot be reached.' });
    }
  });
  router.get(
    '/metrics',
    async (_req, res) => void res.type(register.contentType).send(await register.metrics()),
  );
  return router;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const PATHS = ['/graphql/stream', '/graphql', '/playground', '/health', '/metrics'];
const METHODS = ['GET', 'POST', 'OPTIONS', 'HEAD'];

/** Labels come from short lists, so that no caller can make up new series. */
function measureHttp(register: Registry): RequestHandler {
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the head of a request to the end of its answer.',
    labelNames: ['method', 'path', 'status'],
    buckets: SECONDS,
    registers: [register],
  });
  return (req, res, next) => {
    const done = duration.startTimer({
      method: METHODS.includes(req.method) ? req.method : 'other',
      path: PATHS.find((path) => req.path === path || req.path.startsWith(`${path}/`)) ?? 'other',
    });
    res.once('close', () => done({ status: res.statusCode }));
    next();
  };
}

function countStreams(register: Registry, count: () => number): void {
  new Gauge({
    name: 'live_streams',
    help: 'Subscriptions that are open, by whatever way they came in.',
    registers: [register],
    collect() {
      this.set(count());
    },
  });
}

function measureGraphql(register: Registry): ApolloServerPlugin<Context> {
  const duration = new Histogram({
    name: 'graphql_operation_duration_seconds',
    help: 'Time of a GraphQL operation by its type and outcome: ok, or the code of its first error.',
    labelNames: ['type', 'outcome'],
    buckets: SECONDS,
    registers: [register],
  });
  return {
    async requestDidStart() {
      const done = duration.startTimer();
      return {
        async willSendResponse({ operation, response: { body } }) {
          const code =
            body.kind === 'single' ? body.singleResult.errors?.[0]?.extensions?.['code'] : undefined;
          done({ type: operation?.operation ?? 'none', outcome: typeof code === 'string' ? code : 'ok' });
        },
      };
    },
  };
}
