import { json, type Request, type RequestHandler, type Response } from 'express';
import { budgetHeaders } from '../charge.ts';
import { localeOf } from '../context.ts';
import { Refusal } from '../errors.ts';
import type { Limits } from '../limits.ts';
import type { Logger } from '../log.ts';
import type { Ending, Streams } from './streams.ts';
import { SubscriptionRefused, type Caller, type Message, type SubscriptionRequest } from './subscription.ts';

const BEAT_MS = 15_000;
/** So many beats in a row nothing could be written: nobody reads any more. */
const MISSED_BEATS = 4;

export interface EventStream {
  handlers: RequestHandler[];
  stop(): void;
}

/**
 * `/graphql/stream`: one subscription for each request, by POST, or by GET for who cannot but that. It speaks the
 * distinct connections mode of the GraphQL over SSE protocol, and says by `id` how far it got: who comes again says so in
 * `last-event-id`. A reader that does not keep up is not written to.
 */
export function eventStream(streams: Streams, { bodyBytes }: Limits, log: Logger): EventStream {
  const beats = new Set<() => void>();
  const timer = setInterval(() => {
    for (const beat of beats) beat();
  }, BEAT_MS);
  timer.unref();

  const serve: RequestHandler = async (req, res) => {
    let ending: Ending | null = null;
    const stream = await streams.open(requestOf(req), callerOf(req, res), (reason) => {
      ending = reason;
      stream.close();
      if (reason.kind !== 'REFUSED') cut(res);
    });
    res.once('close', stream.close);
    const writer = writerTo(res, stream.position);
    res.writeHead(200, {
      ...Object.fromEntries(budgetHeaders(stream.standing)),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    writer.beat();
    beats.add(writer.beat);
    try {
      for await (const message of stream.messages) await writer.write(message);
      if (!res.destroyed && !res.writableEnded) conclude(res, ending);
    } catch (err) {
      log.error({ err, requestId: res.getHeader('x-request-id') }, 'stream failed');
      res.destroy();
    } finally {
      beats.delete(writer.beat);
      stream.close();
    }
  };
  const serveOrRefuse: RequestHandler = async (req, res, next) => {
    try {
      await serve(req, res, next);
    } catch (error) {
      if (!(error instanceof SubscriptionRefused)) throw error;
      const { status, headers, errors } = error;
      res.status(status).set(headers).type('application/json').send(JSON.stringify({ errors }));
    }
  };
  return { handlers: [json({ limit: bodyBytes }), serveOrRefuse], stop: () => clearInterval(timer) };
}

/** Writes no faster than the other side reads, and says how far it is where nothing was written. */
function writerTo(res: Response, position: () => string | null) {
  let told = -1n;
  let missed = 0;
  return {
    write: async (message: Message) => {
      told = BigInt(message.position);
      if (!res.write(frame('next', message.result, message.position))) await drained(res);
    },
    beat: () => {
      missed = res.writableNeedDrain ? missed + 1 : 0;
      if (missed >= MISSED_BEATS) res.destroy();
      if (missed > 0) return;
      const reached = BigInt(position() ?? -1);
      res.write(reached > told ? `:\nid: ${reached}\n\n` : ':\n\n');
      if (reached > told) told = reached;
    },
  };
}

function frame(event: 'next' | 'complete', result?: unknown, position?: string): string {
  const id = position === undefined ? '' : `id: ${position}\n`;
  return `${id}event: ${event}\ndata: ${result === undefined ? '' : JSON.stringify(result)}\n\n`;
}

function drained(res: Response): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      res.off('drain', done).off('close', done);
      resolve();
    };
    res.once('drain', done).once('close', done);
  });
}

/** Says why it is over, where the caller is no longer let in. */
function conclude(res: Response, ending: Ending | null): void {
  if (ending?.kind === 'REFUSED') {
    const { message, code } = ending.refusal;
    const extensions = { code, requestId: res.getHeader('x-request-id') };
    res.write(frame('next', { errors: [{ message, extensions }] }));
  }
  res.end(frame('complete'));
}

/** Breaks it off in the middle, so that the other side comes again where it got to. */
function cut(res: Response): void {
  if (res.writableNeedDrain) res.destroy();
  else res.end();
}

/** @throws Refusal 400, 405 or 415 */
function requestOf(req: Request): SubscriptionRequest {
  if (req.method === 'POST') {
    if (!req.is('application/json')) {
      throw new Refusal(415, 'BAD_REQUEST', 'Send the request as application/json.');
    }
    return (req.body ?? {}) as SubscriptionRequest;
  }
  if (req.method !== 'GET') {
    throw new Refusal(405, 'BAD_REQUEST', 'Subscribe by POST or GET.', { allow: 'GET, POST' });
  }
  const { query, variables, operationName } = req.query;
  try {
    return {
      query,
      operationName,
      variables: typeof variables === 'string' ? (JSON.parse(variables) as unknown) : null,
    };
  } catch {
    throw new Refusal(400, 'BAD_REQUEST', 'The variables are not JSON.');
  }
}

function callerOf(req: Request, res: Response): Caller {
  return {
    authorization: req.headers.authorization,
    address: req.ip ?? null,
    locale: localeOf(req),
    requestId: String(res.getHeader('x-request-id')),
    lastEventId: req.get('last-event-id'),
  };
}
