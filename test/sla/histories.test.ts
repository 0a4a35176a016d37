import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Desk } from '../support/programme.ts';
import { histories, play } from './histories.ts';

// `npm run faults:histories` plays thousands; what it prints when one fails can be given back to it.
const RUNS = Number(process.env['HISTORIES'] ?? 30);
const SEED = process.env['HISTORY_SEED'];
const PATH = process.env['HISTORY_PATH'];

let desk: Desk;
beforeAll(async () => {
  // Thousands are played beside other work: only a wrong clock fails them, not a slow machine.
  desk = await openDesk({ at: '2026-03-02T00:00:00Z', limits: { requestMs: 600_000 } });
});
afterAll(() => desk?.stop());

test(
  'C1 C5 C11 C12 C13 C14 C15 C16 C17 C18 C20 C21 C22 C23 C24 C26 C28 C29 C31 C32 B11 clocks show what a count of the events minute by minute shows',
  { timeout: 60_000 + RUNS * 4_000 },
  async () => {
    const happened: string[] = [];
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        happened.push(...(await play(desk, history)));
      }),
      {
        numRuns: RUNS,
        interruptAfterTimeLimit: 55_000 + RUNS * 4_000,
        markInterruptAsFailure: true,
        ...(SEED !== undefined && { seed: Number(SEED) }),
        ...(PATH !== undefined && { path: PATH }),
      },
    );
    // Whatever the seed: none of these is rare.
    for (const type of ['ticket.replied', 'clock.ended', 'clock.due_changed', 'clock.breached']) {
      expect(happened).toContain(type);
    }
  },
);
