// npm start: from a fresh clone to a running server. Arguments and environment go to the server as they are.
import { clearInterval, setInterval } from 'node:timers';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Tierline needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
if (process.env.npm_lifecycle_event === 'start') endWithNpm();
const { bootstrap } = await import('./bootstrap.mjs');
await bootstrap();
await import('../dist/main.js');

/** npm and its shell end by a signal that only they were sent, and pass it on to nobody. */
function endWithNpm() {
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 100);
  watch.unref();
}
