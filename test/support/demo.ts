import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadCatalogue } from '@tierline/prisma/catalogue';
import { openDatabase } from '@tierline/prisma/database';
import { migrate } from '@tierline/prisma/migrate';
import { loadDemo } from '@tierline/server/demo';
import { openFiles } from '@tierline/server/files/open-files';
import { inject } from 'vitest';
import { copyOfTemplate, type TestDatabase } from './database.ts';
import { MAIN, startProcess } from './process.ts';

// A load takes seconds, so there is one for each instant that tests name, and they get copies. What its files hold is not copied.

/** A database of its own with the demo as the built server makes it in an empty one: since the run began, or a little later. */
export function freshDemo(): Promise<TestDatabase> {
  return copyOfTemplate(`${inject('databases').template}_fresh`, async (url) => {
    const server = startProcess(MAIN, { PORT: '0', DATABASE_URL: url });
    await server.printed(/Tierline is ready/);
    server.child.kill();
    await server.ended;
  });
}

/** A database of its own with the demo as it is at that instant. */
export function demoAt(at: string): Promise<TestDatabase> {
  return copyOfTemplate(`${inject('databases').template}_demo_${Date.parse(at)}`, async (url) => {
    await migrate(url);
    await loadCatalogue(url);
    const database = openDatabase({ url });
    const dir = await mkdtemp(path.join(tmpdir(), 'tierline-demo-'));
    const { files } = await openFiles({ s3: undefined, clamd: undefined, dir, url: 'http://localhost' });
    await loadDemo(database, new Date(at), files);
    await database.close();
    await rm(dir, { recursive: true });
  });
}
