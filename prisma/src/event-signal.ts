import pg from 'pg';

/** `transact` notifies it in the transaction of its events. */
const CHANNEL = 'tierline_events';
/** While the connection is up, in case that it is dead and nobody noticed. */
const POLL_MS = 5_000;
/** While it is not. */
const POLL_WITHOUT_MS = 500;

export interface EventSignal {
  stop(): Promise<void>;
}

/**
 * Calls `look` whenever events may have been written, by any process: a wake-up, no more, so look into the log for what
 * happened. Calls it from time to time even so, and often while the database cannot be listened to.
 */
export async function listenForEvents(url: string, look: () => void): Promise<EventSignal> {
  let stopped = false;
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;

  const again = (ms: number) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void poll(), ms);
  };
  const connect = async () => {
    const fresh = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 5_000 });
    const lost = () => {
      if (client !== fresh) return;
      client = null;
      again(POLL_WITHOUT_MS);
    };
    fresh.on('error', lost).on('end', lost);
    try {
      await fresh.connect();
      fresh.on('notification', look);
      await fresh.query(`listen ${CHANNEL}`);
      if (stopped) await fresh.end();
      else client = fresh;
    } catch {
      await fresh.end().catch(() => {}); // tried again at the next poll
    }
  };
  const poll = async () => {
    if (!client) await connect();
    look();
    again(client ? POLL_MS : POLL_WITHOUT_MS);
  };
  await connect();
  again(client ? POLL_MS : POLL_WITHOUT_MS);
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      const last = client;
      client = null;
      await last?.end();
    },
  };
}
