import { promise, type ClockCancellation, type Counting } from '../sla/clock.rules.ts';

/** What an imported ticket says of its past. */
export interface ImportedPast {
  receivedAt: Date;
  respondedAt: Date | null;
  resolvedAt: Date | null;
}

/** Something that was said on a ticket in another system. */
export interface ImportedMessage {
  side: 'CUSTOMER' | 'VENDOR';
  internal?: boolean | null | undefined;
  sentAt: Date;
}

/** When the vendor first wrote what the customer could see; null where it never did (C8). */
export function firstAnswer(said: readonly ImportedMessage[]): Date | null {
  const [first] = said
    .filter(({ side, internal }) => side === 'VENDOR' && !internal)
    .map(({ sentAt }) => sentAt)
    .toSorted((a, b) => a.getTime() - b.getTime());
  return first ?? null;
}

/** The clocks of an imported ticket: history, with a verdict where its instants give one. */
export interface ImportedClocks {
  initialResponse: ImportedClock;
  resolution: ImportedClock;
}

interface ImportedClock {
  promised: { dueAt: Date; atRiskAt: Date } | null;
  endedAt: Date;
  cancelled: ClockCancellation | null;
}

/**
 * What is known of a ticket that another system kept: answered, its initial response is judged by its own instants and
 * the promise of its receipt; unanswered, or received before the account's promises are enforced, it is counted as
 * IMPORTED and judged by nobody.
 *
 * @param target the promise of its receipt; null where the plan made none
 * Source: C34, C14.
 */
export function importedClocks(
  { receivedAt, respondedAt, resolvedAt }: ImportedPast,
  calendar: Counting,
  target: { seconds: number; atRiskPercent: number } | null,
  { enforceFrom, now }: { enforceFrom: Date | null; now: Date },
): ImportedClocks {
  const judged = respondedAt !== null && !(enforceFrom && receivedAt < enforceFrom);
  const promised = target && promise(calendar, receivedAt, target.seconds, target.atRiskPercent);
  return {
    initialResponse: {
      promised,
      endedAt: respondedAt ?? resolvedAt ?? now,
      cancelled: judged ? null : 'IMPORTED',
    },
    resolution: {
      promised: null,
      endedAt: resolvedAt ?? now,
      cancelled: resolvedAt ? null : 'IMPORTED',
    },
  };
}
