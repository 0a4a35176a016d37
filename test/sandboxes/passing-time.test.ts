import { unwrap } from '@tierline/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RATES } from '../support/contracts.ts';
import { newPartner, type PartnerCaller } from '../support/partners.ts';
import { IN_SCOPE, openDesk, REQUEST, type Desk } from '../support/programme.ts';
import { newSandbox, type SandboxWorld } from '../support/sandboxes.ts';

let desk: Desk;
let partner: PartnerCaller;
/** A Monday, eight o'clock in Paris. */
const MONDAY = '2026-05-04T06:00:00.000Z';
beforeAll(async () => {
  desk = await openDesk({ at: MONDAY });
  partner = await newPartner(desk);
  await desk.manager.act('publishRates', { rates: RATES });
}, 60_000);
afterAll(() => desk?.stop());

const instants = async (world: SandboxWorld, ...types: string[]) =>
  (await world.told())
    .filter(({ type }) => types.includes(type))
    .map(({ type, occurredAt }) => [type, occurredAt]);

test(
  'B22 S68 C15 C31 a severe Premium ticket comes to be at risk and breaks as the clock passes, each at its instant; then an answer counts',
  { timeout: 60_000 },
  async () => {
    const world = await newSandbox(desk, partner);
    const opened = await world.customer.act('openTicket', REQUEST);
    expect(opened.receivedAt).toBe(MONDAY);
    expect(opened.initialResponse).toMatchObject({
      dueAt: '2026-05-04T07:00:00.000Z',
      atRiskAt: '2026-05-04T06:45:00.000Z',
    });

    await world.advance('2026-05-04T07:00:00Z');
    expect(await world.customer.ticket(opened.id)).toMatchObject({ initialResponse: { state: 'AT_RISK' } });
    await world.advance('2026-05-04T07:30:00Z');

    expect(await instants(world, 'clock.at_risk', 'clock.breached')).toEqual([
      ['clock.at_risk', '2026-05-04T06:45:00.000Z'],
      ['clock.breached', '2026-05-04T07:00:00.000Z'],
    ]);
    await world.engineer.act('replyToTicket', { ticketId: opened.id, body: 'We look into it.' });
    const { initialResponse } = await world.customer.ticket(opened.id);
    expect(initialResponse).toMatchObject({
      state: 'BREACHED',
      breachedAt: '2026-05-04T07:00:00.000Z',
      endedAt: '2026-05-04T07:30:00.000Z',
    });
  },
);

test('B22 B23 S90 an engineer there reviews and proposes a repair, and a manager there approves it', async () => {
  const world = await newSandbox(desk, partner);
  const { id: ticketId } = await world.agent.act('openTicket', {
    ...REQUEST,
    requesterId: (await world.manager.client.accounts.get(world.id))!.contacts.nodes[0]!.id,
  });
  await world.engineer.act('reviewTicketScope', { ticketId, review: IN_SCOPE });
  await world.advance('2026-05-04T08:00:00Z');
  await world.engineer.act('replyToTicket', { ticketId, body: 'Solved.' });
  const { clocks } = await world.engineer.ticket(ticketId);
  const clock = clocks.find(({ metric }) => metric === 'INITIAL_RESPONSE')!;
  expect(clock.state).toBe('BREACHED');
  const repair = await world.engineer.act('repairClock', {
    clockId: clock.id,
    correction: { respondedAt: '2026-05-04T06:30:00Z' },
    reason: 'We had called.',
  });
  await world.manager.act('decideClockRepair', {
    repairId: repair.id,
    decision: 'APPROVED',
    reason: 'True.',
  });
  expect((await world.customer.ticket(ticketId)).initialResponse).toMatchObject({
    state: 'MET',
    endedAt: '2026-05-04T06:30:00.000Z',
  });
});

test(
  'B22 S83 B7 S115 a month whose review is missed, a term that is renewed and a plan that ends come about on their days',
  { timeout: 60_000 },
  async () => {
    const world = await newSandbox(desk, partner);
    const accountId = world.id;
    const { id: quoteId } = await world.manager.act('quoteServiceOrder', {
      accountId,
      planCode: 'PREMIUM',
      firstDay: '2026-05-05',
      lastDay: '2026-06-14',
      annualFees: { amountMinor: '12000000', currency: 'EUR' },
      autoRenew: true,
    });
    const { id: contractId } = await world.manager.act('placeServiceOrder', { quoteId });

    await world.advance('2026-06-15T06:00:00Z');

    expect(await partner.client.sandboxes.get(world.id)).toMatchObject({
      now: '2026-06-15T06:00:00.000Z',
      advancingTo: null,
    });
    expect(await instants(world, 'contract.renewal_due', 'contract.renewed')).toEqual([
      ['contract.renewal_due', '2026-05-15T06:00:00.000Z'], // 30 days before 14 June, at eight in Paris; then 7
      ['contract.renewal_due', '2026-06-07T06:00:00.000Z'],
      ['contract.renewed', '2026-06-13T22:00:00.000Z'], // as the last day begins
    ]);
    const missed = (await world.told()).filter(
      ({ type, payload }) =>
        type === 'obligation.overdue' && (payload as { kind: string }).kind === 'MONTHLY_REVIEW',
    );
    expect(missed.map(({ occurredAt }) => occurredAt)).toEqual(['2026-06-10T22:00:00.000Z']);

    const { contract } = await world.customer.read<{ contract: { lines: { nodes: { lastDay: string }[] } } }>(
      'query ($id: ID!) { contract(id: $id) { lines { nodes { lastDay } } } }',
      { id: contractId },
    );
    expect(contract.lines.nodes.map(({ lastDay }) => lastDay)).toEqual(['2026-06-14', '2027-06-14']);
  },
);

test('B22 S5 C26 a plan that was chosen for a while begins and ends on its instants', async () => {
  await Promise.all(
    (await partner.client.sandboxes.list()).map(async ({ id }) => {
      unwrap(await partner.client.sandboxes.delete({ sandboxId: id }));
    }),
  );
  const world = await newSandbox(desk, partner, { planCode: 'BASIC' });
  const trial = { startsAt: '2026-05-06T10:00:00Z', endsAt: '2026-05-08T10:00:00Z' };
  await world.manager.act('choosePlan', { accountId: world.id, planCode: 'ENHANCED', ...trial });
  await world.advance('2026-05-09T00:00:00Z');
  expect(await instants(world, 'plan.begun', 'plan.ended')).toEqual([
    ['plan.begun', '2026-05-06T10:00:00.000Z'],
    ['plan.ended', '2026-05-08T10:00:00.000Z'],
  ]);
});
