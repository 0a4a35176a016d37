import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unwrap } from '@tierline/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';

const EXAMPLE = path.resolve(import.meta.dirname, '../../sdk/examples/partner-sync.mjs');

let desk: Desk;
let ours: Customer;
let place: string;

beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T07:00:00Z' });
  ours = await desk.customer();
  place = mkdtempSync(path.join(tmpdir(), 'tierline-sync-'));
});
afterAll(async () => {
  await desk.stop();
  rmSync(place, { recursive: true });
});

test(
  'B11 an integration that is killed again and again has every event once',
  { timeout: 60_000 },
  async () => {
    const copy = path.join(place, 'copy.jsonl');
    const { secret } = unwrap(await ours.client.keys.create({ name: 'Sync', scopes: ['events:read'] }));
    const start = () =>
      spawn(process.execPath, [EXAMPLE, copy], {
        env: {
          ...process.env,
          TIERLINE_URL: `${desk.server.url}/graphql`,
          TIERLINE_TOKEN: secret!,
          EVERY_MS: '20',
        },
        stdio: 'inherit',
      });
    const lines = () => (existsSync(copy) ? readFileSync(copy, 'utf8').split('\n').slice(0, -1) : []);

    for (let life = 1; life <= 3; life += 1) {
      const process = start();
      const { id: ticketId } = await ours.open({ subject: `Life ${life}` });
      await expect.poll(() => lines().join('\n'), { timeout: 15_000 }).toContain(ticketId);
      const replies = [1, 2].map((n) => ours.act('replyToTicket', { ticketId, body: `Reply ${n}.` }));
      await kill(process, 'SIGKILL');
      await Promise.all(replies);
    }
    appendFileSync(copy, '{"position":"9'); // as if the last kill had cut a line
    const last = start();
    const feed = await ours.client.events.list().all(1_000);
    await expect.poll(() => lines().length, { timeout: 15_000 }).toBe(feed.length);
    expect(await kill(last, 'SIGTERM')).toBe(0);

    const ids = lines().map((line) => (JSON.parse(line) as { id: string }).id);
    expect(ids).toEqual(feed.map(({ id }) => id));
    expect(ids.length).toBeGreaterThan(15);
  },
);

function kill(process: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  return new Promise((resolve) => {
    process.once('close', (code) => resolve(code));
    process.kill(signal);
  });
}
