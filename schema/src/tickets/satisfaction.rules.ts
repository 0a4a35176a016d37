import { Problem } from '../problem.ts';
import type { TicketState } from './ticket.rules.ts';

const DAY_MS = 86_400_000;
const ANSWERED_WITHIN_DAYS = 14;

/** The last instant at which a rating is taken: 14 days of 24 hours after the resolution. */
export function ratingClosesAt(resolvedAt: Date): Date {
  return new Date(resolvedAt.getTime() + ANSWERED_WITHIN_DAYS * DAY_MS);
}

/** The ticket cannot be rated now: it is not resolved, or was for too long. */
export class RatingClosedProblem extends Problem {
  readonly code = 'RATING_CLOSED';
  /** Until when it could be; null while it is not resolved. */
  readonly closedAt: Date | null;

  constructor(closedAt: Date | null) {
    super(
      closedAt
        ? {
            fr: `Ce ticket pouvait être évalué dans les ${ANSWERED_WITHIN_DAYS} jours qui ont suivi sa résolution.`,
            en: `This ticket could be rated within ${ANSWERED_WITHIN_DAYS} days of its resolution.`,
          }
        : {
            fr: 'Ce ticket n’est pas résolu : on l’évalue une fois résolu.',
            en: 'This ticket is not resolved: it is rated once it is.',
          },
    );
    this.closedAt = closedAt;
  }
}

/** Only the person who asked was asked how it went. */
export class NotRequesterProblem extends Problem {
  readonly code = 'NOT_REQUESTER';

  constructor() {
    super({
      fr: 'Seule la personne qui a ouvert la demande l’évalue.',
      en: 'Only the person who made the request rates it.',
    });
  }
}

/**
 * Confirms that a ticket can be rated now: it is resolved, or was closed since, for no longer than 14 days. Exactly 14
 * days after, it still can.
 *
 * @param asked null for a ticket that was never resolved
 * @throws RatingClosedProblem
 */
export function checkRatable(
  state: TicketState,
  asked: { closesAt: Date } | null,
  now: Date,
): asserts asked is { closesAt: Date } {
  if (!asked || (state !== 'RESOLVED' && state !== 'CLOSED')) throw new RatingClosedProblem(null);
  if (now > asked.closesAt) throw new RatingClosedProblem(asked.closesAt);
}
