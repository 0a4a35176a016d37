import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client/client.ts';
import { TenantPool } from './tenancy.ts';

export { Prisma, type PrismaClient } from './generated/client/client.ts';

export interface Database {
  client: PrismaClient;
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
  return {
    client,
    close: async () => {
      await client.$disconnect();
      await pool.end();
    },
  };
}
