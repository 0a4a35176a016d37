import type { Logger } from './log.ts';

export interface Repeated {
  /** Starts the next round at once. */
  wake(): void;
  /** Resolves when the round under way is through. */
  stop(): Promise<void>;
}

export interface RepeatOptions {
  log: Logger;
  /** What the log says of a round that failed; the next one tries again. */
  complaint: string;
  everyMs?: number;
}

/** Does a round of work, from now on, each some time after the former: at once where that one had its hands full. */
export function repeat(
  round: (isEnding: () => boolean) => Promise<'more' | void>,
  { log, complaint, everyMs = 1_000 }: RepeatOptions,
): Repeated {
  let ending = false;
  let wake = () => {};
  const working = (async () => {
    while (!ending) {
      const left = await round(() => ending).catch((err: unknown) => log.error({ err }, complaint));
      if (ending) return;
      if (left === 'more') continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, everyMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  })();
  return {
    wake: () => wake(),
    stop: async () => {
      ending = true;
      wake();
      await working;
    },
  };
}
