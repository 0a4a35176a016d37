import { inspect } from 'node:util';
import { createTransport, ProblemError, unwrap, type TypedDocument } from '@tierline/sdk/core';
import { expect, expectTypeOf, test } from 'vitest';
import { data, scriptedServer } from './scripted-server.ts';

type OpenTicketResult =
  | { __typename: 'OpenTicketSuccess'; ticket: { reference: string } }
  | { __typename: 'NotEntitledProblem'; code: string; message: string; requiredPlan: string }
  | { __typename: 'InvalidInputProblem'; code: string; message: string };

const OPEN = 'mutation OpenTicket { openTicket { __typename } }' as TypedDocument<
  { openTicket: OpenTicketResult },
  object
>;
const SUCCESS = { __typename: 'OpenTicketSuccess', ticket: { reference: 'T-1042' } } as OpenTicketResult;
const NOT_ENTITLED = {
  __typename: 'NotEntitledProblem',
  code: 'NOT_ENTITLED',
  message: 'Your plan does not include “Checkout down”.',
  requiredPlan: 'PREMIUM',
} as OpenTicketResult;

test('B19 unwrapping a success narrows to it', () => {
  const success = unwrap(SUCCESS);

  expectTypeOf(success).toEqualTypeOf<{ __typename: 'OpenTicketSuccess'; ticket: { reference: string } }>();
  expect(success.ticket.reference).toBe('T-1042');
});

test('B19 unwrapping a problem throws it, with the request that it came from', async () => {
  const server = await scriptedServer(data({ openTicket: NOT_ENTITLED }, { 'x-request-id': 'req_5' }));
  const { openTicket } = await createTransport(server).request(OPEN);

  const error = caught(() => unwrap(openTicket));

  expect(error).toBeInstanceOf(ProblemError);
  expect(error).toMatchObject({
    name: 'ProblemError',
    code: 'NOT_ENTITLED',
    status: 200,
    requestId: 'req_5',
    attempts: 1,
    operation: 'OpenTicket',
    problem: NOT_ENTITLED,
  });
});

test('B19 the message of a ProblemError quotes nothing that was sent', () => {
  const error = caught(() => unwrap(NOT_ENTITLED)) as Error;

  expect(error.message).toBe('request: NOT_ENTITLED. Your plan does not include “…”. See `problem`.');
  const french = { ...NOT_ENTITLED, message: 'Votre forfait n’inclut pas « Checkout down ».' };
  expect(String(caught(() => unwrap(french)))).toBe(
    'ProblemError: request: NOT_ENTITLED. Votre forfait n’inclut pas “…”. See `problem`.',
  );
  // What was sent may hold such signs itself.
  const tricky = { ...NOT_ENTITLED, message: '“Check” out “down” is not known.' };
  expect((caught(() => unwrap(tricky)) as Error).message).toBe(
    'request: NOT_ENTITLED. “…” is not known. See `problem`.',
  );
});

test('B19 who catches nothing reads in a console what was asked, what came of it and what to do', async () => {
  const server = await scriptedServer(data({ openTicket: NOT_ENTITLED }, { 'x-request-id': 'req_5' }));
  const token = 'tl_secret';
  const { openTicket } = await createTransport({ ...server, token }).request(OPEN);

  const shown = inspect(caught(() => unwrap(openTicket)));

  expect(shown).toMatch(
    /^ProblemError: OpenTicket \(req_5\): NOT_ENTITLED\. Your plan does not include “…”\. /,
  );
  expect(shown).toContain("requiredPlan: 'PREMIUM'"); // Node prints the problem too
  expect(shown).not.toMatch(/object Object|tl_secret/);
});

test('B19 a problem that the API learnt after this build is thrown too', () => {
  const later = { __typename: 'MoonPhaseProblem', code: 'MOON_PHASE', message: 'Not tonight.' };

  expect(caught(() => unwrap(later as unknown as OpenTicketResult))).toMatchObject({ code: 'MOON_PHASE' });
});

test('B19 a switch over a result ends in a default that takes what is left', () => {
  function referenceOrPlan(result: OpenTicketResult): string {
    switch (result.__typename) {
      case 'OpenTicketSuccess':
        return result.ticket.reference;
      case 'NotEntitledProblem':
        return result.requiredPlan;
      default:
        throw new ProblemError(result);
    }
  }

  expect(referenceOrPlan(SUCCESS)).toBe('T-1042');
  expect(referenceOrPlan(NOT_ENTITLED)).toBe('PREMIUM');
  const invalid = { __typename: 'InvalidInputProblem', code: 'INVALID_INPUT', message: 'no' } as const;
  expect(caught(() => referenceOrPlan(invalid))).toMatchObject({ code: 'INVALID_INPUT', problem: invalid });
});

function caught(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return expect.fail('it was expected to throw');
}
