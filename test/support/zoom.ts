import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface ZoomMeeting {
  id: number;
  host: string;
  topic: string;
  type: number;
  start_time: string;
  duration: number;
  timezone: string;
  agenda: string;
  join_url: string;
  start_url: string;
}

export interface FakeZoom {
  apiUrl: string;
  tokenUrl: string;
  credentials: { accountId: string; clientId: string; clientSecret: string };
  meetings: Map<number, ZoomMeeting>;
  /** "POST /users/…/meetings", in order. */
  calls: string[];
  tokensGiven: number;
  /** Whoever is no user of it. */
  strangers: Set<string>;
  /** Takes the place of the next answers to the API, in order; what is done before answering is done. */
  next: ((request: IncomingMessage, response: ServerResponse, act: () => void) => void)[];
  expireTokens(): void;
  stop(): Promise<void>;
}

/**
 * A Zoom on this machine that answers as the reference of its Meeting API and of Server-to-Server OAuth says: tokens of
 * an hour for the account's credentials, 201 with the meeting, 204 for a change, codes beside the status.
 */
export async function fakeZoom(): Promise<FakeZoom> {
  const credentials = { accountId: 'acc-zoom', clientId: 'client-zoom', clientSecret: 'never-in-a-log' };
  let token = '';
  let lastId = 81_234_567_890;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url!, 'http://zoom');
      const body = Buffer.concat(chunks).toString();
      if (url.pathname === '/oauth/token') return giveToken(request, response, body);
      zoom.calls.push(`${request.method} ${url.pathname}`);
      if (request.headers.authorization !== `Bearer ${token}`) {
        return answer(response, 401, { code: 124, message: 'Access token is expired.' });
      }
      const act = () => handle(request.method!, url, body);
      const scripted = zoom.next.shift();
      if (scripted) return scripted(request, response, act);
      const { status, said } = act();
      answer(response, status, said);
    });
  });
  const giveToken = (request: IncomingMessage, response: ServerResponse, body: string) => {
    const { clientId, clientSecret, accountId } = credentials;
    const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
    const form = new URLSearchParams(body);
    if (request.headers.authorization !== basic || form.get('account_id') !== accountId) {
      return answer(response, 400, { reason: 'Invalid client_id or client_secret', error: 'invalid_client' });
    }
    zoom.tokensGiven += 1;
    token = `token-${zoom.tokensGiven}`;
    answer(response, 200, {
      access_token: token,
      token_type: 'bearer',
      expires_in: 3_599,
      scope: 'meeting:write',
    });
  };
  const handle = (method: string, { pathname }: URL, body: string): { status: number; said?: object } => {
    const [, collection, key, meetings] = pathname.split('/').map(decodeURIComponent);
    if (collection === 'users' && meetings === 'meetings') {
      if (zoom.strangers.has(key!)) {
        return { status: 404, said: { code: 1001, message: `User does not exist: ${key}.` } };
      }
      if (method === 'GET') {
        const listed = [...zoom.meetings.values()]
          .filter(({ host }) => host === key)
          .map(({ start_url: _secret, agenda, ...meeting }) => ({
            ...meeting,
            agenda: agenda.slice(0, 250),
          }));
        return { status: 200, said: { page_size: 300, next_page_token: '', meetings: listed } };
      }
      const id = ++lastId;
      const made = {
        ...(JSON.parse(body) as ZoomMeeting),
        id,
        host: key!,
        join_url: `https://zoom.example/j/${id}?pwd=x`,
        start_url: `https://zoom.example/s/${id}?zak=secret`,
      };
      zoom.meetings.set(id, made);
      return { status: 201, said: made };
    }
    const meeting = zoom.meetings.get(Number(key));
    if (!meeting) return { status: 404, said: { code: 3001, message: 'Meeting does not exist.' } };
    if (method === 'DELETE') zoom.meetings.delete(meeting.id);
    else zoom.meetings.set(meeting.id, { ...meeting, ...(JSON.parse(body) as object) });
    return { status: 204 };
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const zoom: FakeZoom = {
    apiUrl: `http://127.0.0.1:${port}`,
    tokenUrl: `http://127.0.0.1:${port}/oauth/token`,
    credentials,
    meetings: new Map(),
    calls: [],
    tokensGiven: 0,
    strangers: new Set(),
    next: [],
    expireTokens: () => {
      token = 'none';
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return zoom;
}

export function answer(response: ServerResponse, status: number, body?: object, headers: object = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body && JSON.stringify(body));
}
