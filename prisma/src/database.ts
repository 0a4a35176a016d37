import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { listenForEvents, type EventSignal } from './event-signal.ts';
import { PrismaClient } from './generated/client/client.ts';
import { TenantPool } from './tenancy.ts';

export { Prisma, type PrismaClient } from './generated/client/client.ts';

export interface Database {
  client: PrismaClient;
  /** See `listenForEvents`: takes a connection of its own until it is stopped. */
  onEvents(look: () => void): Promise<EventSignal>;
  close(): Promise<void>;
}

/** Opens a pool of connections to a migrated database. Every query is confined to the tenant of `asTenant`. */
export function openDatabase({ url, connections = 10 }: { url: string; connections?: number }): Database {
  const pool = new TenantPool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 5_000,
    lock_timeout: 3_000,
    idle_in_transaction_session_timeout: 10_000,
  });
  pool.on('error', () => {}); // an idle connection that broke is replaced by the pool; the next query tells
  const client = new PrismaClient({
    adapter: new PrismaPg(pool, {
      statementNameGenerator: ({ sql }) => createHash('sha1').update(sql).digest('base64'),
    }),
    transactionOptions: { maxWait: 5_000, timeout: 10_000 },
  });
  runInOwnScope(client);
  return {
    client,
    onEvents: (look) => listenForEvents(url, look),
    close: async () => {
      await client.$disconnect();
      await pool.end();
    },
  };
}

/**
 * Prisma gathers every `findUnique` of one tick, whoever asks, and runs them all in the scope of the first: the rows of
 * one tenant would be shown to another. Without the name of a batch each runs by itself. There is no public way to say so.
 */
function runInOwnScope(client: PrismaClient): void {
  const { _requestHandler } = client as unknown as {
    _requestHandler: { dataloader: { options: { batchBy: () => undefined } } };
  };
  _requestHandler.dataloader.options.batchBy = () => undefined;
}
