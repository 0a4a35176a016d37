// One server process as far as deadlines go, until it is killed: `node sweeper.mjs <database url>`.
import { setTimeout as delay } from 'node:timers/promises';
import { openDatabase } from '@tierline/prisma/database';
import { asTenant } from '@tierline/prisma/tenancy';
import { fireDeadlines } from '@tierline/schema/sla/deadlines.jobs';

const { client } = openDatabase({ url: process.argv[2], connections: 2 });
console.log('sweeping'); // loaded: now it is worth killing
for (;;) {
  try {
    await asTenant('every-account', () => fireDeadlines(client, new Date()));
  } catch {
    // The database restarts: the rows say what is left.
  }
  await delay(100);
}
