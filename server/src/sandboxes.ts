import type { Database } from '@tierline/prisma/database';
import { passTime, sandboxesToAdvance } from '@tierline/schema/sandboxes/pass-time';
import { doWhatIsDue } from './jobs.ts';
import type { Logger } from './log.ts';
import { repeat, type Repeated } from './repeat.ts';

/** Of one sandbox, while others wait. */
const TURN_MS = 1_000;
/** Of a request, which has ten seconds in all. */
const PATIENCE_MS = 4_000;

/** For a request: lets the clock of a sandbox go on for as long as somebody who waits can be kept waiting. */
export function timePasser({ client }: Database): (sandboxId: string) => Promise<void> {
  return (sandboxId) => passTime(client, sandboxId, doWhatIsDue, PATIENCE_MS);
}

/** Lets the clocks of sandboxes go on where nobody waits for them: after a long way, or a process that died on it. */
export function startSandboxes({ database, log }: { database: Database; log: Logger }): Repeated {
  const { client } = database;
  return repeat(
    async (isEnding) => {
      for (const id of await sandboxesToAdvance(client)) {
        if (!isEnding()) await passTime(client, id, doWhatIsDue, TURN_MS);
      }
    },
    { log, complaint: 'sandboxes not advanced' },
  );
}
