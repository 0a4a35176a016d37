import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const RUN = path.join(import.meta.dirname, '../bench/run.mjs');

test(
  'K3 the benchmark runs, and the plain luxon loop comes to our deadlines',
  { timeout: 60_000 },
  async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [RUN, 'calendar', '--short']);

    expect([...stdout.matchAll(/^(\d+) business hours$/gm)].map(([, hours]) => hours)).toEqual([
      '2',
      '16',
      '400',
    ]);
    expect(stdout.match(/^luxon day loop.* 100 % same as ours$/gm)).toHaveLength(3);
  },
);
