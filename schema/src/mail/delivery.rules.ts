/** What a relay answered to an attempt that failed, as far as it said anything. */
export interface Refusal {
  /** The command that it answered: `RCPT TO`, `DATA`. */
  command: string | null;
  /** SMTP's reply code, such as 550. */
  status: number | null;
  /** Its words. */
  text: string;
}

/** What a failed attempt means for the mail, and for its address. */
type Verdict = 'LATER' | 'REFUSED' | 'UNDELIVERABLE';

/**
 * Reads a refusal. Only a permanent answer (5xx) about this recipient or this mail is final; whatever else goes wrong,
 * also a relay that refuses to know us, is tried again. An address is given up where the answer is about the mailbox: a
 * refused recipient, unless its enhanced code (RFC 3463) speaks of something else, such as policy (5.7).
 */
export function verdictOf({ command, status, text }: Refusal): Verdict {
  if (status === null || status < 500 || status > 599) return 'LATER';
  if (command !== 'RCPT TO' && command !== 'DATA') return 'LATER';
  const [, subject] = /\b5\.(\d{1,3})\.\d{1,3}\b/.exec(text) ?? [];
  const mailbox = subject === undefined ? command === 'RCPT TO' : subject === '1' || /\b5\.2\.1\b/.test(text);
  return mailbox ? 'UNDELIVERABLE' : 'REFUSED';
}

/** Minutes between one attempt and the next: two days in all, as RFC 5321 (4.5.4.1) would have it at least partly. */
const WAITS = [1, 5, 15, 60, 180, 360, 720, 1_440];
const MINUTE_MS = 60_000;

/**
 * When a mail is tried again that failed so often; null when it is given up.
 *
 * @param chance from 0 up to, not including, 1: spreads what failed together over a fifth of the wait
 */
export function nextAttemptAt(failed: number, now: Date, chance: number): Date | null {
  const minutes = WAITS[failed - 1];
  if (minutes === undefined) return null;
  return new Date(now.getTime() + minutes * MINUTE_MS * (1 + chance / 5));
}

const STALE_MS = 3 * 24 * 60 * MINUTE_MS;

/** A mail that was written before is not sent any more: what it tells of is history. */
export function sentIfWrittenAfter(now: Date): Date {
  return new Date(now.getTime() - STALE_MS);
}

const HOUR_MS = 60 * MINUTE_MS;

/** When the hour of the clock began, in which a person gets so many mails. */
export function beginOfHour(at: Date): Date {
  return new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS);
}
