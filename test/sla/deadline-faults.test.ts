import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { testDatabase } from '../support/database.ts';

const RUN = path.join(import.meta.dirname, '../faults/deadlines.mjs');

test(
  'C31 C32 C35 two server processes, one of them killed: every deadline is told once, dated when it came about',
  { timeout: 90_000 },
  async () => {
    const { url, drop } = await testDatabase();
    const options = ['--clocks', '300', '--processes', '2', '--database', url];
    const { stdout } = await promisify(execFile)(process.execPath, [RUN, ...options]);
    await drop();
    expect(stdout).toMatch(/^300 clocks, 2 processes, [1-9]\d* killed/);
    expect(stdout).toContain('told at risk: 300, told breached: 300, told twice: 0');
    expect(stdout).toContain('misdated: 0, noticed twice: 0, gaps in the feed: 0');
  },
);
