import type { Database } from '@tierline/prisma/database';
import { passTime, sandboxesToAdvance } from '@tierline/schema/sandboxes/pass-time';
import { doWhatIsDue } from './jobs.ts';
import type { Logger } from './log.ts';

const EVERY_MS = 1_000;
/** Of a request, which has ten seconds in all. */
const PATIENCE_MS = 4_000;

/** For a request: lets the clock of a sandbox go on for as long as somebody who waits can be kept waiting. */
export function timePasser({ client }: Database): (sandboxId: string) => Promise<void> {
  return (sandboxId) => passTime(client, sandboxId, doWhatIsDue, PATIENCE_MS);
}

/** Lets the clocks of sandboxes go on where nobody waits for them: after a long way, or a process that died on it. */
export function startSandboxes({ database, log }: { database: Database; log: Logger }): {
  stop(): Promise<void>;
} {
  const { client } = database;
  let stopped = false;
  let wake = () => {};
  const working = (async () => {
    while (!stopped) {
      try {
        for (const id of await sandboxesToAdvance(client)) {
          if (!stopped) await passTime(client, id, doWhatIsDue, EVERY_MS);
        }
      } catch (err) {
        log.error({ err }, 'sandboxes not advanced');
      }
      if (stopped) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, EVERY_MS);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  })();
  return {
    stop: async () => {
      stopped = true;
      wake();
      await working;
    },
  };
}
