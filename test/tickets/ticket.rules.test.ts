import {
  checkMove,
  IllegalMoveProblem,
  opensFollowUp,
  TICKET_MOVES,
  TICKET_STATES,
  type TicketState,
} from '@tierline/schema/tickets/ticket.rules';
import { assert, constantFrom, property, record, array } from 'fast-check';
import { describe, expect, test } from 'vitest';

const step = record({ by: constantFrom('contact', 'staff'), move: constantFrom(...TICKET_MOVES) });

describe('moves', () => {
  test('S93 C22 C24 whatever is tried, what is over stays over, and a refusal names what works instead', () => {
    assert(
      property(array(step, { maxLength: 40 }), (steps) => {
        let state: TicketState = 'RECEIVED';
        for (const { by, move } of steps) {
          const before: TicketState = state;
          try {
            state = checkMove(before, by, move);
          } catch (problem) {
            expect(problem).toBeInstanceOf(IllegalMoveProblem);
            const { legalMoves } = problem as IllegalMoveProblem;
            expect(legalMoves).not.toContain(move);
            for (const legal of legalMoves) expect(TICKET_STATES).toContain(checkMove(before, by, legal));
            continue;
          }
          if (before === 'CLOSED') expect(state).toBe('CLOSED');
          if (before === 'REJECTED_OUT_OF_SCOPE')
            expect(['REJECTED_OUT_OF_SCOPE', 'CLOSED']).toContain(state);
          if (before === 'RESOLVED') expect(['RESOLVED', 'IN_PROGRESS', 'CLOSED']).toContain(state);
          if (state === 'RESOLVED' && before !== 'RESOLVED') expect(move).toBe('RESOLVE');
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test.each([
    ['RECEIVED', 'staff', 'WAIT_FOR_CUSTOMER', 'WAITING_ON_CUSTOMER'],
    ['IN_PROGRESS', 'staff', 'WAIT_FOR_THIRD_PARTY', 'WAITING_ON_THIRD_PARTY'],
    ['WAITING_ON_CUSTOMER', 'contact', 'REPLY', 'IN_PROGRESS'],
    ['WAITING_ON_CUSTOMER', 'staff', 'REPLY', 'WAITING_ON_CUSTOMER'],
    ['WAITING_ON_CUSTOMER', 'staff', 'WAIT_FOR_THIRD_PARTY', 'WAITING_ON_THIRD_PARTY'],
    ['WAITING_ON_THIRD_PARTY', 'contact', 'REPLY', 'WAITING_ON_THIRD_PARTY'],
    ['WAITING_ON_THIRD_PARTY', 'staff', 'RESUME', 'IN_PROGRESS'],
    ['WAITING_ON_THIRD_PARTY', 'staff', 'RESOLVE', 'RESOLVED'],
    ['RESOLVED', 'contact', 'REPLY', 'IN_PROGRESS'],
    ['RESOLVED', 'staff', 'REPLY', 'RESOLVED'],
  ] as const)('C12 C22 %s, by %s: %s leads to %s', (before, by, move, after) => {
    expect(checkMove(before, by, move)).toBe(after);
  });

  test.each([
    ['RECEIVED', 'contact', 'WAIT_FOR_THIRD_PARTY', ['REPLY', 'RAISE_SEVERITY', 'CLOSE']],
    ['RECEIVED', 'staff', 'RESUME', undefined],
    ['WAITING_ON_CUSTOMER', 'staff', 'WAIT_FOR_CUSTOMER', undefined],
    ['RESOLVED', 'staff', 'RESOLVE', ['REPLY', 'CLOSE', 'NOTE', 'ASSIGN']],
    ['CLOSED', 'staff', 'REPLY', ['NOTE']],
    ['WITHDRAWN', 'contact', 'REPLY', []],
  ] as const)('C22 %s, by %s: no %s', (state, by, move, legalMoves) => {
    const problem = new IllegalMoveProblem(state, by, move);
    expect(() => checkMove(state, by, move)).toThrow(problem);
    if (legalMoves) expect(problem.legalMoves).toEqual(legalMoves);
  });
});

describe('follow-ups', () => {
  const endedAt = new Date('2026-05-04T08:00:00Z');

  test.each([
    ['RESOLVED', '2026-06-03T08:00:00.000Z', false], // 30 days of 24 hours: the last instant
    ['RESOLVED', '2026-06-03T08:00:00.001Z', true],
    ['CLOSED', '2026-05-04T08:00:00.000Z', true],
    ['REJECTED_OUT_OF_SCOPE', '2026-12-01T08:00:00.000Z', false],
  ] as const)('C22 on a %s ticket at %s: %s', (state, now, expected) => {
    expect(opensFollowUp({ state, endedAt }, new Date(now))).toBe(expected);
  });
});
