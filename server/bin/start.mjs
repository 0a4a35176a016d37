// npm start: from a fresh clone to a running server. Arguments and environment go to the server as they are.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Tierline needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
const { bootstrap } = await import('./bootstrap.mjs');
await bootstrap();
await import('../dist/main.js');
