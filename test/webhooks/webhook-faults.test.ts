import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { testDatabase } from '../support/database.ts';

const RUN = path.join(import.meta.dirname, '../faults/webhooks.mjs');

test(
  'B11 a process is killed, receivers fail and hang up: every event arrives, in the order of its subject, again only under its id',
  { timeout: 90_000 },
  async () => {
    const { url, drop } = await testDatabase();
    const options = ['--events', '100', '--kills', '1', '--database', url];
    const { stdout } = await promisify(execFile)(process.execPath, [RUN, ...options]);
    await drop();
    expect(stdout).toMatch(/^100 events, 2 endpoints, 2 processes, 1 killed, [1-9]\d* attempts failed/);
    expect(stdout).toContain('lost: 0, unknown: 0, out of order: 0');
    expect(stdout).toContain('with another body: 0');
  },
);
