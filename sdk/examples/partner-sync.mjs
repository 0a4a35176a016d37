// Keeps a copy of what happens to tickets, in a file with one line for each event, and can be killed at any moment: no event
// is lost, and none is taken in twice.
//
//   TIERLINE_URL=… TIERLINE_TOKEN=tl_… node sdk/examples/partner-sync.mjs copy.jsonl
//
// What was done for an event and how far one came are the same line, written at once: that is the whole secret. With a
// database, write the effect and the position in one transaction.
import { openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import { createClient, followEvents } from '@tierline/sdk';

const [file = 'copy.jsonl'] = process.argv.slice(2);
const support = createClient({
  url: process.env.TIERLINE_URL ?? 'http://localhost:4000/graphql',
  token: process.env.TIERLINE_TOKEN,
});

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop.abort());

const log = openSync(file, 'a');
const counted = new Map(); // the last number of each account
let position = recover();
const options = { after: position, everyMs: Number(process.env.EVERY_MS ?? 2000), signal: stop.signal };
for await (const event of followEvents(support, options)) {
  detectHole(event);
  position = event.position;
  writeSync(log, `${JSON.stringify({ position, ...summary(event) })}\n`);
}

/** What this integration does with an event. */
function summary({ id, accountId, accountPosition, type, subject, occurredAt }) {
  return { id, accountId, accountPosition, type, subject, occurredAt };
}

/** Numbers of one account have no gap: a missing one means that something was lost, and must never happen. */
function detectHole({ accountId, accountPosition }) {
  if (accountPosition === null) return;
  const last = counted.get(accountId);
  if (last !== undefined && BigInt(accountPosition) !== last + 1n) {
    throw new Error(
      `An event of ${accountId} is missing after ${last}: read again after an earlier position.`,
    );
  }
  counted.set(accountId, BigInt(accountPosition));
}

/** Goes on after the last line that was written whole; one that a kill cut is taken back. */
function recover() {
  const text = readFileSync(file, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) truncateSync(file, Buffer.byteLength(whole));
  const lines = whole
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  for (const { accountId, accountPosition } of lines) {
    if (accountPosition !== null) counted.set(accountId, BigInt(accountPosition));
  }
  return lines.at(-1)?.position;
}
