import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

export interface OpenEngine {
  engine: bindings.SchemaEngine;
  /** What Postgres said to the last script that failed; the engine itself reports a stack of Rust. */
  complaint(): string | undefined;
}

/**
 * Prisma's schema engine as WebAssembly, on one connection of ours: the native engine is a download.
 * An internal API of Prisma: its version is pinned to that of Prisma, and every use is covered by a test.
 */
export async function openEngine(pool: EnginePool): Promise<OpenEngine> {
  await instantiate();
  let complaint: string | undefined;
  const adapt = async (of: EnginePool): Promise<SqlDriverAdapter> => {
    const adapter = await new PrismaPg(of).connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      for (const column of of.charColumns) result.columnTypes[column] = ColumnTypeEnum.Character;
      return result;
    };
    // Prisma's own splits the script at each semicolon, also inside strings and function bodies.
    adapter.executeScript = async (script) => {
      try {
        await of.query(script);
      } catch (error) {
        complaint = (error as Error).message;
        throw error;
      }
    };
    return adapter;
  };
  const factory: SqlMigrationAwareDriverAdapterFactory = {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => adapt(pool),
    connectToShadowDb: async () => {
      const name = `tierline_shadow_${process.pid}_${Date.now()}`;
      await pool.query(`CREATE DATABASE ${name}`);
      const shadow = new EnginePool(databaseUrl(pool.url, name));
      const adapter = await adapt(shadow);
      adapter.dispose = async () => {
        await shadow.end();
        await pool.query(`DROP DATABASE ${name}`);
      };
      return adapter;
    },
  };
  const log = () => undefined;
  const engine = await bindings.SchemaEngine.new(
    { datamodels: undefined },
    log,
    bindMigrationAwareSqlAdapterFactory(factory),
  );
  return { engine, complaint: () => complaint };
}

/**
 * One connection to the database that the engine works on, the same from the first query to `end`: locks and
 * transactions are its own. (A pool would replace it after a statement that fails.)
 *
 * The catalogue of Postgres has columns of the type "char", which Prisma's adapter refuses (prisma/orm#27403): they
 * pass as text, and `charColumns` remembers which columns of the last answer they were.
 */
export class EnginePool extends pg.Pool {
  readonly url: string;
  charColumns: number[] = [];
  #connection: Promise<pg.PoolClient> | undefined;

  constructor(url: string) {
    super({ connectionString: url, max: 1, connectionTimeoutMillis: 10_000 });
    this.url = url;
    this.query = (async (query: string | pg.QueryConfig, values?: unknown[]) => {
      const client = await this.#connected();
      const result = await client.query<Record<string, unknown>>(query, values);
      this.charColumns = [];
      // A script of several statements has several answers, and none that the engine reads.
      for (const [column, field] of (result.fields ?? []).entries()) {
        if (field.dataTypeID !== CHAR) continue;
        field.dataTypeID = TEXT;
        this.charColumns.push(column);
      }
      return result;
    }) as typeof this.query;
  }

  override async end(): Promise<void> {
    const client = await this.#connection?.catch(() => undefined);
    client?.release(true);
    await super.end();
  }

  #connected(): Promise<pg.PoolClient> {
    this.#connection ??= this.connect().then((client) => client.on('error', () => undefined)); // the next query tells
    return this.#connection;
  }
}

const CHAR = 18;
const TEXT = 25;

/** The same server and user, another database. */
export function databaseUrl(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/** The part of the global that is needed; Node's types for it are those of the browser. */
declare const WebAssembly: {
  instantiate(code: Uint8Array, imports: object): Promise<{ instance: { exports: Record<string, unknown> } }>;
};

let instantiated: Promise<void> | undefined;

function instantiate(): Promise<void> {
  instantiated ??= (async () => {
    const glue = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
    const code = await readFile(path.join(path.dirname(glue), 'schema_engine_bg.wasm'));
    const { instance } = await WebAssembly.instantiate(code, { './schema_engine_bg.js': { ...bindings } });
    bindings.__wbg_set_wasm(instance.exports);
    (instance.exports['__wbindgen_start'] as () => void)();
  })();
  return instantiated;
}
