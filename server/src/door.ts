import { randomUUID } from 'node:crypto';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { SetupError } from '@tierline/prisma/setup-error';

type UpgradeListener = (req: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** The port, held from the first moment of the process: whoever comes before `serve` is asked to come again. */
export interface Door {
  url: string;
  serve(app: RequestListener): void;
  /** Lets connections become WebSockets, by this. */
  upgrade(listener: UpgradeListener): void;
  /** Lets nobody in any more, lets requests in flight finish, and cuts those that take longer than `GRACE_MS`. */
  close(): Promise<void>;
}

const GRACE_MS = 1_200;
const SLOWEST_SENDER_MS = 10_000;

/**
 * Takes the port.
 *
 * @param port 0 is any free one
 * @throws SetupError when the port is taken or the address is not this machine's
 */
export async function openDoor({ port, host }: { port: number; host: string }): Promise<Door> {
  let app: RequestListener = askToComeAgain;
  const server = createServer({ requestTimeout: SLOWEST_SENDER_MS, headersTimeout: SLOWEST_SENDER_MS });
  const inFlight = new Set<ServerResponse>();
  server.on('request', (req, res: ServerResponse) => {
    inFlight.add(res);
    res.once('close', () => inFlight.delete(res));
    app(req, res);
  });
  let upgrade: UpgradeListener = (_req, socket) => void socket.destroy();
  server.on('upgrade', (req, socket, head) => upgrade(req, socket, head));
  await listen(server, port, host);
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `http://${['127.0.0.1', '::1', '0.0.0.0', '::'].includes(host) ? 'localhost' : host}:${actual}`,
    serve: (listener) => {
      app = listener;
    },
    upgrade: (listener) => {
      upgrade = listener;
    },
    close: async () => {
      for (const res of inFlight) if (!res.headersSent) res.setHeader('connection', 'close');
      const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
      await new Promise((resolve) => server.close(resolve));
      clearTimeout(cut);
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new SetupError(sentence(error, port, host))),
    );
    server.listen(port, host, resolve);
  });
}

function sentence({ code, message }: NodeJS.ErrnoException, port: number, host: string): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken by another program: stop it, or choose another port with PORT=${port + 1}.`;
    case 'EACCES':
      return `This user may not listen on port ${port}: choose one above 1023 with PORT.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST=${host} is not an address of this machine: use 127.0.0.1, or 0.0.0.0 to be reached from outside.`;
    default:
      return `Cannot listen on ${host}:${port}: ${message}.`;
  }
}

const askToComeAgain: RequestListener = (_req, res) => {
  const requestId = randomUUID();
  const extensions = { code: 'SERVICE_UNAVAILABLE', requestId };
  res.writeHead(503, { 'content-type': 'application/json', 'retry-after': '1', 'x-request-id': requestId });
  res.end(
    JSON.stringify({ errors: [{ message: 'The server is starting; try again in a second.', extensions }] }),
  );
};
