import { mayIn } from '../access.ts';
import type { SignedInActor } from '../access.ts';
import type { Severity } from '../plans/plan.rules.ts';
import { checkOffer, type EngagementState } from './offer.rules.ts';
import { checkRatable } from './satisfaction.rules.ts';
import { checkContest } from './severity.rules.ts';
import {
  ACTIONS,
  isOpen,
  legalMoves,
  TICKET_MOVES,
  type TicketMove,
  type TicketStanding,
} from './ticket.rules.ts';

/** What of a ticket decides what can be done with it, beside moving it. */
export interface TicketAtLarge extends TicketStanding {
  requesterId: string;
  /** Null where the requester was never asked. */
  satisfaction: { closesAt: Date } | null;
  /** The latest; undefined where the severity was never lowered. */
  lowering:
    { after: Severity; contestedAt: Date | null; decidedAt: Date | null; loweredById: string } | undefined;
  /** Who has judged the request so far. */
  reviewerIds: readonly string[];
  /** Of the engagement that was offered with a rejection; null where none was. */
  offer: EngagementState | null;
}

/**
 * Everything that this actor can do with a ticket at an instant: the moves that its state lets pass, and what has a rule
 * of its own: rating, contesting, the offer, and a second opinion, which another gives than who judged (B5). While a contest waits for a decision, nobody lowers again (C17).
 */
export function possibleMoves(ticket: TicketAtLarge, by: SignedInActor, now: Date): TicketMove[] {
  const legal = legalMoves(ticket, by);
  const pending = ticket.lowering?.contestedAt && !ticket.lowering.decidedAt;
  const possible: Partial<Record<TicketMove, boolean>> = {
    LOWER_SEVERITY: !pending && legal.includes('LOWER_SEVERITY'),
    RATE: ticket.requesterId === by.id && passes(() => checkRatable(ticket.state, ticket.satisfaction, now)),
    CONTEST: passes(() =>
      checkContest(ticket.lowering, { severity: ticket.severity, open: isOpen(ticket.state) }),
    ),
    DECIDE_CONTEST: Boolean(pending) && ticket.lowering?.loweredById !== by.id,
    GIVE_SECOND_OPINION: legal.includes('GIVE_SECOND_OPINION') && !ticket.reviewerIds.includes(by.id),
    ACCEPT_OFFER: offerIsOpen(ticket),
    DECLINE_OFFER: offerIsOpen(ticket),
  };
  return TICKET_MOVES.filter(
    (move) => (possible[move] ?? legal.includes(move)) && mayIn(by, ticket.accountId, ACTIONS[move]),
  );
}

function offerIsOpen({ offer, secondOpinionState }: TicketAtLarge): boolean {
  return offer !== null && passes(() => checkOffer(offer, secondOpinionState));
}

function passes(check: () => void): boolean {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}
