import { DateTime } from 'luxon';

/** An instant as the clock on the wall shows it, with its offset: "2026-07-15T09:00:00+02:00". Source: C37. */
export function localInstant(ms: number, timeZone: string): string {
  const local = DateTime.fromMillis(ms, { zone: timeZone });
  return local.toISO({ suppressMilliseconds: true }) ?? '';
}
