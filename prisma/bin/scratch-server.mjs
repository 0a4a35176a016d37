import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deletePostgres, startPostgres } from '../dist/src/postgres.js';

/** Runs `work` with the address of an empty Postgres of its own, which is gone afterwards. */
export async function withScratchServer(work) {
  const dir = mkdtempSync(path.join(tmpdir(), 'tierline-scratch-'));
  chmodSync(dir, 0o755); // for root, whose Postgres runs as another user
  const postgres = await startPostgres({ dir, durable: false });
  try {
    return await work(postgres.url);
  } finally {
    await postgres.stop();
    await deletePostgres({ dir });
    rmSync(dir, { recursive: true });
  }
}
