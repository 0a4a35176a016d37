import { asTenant } from '@tierline/prisma/tenancy';
import { doWhatIsDue } from '@tierline/server/jobs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDesk, type Caller, type Customer, type Desk, type Staff } from '../support/programme.ts';

let desk: Desk;
let customer: Customer;
let lead: Staff;
let member: Staff;

/** A Tuesday, 09:00 in London and 10:00 in Paris. */
const NOW = '2026-05-05T08:00:00Z';

beforeAll(async () => {
  desk = await openDesk({ at: NOW });
});
afterAll(() => desk.stop());

/** New people each time; what is told is read by ticket. */
beforeEach(async () => {
  desk.at(NOW);
  customer = await desk.customer({ plan: 'PREMIUM' });
  lead = await desk.hire({ name: 'Lea' });
  member = await desk.hire({ name: 'Ana' });
});

async function team(region: string, members: Staff[]): Promise<string> {
  const memberIds = members.map(({ staffId }) => staffId);
  const { id } = await desk.manager.act('createTeam', {
    name: `Desk ${memberIds[0]}`,
    region,
    memberIds,
    leadId: memberIds[0],
  });
  return id;
}

async function assignedTicket(request: object = {}): Promise<string> {
  const { id } = await customer.open(request);
  const teamId = await team('EMEA', [lead, member]);
  await desk.manager.act('assignTicket', { ticketId: id, assigneeId: member.staffId, teamId });
  return id;
}

/** The second passes in which what is due is done. */
async function passSecond(instant: string): Promise<void> {
  desk.at(instant);
  await asTenant('every-account', () => doWhatIsDue(desk.server.database.client, new Date(instant)));
}

/** What the rules tell; a ticket and its checklist tell people more. */
const BY_RULE = ['CLOCK_AT_RISK', 'CLOCK_BREACHED', 'ASSIGNEE_SILENT'];

async function told(who: Caller, ticketId: string, at?: string) {
  if (at) desk.at(at);
  const { notices } = await who.read<{
    notices: { nodes: { kind: string; title: string; deliverAt: string; ticket: { id: string } | null }[] };
  }>('{ notices(first: 100) { nodes { kind title deliverAt ticket { id } } } }');
  return notices.nodes
    .filter(({ kind, ticket }) => BY_RULE.includes(kind) && ticket?.id === ticketId)
    .map(({ kind, deliverAt }) => `${kind} ${deliverAt}`);
}

test('C15 C32 at risk and breach are told once each to whom the rules name, whatever recomputation follows', async () => {
  const id = await assignedTicket({ severity: 'LIMITED' }); // due at 14:00 local, at risk from 13:00
  await passSecond('2026-05-05T11:00:00Z');
  expect(await told(member, id)).toEqual(['CLOCK_AT_RISK 2026-05-05T11:00:00.000Z']);
  expect(await told(lead, id)).toEqual(['CLOCK_AT_RISK 2026-05-05T11:00:00.000Z']);
  expect(await told(desk.manager, id)).toEqual([]);

  // The deadline goes away and comes back.
  const day = { accountId: customer.accountId, on: '2026-05-05' };
  await desk.manager.act('closeDay', { ...day, reason: 'Stocktaking' });
  await desk.manager.act('reopenDay', day);
  await passSecond('2026-05-05T11:30:00Z');
  await passSecond('2026-05-05T12:00:01Z');
  await passSecond('2026-05-05T12:00:02Z');
  await desk.engineer.act('replyToTicket', { ticketId: id, body: 'Sorry for the wait.' });
  await passSecond('2026-05-05T12:00:03Z');

  const both = ['CLOCK_BREACHED 2026-05-05T12:00:01.000Z', 'CLOCK_AT_RISK 2026-05-05T11:00:00.000Z'];
  expect(await told(member, id)).toEqual(both);
  expect(await told(lead, id)).toEqual(both);
  expect(await told(desk.manager, id)).toEqual(['CLOCK_BREACHED 2026-05-05T12:00:01.000Z']);
});

test('C32 a deadline at midnight wakes nobody: those on duty elsewhere are told, else it waits for the opening', async () => {
  // 17:15 on Monday in Los Angeles is 01:15 on Tuesday in London.
  const american = await desk.customer({
    plan: 'PREMIUM',
    timeZone: 'America/Los_Angeles',
    country: 'US',
    subdivision: 'CA',
  });
  const teamId = await team('EMEA', [lead, member]);
  desk.at('2026-05-11T23:30:00Z'); // 16:30 local, due at 17:30
  const first = await american.open();
  await desk.manager.act('assignTicket', { ticketId: first.id, assigneeId: member.staffId, teamId });
  await passSecond('2026-05-12T00:15:00Z'); // at risk
  const timeline = await desk.engineer.timeline(first.id);
  expect(timeline.filter(({ type }) => type === 'clock.at_risk')).toMatchObject([
    { occurredAt: '2026-05-12T00:15:00.000Z' },
  ]);
  expect(await told(member, first.id)).toEqual([]);
  expect(await told(lead, first.id)).toEqual([]);

  // A team of a region that is at work, from the next deadline on.
  const joe = await desk.hire({ name: 'Joe', region: 'AMER' });
  await team('AMER', [joe]);
  await passSecond('2026-05-12T00:30:01Z'); // breached
  expect(await told(joe, first.id)).toEqual(['CLOCK_BREACHED 2026-05-12T00:30:01.000Z']);
  expect(await told(member, first.id, '2026-05-12T06:59:59Z')).toEqual([]);
  // Monday's risk waited for Tuesday 08:00 in London; of the breach Joe was told in their place.
  expect(await told(member, first.id, '2026-05-12T07:00:00Z')).toEqual([
    'CLOCK_AT_RISK 2026-05-12T07:00:00.000Z',
  ]);
});

test('C32 S66 a severe Premium ticket at risk reaches the TAM, the backup while the TAM is away', async () => {
  const [tam, backup] = [await desk.hire({ roles: ['TAM'] }), await desk.hire({ roles: ['TAM'] })];
  await desk.manager.act('assignTam', {
    accountId: customer.accountId,
    tamId: tam.staffId,
    backupId: backup.staffId,
    experienceSince: '2019-01-01',
  });
  const { id } = await customer.open(); // due at 11:00 local
  await passSecond('2026-05-05T08:45:00Z');
  expect(await told(tam, id)).toEqual(['CLOCK_AT_RISK 2026-05-05T08:45:00.000Z']);
  await tam.act('recordAbsence', { staffId: tam.staffId, endsAt: '2026-05-20T07:00:00Z' });
  await passSecond('2026-05-05T09:00:01Z');
  expect(await told(tam, id)).toHaveLength(1);
  expect(await told(backup, id)).toEqual(['CLOCK_BREACHED 2026-05-05T09:00:01.000Z']);
});

test('C32 silence is told after the business minutes of the rules, each once, and an answer ends it', async () => {
  const id = await assignedTicket({ severity: 'LIMITED' });
  const tell = (afterBusinessMinutes: number, to: string) => ({
    trigger: 'ASSIGNEE_SILENT',
    afterBusinessMinutes,
    tell: [to],
  });
  await desk.manager.act('publishEscalationRules', {
    rules: [tell(30, 'ASSIGNEE'), tell(60, 'TEAM_LEAD'), tell(600, 'TEAM')],
  });

  await passSecond('2026-05-05T08:29:59Z');
  expect(await told(member, id)).toEqual([]);
  await passSecond('2026-05-05T08:30:00Z');
  await passSecond('2026-05-05T08:30:01Z');
  expect(await told(member, id)).toEqual(['ASSIGNEE_SILENT 2026-05-05T08:30:00.000Z']);
  await passSecond('2026-05-05T09:00:00Z');
  expect(await told(lead, id)).toEqual(['ASSIGNEE_SILENT 2026-05-05T09:00:00.000Z']);
  await desk.engineer.act('replyToTicket', { ticketId: id, body: 'We are on it.' });
  await passSecond('2026-05-07T09:00:00Z');
  expect(await told(lead, id)).toHaveLength(1);

  // What the customer writes then is the next wait, with a silence of its own.
  await customer.act('replyToTicket', { ticketId: id, body: 'Any news?' });
  await passSecond('2026-05-07T09:29:59Z');
  expect(await told(member, id)).toHaveLength(1);
  await passSecond('2026-05-07T09:30:00Z');
  expect(await told(member, id)).toEqual([
    'ASSIGNEE_SILENT 2026-05-07T09:30:00.000Z',
    'ASSIGNEE_SILENT 2026-05-05T08:30:00.000Z',
  ]);
  const silent = (await desk.engineer.timeline(id)).filter(({ type }) => type === 'clock.silent');
  expect(silent.map(({ occurredAt, payload }) => [occurredAt, payload['businessMinutes']])).toEqual([
    ['2026-05-05T08:30:00.000Z', 30],
    ['2026-05-05T09:00:00.000Z', 60],
    ['2026-05-07T09:30:00.000Z', 30],
  ]);
  expect((await customer.timeline(id)).some(({ type }) => type === 'clock.silent')).toBe(false);
});

test('C19 C32 a new assignee gets the full time before the own silence is told', async () => {
  const id = await assignedTicket({ severity: 'LIMITED' });
  await desk.manager.act('publishEscalationRules', {
    rules: [{ trigger: 'ASSIGNEE_SILENT', afterBusinessMinutes: 30, tell: ['ASSIGNEE'] }],
  });
  await passSecond('2026-05-05T08:20:00Z');
  await desk.manager.act('assignTicket', { ticketId: id, assigneeId: lead.staffId });
  await passSecond('2026-05-05T08:30:00Z');
  await passSecond('2026-05-05T08:49:59Z');
  expect([await told(lead, id), await told(member, id)]).toEqual([[], []]);
  await passSecond('2026-05-05T08:50:00Z');
  expect([await told(lead, id), await told(member, id)]).toEqual([
    ['ASSIGNEE_SILENT 2026-05-05T08:50:00.000Z'],
    [],
  ]);
});

test('C32 a manager publishes rules: by plan and severity, also for the customer’s administrators', async () => {
  await desk.manager.act('publishEscalationRules', {
    rules: [{ trigger: 'BREACHED', plans: ['ENHANCED'], severities: ['SEVERE'], tell: ['ADMINISTRATORS'] }],
  });
  const enhanced = await desk.customer({ plan: 'ENHANCED' });
  const colleague = await enhanced.colleague();
  const { id } = await enhanced.open();
  const others = [await enhanced.open({ severity: 'MODERATE' }), await customer.open()];
  await passSecond('2026-05-06T08:00:00Z');
  expect(await told(enhanced, id)).toEqual(['CLOCK_BREACHED 2026-05-06T08:00:00.000Z']);
  for (const who of [colleague, customer, desk.manager, lead]) expect(await told(who, id)).toEqual([]);
  for (const other of others) expect(await told(enhanced, other.id)).toEqual([]);

  const inForce = await desk.engineer.client.escalation.table();
  expect(inForce?.rules).toEqual([
    {
      trigger: 'BREACHED',
      afterBusinessMinutes: null,
      plans: ['ENHANCED'],
      severities: ['SEVERE'],
      tell: ['ADMINISTRATORS'],
    },
  ]);
  const versions = (await desk.engineer.client.escalation.tables().all(100)).map(({ version }) => version);
  expect(versions[0]).toBe(inForce?.version);
  expect(versions.at(-1)).toBe(0);
  expect((await desk.engineer.client.escalation.table({ version: 0 }))?.rules[0]).toMatchObject({
    trigger: 'AT_RISK',
    tell: ['ASSIGNEE', 'TEAM_LEAD'],
  });
});

test('C32 rules that are none are refused, and only managers publish them', async () => {
  const refused = async (rule: object, path: string, code: string) =>
    expect(await desk.manager.problem('publishEscalationRules', { rules: [rule] })).toMatchObject({
      issues: [{ path: `rules.0.${path}`, code }],
    });
  await refused({ trigger: 'BREACHED', tell: [] }, 'tell', 'TOO_SMALL');
  await refused(
    { trigger: 'BREACHED', afterBusinessMinutes: 5, tell: ['TAM'] },
    'afterBusinessMinutes',
    'UNEXPECTED',
  );
  await refused({ trigger: 'ASSIGNEE_SILENT', tell: ['TAM'] }, 'afterBusinessMinutes', 'UNEXPECTED');
  await refused(
    { trigger: 'ASSIGNEE_SILENT', afterBusinessMinutes: 0, tell: ['TAM'] },
    'afterBusinessMinutes',
    'TOO_SMALL',
  );
  const both = { trigger: 'BREACHED', tell: ['TAM', 'ASSIGNEE'], plans: ['PREMIUM', 'ENHANCED'] };
  const again = { trigger: 'BREACHED', tell: ['ASSIGNEE', 'TAM'], plans: ['ENHANCED', 'PREMIUM'] };
  expect(
    await desk.manager.problem('publishEscalationRules', {
      rules: [both, { ...both, plans: ['PREMIUM'] }, again],
    }),
  ).toMatchObject({
    issues: [{ path: 'rules.2', code: 'DUPLICATE', en: 'repeats a rule before it: one of them is enough.' }],
  });
  expect(await desk.engineer.denied('publishEscalationRules', { rules: [] })).toMatchObject({
    code: 'FORBIDDEN',
  });
  expect(await customer.error('{ escalationTables { totalCount } }')).toMatchObject({ code: 'FORBIDDEN' });
});
