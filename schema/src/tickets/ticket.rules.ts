import type { Severity } from '../plans/plan.rules.ts';
import { Problem, type Text } from '../problem.ts';

export const TICKET_STATES = [
  'RECEIVED',
  'RESOLVED',
  'CLOSED',
  'REJECTED_OUT_OF_SCOPE',
  'WITHDRAWN',
] as const;
export type TicketState = (typeof TICKET_STATES)[number];

export const TICKET_MOVES = [
  'REPLY',
  'RESOLVE',
  'REJECT',
  'RAISE_SEVERITY',
  'CLOSE',
  'NOTE',
  'ASSIGN',
] as const;
export type TicketMove = (typeof TICKET_MOVES)[number];

/** What can be done in which state: everything else is refused. Notes never change a ticket. */
const MOVES: Record<TicketState, readonly TicketMove[]> = {
  RECEIVED: ['REPLY', 'RESOLVE', 'REJECT', 'RAISE_SEVERITY', 'CLOSE', 'NOTE', 'ASSIGN'],
  RESOLVED: ['REPLY', 'CLOSE', 'NOTE', 'ASSIGN'],
  CLOSED: ['NOTE'],
  REJECTED_OUT_OF_SCOPE: ['REPLY', 'CLOSE', 'NOTE'],
  WITHDRAWN: ['NOTE'],
};

/** The ticket's state does not allow what was asked. */
export class IllegalMoveProblem extends Problem {
  readonly code = 'ILLEGAL_MOVE';
  readonly state: TicketState;
  readonly legalMoves: readonly TicketMove[];

  constructor(state: TicketState, move: TicketMove) {
    const legal = MOVES[state];
    super({
      fr: `Le ticket est ${STATE_NAMES[state].fr}. Impossible : ${MOVE_NAMES[move].fr}. Possible : ${legal.map((name) => MOVE_NAMES[name].fr).join(', ')}.`,
      en: `The ticket is ${STATE_NAMES[state].en}. Not possible: ${MOVE_NAMES[move].en}. Possible: ${legal.map((name) => MOVE_NAMES[name].en).join(', ')}.`,
    });
    this.state = state;
    this.legalMoves = legal;
  }
}

const STATE_NAMES: Record<TicketState, Text> = {
  RECEIVED: { fr: 'reçu', en: 'received' },
  RESOLVED: { fr: 'résolu', en: 'resolved' },
  CLOSED: { fr: 'fermé', en: 'closed' },
  REJECTED_OUT_OF_SCOPE: { fr: 'rejeté, car hors périmètre', en: 'rejected as out of scope' },
  WITHDRAWN: { fr: 'retiré', en: 'withdrawn' },
};

const MOVE_NAMES: Record<TicketMove, Text> = {
  REPLY: { fr: 'répondre', en: 'reply' },
  RESOLVE: { fr: 'résoudre', en: 'resolve' },
  REJECT: { fr: 'rejeter', en: 'reject' },
  RAISE_SEVERITY: { fr: 'relever la gravité', en: 'raise the severity' },
  CLOSE: { fr: 'fermer', en: 'close' },
  NOTE: { fr: 'ajouter une note interne', en: 'add an internal note' },
  ASSIGN: { fr: 'attribuer', en: 'assign' },
};

/** @throws IllegalMoveProblem naming what is possible instead */
export function checkMove(state: TicketState, move: TicketMove): void {
  if (!MOVES[state].includes(move)) throw new IllegalMoveProblem(state, move);
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
  by: 'contact' | 'staff',
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
