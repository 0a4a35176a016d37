import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const RUN = path.join(import.meta.dirname, '../bench/queue.mjs');

test(
  'S31 the benchmark of the queue runs, and a sort of everything comes to the same order at any depth',
  { timeout: 90_000 },
  async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [RUN, '--tickets', '2000']);
    expect(stdout.match(/^(first page|page at 1000) of 2000: .* the same order$/gm)).toHaveLength(2);
  },
);
