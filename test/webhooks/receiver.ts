import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
  type: string;
  subject: string;
  position: number;
}

export interface Receiver {
  url: string;
  received: Received[];
  /** What it answers from now on; 204 unless told. */
  answer(how: (message: Received, response: ServerResponse) => void): void;
  /** Resolves when so many messages have come in all. */
  until(count: number): Promise<void>;
  close(): Promise<void>;
}

/** Somebody's webhook endpoint, on this machine. */
export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const politely = (_message: Received, response: ServerResponse) => void response.writeHead(204).end();
  let how: (message: Received, response: ServerResponse) => void = politely;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const { type, data } = JSON.parse(body) as {
        type: string;
        data: { subject: string; position: string };
      };
      const message = {
        headers: request.headers,
        body,
        type,
        subject: data.subject,
        position: Number(data.position),
      };
      received.push(message);
      how(message, response);
      for (const { count, resolve } of waiting) if (received.length >= count) resolve();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    answer: (next) => {
      how = next;
    },
    until: (count) =>
      new Promise((resolve) => {
        if (received.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
