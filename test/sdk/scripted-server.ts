import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** What the server says to one request. */
type Answer = (response: ServerResponse) => void;

export interface Received {
  headers: IncomingHttpHeaders;
  body: { query: string; variables?: Record<string, unknown> };
}

/** Gives one answer to each request, in order; a request too many is answered 418. */
export async function scriptedServer(...answers: Answer[]) {
  const requests: Received[] = [];
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`, requests };

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const body = JSON.parse(await text(request)) as Received['body'];
    requests.push({ headers: request.headers, body });
    const say = answers[requests.length - 1] ?? reply(418, 'nothing more is scripted');
    say(response);
  }
}

export function data(value: object, headers: Record<string, string> = {}): Answer {
  return reply(200, { data: value }, headers);
}

export function reply(
  status: number,
  body: object | string | null,
  headers: Record<string, string> = {},
): Answer {
  const isText = typeof body === 'string';
  const type = isText ? 'text/html' : 'application/graphql-response+json';
  return (response) => {
    response
      .writeHead(status, { 'content-type': type, ...headers })
      .end(isText ? body : JSON.stringify(body));
  };
}

/** Never answers. */
export const silence: Answer = () => undefined;

/** Begins an answer and drops the connection. */
export const cut: Answer = (response) => {
  response.writeHead(200, { 'content-length': '100' }).write('{"data":', () => response.destroy());
};
