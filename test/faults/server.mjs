// Another process that serves a database: `node server.mjs <database url> [dies]` prints where. One that `dies` does so by
// SIGKILL as soon as a change is committed, before it is answered.
import { openDatabase } from '@tierline/prisma/database';
import { startServer } from '@tierline/server/app';
import { openDoor } from '@tierline/server/door';
import { createLog } from '@tierline/server/log';

const [url, dies] = process.argv.slice(2);
const database = openDatabase({ url, connections: 3 });
const { client } = database;
const dying = new Proxy(client, {
  get: (target, name) =>
    name === '$transaction'
      ? async (...args) => {
          await target.$transaction(...args);
          process.kill(process.pid, 'SIGKILL');
        }
      : target[name],
});
const door = await openDoor({ port: 0, host: '127.0.0.1' });
const nobody = () => Promise.reject(new Error('This server knows API keys only.'));
await startServer({
  door,
  database: { ...database, client: dies ? dying : client },
  files: { store: {}, scanner: null },
  issuer: { issuer: 'https://nobody.test', audience: 'tierline', keys: nobody },
  log: createLog('silent'),
});
console.log(door.url);
