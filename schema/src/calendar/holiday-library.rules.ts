import { createRequire } from 'node:module';
import type Holidays from 'date-holidays';

/**
 * date-holidays, loaded by the first who needs it: it costs 100 ms and 26 MB, and a rule cannot await.
 */
export function holidayLibrary(): typeof Holidays {
  return (library ??= load('date-holidays') as typeof Holidays);
}

/** The version of the library whose data are used. */
export function holidayLibraryVersion(): string {
  return (load('date-holidays/package.json') as { version: string }).version;
}

const load = createRequire(import.meta.url);
let library: typeof Holidays | undefined;
