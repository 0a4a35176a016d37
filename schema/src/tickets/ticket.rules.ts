import { mayIn, type Action } from '../access.ts';
import type { Severity } from '../plans/plan.rules.ts';
import { Problem } from '../problem.ts';
import { FIRST_MOVES, MOVE_NAMES, STATE_NAMES, type FirstMove } from './ticket-names.rules.ts';

export const TICKET_STATES = [
  'RECEIVED',
  'IN_REVIEW',
  'IN_PROGRESS',
  'WAITING_ON_CUSTOMER',
  'WAITING_ON_THIRD_PARTY',
  'RESOLVED',
  'CLOSED',
  'REJECTED_OUT_OF_SCOPE',
  'WITHDRAWN',
  'CANCELLED',
] as const;
export type TicketState = (typeof TICKET_STATES)[number];

export const TICKET_MOVES = [
  'REPLY',
  'LOG_CALL',
  'BEGIN_REVIEW',
  'REVIEW',
  'START_WORK',
  'WAIT_FOR_CUSTOMER',
  'WAIT_FOR_THIRD_PARTY',
  'RESUME',
  'RESOLVE',
  'REOPEN',
  'REJECT',
  'REQUEST_SECOND_OPINION',
  'GIVE_SECOND_OPINION',
  'ACCEPT_OFFER',
  'DECLINE_OFFER',
  'RAISE_SEVERITY',
  'LOWER_SEVERITY',
  'CONTEST',
  'DECIDE_CONTEST',
  'SPLIT',
  'MERGE',
  'CANCEL',
  'CLOSE',
  'RATE',
  'NOTE',
  'ASSIGN',
  'RECLASSIFY',
] as const;
export type TicketMove = (typeof TICKET_MOVES)[number];

/** What the scope review makes of a request (S90, S93). */
export const SCOPE_VERDICTS = ['IN_SCOPE', 'OUT_OF_SCOPE', 'WAIVED'] as const;
export type ScopeVerdict = (typeof SCOPE_VERDICTS)[number];

/** Where the one second opinion on a rejection stands (B5); renounced when the offer was accepted instead. */
export const SECOND_OPINION_STATES = ['REQUESTED', 'UPHELD', 'OVERTURNED', 'RENOUNCED'] as const;
export type SecondOpinionState = (typeof SECOND_OPINION_STATES)[number];

/** Why a ticket was cancelled: it is none, or it goes on in another one (C20, C24). */
export const TICKET_CANCELLATIONS = ['SPAM', 'DUPLICATE', 'MERGED'] as const;
export type TicketCancellation = (typeof TICKET_CANCELLATIONS)[number];

/** What of a ticket decides where it can go. */
export interface TicketStanding {
  accountId: string;
  state: TicketState;
  severity: Severity;
  /** What the latest review says; null before the first. */
  scopeVerdict: ScopeVerdict | null;
  /** Null when nobody asked for one. */
  secondOpinionState: SecondOpinionState | null;
  /** Set exactly when cancelled. */
  cancellation: TicketCancellation | null;
}

/** Who moves it: the customer, be it by a partner, or the vendor. */
type Side = 'contact' | 'staff';
export type Mover = Parameters<typeof mayIn>[0];

function sideOf({ kind }: Pick<Mover, 'kind'>): Side {
  return kind === 'staff' ? 'staff' : 'contact';
}

/**
 * WORK is in progress where the review lets the work be done, else back in review (S90); WORK_OR_STAYS is in progress
 * where it does, else no change.
 */
type Moves = Partial<Record<TicketMove, TicketState | 'STAYS' | 'WORK' | 'WORK_OR_STAYS'>>;

const OPEN_TO_CUSTOMER = { REPLY: 'STAYS', RAISE_SEVERITY: 'STAYS', CLOSE: 'CLOSED' } as const;
const OPEN_TO_STAFF = {
  REPLY: 'STAYS',
  LOG_CALL: 'STAYS',
  REVIEW: 'STAYS',
  RESOLVE: 'RESOLVED',
  REJECT: 'REJECTED_OUT_OF_SCOPE',
  RAISE_SEVERITY: 'STAYS',
  LOWER_SEVERITY: 'STAYS',
  SPLIT: 'STAYS',
  MERGE: 'CANCELLED',
  CANCEL: 'CANCELLED',
  CLOSE: 'CLOSED',
  NOTE: 'STAYS',
  ASSIGN: 'STAYS',
  RECLASSIFY: 'STAYS',
} as const;
/** Undoes what was done by mistake: of what is cancelled or withdrawn only a merged ticket stays, for its promise went on elsewhere. */
const UNDONE_BY_STAFF = { REOPEN: 'WORK', NOTE: 'STAYS' } as const;
const TO_CUSTOMER = { WAIT_FOR_CUSTOMER: 'WAITING_ON_CUSTOMER' } as const;
const TO_THIRD_PARTY = { WAIT_FOR_THIRD_PARTY: 'WAITING_ON_THIRD_PARTY' } as const;

/** Who may do what in which state, and where it leads: everything else is refused, or has a rule of its own. */
const MOVES: Record<TicketState, Record<Side, Moves>> = {
  RECEIVED: {
    contact: OPEN_TO_CUSTOMER,
    staff: {
      ...OPEN_TO_STAFF,
      ...TO_CUSTOMER,
      ...TO_THIRD_PARTY,
      BEGIN_REVIEW: 'IN_REVIEW',
      REVIEW: 'IN_REVIEW',
    },
  },
  IN_REVIEW: {
    contact: OPEN_TO_CUSTOMER,
    staff: { ...OPEN_TO_STAFF, ...TO_CUSTOMER, ...TO_THIRD_PARTY, START_WORK: 'IN_PROGRESS' },
  },
  IN_PROGRESS: {
    contact: OPEN_TO_CUSTOMER,
    staff: { ...OPEN_TO_STAFF, ...TO_CUSTOMER, ...TO_THIRD_PARTY, REVIEW: 'WORK' },
  },
  WAITING_ON_CUSTOMER: {
    contact: { ...OPEN_TO_CUSTOMER, REPLY: 'WORK' },
    staff: { ...OPEN_TO_STAFF, ...TO_THIRD_PARTY, RESUME: 'WORK' },
  },
  WAITING_ON_THIRD_PARTY: {
    contact: OPEN_TO_CUSTOMER,
    staff: { ...OPEN_TO_STAFF, ...TO_CUSTOMER, RESUME: 'WORK' },
  },
  RESOLVED: {
    contact: { REPLY: 'WORK', CLOSE: 'CLOSED' },
    staff: {
      REPLY: 'STAYS',
      LOG_CALL: 'STAYS',
      REOPEN: 'WORK',
      CLOSE: 'CLOSED',
      NOTE: 'STAYS',
      ASSIGN: 'STAYS',
    },
  },
  // The customer's reply becomes a follow-up: `opensFollowUp`.
  CLOSED: { contact: { REPLY: 'STAYS' }, staff: { NOTE: 'STAYS' } },
  REJECTED_OUT_OF_SCOPE: {
    contact: { REPLY: 'STAYS', REQUEST_SECOND_OPINION: 'STAYS', CLOSE: 'CLOSED' },
    staff: {
      REPLY: 'STAYS',
      LOG_CALL: 'STAYS',
      GIVE_SECOND_OPINION: 'WORK_OR_STAYS',
      CLOSE: 'CLOSED',
      NOTE: 'STAYS',
      ASSIGN: 'STAYS',
    },
  },
  WITHDRAWN: { contact: {}, staff: UNDONE_BY_STAFF },
  CANCELLED: { contact: {}, staff: UNDONE_BY_STAFF },
};

/** What a move takes of the table of permissions in access.ts. */
export const ACTIONS: Record<TicketMove, Action> = {
  REPLY: 'ticket.reply',
  LOG_CALL: 'ticket.logCall',
  BEGIN_REVIEW: 'ticket.reviewScope',
  REVIEW: 'ticket.reviewScope',
  START_WORK: 'ticket.work',
  WAIT_FOR_CUSTOMER: 'ticket.wait',
  WAIT_FOR_THIRD_PARTY: 'ticket.wait',
  RESUME: 'ticket.wait',
  RESOLVE: 'ticket.resolve',
  REOPEN: 'ticket.work',
  REJECT: 'ticket.reject',
  REQUEST_SECOND_OPINION: 'ticket.requestSecondOpinion',
  GIVE_SECOND_OPINION: 'ticket.reviewScope',
  ACCEPT_OFFER: 'engagement.decide',
  DECLINE_OFFER: 'engagement.decide',
  RAISE_SEVERITY: 'ticket.raiseSeverity',
  LOWER_SEVERITY: 'ticket.lowerSeverity',
  CONTEST: 'ticket.contestSeverity',
  DECIDE_CONTEST: 'ticket.decideContest',
  SPLIT: 'ticket.split',
  MERGE: 'ticket.merge',
  CANCEL: 'ticket.cancel',
  CLOSE: 'ticket.close',
  RATE: 'ticket.rate',
  NOTE: 'ticket.noteInternally',
  ASSIGN: 'ticket.assign',
  RECLASSIFY: 'ticket.reclassify',
};

/** The ticket's state does not allow what was asked. */
export class IllegalMoveProblem extends Problem {
  readonly code = 'ILLEGAL_MOVE';
  readonly state: TicketState;
  readonly legalMoves: readonly TicketMove[];

  constructor(ticket: TicketStanding, by: Mover, move: TicketMove) {
    const legal = legalMoves(ticket, by);
    const state = STATE_NAMES[ticket.state];
    const first = missingMove(ticket, by, move);
    super({
      fr: `${first ? `${FIRST_MOVES[first].fr} ` : ''}Le ticket est ${state.fr}. Impossible : ${MOVE_NAMES[move].fr}. Possible : ${legal.map((name) => MOVE_NAMES[name].fr).join(', ') || 'rien'}.`,
      en: `${first ? `${FIRST_MOVES[first].en} ` : ''}The ticket is ${state.en}. Not possible: ${MOVE_NAMES[move].en}. Possible: ${legal.map((name) => MOVE_NAMES[name].en).join(', ') || 'nothing'}.`,
    });
    this.state = ticket.state;
    this.legalMoves = legal;
  }
}

/** The move that brings the ticket to where what was asked is possible; undefined where none of this actor's does. */
function missingMove(ticket: TicketStanding, by: Mover, move: TicketMove): FirstMove | undefined {
  const [legal, moves] = [legalMoves(ticket, by), MOVES[ticket.state][sideOf(by)]];
  return (Object.keys(FIRST_MOVES) as FirstMove[]).find((first) => {
    if (!legal.includes(first)) return false;
    const state = afterMove(moves[first]!, {
      ...ticket,
      ...(first === 'REVIEW' && { scopeVerdict: 'IN_SCOPE' }),
    });
    return state !== ticket.state && move in MOVES[state][sideOf(by)];
  });
}

/** No scope review lets the work be done: none was made yet, or the latest says that it is out of scope (S90). */
export class ScopeReviewMissingProblem extends Problem {
  readonly code = 'SCOPE_REVIEW_MISSING';
  readonly scopeVerdict: ScopeVerdict | null;

  constructor(scopeVerdict: ScopeVerdict | null) {
    super(
      scopeVerdict === null
        ? {
            fr: 'Personne n’a encore examiné le périmètre : examinez la demande d’abord, ou avec la réponse.',
            en: 'Nobody has reviewed the scope yet: review the request first, or together with the reply.',
          }
        : {
            fr: 'L’examen a jugé la demande hors périmètre : rejetez-la, ou examinez-la de nouveau et accordez une dérogation.',
            en: 'The review found the request out of scope: reject it, or review it again and waive the exclusion.',
          },
    );
    this.scopeVerdict = scopeVerdict;
  }
}

/**
 * The state that a move leads to; often the same. A review moves a ticket by its new verdict: pass it as that of the
 * ticket. Closing by a customer may be a withdrawal instead: `closedState`.
 *
 * @throws IllegalMoveProblem naming what this actor can do instead
 * @throws ScopeReviewMissingProblem for work that no review lets be done (S90)
 */
export function checkMove(ticket: TicketStanding, by: Mover, move: TicketMove): TicketState {
  const after = MOVES[ticket.state][sideOf(by)][move];
  if (after === undefined) throw new IllegalMoveProblem(ticket, by, move);
  if (lacksReview(ticket, sideOf(by), move)) throw new ScopeReviewMissingProblem(ticket.scopeVerdict);
  if (isBarred(ticket, sideOf(by), move)) throw new IllegalMoveProblem(ticket, by, move);
  return afterMove(after, ticket);
}

function afterMove(
  after: NonNullable<Moves[TicketMove]>,
  { state, scopeVerdict }: Pick<TicketStanding, 'state' | 'scopeVerdict'>,
): TicketState {
  const works = letsWork(scopeVerdict);
  if (after === 'WORK') return works ? 'IN_PROGRESS' : 'IN_REVIEW';
  if (after === 'WORK_OR_STAYS') return works ? 'IN_PROGRESS' : state;
  return after === 'STAYS' ? state : after;
}

/**
 * The moves of this actor with a ticket as it stands: exactly what `checkMove` and the permissions let pass, without
 * those for which the severity leaves no room.
 */
export function legalMoves(ticket: TicketStanding, by: Mover): TicketMove[] {
  const possible = MOVES[ticket.state][sideOf(by)];
  return TICKET_MOVES.filter(
    (move) =>
      move in possible &&
      !(move === 'RAISE_SEVERITY' && ticket.severity === 'SEVERE') &&
      !(move === 'LOWER_SEVERITY' && ticket.severity === 'LIMITED') &&
      !isBarred(ticket, sideOf(by), move) &&
      !lacksReview(ticket, sideOf(by), move) &&
      mayIn(by, ticket.accountId, ACTIONS[move]),
  );
}

/** Whether a verdict lets the work be done: the request is in scope, or the exclusion is waived. */
export function letsWork(verdict: ScopeVerdict | null): boolean {
  return verdict === 'IN_SCOPE' || verdict === 'WAIVED';
}

/** Work, and what ends a ticket as if the work were done, wait for a review that lets it be done (S90). */
function lacksReview({ state, scopeVerdict }: TicketStanding, by: Side, move: TicketMove): boolean {
  if (letsWork(scopeVerdict)) return false;
  return move === 'START_WORK' || move === 'RESOLVE' || (move === 'CLOSE' && by === 'staff' && isOpen(state));
}

/**
 * A second opinion is asked for once, given where it was asked for, and final where it overturned the rejection; until
 * it was given or renounced the vendor does not close the ticket (B5). Nor does it close what is open: it resolves that,
 * so that the customer can rate it and have it re-opened (S2, C22). What was merged goes on elsewhere for good (C20).
 */
function isBarred(
  { state, secondOpinionState, cancellation }: TicketStanding,
  by: Side,
  move: TicketMove,
): boolean {
  switch (move) {
    case 'REOPEN':
      return cancellation === 'MERGED';
    case 'REQUEST_SECOND_OPINION':
      return secondOpinionState !== null;
    case 'GIVE_SECOND_OPINION':
      return secondOpinionState !== 'REQUESTED';
    case 'REVIEW':
    case 'REJECT':
      return secondOpinionState === 'OVERTURNED';
    case 'CLOSE':
      if (by !== 'staff') return false;
      if (state === 'REJECTED_OUT_OF_SCOPE')
        return secondOpinionState === null || secondOpinionState === 'REQUESTED';
      return isOpen(state);
    default:
      return false;
  }
}

/** Where a ticket stands that is still to be answered for good. */
export const OPEN_STATES: readonly TicketState[] = [
  'RECEIVED',
  'IN_REVIEW',
  'IN_PROGRESS',
  'WAITING_ON_CUSTOMER',
  'WAITING_ON_THIRD_PARTY',
];

/** Whether a ticket is still to be answered for good. */
export function isOpen(state: TicketState): boolean {
  return OPEN_STATES.includes(state);
}

/** Whether the ticket waits for somebody else than the vendor: meanwhile two of its clocks stand still (C12). */
export function isWaiting(state: TicketState): boolean {
  return state === 'WAITING_ON_CUSTOMER' || state === 'WAITING_ON_THIRD_PARTY';
}

const DAY_MS = 86_400_000;

/**
 * Whether what the customer writes is a new ticket, linked to this one: it is closed, or was resolved longer ago than
 * the programme re-opens. Exactly so long after, it is still re-opened.
 *
 * @param reopenedWithinDays days of 24 hours
 *
 * Source: C22.
 */
export function opensFollowUp(
  ticket: { state: TicketState; endedAt: Date | null },
  reopenedWithinDays: number,
  now: Date,
): boolean {
  if (ticket.state === 'CLOSED') return true;
  if (ticket.state !== 'RESOLVED' || !ticket.endedAt) return false;
  return now.getTime() - ticket.endedAt.getTime() > reopenedWithinDays * DAY_MS;
}

/** Nobody has answered yet: the vendor resolves or closes only with a response (C24). */
export class ResponseMissingProblem extends Problem {
  readonly code = 'RESPONSE_MISSING';

  constructor() {
    super({
      fr: 'Personne n’a encore répondu : envoyez une réponse visible du client.',
      en: 'Nobody has answered yet: send a reply that the customer can see.',
    });
  }
}

/** Whether the vendor has answered: each first wait is over, however it ended; merged tickets bring theirs (C20). */
export function hasInitialResponse(clocks: readonly { metric: string; endedAt: Date | null }[]): boolean {
  const first = clocks.filter(({ metric }) => metric === 'INITIAL_RESPONSE');
  return first.length > 0 && first.every(({ endedAt }) => endedAt !== null);
}

/**
 * What closing makes of a ticket: withdrawn when the customer closes before an answer, else closed.
 *
 * @throws ResponseMissingProblem when staff would close what a promise still waits for
 * Source: C24.
 */
export function closedState(
  clocks: readonly { metric: string; endedAt: Date | null; dueAt: Date | null }[],
  by: Mover,
): 'WITHDRAWN' | 'CLOSED' {
  if (hasInitialResponse(clocks)) return 'CLOSED';
  if (sideOf(by) === 'contact') return 'WITHDRAWN';
  if (clocks.some((clock) => clock.metric === 'INITIAL_RESPONSE' && !clock.endedAt && clock.dueAt)) {
    throw new ResponseMissingProblem();
  }
  return 'CLOSED';
}

/** The handle of a ticket among people: "T-1042". Never used again. */
export function reference(number: number): string {
  return `T-${number}`;
}
