import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';

/**
 * The accounts whose rows a piece of work may touch: every one but sandboxes, or the listed ones; one sandbox alone is a
 * world of its own (B22). `everything` is for finding out who calls, in whichever world.
 * Row-level security enforces it below every query (the policies are in the migrations).
 */
export type Tenant = 'every-account' | 'everything' | readonly string[];

interface Scope {
  tenant: Tenant;
  transacting: boolean;
}

const scope = new AsyncLocalStorage<Scope>();

/** Runs `work` with its queries confined to `tenant`. A Prisma promise is lazy: await it inside `work`. */
export function asTenant<T>(tenant: Tenant, work: () => T): T {
  return scope.run({ tenant, transacting: false }, work);
}

/** Runs `work` so that any query outside the open transaction is an error instead of a second connection. */
export function insideTransaction<T>(work: () => T): T {
  return scope.run({ tenant: currentTenant(), transacting: true }, work);
}

/** Connections that act as the role without rights of ownership, tagged with the tenant of the work at hand. */
export class TenantPool extends pg.Pool {
  readonly #tagged = new WeakMap<pg.PoolClient, string>();

  constructor(config: pg.PoolConfig) {
    super({ ...config, Client: OneAtATime });
    // One that breaks in somebody's hands: the next query on it tells.
    this.on('connect', (client) => client.on('error', () => {}));
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(
    callback: (
      error: Error | undefined,
      client: pg.PoolClient | undefined,
      done: (release?: Error | boolean) => void,
    ) => void,
  ): void;
  override connect(
    callback?: (
      error: Error | undefined,
      client: pg.PoolClient | undefined,
      done: (release?: Error | boolean) => void,
    ) => void,
  ): Promise<pg.PoolClient> | void {
    const connecting = this.#connectTagged();
    if (!callback) return connecting;
    connecting.then(
      (client) => callback(undefined, client, (release) => client.release(release)),
      (error: Error) => callback(error, undefined, () => {}),
    );
  }

  async #connectTagged(): Promise<pg.PoolClient> {
    if (scope.getStore()?.transacting) {
      throw new Error('A query outside the open transaction: use the tx that transact() hands to its body.');
    }
    const tag = setting(currentTenant());
    const client = await super.connect();
    const known = this.#tagged.get(client);
    if (known !== tag) {
      try {
        if (known === undefined) await client.query('set role tierline_app');
        await client.query(`select set_config('tierline.accounts', $1, false)`, [tag]);
        this.#tagged.set(client, tag);
      } catch (error) {
        client.release(true);
        throw error;
      }
    }
    return client;
  }
}

/**
 * A connection that is sent one query at a time. For the relations of an `include` Prisma sends them all at once, also in
 * a transaction, which is one connection: pg lines them up with a warning, and from version 9 on refuses them.
 */
class OneAtATime extends pg.Client {
  #last: Promise<unknown> = Promise.resolve();

  override query(...call: unknown[]): never {
    const send = super.query.bind(this) as (...call: unknown[]) => unknown;
    // The pool's own queries take a callback: a connection each.
    if (typeof call.at(-1) === 'function') return send(...call) as never;
    const result = this.#last.then(() => send(...call));
    this.#last = result.catch(() => {});
    return result as never;
  }
}

/** Without a scope nothing of any account is visible. */
function currentTenant(): Tenant {
  return scope.getStore()?.tenant ?? [];
}

function setting(tenant: Tenant): string {
  if (tenant === 'everything') return '**';
  return tenant === 'every-account' ? '*' : tenant.join(',');
}
