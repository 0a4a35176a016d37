export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

/** Nine o'clock at Greenwich on a date. */
export function morning(date: string): Date {
  return new Date(`${date}T09:00:00Z`);
}

export function before(now: Date, days: number): Date {
  return new Date(now.getTime() - days * DAY_MS);
}
