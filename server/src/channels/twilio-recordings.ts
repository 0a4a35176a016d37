import type { Database } from '@tierline/prisma/database';
import { asTenant } from '@tierline/prisma/tenancy';
import type { Files } from '@tierline/schema/files';
import { claimRecordings, settleRecording } from '@tierline/schema/phone/recordings.jobs';
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

/** Fetches recordings for their tickets, from now on. Every process may: each takes what no other has taken. */
export function startRecordings(options: RecordingOptions): Repeated {
  return repeat(async () => void (await fetchRecordings(options)), {
    log: options.log,
    complaint: 'recordings not fetched',
    everyMs: EVERY_MS,
  });
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

/** Only the name of the recording is taken from what came in: where it is asked for, we know ourselves. */
async function recordingAt(
  url: string,
  { accountSid, authToken, apiUrl = 'https://api.twilio.com' }: RecordingOptions,
): Promise<Uint8Array | null> {
  const recording = /\/Recordings\/(RE[0-9a-zA-Z]{1,64})$/.exec(url)?.[1];
  if (!recording) return null;
  try {
    const response = await fetch(
      `${apiUrl}/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/Recordings/${recording}.mp3`,
      {
        headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` },
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
      },
    );
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
