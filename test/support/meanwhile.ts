import pg from 'pg';

/** What `act` gives while somebody else has done `statements` and commits only when `act` waits, or is through. */
export async function meanwhileAt<T>(
  databaseUrl: string,
  statements: string[],
  act: () => Promise<T>,
): Promise<T> {
  const [other, watcher] = await Promise.all([connect(databaseUrl), connect(databaseUrl)]);
  try {
    await other.query('begin');
    for (const statement of statements) await other.query(statement);
    let through = false;
    const acting = act().finally(() => (through = true));
    while (!through && !(await somebodyWaits(watcher)));
    await other.query('commit');
    return await acting;
  } finally {
    await Promise.all([other.end(), watcher.end()]);
  }
}

async function connect(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  return client;
}

async function somebodyWaits(client: pg.Client): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rowCount !== 0;
}
