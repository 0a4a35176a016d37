import { may } from '@tierline/schema/access';
import {
  checkMove,
  IllegalMoveProblem,
  isOpen,
  legalMoves,
  letsWork,
  opensFollowUp,
  SCOPE_VERDICTS,
  SECOND_OPINION_STATES,
  ScopeReviewMissingProblem,
  TICKET_CANCELLATIONS,
  TICKET_MOVES,
  TICKET_STATES,
  type TicketMove,
  type TicketStanding,
} from '@tierline/schema/tickets/ticket.rules';
import { array, assert, constantFrom, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';

const customer = { kind: 'contact', roles: ['REQUESTER'] } as const;
const engineer = { kind: 'staff', roles: ['ENGINEER'] } as const;
const manager = { kind: 'staff', roles: ['MANAGER'] } as const;
const MOVERS = { customer, engineer, manager };
type Mover = (typeof MOVERS)[keyof typeof MOVERS];

const VERDICTS = [null, ...SCOPE_VERDICTS];
const OPINIONS = [null, ...SECOND_OPINION_STATES];
/** Every way in which a ticket can stand, also those that no history leads to. */
const STANDINGS: TicketStanding[] = TICKET_STATES.flatMap((state) =>
  VERDICTS.flatMap((scopeVerdict) =>
    OPINIONS.flatMap((secondOpinionState) =>
      (state === 'CANCELLED' ? TICKET_CANCELLATIONS : [null]).map((cancellation) => ({
        accountId: 'acc_1',
        state,
        severity: 'MODERATE' as const,
        scopeVerdict,
        secondOpinionState,
        cancellation,
      })),
    ),
  ),
);
const RECEIVED: TicketStanding = {
  accountId: 'acc_1',
  state: 'RECEIVED',
  severity: 'MODERATE',
  scopeVerdict: null,
  secondOpinionState: null,
  cancellation: null,
};
const standing = constantFrom(...STANDINGS);
const mover = constantFrom<Mover>(customer, engineer, manager);
const move = constantFrom(...TICKET_MOVES);

describe('the machine', () => {
  test('S90 C22 C24 every move of everybody in every state leads to a state, or is refused with a reason', () => {
    assert(
      property(standing, mover, move, (ticket, by, tried) => {
        const legal = legalMoves(ticket, by);
        try {
          expect(TICKET_STATES).toContain(checkMove(ticket, by, tried));
          if (may(by, 'ticket.reviewScope') || by === customer) expect(legal).toContain(tried);
        } catch (problem) {
          expect(legal).not.toContain(tried);
          if (problem instanceof ScopeReviewMissingProblem) {
            expect(problem.scopeVerdict).toBe(ticket.scopeVerdict);
            return;
          }
          expect(problem).toBeInstanceOf(IllegalMoveProblem);
          expect((problem as IllegalMoveProblem).legalMoves).toEqual(legal);
        }
      }),
      { numRuns: 5_000 },
    );
  });

  test('S90 C24 the moves that a refusal names are exactly those that are accepted', () => {
    for (const ticket of STANDINGS) {
      for (const by of [customer, engineer]) {
        expect(legalMoves(ticket, by)).toEqual(TICKET_MOVES.filter((tried) => accepts(ticket, by, tried)));
      }
    }
  });

  test('S90 a manager does what an engineer does, but judges no request', () => {
    const judging = ['BEGIN_REVIEW', 'REVIEW', 'REJECT', 'GIVE_SECOND_OPINION'];
    for (const ticket of STANDINGS) {
      expect(legalMoves(ticket, manager)).toEqual(
        legalMoves(ticket, engineer).filter((name) => !judging.includes(name)),
      );
    }
  });

  test('C20 C22 C24 what is over stays over, but what ended by mistake, which only the vendor undoes', () => {
    for (const ticket of STANDINGS.filter(({ state }) => OVER.includes(state))) {
      const undoable =
        ticket.state === 'WITHDRAWN' || ['SPAM', 'DUPLICATE'].includes(ticket.cancellation ?? '');
      expect(accepts(ticket, engineer, 'REOPEN')).toBe(undoable);
      for (const by of undoable ? [customer] : [customer, engineer]) {
        const moves = TICKET_MOVES.filter((tried) => accepts(ticket, by, tried));
        const ends = moves.map((tried) => checkMove(ticket, by, tried));
        expect(new Set([ticket.state, ...ends])).toEqual(new Set([ticket.state]));
      }
    }
  });

  test('S90 B5 every state can be reached, and from every one that is not over a ticket can end', () => {
    const reached = reachable(RECEIVED);
    expect(new Set(reached.map(({ state }) => state))).toEqual(new Set(TICKET_STATES));
    for (const ticket of reached) {
      expect(reachable(ticket).some(({ state }) => OVER.includes(state))).toBe(true);
    }
  });

  test('S90 S93 B5 whatever happens, only what a review lets be done is worked on, and a second opinion is one and final', () => {
    const step = record({ by: mover, move, verdict: constantFrom(...SCOPE_VERDICTS) });
    assert(
      property(array(step, { maxLength: 60 }), (steps) => {
        let ticket = RECEIVED;
        let asked = 0;
        for (const { by, move: tried, verdict } of steps) {
          const before = ticket;
          ticket = after(ticket, by, tried, verdict) ?? ticket;
          if (ticket !== before && tried === 'REQUEST_SECOND_OPINION') asked += 1;
          if (before.secondOpinionState === 'OVERTURNED') expect(ticket.scopeVerdict).toBe('IN_SCOPE');
          if (ticket.state === 'IN_PROGRESS' || ticket.state === 'RESOLVED') {
            expect(letsWork(ticket.scopeVerdict)).toBe(true);
          }
          if (ticket.state === 'REJECTED_OUT_OF_SCOPE') expect(ticket.scopeVerdict).toBe('OUT_OF_SCOPE');
        }
        expect(asked).toBeLessThanOrEqual(1);
      }),
      { numRuns: 5_000 },
    );
  });

  const OVER: TicketStanding['state'][] = ['CLOSED', 'WITHDRAWN', 'CANCELLED'];

  function accepts(ticket: TicketStanding, by: Mover, tried: TicketMove): boolean {
    try {
      checkMove(ticket, by, tried);
      return true;
    } catch {
      return false;
    }
  }

  /** What a move makes of a ticket, its judgement included, as the verbs write it; null for one that is refused. */
  function after(
    ticket: TicketStanding,
    by: Mover,
    tried: TicketMove,
    verdict: (typeof SCOPE_VERDICTS)[number],
  ): TicketStanding | null {
    const judged = { ...ticket };
    if (tried === 'REVIEW') judged.scopeVerdict = verdict;
    if (tried === 'REJECT') judged.scopeVerdict = 'OUT_OF_SCOPE';
    if (tried === 'GIVE_SECOND_OPINION')
      judged.scopeVerdict = verdict === 'IN_SCOPE' ? verdict : 'OUT_OF_SCOPE';
    if (!accepts(judged, by, tried)) return null;
    const state = checkMove(judged, by, tried);
    if (tried === 'CANCEL') judged.cancellation = 'SPAM';
    if (tried === 'MERGE') judged.cancellation = 'MERGED';
    if (tried === 'REOPEN') judged.cancellation = null;
    if (tried === 'REQUEST_SECOND_OPINION') judged.secondOpinionState = 'REQUESTED';
    if (tried === 'GIVE_SECOND_OPINION') {
      judged.secondOpinionState = verdict === 'IN_SCOPE' ? 'OVERTURNED' : 'UPHELD';
    }
    return { ...judged, state };
  }

  /** Everything that a ticket can become. Closing by a customer before an answer withdraws it. */
  function reachable(from: TicketStanding): TicketStanding[] {
    const found = new Map<string, TicketStanding>();
    const ahead = [from];
    for (let ticket = ahead.pop(); ticket; ticket = ahead.pop()) {
      const key = JSON.stringify(ticket);
      if (found.has(key)) continue;
      found.set(key, ticket);
      for (const by of [customer, engineer]) {
        for (const tried of TICKET_MOVES) {
          for (const verdict of SCOPE_VERDICTS) {
            const next = after(ticket, by, tried, verdict);
            if (!next) continue;
            ahead.push(next);
            if (tried === 'CLOSE' && by === customer && isOpen(ticket.state)) {
              ahead.push({ ...next, state: 'WITHDRAWN' });
            }
          }
        }
      }
    }
    return [...found.values()];
  }
});

describe('moves', () => {
  test.each([
    ['RECEIVED', null, 'engineer', 'BEGIN_REVIEW', 'IN_REVIEW'],
    ['RECEIVED', 'IN_SCOPE', 'engineer', 'REVIEW', 'IN_REVIEW'],
    ['IN_REVIEW', 'IN_SCOPE', 'engineer', 'START_WORK', 'IN_PROGRESS'],
    ['IN_REVIEW', 'WAIVED', 'engineer', 'START_WORK', 'IN_PROGRESS'],
    ['IN_PROGRESS', 'OUT_OF_SCOPE', 'engineer', 'REVIEW', 'IN_REVIEW'],
    ['IN_PROGRESS', 'WAIVED', 'engineer', 'REVIEW', 'IN_PROGRESS'],
    ['RECEIVED', null, 'engineer', 'WAIT_FOR_CUSTOMER', 'WAITING_ON_CUSTOMER'],
    ['IN_PROGRESS', 'IN_SCOPE', 'engineer', 'WAIT_FOR_THIRD_PARTY', 'WAITING_ON_THIRD_PARTY'],
    ['WAITING_ON_CUSTOMER', null, 'customer', 'REPLY', 'IN_REVIEW'],
    ['WAITING_ON_CUSTOMER', 'IN_SCOPE', 'customer', 'REPLY', 'IN_PROGRESS'],
    ['WAITING_ON_CUSTOMER', 'OUT_OF_SCOPE', 'customer', 'REPLY', 'IN_REVIEW'],
    ['WAITING_ON_CUSTOMER', 'IN_SCOPE', 'engineer', 'REPLY', 'WAITING_ON_CUSTOMER'],
    ['WAITING_ON_CUSTOMER', 'IN_SCOPE', 'engineer', 'REVIEW', 'WAITING_ON_CUSTOMER'],
    ['WAITING_ON_CUSTOMER', null, 'engineer', 'WAIT_FOR_THIRD_PARTY', 'WAITING_ON_THIRD_PARTY'],
    ['WAITING_ON_THIRD_PARTY', null, 'customer', 'REPLY', 'WAITING_ON_THIRD_PARTY'],
    ['WAITING_ON_THIRD_PARTY', null, 'engineer', 'RESUME', 'IN_REVIEW'],
    ['WAITING_ON_THIRD_PARTY', 'IN_SCOPE', 'engineer', 'RESUME', 'IN_PROGRESS'],
    ['WAITING_ON_THIRD_PARTY', 'IN_SCOPE', 'engineer', 'RESOLVE', 'RESOLVED'],
    ['IN_REVIEW', 'OUT_OF_SCOPE', 'engineer', 'REJECT', 'REJECTED_OUT_OF_SCOPE'],
    ['RECEIVED', null, 'manager', 'CANCEL', 'CANCELLED'],
    ['IN_PROGRESS', 'IN_SCOPE', 'engineer', 'MERGE', 'CANCELLED'],
    ['IN_PROGRESS', 'IN_SCOPE', 'engineer', 'SPLIT', 'IN_PROGRESS'],
    ['IN_REVIEW', null, 'engineer', 'LOWER_SEVERITY', 'IN_REVIEW'],
    ['RESOLVED', 'IN_SCOPE', 'customer', 'REPLY', 'IN_PROGRESS'],
    ['RESOLVED', 'IN_SCOPE', 'engineer', 'REPLY', 'RESOLVED'],
    ['RESOLVED', 'IN_SCOPE', 'engineer', 'REOPEN', 'IN_PROGRESS'],
    ['WITHDRAWN', null, 'engineer', 'REOPEN', 'IN_REVIEW'],
    ['WITHDRAWN', 'WAIVED', 'manager', 'REOPEN', 'IN_PROGRESS'],
    ['CANCELLED', null, 'engineer', 'REOPEN', 'IN_REVIEW'],
    ['WAITING_ON_CUSTOMER', null, 'manager', 'RECLASSIFY', 'WAITING_ON_CUSTOMER'],
  ] as const)(
    'S90 C12 C22 %s, reviewed %s, by %s: %s leads to %s',
    (state, scopeVerdict, by, tried, after) => {
      expect(checkMove({ ...RECEIVED, state, scopeVerdict }, MOVERS[by], tried)).toBe(after);
    },
  );

  test.each([
    ['RECEIVED', 'customer', 'WAIT_FOR_THIRD_PARTY', ['REPLY', 'RAISE_SEVERITY', 'CLOSE']],
    ['RECEIVED', 'engineer', 'START_WORK', undefined],
    ['RECEIVED', 'engineer', 'RESUME', undefined],
    ['IN_PROGRESS', 'engineer', 'CLOSE', undefined],
    ['WAITING_ON_CUSTOMER', 'manager', 'CLOSE', undefined],
    ['WAITING_ON_CUSTOMER', 'engineer', 'WAIT_FOR_CUSTOMER', undefined],
    ['RESOLVED', 'engineer', 'RESOLVE', ['REPLY', 'LOG_CALL', 'REOPEN', 'CLOSE', 'NOTE', 'ASSIGN']],
    ['RESOLVED', 'customer', 'REOPEN', ['REPLY', 'CLOSE']],
    ['RESOLVED', 'customer', 'LOG_CALL', ['REPLY', 'CLOSE']],
    ['CLOSED', 'engineer', 'LOG_CALL', ['NOTE']],
    ['CLOSED', 'engineer', 'REPLY', ['NOTE']],
    ['WITHDRAWN', 'customer', 'REPLY', []],
    ['CANCELLED', 'engineer', 'REOPEN', ['NOTE']], // merged
    ['CANCELLED', 'customer', 'REOPEN', []],
    ['RESOLVED', 'engineer', 'RECLASSIFY', undefined],
    ['RECEIVED', 'customer', 'RECLASSIFY', undefined],
  ] as const)('S90 C20 C22 %s, by %s: no %s', (state, by, tried, expected) => {
    const cancellation = state === 'CANCELLED' ? 'MERGED' : null;
    const ticket = { ...RECEIVED, state, scopeVerdict: 'IN_SCOPE', cancellation } as const;
    const problem = new IllegalMoveProblem(ticket, MOVERS[by], tried);
    expect(() => checkMove(ticket, MOVERS[by], tried)).toThrow(problem);
    if (expected) expect(problem.legalMoves).toEqual(expected);
  });

  test.each([
    [null, 'customer', 'REQUEST_SECOND_OPINION', 'OUT_OF_SCOPE', 'REJECTED_OUT_OF_SCOPE'],
    ['REQUESTED', 'engineer', 'GIVE_SECOND_OPINION', 'IN_SCOPE', 'IN_PROGRESS'],
    ['REQUESTED', 'engineer', 'GIVE_SECOND_OPINION', 'OUT_OF_SCOPE', 'REJECTED_OUT_OF_SCOPE'],
    ['REQUESTED', 'customer', 'CLOSE', 'OUT_OF_SCOPE', 'CLOSED'],
    ['UPHELD', 'engineer', 'CLOSE', 'OUT_OF_SCOPE', 'CLOSED'],
    ['RENOUNCED', 'engineer', 'CLOSE', 'OUT_OF_SCOPE', 'CLOSED'],
    [null, 'customer', 'CLOSE', 'OUT_OF_SCOPE', 'CLOSED'],
    // refused
    ['UPHELD', 'customer', 'REQUEST_SECOND_OPINION', 'OUT_OF_SCOPE', null],
    ['RENOUNCED', 'customer', 'REQUEST_SECOND_OPINION', 'OUT_OF_SCOPE', null],
    [null, 'engineer', 'GIVE_SECOND_OPINION', 'IN_SCOPE', null],
    ['UPHELD', 'engineer', 'GIVE_SECOND_OPINION', 'IN_SCOPE', null],
    ['REQUESTED', 'engineer', 'CLOSE', 'OUT_OF_SCOPE', null],
    [null, 'engineer', 'CLOSE', 'OUT_OF_SCOPE', null],
    ['REQUESTED', 'engineer', 'REQUEST_SECOND_OPINION', 'OUT_OF_SCOPE', null],
  ] as const)(
    'B5 rejected, second opinion %s, by %s: %s, then %s, leads to %s',
    (opinion, by, tried, scopeVerdict, end) => {
      const ticket = {
        ...RECEIVED,
        state: 'REJECTED_OUT_OF_SCOPE',
        scopeVerdict,
        secondOpinionState: opinion,
      } as const;
      if (end) expect(checkMove(ticket, MOVERS[by], tried)).toBe(end);
      else expect(() => checkMove(ticket, MOVERS[by], tried)).toThrow(IllegalMoveProblem);
    },
  );

  test('B5 what a second opinion found in scope is neither judged nor rejected again', () => {
    const ticket = {
      ...RECEIVED,
      state: 'IN_PROGRESS',
      scopeVerdict: 'IN_SCOPE',
      secondOpinionState: 'OVERTURNED',
    } as const;
    for (const tried of ['REVIEW', 'REJECT'] as const) {
      expect(() => checkMove(ticket, engineer, tried)).toThrow(IllegalMoveProblem);
    }
    expect(checkMove(ticket, engineer, 'RESOLVE')).toBe('RESOLVED');
  });

  test.each([
    ['IN_REVIEW', null, 'engineer', 'START_WORK'],
    ['IN_REVIEW', 'OUT_OF_SCOPE', 'engineer', 'START_WORK'],
    ['RECEIVED', null, 'engineer', 'RESOLVE'],
    ['WAITING_ON_CUSTOMER', 'OUT_OF_SCOPE', 'engineer', 'RESOLVE'],
    ['IN_REVIEW', 'OUT_OF_SCOPE', 'engineer', 'CLOSE'],
  ] as const)(
    'S90 %s, reviewed %s, by %s: %s takes a review that lets it',
    (state, scopeVerdict, by, tried) => {
      const problem = new ScopeReviewMissingProblem(scopeVerdict);
      expect(() => checkMove({ ...RECEIVED, state, scopeVerdict }, MOVERS[by], tried)).toThrow(problem);
    },
  );

  test('S90 B21 a missing review and an illegal move say in both languages what to do instead', () => {
    expect(new ScopeReviewMissingProblem(null).text).toEqual({
      fr: 'Personne n’a encore examiné le périmètre\u00a0: examinez la demande d’abord, ou avec la réponse.',
      en: 'Nobody has reviewed the scope yet: review the request first, or together with the reply.',
    });
    expect(new ScopeReviewMissingProblem('OUT_OF_SCOPE').text).toEqual({
      fr: 'L’examen a jugé la demande hors périmètre\u00a0: rejetez-la, ou examinez-la de nouveau et accordez une dérogation.',
      en: 'The review found the request out of scope: reject it, or review it again and waive the exclusion.',
    });
    const resolved = { ...RECEIVED, state: 'RESOLVED', scopeVerdict: 'IN_SCOPE' } as const;
    const severe = { ...RECEIVED, severity: 'SEVERE' } as const;
    expect(legalMoves(severe, customer)).toEqual(['REPLY', 'CLOSE']);
    expect(new IllegalMoveProblem(resolved, customer, 'RAISE_SEVERITY').text).toEqual({
      fr: 'Une réponse doit d’abord rouvrir le ticket. Le ticket est résolu. Impossible\u00a0: relever la gravité. Possible\u00a0: répondre, fermer.',
      en: 'A reply must re-open the ticket first. The ticket is resolved. Not possible: raise the severity. Possible: reply, close.',
    });
    const refused = (standing: TicketStanding, move: TicketMove) =>
      new IllegalMoveProblem(standing, engineer, move).text.en.split('. ')[0];
    expect(refused(RECEIVED, 'START_WORK')).toBe('The scope must be reviewed first');
    expect(refused({ ...RECEIVED, state: 'WITHDRAWN' }, 'REPLY')).toBe('The ticket must be re-opened first');
    expect(refused({ ...RECEIVED, state: 'CLOSED' }, 'REPLY')).toBe('The ticket is closed'); // nothing brings it back
  });
});

describe('follow-ups', () => {
  const endedAt = new Date('2026-05-04T08:00:00Z');

  test.each([
    [30, 'RESOLVED', '2026-06-03T08:00:00.000Z', false], // 30 days of 24 hours: the last instant
    [30, 'RESOLVED', '2026-06-03T08:00:00.001Z', true],
    [30, 'CLOSED', '2026-05-04T08:00:00.000Z', true],
    [30, 'REJECTED_OUT_OF_SCOPE', '2026-12-01T08:00:00.000Z', false],
    [7, 'RESOLVED', '2026-05-11T08:00:00.000Z', false],
    [7, 'RESOLVED', '2026-05-11T08:00:00.001Z', true],
    [0, 'RESOLVED', '2026-05-04T08:00:00.001Z', true],
  ] as const)('C22 re-opened for %i days, on a %s ticket at %s: %s', (days, state, now, expected) => {
    expect(opensFollowUp({ state, endedAt }, days, new Date(now))).toBe(expected);
  });
});
