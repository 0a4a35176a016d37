import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDesk, REQUEST, type Caller, type Customer, type Desk } from '../support/programme.ts';

let desk: Desk;
let customer: Customer;
let other: Customer;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
  customer = await desk.customer({ plan: 'PREMIUM', skus: ['IQ-TM', 'ES', 'AS', 'DA-EVENT'] });
  other = await desk.customer({ skus: ['IQ-TM', 'ES', 'AS', 'DA-EVENT'] });
});
afterAll(() => desk?.stop());

const TEXTS = {
  reasonFr: 'EventStream 2 le remplace.',
  reasonEn: 'EventStream 2 replaces it.',
  noticeFr: 'Passez à EventStream 2.',
  noticeEn: 'Move to EventStream 2.',
};
const exclude = (input: object) => ({ startsAt: '2026-06-01T00:00:00Z', ...TEXTS, ...input });
const at = (instant: string) => desk.at(instant);

const verdictOf = async (by: Customer, sku: string) => {
  const { checkCoverage } = await by.read<{ checkCoverage: Record<string, unknown> }>(
    `query ($input: CheckCoverageInput!) { checkCoverage(input: $input) {
      verdict requiredPlan nextStep clause { number } en: message(locale: EN) fr: message(locale: FR) } }`,
    { input: { accountId: by.accountId, requestType: 'LOGIN_ISSUE', severity: 'SEVERE', sku } },
  );
  return checkCoverage;
};
const listed = async (by: Caller) => {
  const { solutionExclusions } = await by.read<{
    solutionExclusions: { totalCount: number; nodes: { id: string }[] };
  }>('{ solutionExclusions { totalCount nodes { id } } }');
  expect(solutionExclusions.totalCount).toBe(solutionExclusions.nodes.length);
  return solutionExclusions.nodes.map(({ id }) => id);
};

describe('a solution that is excluded', () => {
  test('S110 B4 B21 is not covered from that instant on, citing clause 6, whatever the plan; what was received before goes on', async () => {
    at('2026-05-04T06:00:00Z');
    const { id } = await desk.manager.act('excludeSolution', exclude({ solution: 'EVENTSTREAM' }));
    at('2026-05-31T23:59:59.999Z');
    const before = await customer.open({ sku: 'ES' });
    expect(await verdictOf(customer, 'ES')).toMatchObject({ verdict: 'ALLOWED' });

    at('2026-06-01T00:00:00Z');
    for (const by of [customer, other]) {
      expect(await verdictOf(by, 'ES')).toEqual({
        verdict: 'NOT_COVERED',
        requiredPlan: null,
        nextStep: 'TECHNICAL_SERVICES_ENGAGEMENT',
        clause: { number: '6' },
        en: 'Clause 6 of the terms leaves this solution out of coverage. Move to EventStream 2.',
        fr: 'La clause 6 des conditions exclut cette solution de la couverture. Passez à EventStream 2.',
      });
      const answer = await by.read(
        `mutation ($input: OpenTicketInput!) { openTicket(input: $input) { __typename
          ... on SolutionExcludedProblem { code nextStep clause { number }
            exclusion { id reason(locale: EN) notice(locale: FR) solution { code } } } } }`,
        { input: { ...REQUEST, sku: 'ES' } },
      );
      expect(answer).toEqual({
        openTicket: {
          __typename: 'SolutionExcludedProblem',
          code: 'NOT_COVERED',
          nextStep: 'TECHNICAL_SERVICES_ENGAGEMENT',
          clause: { number: '6' },
          exclusion: {
            id,
            reason: 'EventStream 2 replaces it.',
            notice: 'Passez à EventStream 2.',
            solution: { code: 'EVENTSTREAM' },
          },
        },
      });
    }
    // Another solution, and the ticket from before, are not touched.
    expect(await verdictOf(customer, 'IQ-TM')).toMatchObject({ verdict: 'ALLOWED' });
    await customer.act('replyToTicket', { ticketId: before.id, body: 'Still broken.' });
    const solved = { verdict: 'IN_SCOPE', meetingDecision: 'NOT_NEEDED' };
    const answer = { ticketId: before.id, body: 'Done.', resolve: true, review: solved };
    expect((await desk.engineer.act('replyToTicket', answer)).state).toBe('RESOLVED');
  });

  test('S110 for some accounts only, it is not covered for them, and not there for others', async () => {
    at('2026-05-04T06:00:00Z');
    const { id } = await desk.manager.act(
      'excludeSolution',
      exclude({ solution: 'AUDIENCESTREAM', accountIds: [customer.accountId, customer.accountId] }),
    );
    at('2026-06-01T00:00:00Z');
    expect(await verdictOf(customer, 'AS')).toMatchObject({
      verdict: 'NOT_COVERED',
      clause: { number: '6' },
    });
    expect(await verdictOf(other, 'AS')).toMatchObject({ verdict: 'ALLOWED' });
    expect(await listed(customer)).toContain(id);
    expect(await listed(other)).not.toContain(id);
    expect(await listed(desk.engineer)).toContain(id);
    expect((await desk.anonymous.error('{ solutionExclusions { nodes { id } } }')).code).toBe(
      'UNAUTHENTICATED',
    );
  });

  test('S110 it is covered again from the end on; before its start the exclusion is taken back', async () => {
    at('2026-05-04T06:00:00Z');
    const announce = exclude({ solution: 'DATAACCESS' });
    const { id: exclusionId } = await desk.manager.act('excludeSolution', announce);
    await desk.manager.act('endSolutionExclusion', { exclusionId, endsAt: '2026-07-01T00:00:00Z' });
    at('2026-06-30T23:59:59.999Z');
    expect(await verdictOf(customer, 'DA-EVENT')).toMatchObject({ verdict: 'NOT_COVERED' });
    at('2026-07-01T00:00:00Z');
    expect(await verdictOf(customer, 'DA-EVENT')).toMatchObject({ verdict: 'ALLOWED' });
    expect(await desk.manager.problem('endSolutionExclusion', { exclusionId })).toMatchObject({
      __typename: 'ExclusionEndedProblem',
      en: 'The exclusion has ended already.',
      fr: 'L’exclusion a déjà pris fin.',
    });

    at('2026-05-04T06:00:00Z');
    const early = await desk.manager.act('excludeSolution', announce);
    at('2026-05-05T06:00:00Z');
    await desk.manager.act('endSolutionExclusion', { exclusionId: early.id });
    at('2026-08-01T00:00:00Z');
    expect(await verdictOf(customer, 'DA-EVENT')).toMatchObject({ verdict: 'ALLOWED' });
  });

  test('S110 nothing is excluded in the past, and what is not known is told', async () => {
    at('2026-05-04T06:00:00Z');
    const issues = async (input: object) =>
      (await desk.manager.problem('excludeSolution', exclude({ solution: 'EVENTSTREAM', ...input }))).issues;
    expect(await issues({ startsAt: '2026-05-04T05:59:59.999Z' })).toMatchObject([
      { path: 'startsAt', code: 'IN_THE_PAST' },
    ]);
    expect(await issues({ solution: 'NOPE' })).toMatchObject([{ path: 'solution', code: 'UNKNOWN' }]);
    expect(await issues({ accountIds: [customer.accountId, 'acc_absent'] })).toMatchObject([
      { path: 'accountIds', code: 'UNKNOWN' },
    ]);
    expect(await issues({ accountIds: [] })).toMatchObject([{ path: 'accountIds' }]);
    expect(await issues({ reasonFr: ' ' })).toMatchObject([{ path: 'reasonFr' }]);
    const input = { exclusionId: 'sxl_absent' };
    expect((await desk.manager.denied('endSolutionExclusion', input)).code).toBe('NOT_FOUND');
  });

  test('S110 C35 no request slips through: one that was admitted stands before the exclusion does', async () => {
    at('2026-05-04T06:00:00Z');
    const asking = await desk.customer({ skus: ['AS'] });
    const observer = new pg.Client(desk.server.databaseUrl);
    const holder = new pg.Client(desk.server.databaseUrl);
    await Promise.all([observer.connect(), holder.connect()]);
    const waiting = async (atLeast: number) => {
      for (;;) {
        const { rows } = await observer.query<{ n: number }>(
          'select count(distinct pid)::int as n from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())',
        );
        if (rows[0]!.n >= atLeast) return;
      }
    };
    await holder.query('begin; lock table "Message" in share mode'); // a request that is admitted waits here
    const opening = asking.open({ sku: 'AS' });
    await waiting(1);
    const input = exclude({ solution: 'AUDIENCESTREAM', startsAt: '2026-05-04T06:00:00Z' });
    let announced = false;
    const excluding = desk.manager.act('excludeSolution', input).then((exclusion) => {
      announced = true;
      return exclusion;
    });
    await Promise.race([waiting(2), excluding]);
    expect(announced).toBe(false);
    await holder.query('commit');
    const [{ id: ticketId }, { id }] = await Promise.all([opening, excluding]);
    await Promise.all([observer.end(), holder.end()]);

    const opened = (await desk.manager.timeline(ticketId)).find(({ type }) => type === 'ticket.opened')!;
    const [excluded] = (await desk.manager.client.events.list({ subject: id })).nodes;
    expect(Number(opened.position)).toBeLessThan(Number(excluded!.position));
    expect(await asking.problem('openTicket', { ...REQUEST, sku: 'AS' })).toMatchObject({
      __typename: 'SolutionExcludedProblem',
    });
    await desk.manager.act('endSolutionExclusion', { exclusionId: id });
  });

  test('S110 managers announce, and nobody else', async () => {
    const input = exclude({ solution: 'EVENTSTREAM' });
    for (const by of [customer, desk.engineer]) {
      expect((await by.denied('excludeSolution', input)).code).toBe('FORBIDDEN');
      expect((await by.denied('endSolutionExclusion', { exclusionId: 'sxl_1' })).code).toBe('FORBIDDEN');
    }
  });
});
