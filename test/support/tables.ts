import pg from 'pg';
import type { Desk } from './programme.ts';

/** What stands in the tables of a desk, past everything that keeps it from a caller. */
export function tablesOf(desk: () => Desk) {
  const sql = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> => {
    const client = new pg.Client(desk().server.databaseUrl);
    await client.connect();
    try {
      return (await client.query<Row>(text, values)).rows;
    } finally {
      await client.end();
    }
  };
  /** The tables in whose rows a text stands, in whatever column. */
  const tablesWith = async (text: string): Promise<string[]> => {
    const tables = await sql<{ name: string }>(
      `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
    );
    const each = tables.map(
      ({ name }) => `(select '${name}' as name from "${name}" t where t::text ilike $1 limit 1)`,
    );
    const found = await sql<{ name: string }>(`${each.join(' union all ')} order by 1`, [`%${text}%`]);
    return found.map(({ name }) => name);
  };
  return { sql, tablesWith };
}
