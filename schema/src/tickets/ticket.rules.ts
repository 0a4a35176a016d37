import type { SignedInActor } from '../access.ts';
import type { Severity } from '../plans/plan.rules.ts';
import { Problem, type Text } from '../problem.ts';

export const TICKET_STATES = [
  'RECEIVED',
  'IN_PROGRESS',
  'WAITING_ON_CUSTOMER',
  'WAITING_ON_THIRD_PARTY',
  'RESOLVED',
  'CLOSED',
  'REJECTED_OUT_OF_SCOPE',
  'WITHDRAWN',
] as const;
export type TicketState = (typeof TICKET_STATES)[number];

export const TICKET_MOVES = [
  'REPLY',
  'WAIT_FOR_CUSTOMER',
  'WAIT_FOR_THIRD_PARTY',
  'RESUME',
  'RESOLVE',
  'REJECT',
  'RAISE_SEVERITY',
  'CLOSE',
  'NOTE',
  'ASSIGN',
] as const;
export type TicketMove = (typeof TICKET_MOVES)[number];

/** Who moves it: somebody of the customer or of the vendor. */
type Side = SignedInActor['kind'];

type Moves = Partial<Record<TicketMove, TicketState | 'STAYS'>>;

const BY_CUSTOMER = { REPLY: 'STAYS', RAISE_SEVERITY: 'STAYS', CLOSE: 'CLOSED' } as const;
const BY_STAFF = {
  REPLY: 'STAYS',
  RESOLVE: 'RESOLVED',
  REJECT: 'REJECTED_OUT_OF_SCOPE',
  RAISE_SEVERITY: 'STAYS',
  CLOSE: 'CLOSED',
  NOTE: 'STAYS',
  ASSIGN: 'STAYS',
} as const;
const TO_CUSTOMER = { WAIT_FOR_CUSTOMER: 'WAITING_ON_CUSTOMER' } as const;
const TO_THIRD_PARTY = { WAIT_FOR_THIRD_PARTY: 'WAITING_ON_THIRD_PARTY' } as const;
const TO_WORK = { RESUME: 'IN_PROGRESS' } as const;

/** Who may do what in which state, and where it leads: everything else is refused. */
const MOVES: Record<TicketState, Record<Side, Moves>> = {
  RECEIVED: { contact: BY_CUSTOMER, staff: { ...BY_STAFF, ...TO_CUSTOMER, ...TO_THIRD_PARTY } },
  IN_PROGRESS: { contact: BY_CUSTOMER, staff: { ...BY_STAFF, ...TO_CUSTOMER, ...TO_THIRD_PARTY } },
  WAITING_ON_CUSTOMER: {
    contact: { ...BY_CUSTOMER, REPLY: 'IN_PROGRESS' },
    staff: { ...BY_STAFF, ...TO_THIRD_PARTY, ...TO_WORK },
  },
  WAITING_ON_THIRD_PARTY: { contact: BY_CUSTOMER, staff: { ...BY_STAFF, ...TO_CUSTOMER, ...TO_WORK } },
  RESOLVED: {
    contact: { REPLY: 'IN_PROGRESS', CLOSE: 'CLOSED' },
    staff: { REPLY: 'STAYS', CLOSE: 'CLOSED', NOTE: 'STAYS', ASSIGN: 'STAYS' },
  },
  // The customer's reply becomes a follow-up: `opensFollowUp`.
  CLOSED: { contact: { REPLY: 'STAYS' }, staff: { NOTE: 'STAYS' } },
  REJECTED_OUT_OF_SCOPE: {
    contact: { REPLY: 'STAYS', CLOSE: 'CLOSED' },
    staff: { REPLY: 'STAYS', CLOSE: 'CLOSED', NOTE: 'STAYS' },
  },
  WITHDRAWN: { contact: {}, staff: { NOTE: 'STAYS' } },
};

/** The ticket's state does not allow what was asked. */
export class IllegalMoveProblem extends Problem {
  readonly code = 'ILLEGAL_MOVE';
  readonly state: TicketState;
  readonly legalMoves: readonly TicketMove[];

  constructor(state: TicketState, by: Side, move: TicketMove) {
    const legal = TICKET_MOVES.filter((candidate) => candidate in MOVES[state][by]);
    super({
      fr: `Le ticket est ${STATE_NAMES[state].fr}. Impossible : ${MOVE_NAMES[move].fr}. Possible : ${legal.map((name) => MOVE_NAMES[name].fr).join(', ') || 'rien'}.`,
      en: `The ticket is ${STATE_NAMES[state].en}. Not possible: ${MOVE_NAMES[move].en}. Possible: ${legal.map((name) => MOVE_NAMES[name].en).join(', ') || 'nothing'}.`,
    });
    this.state = state;
    this.legalMoves = legal;
  }
}

const STATE_NAMES: Record<TicketState, Text> = {
  RECEIVED: { fr: 'reçu', en: 'received' },
  IN_PROGRESS: { fr: 'en cours', en: 'in progress' },
  WAITING_ON_CUSTOMER: { fr: 'en attente du client', en: 'waiting on the customer' },
  WAITING_ON_THIRD_PARTY: { fr: 'en attente d’un tiers', en: 'waiting on a third party' },
  RESOLVED: { fr: 'résolu', en: 'resolved' },
  CLOSED: { fr: 'fermé', en: 'closed' },
  REJECTED_OUT_OF_SCOPE: { fr: 'rejeté, car hors périmètre', en: 'rejected as out of scope' },
  WITHDRAWN: { fr: 'retiré', en: 'withdrawn' },
};

const MOVE_NAMES: Record<TicketMove, Text> = {
  REPLY: { fr: 'répondre', en: 'reply' },
  WAIT_FOR_CUSTOMER: { fr: 'attendre le client', en: 'wait for the customer' },
  WAIT_FOR_THIRD_PARTY: { fr: 'attendre un tiers', en: 'wait for a third party' },
  RESUME: { fr: 'reprendre', en: 'resume' },
  RESOLVE: { fr: 'résoudre', en: 'resolve' },
  REJECT: { fr: 'rejeter', en: 'reject' },
  RAISE_SEVERITY: { fr: 'relever la gravité', en: 'raise the severity' },
  CLOSE: { fr: 'fermer', en: 'close' },
  NOTE: { fr: 'ajouter une note interne', en: 'add an internal note' },
  ASSIGN: { fr: 'attribuer', en: 'assign' },
};

/**
 * The state that a move leads to; often the same. Closing by a customer may be a withdrawal instead: `closedState`.
 *
 * @throws IllegalMoveProblem naming what this side can do instead
 */
export function checkMove(state: TicketState, by: Side, move: TicketMove): TicketState {
  const after = MOVES[state][by][move];
  if (after === undefined) throw new IllegalMoveProblem(state, by, move);
  return after === 'STAYS' ? state : after;
}

/** Whether the ticket waits for somebody else than the vendor: meanwhile two of its clocks stand still (C12). */
export function isWaiting(state: TicketState): boolean {
  return state === 'WAITING_ON_CUSTOMER' || state === 'WAITING_ON_THIRD_PARTY';
}

const REOPENED_WITHIN_MS = 30 * 86_400_000;

/**
 * Whether what the customer writes is a new ticket, linked to this one: it is closed, or was resolved more than 30
 * days of 24 hours ago. Exactly 30 days after, it is still re-opened.
 *
 * Source: C22.
 */
export function opensFollowUp(ticket: { state: TicketState; endedAt: Date | null }, now: Date): boolean {
  if (ticket.state === 'CLOSED') return true;
  if (ticket.state !== 'RESOLVED' || !ticket.endedAt) return false;
  return now.getTime() - ticket.endedAt.getTime() > REOPENED_WITHIN_MS;
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

/** Severities from worst to least. */
const SEVERITIES: readonly Severity[] = ['SEVERE', 'MODERATE', 'LIMITED'];

/** The severity asked for is not higher than that of the ticket. */
export class SeverityNotRaisedProblem extends Problem {
  readonly code = 'SEVERITY_NOT_RAISED';
  readonly severity: Severity;

  constructor(severity: Severity) {
    super({
      fr: `La gravité est déjà ${SEVERITY_NAMES[severity].fr} : elle peut seulement être relevée.`,
      en: `The severity is ${SEVERITY_NAMES[severity].en} already: it can only be raised.`,
    });
    this.severity = severity;
  }
}

const SEVERITY_NAMES: Record<Severity, Text> = {
  SEVERE: { fr: 'sévère', en: 'severe' },
  MODERATE: { fr: 'modérée', en: 'moderate' },
  LIMITED: { fr: 'limitée', en: 'limited' },
};

/** @throws SeverityNotRaisedProblem for the same severity or a lower one */
export function checkRaise(before: Severity, after: Severity): void {
  if (SEVERITIES.indexOf(after) >= SEVERITIES.indexOf(before)) throw new SeverityNotRaisedProblem(before);
}

/** Whether the vendor has answered: the first wait is over, however it ended. */
export function hasInitialResponse(clocks: readonly { metric: string; endedAt: Date | null }[]): boolean {
  return clocks.some((clock) => clock.metric === 'INITIAL_RESPONSE' && clock.endedAt !== null);
}

/**
 * What closing makes of a ticket: withdrawn when the customer closes before an answer, else closed.
 *
 * @throws ResponseMissingProblem when staff would close what a promise still waits for
 * Source: C24.
 */
export function closedState(
  clocks: readonly { metric: string; endedAt: Date | null; dueAt: Date | null }[],
  by: Side,
): 'WITHDRAWN' | 'CLOSED' {
  if (hasInitialResponse(clocks)) return 'CLOSED';
  if (by === 'contact') return 'WITHDRAWN';
  if (clocks.some((clock) => clock.metric === 'INITIAL_RESPONSE' && clock.dueAt)) {
    throw new ResponseMissingProblem();
  }
  return 'CLOSED';
}

/** The handle of a ticket among people: "T-1042". Never used again. */
export function reference(number: number): string {
  return `T-${number}`;
}
