import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadCatalogue } from '@tierline/prisma/catalogue';
import { migrate } from '@tierline/prisma/migrate';
import { deletePostgres, startPostgres } from '@tierline/prisma/postgres';
import { asOwner } from '../faults/desk.mjs';

/** A bench with a Postgres of its own, gone afterwards: what it measures is nobody else's work. */
export async function onOwnPostgres(bench) {
  const dir = mkdtempSync(path.join(tmpdir(), 'tierline-bench-'));
  chmodSync(dir, 0o755); // for root, whose Postgres runs as another user
  const postgres = await startPostgres({ dir, durable: false });
  try {
    await migrate(postgres.url);
    await loadCatalogue(postgres.url);
    await asOwner(postgres.url, (owner) => bench(owner, postgres.url));
  } finally {
    await postgres.stop();
    await deletePostgres({ dir });
    rmSync(dir, { recursive: true, force: true });
  }
}
