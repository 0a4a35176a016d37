import type { Database } from '@tierline/prisma/database';
import { asTenant } from '@tierline/prisma/tenancy';
import type { Files } from '@tierline/schema/files';
import {
  claimDeletions,
  claimRecordings,
  settleDeletion,
  settleRecording,
} from '@tierline/schema/phone/recordings.jobs';
import type { Logger } from '../log.ts';
import { repeat, type Repeated } from '../repeat.ts';

export interface RecordingOptions {
  database: Database;
  files: Files;
  log: Logger;
  accountSid: string;
  authToken: string;
  /** For tests, whose Twilio is on this machine. */
  apiUrl?: string;
  clock?: () => Date;
}

const EVERY_MS = 2_000;
const PATIENCE_MS = 20_000;
/** Two minutes of a telephone are less than a megabyte. */
const MOST_BYTES = 10_000_000;

/** Fetches recordings for their tickets, and deletes those that are here or needless, from now on. Every process may: each takes what no other has taken. */
export function startRecordings(options: RecordingOptions): Repeated {
  return repeat(
    async () => {
      await fetchRecordings(options);
      await deleteRecordings(options);
    },
    { log: options.log, complaint: 'recordings not fetched or deleted', everyMs: EVERY_MS },
  );
}

/** Fetches every recording that is due now, once: what does not come is due later. */
export async function fetchRecordings(options: RecordingOptions): Promise<number> {
  const { database, files, clock = () => new Date() } = options;
  const due = await asTenant('every-account', () => claimRecordings(database.client, clock()));
  for (const { id, url } of due) {
    const content = await recordingAt(url, options);
    const by = { db: database.client, files, now: clock() };
    await asTenant('every-account', () => settleRecording(by, id, content));
  }
  return due.length;
}

/** Deletes at Twilio every recording that is due now: what fails is due later. */
export async function deleteRecordings(options: RecordingOptions): Promise<number> {
  const { database, clock = () => new Date() } = options;
  const due = await asTenant('every-account', () => claimDeletions(database.client, clock()));
  for (const recording of due) {
    const isGone = await deleteAt(recording.url, options);
    await asTenant('every-account', () => settleDeletion(database.client, recording, isGone, clock()));
  }
  return due.length;
}

/** Whether it is gone: deleted now, or before. */
async function deleteAt(url: string, options: RecordingOptions): Promise<boolean> {
  const recording = nameIn(url);
  if (!recording) return true;
  try {
    const response = await asked(`${recording}.json`, options, 'DELETE');
    await response.body?.cancel();
    return response.ok || response.status === 404;
  } catch {
    return false; // it is tried again
  }
}

/** Only the name of the recording is taken from what came in: where it is asked for, we know ourselves. */
function nameIn(url: string): string | undefined {
  return /\/Recordings\/(RE[0-9a-zA-Z]{1,64})$/.exec(url)?.[1];
}

function asked(
  file: string,
  { accountSid, authToken, apiUrl = 'https://api.twilio.com' }: RecordingOptions,
  method: 'GET' | 'DELETE',
): Promise<Response> {
  return fetch(`${apiUrl}/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/Recordings/${file}`, {
    method,
    headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` },
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
}

async function recordingAt(url: string, options: RecordingOptions): Promise<Uint8Array | null> {
  const recording = nameIn(url);
  if (!recording) return null;
  try {
    const response = await asked(`${recording}.mp3`, options, 'GET');
    if (!response.ok || Number(response.headers.get('content-length')) > MOST_BYTES) {
      await response.body?.cancel();
      return null;
    }
    const content = new Uint8Array(await response.arrayBuffer());
    return content.length > 0 && content.length <= MOST_BYTES ? content : null;
  } catch {
    return null; // it is tried again
  }
}
