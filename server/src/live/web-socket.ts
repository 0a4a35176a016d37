import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { ExecutionResult, FormattedExecutionResult } from 'graphql';
import { GraphQLError, parse } from 'graphql';
import { CloseCode, handleProtocols, makeServer, MessageType } from 'graphql-ws';
import Negotiator from 'negotiator';
import { WebSocketServer, type WebSocket } from 'ws';
import { sandboxOf } from '@tierline/schema/access';
import type { Door } from '../door.ts';
import { Refusal } from '../errors.ts';
import { identify } from '../identity.ts';
import type { Ending, Streams } from './streams.ts';
import { SubscriptionRefused, type House } from './subscription.ts';

const BEAT_MS = 15_000;
const SERVICE_RESTART = 1012; // clients come again

interface Extra {
  socket: WebSocket;
  address: string | null;
  /** As the request says that opened the connection, until its first message says otherwise. */
  locale: 'FR' | 'EN';
  authorization: string | undefined;
  /** What is open on the connection, by the ids that the other side gave. */
  streams: Map<string, OpenStream>;
}

interface OpenStream {
  stream: Awaited<ReturnType<Streams['open']>>;
  /** The last position that the other side was told. */
  told: bigint;
  close(): void;
}

/**
 * `ws /graphql`: any number of subscriptions on one connection, by graphql-transport-ws. Who calls stands in the first
 * message as `{ "authorization": "Bearer …" }`, as may the `locale`. Each message says its position in `extensions`, and the acknowledgement
 * from where the first one goes on. A pong that nobody asked for says once a stream is open, and then with each beat, how
 * far it got: `{ "positions": { "<id>": "<position>" } }`; who comes again says so in the `extensions` of the request, as `lastEventId`.
 */
export function webSocket(
  door: Door,
  streams: Streams,
  house: House,
  addressOf: (req: IncomingMessage) => string | null,
) {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: house.limits.bodyBytes,
    handleProtocols,
  });
  const opened = new WeakMap<object, { open: OpenStream; socket: WebSocket }>();
  const server = makeServer<Record<string, unknown>, Extra>({
    onConnect: async ({ connectionParams, extra }) => {
      const { database, issuer, clock } = house;
      const { authorization, locale } = connectionParams ?? {};
      if (typeof authorization === 'string') extra.authorization = authorization;
      if (locale === 'fr' || locale === 'en') extra.locale = locale === 'fr' ? 'FR' : 'EN';
      try {
        const { actor } = await identify(extra.authorization, { database, issuer, now: clock() });
        const tail = sandboxOf(actor) === null ? house.tails.vendor : house.tails.sandboxes;
        return { position: String(await tail.end()) };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        extra.socket.close(CloseCode.Unauthorized, error.message);
        return false;
      }
    },
    onSubscribe: async ({ extra }, id, request) => {
      const { socket, address, locale, authorization } = extra;
      const requestId = randomUUID();
      const lastEventId = request.extensions?.['lastEventId'];
      try {
        const stream = await streams.open(
          request,
          {
            ...{ authorization, address, locale, requestId },
            lastEventId: typeof lastEventId === 'string' ? lastEventId : undefined,
          },
          (ending) => closeFor(socket, ending),
        );
        const close = () => {
          extra.streams.delete(id);
          stream.close();
        };
        const open = { stream, told: -1n, close };
        extra.streams.set(id, open);
        tellPositions(extra);
        const contextValue = {};
        opened.set(contextValue, { open, socket });
        return { schema: house.schema, document: PLACEHOLDER, contextValue };
      } catch (error) {
        return errorsOf(error, requestId);
      }
    },
    subscribe: ({ contextValue }) => {
      const { open, socket } = opened.get(contextValue as object)!;
      return resultsOf(open, socket, house);
    },
    onNext: (_context, _id, _payload, _args, result) => result as FormattedExecutionResult, // masked already
  });

  sockets.on('connection', (socket: WebSocket, req: IncomingMessage) => {
    const extra: Extra = {
      socket,
      address: addressOf(req),
      locale: new Negotiator(req).language(['en', 'fr']) === 'fr' ? 'FR' : 'EN',
      authorization: req.headers.authorization,
      streams: new Map(),
    };
    const closed = server.opened(
      {
        protocol: socket.protocol,
        // Resolves when it has left: who reads slowly is waited for.
        send: (data) =>
          new Promise((resolve) => {
            socket.send(data, () => resolve());
          }),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (take) =>
          socket.on('message', (data: Buffer) => {
            take(String(data)).catch((err: unknown) => {
              house.log.error({ err }, 'message not handled');
              socket.close(SERVICE_RESTART, 'Try again');
            });
          }),
      },
      extra,
    );
    const timer = beatOf(extra);
    socket.on('error', () => {}); // it closes by itself
    socket.once('close', (code, reason) => {
      clearInterval(timer);
      void closed(code, String(reason));
    });
  });
  door.upgrade((req, socket, head) => {
    if (new URL(req.url ?? '/', 'http://localhost').pathname !== '/graphql') return socket.destroy();
    sockets.handleUpgrade(req, socket, head, (opened) => sockets.emit('connection', opened, req));
  });
  return {
    stop: () => {
      for (const socket of sockets.clients) {
        socket.close(SERVICE_RESTART, 'This server is stopping');
        setImmediate(() => socket.terminate());
      }
    },
  };
}

/** A document by which the protocol's library knows that it is a subscription. */
const PLACEHOLDER = parse('subscription { __typename }');

/** The results of a stream, in an iterator that can be ended while it waits. */
function resultsOf(
  open: OpenStream,
  socket: WebSocket,
  { log }: House,
): AsyncGenerator<ExecutionResult, void> {
  const { messages } = open.stream;
  const done = { done: true, value: undefined } as const;
  return {
    next: async () => {
      try {
        const next = await messages.next();
        if (next.done) {
          open.close();
          return done;
        }
        open.told = BigInt(next.value.position);
        return { done: false, value: next.value.result };
      } catch (err) {
        log.error({ err }, 'stream failed');
        open.close();
        socket.close(SERVICE_RESTART, 'Try again');
        return done;
      }
    },
    return: async () => {
      open.close();
      return done;
    },
    throw: async () => done,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** Says how far each stream got where no message said it. */
function tellPositions({ socket, streams }: Extra): void {
  const positions: Record<string, string> = {};
  for (const [id, open] of streams) {
    const reached = BigInt(open.stream.position() ?? -1);
    if (reached <= open.told) continue;
    positions[id] = String(reached);
    open.told = reached;
  }
  socket.send(JSON.stringify({ type: MessageType.Pong, payload: { positions } }));
}

/** Is heard, and asks whether the other side is there: a connection that is dead would stay else. */
function beatOf(extra: Extra): NodeJS.Timeout {
  const { socket } = extra;
  let answered = true;
  socket.on('pong', () => {
    answered = true;
  });
  return setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    if (socket.bufferedAmount === 0) tellPositions(extra);
    socket.ping();
  }, BEAT_MS).unref();
}

function closeFor(socket: WebSocket, ending: Ending): void {
  if (ending.kind === 'REFUSED') socket.close(CloseCode.Unauthorized, ending.refusal.message);
  else socket.close(SERVICE_RESTART, 'Come again');
}

/** @throws what nobody but us shall read: the connection is closed */
function errorsOf(error: unknown, requestId: string): GraphQLError[] {
  if (error instanceof SubscriptionRefused) {
    return error.errors.map(
      ({ message, extensions }) => new GraphQLError(message, { extensions: extensions ?? null }),
    );
  }
  if (!(error instanceof Refusal)) throw error;
  const { message, code, headers } = error;
  const seconds = headers['retry-after'];
  const retryAfterMs = seconds === undefined ? {} : { retryAfterMs: Number(seconds) * 1_000 };
  return [new GraphQLError(message, { extensions: { code, requestId, ...retryAfterMs } })];
}
