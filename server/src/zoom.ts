import type { RoomOutcome, RoomTask, WantedRoom } from '@tierline/schema/meetings/rooms.jobs';

export interface ZoomOptions {
  accountId: string;
  clientId: string;
  clientSecret: string;
  /** For tests, whose Zoom is on this machine. */
  apiUrl?: string;
  tokenUrl?: string;
  /** How long one call may take: 10 seconds unless told. */
  patienceMs?: number;
}

/** Does what a room needs at its provider. Whatever goes wrong is an outcome, never an exception. */
export type RoomProvider = (task: RoomTask, now: Date) => Promise<RoomOutcome>;

type Failure = Extract<RoomOutcome, { kind: 'FAILED' }>['failure'];

/** A call that failed, in the words that may be shown: nothing that was sent, and nothing that was answered. */
class ZoomError extends Error {
  constructor(
    readonly failure: Failure,
    readonly status: number | null,
    readonly unclear: boolean,
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(`Zoom: ${failure}`);
  }
}

interface ZoomMeeting {
  id: number;
  join_url: string;
  agenda?: string;
}

/** Codes of Zoom's for an unknown user, and one who cannot be reached in this account. */
const UNKNOWN_USER = [1001, 1010, 1120];
/** A token is renewed so long before it expires. */
const EARLY_MS = 60_000;
const MOST_PAGES = 10;

/**
 * Zoom's Meeting API by Server-to-Server OAuth: the host of a room is the Zoom user with the organizer's address. The
 * token is kept until it expires, and renewed once when Zoom does not accept it any more.
 *
 * Source: Zoom's API reference, Meetings and Server-to-Server OAuth.
 */
export function createZoom(options: ZoomOptions): RoomProvider {
  const { apiUrl = 'https://api.zoom.us/v2', patienceMs = 10_000 } = options;
  let token: { value: string; expiresAt: number } | null = null;
  let renewing: Promise<string> | null = null; // one for all calls that need it at once
  const authorise = async (now: Date, refused: string | null): Promise<string> => {
    if (token && token.value !== refused && token.expiresAt > now.getTime()) return token.value;
    renewing ??= fetchToken(options, patienceMs, now)
      .then((fresh) => (token = fresh).value)
      .finally(() => {
        renewing = null;
      });
    return renewing;
  };
  const call = async (method: string, path: string, now: Date, body?: object): Promise<unknown> => {
    for (let refused: string | null = null; ;) {
      const bearer = await authorise(now, refused);
      const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' };
      const answer = await send(
        `${apiUrl}${path}`,
        { method, headers, ...(body && { body: JSON.stringify(body) }) },
        patienceMs,
      );
      if (answer.status === 401 && refused === null) {
        refused = bearer;
        continue;
      }
      if (answer.status >= 200 && answer.status < 300) return answer.body;
      throw refusal(answer, now);
    }
  };

  const find = async ({ host, reference }: WantedRoom, now: Date): Promise<ZoomMeeting | null> => {
    let pageToken = '';
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const query = new URLSearchParams({ type: 'scheduled', page_size: '300', next_page_token: pageToken });
      const path = `/users/${encodeURIComponent(host)}/meetings?${query.toString()}`;
      const { meetings = [], next_page_token: next = '' } = (await call('GET', path, now)) as {
        meetings?: ZoomMeeting[];
        next_page_token?: string;
      };
      const ours = meetings.find(({ agenda }) => agenda?.startsWith(reference));
      if (ours) return ours;
      if (!next) return null;
      pageToken = next;
    }
    // Not seen among thousands: rather none at all than a second one.
    throw new ZoomError('REFUSED', null, true);
  };
  const change = (id: string, room: WantedRoom, now: Date) =>
    call('PATCH', `/meetings/${encodeURIComponent(id)}`, now, meetingOf(room));
  const remove = (id: string, now: Date) =>
    call(
      'DELETE',
      `/meetings/${encodeURIComponent(id)}?schedule_for_reminder=false&cancel_meeting_reminder=false`,
      now,
    );

  const make = async ({ maybeMade, room }: RoomTask, now: Date): Promise<RoomOutcome> => {
    const known = maybeMade ? await found(() => find(room, now)) : null;
    if (known) await found(() => change(String(known.id), room, now));
    const { id, join_url: joinLink } =
      known ??
      ((await call(
        'POST',
        `/users/${encodeURIComponent(room.host)}/meetings`,
        now,
        meetingOf(room),
      )) as ZoomMeeting);
    // Never `start_url`: whoever holds that is the host.
    if (!Number.isSafeInteger(id) || !isWebLink(joinLink)) throw new ZoomError('REFUSED', null, true);
    return { kind: 'MADE', providerId: String(id), joinLink };
  };
  const act = async (task: RoomTask, now: Date): Promise<RoomOutcome> => {
    if (task.action === 'MAKE') return make(task, now);
    const { providerId, room } = task;
    if (task.action === 'CHANGE') {
      return unlessGone(() => change(providerId!, room, now), { kind: 'CHANGED' }, { kind: 'GONE' });
    }
    return found(async () => {
      const id = providerId ?? (await find(room, now))?.id;
      if (id === undefined) return { kind: 'REMOVED' };
      return unlessGone(() => remove(String(id), now), { kind: 'REMOVED' }, { kind: 'REMOVED' });
    });
  };
  return async (task, now) => {
    try {
      return await act(task, now);
    } catch (error) {
      if (!(error instanceof ZoomError)) throw error;
      const { failure, retryAfterSeconds, unclear } = error;
      return { kind: 'FAILED', failure, retryAfterSeconds, unclear };
    }
  };
}

/** Until it was looked, whether the room is there stays unclear, however clear the answer to the question. */
async function found<T>(look: () => Promise<T>): Promise<T> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof ZoomError)) throw error;
    throw new ZoomError(error.failure, error.status, true, error.retryAfterSeconds);
  }
}

async function unlessGone(
  ask: () => Promise<unknown>,
  done: RoomOutcome,
  gone: RoomOutcome,
): Promise<RoomOutcome> {
  try {
    await ask();
    return done;
  } catch (error) {
    if (error instanceof ZoomError && error.status === 404) return gone;
    throw error;
  }
}

/** Our reference comes first: lists show the beginning of the agenda only. */
function meetingOf({ reference, title, agenda, startsAt, durationMinutes, timeZone }: WantedRoom) {
  return {
    topic: title,
    type: 2, // scheduled, once
    start_time: startsAt.toISOString().replace('.000', ''),
    duration: durationMinutes,
    timezone: timeZone,
    agenda: `${reference}${agenda === null ? '' : `\n\n${agenda}`}`.slice(0, 2_000),
  };
}

function isWebLink(text: unknown): text is string {
  return typeof text === 'string' && URL.canParse(text) && new URL(text).protocol === 'https:';
}

async function fetchToken(
  { accountId, clientId, clientSecret, tokenUrl }: ZoomOptions,
  patienceMs: number,
  now: Date,
) {
  const answer = await send(
    tokenUrl ?? 'https://zoom.us/oauth/token',
    {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'account_credentials', account_id: accountId }),
    },
    patienceMs,
  ).catch((error: unknown) => {
    // Nothing was asked of the meeting yet.
    throw error instanceof ZoomError ? new ZoomError(error.failure, error.status, false) : error;
  });
  const { access_token: value, expires_in: seconds } = (answer.body ?? {}) as {
    access_token?: unknown;
    expires_in?: unknown;
  };
  if (answer.status === 200 && typeof value === 'string' && typeof seconds === 'number') {
    return { value, expiresAt: now.getTime() + seconds * 1_000 - EARLY_MS };
  }
  if (answer.status === 429 || answer.status >= 500) {
    const { failure, retryAfterSeconds } = refusal(answer, now);
    throw new ZoomError(failure, answer.status, false, retryAfterSeconds);
  }
  throw new ZoomError('NOT_AUTHORISED', answer.status, false);
}

interface Answer {
  status: number;
  retryAfter: string | null;
  body: unknown;
}

async function send(url: string, init: RequestInit, patienceMs: number): Promise<Answer> {
  try {
    const response = await fetch(url, {
      ...init,
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    });
    const text = await response.text();
    return { status: response.status, retryAfter: response.headers.get('retry-after'), body: json(text) };
  } catch (error) {
    const { code } = ((error as Error).cause ?? {}) as { code?: string };
    throw new ZoomError('NO_ANSWER', null, !NEVER_SENT.includes(code ?? ''));
  }
}

/** What fails before a request can have left. */
const NEVER_SENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'];

function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** What an answer that is no success means. An error of Zoom's own may come after the work was done. */
function refusal({ status, retryAfter, body }: Answer, now: Date): ZoomError {
  const { code } = (body ?? {}) as { code?: number };
  if (status === 401 || status === 403) return new ZoomError('NOT_AUTHORISED', status, false);
  if (status === 429) return new ZoomError('RATE_LIMITED', status, false, secondsUntil(retryAfter, now));
  if (status >= 500) return new ZoomError('UNAVAILABLE', status, true, secondsUntil(retryAfter, now));
  if (UNKNOWN_USER.includes(code ?? 0)) return new ZoomError('UNKNOWN_HOST', null, false);
  return new ZoomError('REFUSED', status, false);
}

/** Zoom says it in seconds, or as the instant at which a daily limit ends. */
function secondsUntil(header: string | null, now: Date): number | null {
  if (header === null) return null;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - now.getTime()) / 1_000;
  return seconds > 0 ? seconds : null;
}
