import { unwrap } from '@tierline/sdk';
import { asTenant } from '@tierline/prisma/tenancy';
import { beginPlans } from '@tierline/schema/plans/plans.jobs';
import { tellUpdatesDue } from '@tierline/schema/runbooks/runbooks.jobs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { IN_SCOPE, openDesk, type Customer, type Desk, type Staff } from '../support/programme.ts';

let desk: Desk;
let sofia: Staff;

/** Wednesday, 10:00 in Paris. */
const NOW = '2026-03-04T09:00:00Z';

beforeAll(async () => {
  desk = await openDesk({ at: NOW });
  sofia = await desk.hire({ name: 'Sofia Lindqvist', roles: ['TAM'] });
});
beforeEach(() => desk.at(NOW));
afterAll(() => desk.stop());

async function premium(locale: 'FR' | 'EN' = 'EN'): Promise<Customer> {
  const customer = await desk.customer({ plan: 'PREMIUM', locale });
  const { accountId } = customer;
  await desk.manager.act('assignTam', { accountId, tamId: sofia.staffId, experienceSince: '2018-03-01' });
  return customer;
}

const agreed = ({ accountId, contactId }: Customer) => ({
  accountId,
  contacts: [
    { role: 'First call', contactId },
    { role: 'Decides on a rollback', staffId: sofia.staffId },
  ],
  steps: ['Call Aline', 'Roll the tag back'],
  cadenceMinutes: 30,
});
const checklistOf = async (who: Pick<Customer, 'client'>, ticketId: string) =>
  (await who.client.runbooks.checklist(ticketId))!.incidentChecklist;

test('S75 a runbook is agreed by account, in versions, for Premium and by its TAM', async () => {
  const customer = await premium();
  expect((await customer.client.runbooks.get(customer.accountId))!.runbook).toBeNull();
  unwrap(await sofia.client.runbooks.publish(agreed(customer)));
  unwrap(await sofia.client.runbooks.publish({ ...agreed(customer), steps: ['Call Aline'] }));
  expect((await customer.client.runbooks.get(customer.accountId))!.runbook).toMatchObject({
    version: 2,
    steps: ['Call Aline'],
    cadenceMinutes: 30,
    contacts: [
      { role: 'First call', person: { name: 'Aline Petit' } },
      { role: 'Decides on a rollback', person: { name: 'Sofia Lindqvist' } },
    ],
  });
  const history = (await customer.client.runbooks.history(customer.accountId))!.runbookVersions.nodes;
  expect(history.map(({ version }) => version)).toEqual([2, 1]);

  const enhanced = await desk.customer({ plan: 'ENHANCED' });
  expect(await desk.manager.client.runbooks.publish(agreed(enhanced))).toMatchObject({
    requiredPlan: 'PREMIUM',
  });
  const both = { ...agreed(customer), contacts: [{ role: 'Who?', contactId: enhanced.contactId }] };
  expect(await sofia.client.runbooks.publish(both)).toMatchObject({
    issues: [{ path: 'contacts.0.contactId', code: 'UNKNOWN' }],
  });
  await expect(customer.client.runbooks.publish(agreed(customer))).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
});

test('S75 a severe ticket opens the checklist of the runbook in force, and its steps are ticked with who and when', async () => {
  const customer = await premium();
  unwrap(await sofia.client.runbooks.publish(agreed(customer)));
  const ticket = await customer.open();
  unwrap(await sofia.client.runbooks.publish({ ...agreed(customer), steps: ['Something else'] }));
  const opened = (await checklistOf(customer, ticket.id))!;
  expect(opened).toMatchObject({
    openedAt: '2026-03-04T09:00:00.000Z',
    closedAt: null,
    runbook: { version: 1 },
    nextUpdateDueAt: '2026-03-04T09:30:00.000Z',
    steps: [
      { position: 1, text: 'Call Aline', tickedAt: null, tickedBy: null },
      { position: 2, text: 'Roll the tag back', tickedAt: null, tickedBy: null },
    ],
  });
  desk.at('2026-03-04T09:10:00Z');
  const stepId = opened.steps[0]!.id;
  unwrap(await desk.engineer.client.runbooks.tick({ stepId }));
  desk.at('2026-03-04T09:20:00Z');
  const { checklist } = unwrap(await sofia.client.runbooks.tick({ stepId }));
  expect(checklist.steps[0]).toMatchObject({
    tickedAt: '2026-03-04T09:10:00.000Z',
    tickedBy: { name: 'Jeanne Morel' },
  });
  await expect(customer.client.runbooks.tick({ stepId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  const [engagement] = await customer.client.engagements
    .list({ types: ['CUSTOM_INCIDENT_MANAGEMENT'] })
    .all(2);
  expect(await customer.client.engagements.get(engagement!.id)).toMatchObject({
    state: 'PLANNED',
    ticket: { id: ticket.id },
    tam: { name: 'Sofia Lindqvist' },
  });
});

test('S75 without a runbook the standard steps apply, in the language of the account', async () => {
  const customer = await premium('FR');
  const ticket = await customer.open();
  const checklist = (await checklistOf(customer, ticket.id))!;
  expect(checklist).toMatchObject({ runbook: null, cadenceMinutes: 60 });
  expect(checklist.steps.map(({ text }) => text)).toContain('Prévenir le Technical Account Manager.');
});

test('S75 C26 an account that becomes Premium gets the checklists of severe tickets that are open, at once and for a plan that begins later', async () => {
  for (const startsAt of [undefined, '2026-03-05T09:00:00Z']) {
    desk.at(NOW);
    const customer = await desk.customer({ plan: 'ENHANCED' });
    const { accountId } = customer;
    const severe = await customer.open();
    const moderate = await customer.open({ severity: 'MODERATE' });
    const ended = await customer.open();
    await customer.act('closeTicket', { ticketId: ended.id });
    desk.at('2026-03-04T11:00:00Z');
    await desk.manager.act('choosePlan', { accountId, planCode: 'PREMIUM', ...(startsAt && { startsAt }) });
    if (startsAt) {
      expect(await checklistOf(customer, severe.id)).toBeNull();
      desk.at('2026-03-05T09:00:01Z');
      await asTenant('every-account', () =>
        beginPlans(desk.server.database.client, new Date('2026-03-05T09:00:01Z')),
      );
    }
    expect(await checklistOf(customer, severe.id)).toMatchObject({
      openedAt: startsAt ? '2026-03-05T09:00:00.000Z' : '2026-03-04T11:00:00.000Z',
      nextUpdateDueAt: startsAt ? '2026-03-05T10:00:00.000Z' : '2026-03-04T12:00:00.000Z',
      cadenceMinutes: 60,
    });
    expect(await checklistOf(customer, moderate.id)).toBeNull();
    expect(await checklistOf(customer, ended.id)).toBeNull();
  }
});

test('S75 no other ticket opens one: neither a less severe one, nor one of another plan', async () => {
  const customer = await premium();
  expect(await checklistOf(customer, (await customer.open({ severity: 'MODERATE' })).id)).toBeNull();
  const enhanced = await desk.customer({ plan: 'ENHANCED' });
  expect(await checklistOf(enhanced, (await enhanced.open()).id)).toBeNull();
  const stranger = await premium();
  expect(await stranger.client.runbooks.checklist((await customer.open()).id)).toBeNull();
});

test('S75 a ticket that is raised to severe opens one, once, however often that comes about', async () => {
  const customer = await premium();
  const ticket = await customer.open({ severity: 'LIMITED' });
  desk.at('2026-03-04T10:00:00Z');
  const raise = { ticketId: ticket.id, severity: 'SEVERE', cause: 'WORSENED' };
  await customer.act('raiseSeverity', raise);
  const opened = (await checklistOf(customer, ticket.id))!;
  expect(opened.openedAt).toBe('2026-03-04T10:00:00.000Z');
  desk.at('2026-03-04T11:00:00Z');
  await sofia.act('lowerSeverity', { ticketId: ticket.id, severity: 'LIMITED', reason: 'One page only.' });
  await customer.act('raiseSeverity', raise);
  expect((await checklistOf(customer, ticket.id))!.id).toBe(opened.id);
});

test('S75 an incident that staff record for a caller opens one as well', async () => {
  const customer = await premium();
  const ticket = await desk.engineer.act('openTicket', {
    requestType: 'LOGIN_ISSUE',
    severity: 'SEVERE',
    sku: 'IQ-TM',
    subject: 'Nobody can sign in',
    question: 'Told on the phone.',
    requesterId: customer.contactId,
    channel: 'PHONE',
  });
  expect(await checklistOf(customer, ticket.id)).not.toBeNull();
});

test('S75 C32 S109 the next word to the customer is told once each time it is due, in business time, until it is resolved', async () => {
  const customer = await premium();
  unwrap(await sofia.client.runbooks.publish(agreed(customer)));
  desk.at('2026-03-04T16:00:00Z'); // 17:00 in Paris
  const ticket = await customer.open();
  await sofia.act('assignTicket', { ticketId: ticket.id, assigneeId: sofia.staffId });
  /** How often anybody was told until then. */
  const told = (instant: string) => {
    desk.at(instant);
    const { client } = desk.server.database;
    return asTenant('every-account', async () => {
      await tellUpdatesDue(client, new Date(instant));
      return client.notice.count({ where: { kind: 'INCIDENT_UPDATE_DUE', ticketId: ticket.id } });
    });
  };

  expect(await told('2026-03-04T16:29:59Z')).toBe(0);
  expect(await told('2026-03-04T16:30:00Z')).toBe(1);
  expect(await told('2026-03-04T16:30:01Z')).toBe(1);

  // A word to the customer starts the next interval, and a note to colleagues does not.
  desk.at('2026-03-04T16:45:00Z');
  await sofia.act('replyToTicket', { ticketId: ticket.id, body: 'We have found the tag.', review: IN_SCOPE });
  await sofia.act('addInternalNote', { ticketId: ticket.id, body: 'Between us.' });
  expect(await checklistOf(customer, ticket.id)).toMatchObject({
    communicatedAt: '2026-03-04T16:45:00.000Z',
    nextUpdateDueAt: '2026-03-05T07:15:00.000Z', // 15 minutes until 18:00, and 15 from 08:00 on
  });
  expect(await told('2026-03-05T07:14:59Z')).toBe(1);
  expect(await told('2026-03-05T07:15:00Z')).toBe(2);

  // A server that was away for a day tells of it once.
  expect(await told('2026-03-06T09:00:00Z')).toBe(3);
  expect(await told('2026-03-06T09:00:01Z')).toBe(3);

  await sofia.act('replyToTicket', { ticketId: ticket.id, body: 'It works again.', resolve: true });
  expect(await checklistOf(customer, ticket.id)).toMatchObject({
    closedAt: '2026-03-06T09:00:01.000Z',
    nextUpdateDueAt: null,
  });
  expect(await told('2026-03-20T09:00:00Z')).toBe(3);
  const [engagement] = await customer.client.engagements.list({ accountId: customer.accountId }).all(1);
  expect(engagement!.state).toBe('HELD');

  await sofia.act('reopenTicket', { ticketId: ticket.id, reason: 'It happens again.' });
  expect(await checklistOf(customer, ticket.id)).toMatchObject({
    closedAt: null,
    nextUpdateDueAt: '2026-03-20T09:30:00.000Z',
  });
});
