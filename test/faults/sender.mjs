// One server process as far as webhooks go, until it is killed: `node sender.mjs <database url>`. Its clock runs sixty
// times as fast: a claim that died with its process is free after half a second.
import { openDatabase } from '@tierline/prisma/database';
import { createLog } from '@tierline/server/log';
import { createWebhookSender } from '@tierline/server/webhook-sender';
import { startWebhooks } from '@tierline/server/webhooks';

const SPEED = 60;
const EPOCH = Date.UTC(2026, 0, 1); // the same for all processes
startWebhooks({
  database: openDatabase({ url: process.argv[2], connections: 4 }),
  sender: createWebhookSender({ loopbackWebhooks: true }),
  log: createLog('silent'),
  clock: () => new Date(EPOCH + (Date.now() - EPOCH) * SPEED),
});
console.log('sending');
