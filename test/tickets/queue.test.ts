import { asTenant } from '@tierline/prisma/tenancy';
import { fireDeadlines } from '@tierline/schema/sla/deadlines.jobs';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Customer, type Desk, type Staff, type Ticket } from '../support/programme.ts';

let desk: Desk;
const world: Ticket[] = [];

/** A Tuesday in Paris, 10:00. */
const NOW = Date.parse('2026-05-05T08:00:00Z');
const HOUR = 3_600_000;

beforeAll(async () => {
  desk = await openDesk({ at: new Date(NOW).toISOString() });
  const customers: Customer[] = [];
  for (const plan of ['BASIC', 'ENHANCED', 'PREMIUM'] as const) customers.push(await desk.customer({ plan }));
  for (let at = 0; at < 36; at += 1) {
    passTo(NOW + at * 12 * 60_000);
    const severity = ['SEVERE', 'MODERATE', 'LIMITED'][((at * 5) % 7) % 3];
    const { id } = await customers[at % 3]!.open({ severity });
    if (at % 4 === 0) await fire(NOW + at * 12 * 60_000);
    if (at % 9 === 3) {
      passTo(NOW + at * 12 * 60_000 + HOUR / 2);
      await desk.engineer.act('replyToTicket', { ticketId: id, body: 'We are on it.' });
    }
    world.push(await desk.engineer.ticket(id));
  }
  await fire(NOW + 7 * HOUR);
}, 120_000);
afterAll(() => desk.stop());

function passTo(instant: number): void {
  desk.at(new Date(instant).toISOString());
}

function fire(instant: number): Promise<number> {
  return asTenant('every-account', () => fireDeadlines(desk.server.database.client, new Date(instant)));
}

/** R1 as it is written, over what the API shows of the tickets. */
function ordered(tickets: readonly Ticket[], asOf: number): string[] {
  const keys = ({
    id,
    severity,
    plan,
    receivedAt,
    initialResponse: { atRiskAt, dueAt, endedAt },
  }: Ticket) => {
    const urgent =
      atRiskAt !== null && Date.parse(atRiskAt) <= asOf && (endedAt === null || Date.parse(endedAt) > asOf);
    const due = dueAt === null ? Infinity : Date.parse(dueAt);
    return [
      urgent ? 0 : 1,
      urgent ? due : 0,
      ['SEVERE', 'MODERATE', 'LIMITED'].indexOf(severity),
      ['PREMIUM', 'ENHANCED', 'BASIC'].indexOf(plan),
      due,
      Date.parse(receivedAt),
      id,
    ];
  };
  return [...tickets]
    .sort((a, b) => {
      const [one, other] = [keys(a), keys(b)];
      const at = one.findIndex((key, index) => key !== other[index]);
      return at < 0 ? 0 : one[at]! < other[at]! ? -1 : 1;
    })
    .map(({ id }) => id);
}

const QUEUE = `query ($filter: QueueFilter, $first: Int, $after: String, $last: Int, $before: String) {
  queue(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
    nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount
  }
}`;
interface Queue {
  nodes: { id: string }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
  totalCount: number;
}

async function page(args: object): Promise<Queue> {
  return (await desk.engineer.read<{ queue: Queue }>(QUEUE, args)).queue;
}

async function allPages(size: number, backward = false, filter?: object): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  for (;;) {
    const args = backward ? { last: size, before: cursor } : { first: size, after: cursor };
    const { nodes, pageInfo } = await page({ filter, ...args });
    const found = nodes.map(({ id }) => id);
    if (backward) ids.unshift(...found);
    else ids.push(...found);
    if (!(backward ? pageInfo.hasPreviousPage : pageInfo.hasNextPage)) return ids;
    cursor = backward ? pageInfo.startCursor : pageInfo.endCursor;
  }
}

test('S31 C15 the queue is in the order R1 at any instant, whatever the page size and direction', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: -60, max: 60 * 30 }),
      fc.integer({ min: 3, max: 40 }),
      fc.boolean(),
      async (minutes, size, backward) => {
        const asOf = NOW + minutes * 60_000;
        passTo(asOf);
        expect(await allPages(size, backward)).toEqual(ordered(world, asOf));
      },
    ),
    { numRuns: 25 },
  );
});

test('S31 C15 a page that is read later keeps the order of the first page’s instant', async () => {
  const asOf = NOW + 3 * HOUR;
  passTo(asOf);
  const first = await page({ first: 10 });
  passTo(NOW + 20 * HOUR);
  const rest = await page({ first: 100, after: first.pageInfo.endCursor });
  expect([...first.nodes, ...rest.nodes].map(({ id }) => id)).toEqual(ordered(world, asOf));
  expect(first.totalCount).toBe(world.length);
  const back = await page({ last: 100, before: first.pageInfo.endCursor });
  expect(back.nodes.map(({ id }) => id)).toEqual(ordered(world, asOf).slice(0, 9));
});

test('S9 S31 the queue is filtered by plan, severity, team, region and assignee', async () => {
  const asOf = NOW + 5 * HOUR;
  passTo(asOf);
  const only = (matches: (ticket: Ticket) => boolean) => ordered(world.filter(matches), asOf);
  expect(await allPages(5, false, { plans: ['PREMIUM', 'BASIC'] })).toEqual(
    only(({ plan }) => plan !== 'ENHANCED'),
  );
  expect(await allPages(5, false, { severities: ['SEVERE'] })).toEqual(
    only(({ severity }) => severity === 'SEVERE'),
  );
  expect((await page({ filter: { severities: ['SEVERE'], plans: ['BASIC'] } })).totalCount).toBe(
    only(({ severity, plan }) => severity === 'SEVERE' && plan === 'BASIC').length,
  );

  const { id: teamId } = await desk.manager.act('createTeam', {
    name: 'Filtered',
    region: 'APAC',
    memberIds: [],
  });
  const given = world.filter((_, at) => at % 5 === 0);
  for (const { id } of given) {
    await desk.manager.act('assignTicket', { ticketId: id, assigneeId: desk.engineer.staffId, teamId });
  }
  const mine = ordered(given, asOf);
  expect(await allPages(4, true, { teamIds: [teamId] })).toEqual(mine);
  expect(await allPages(4, false, { region: 'APAC' })).toEqual(mine);
  expect(await allPages(4, false, { assigneeId: desk.engineer.staffId })).toEqual(mine);
  expect(await allPages(4, false, { unassigned: false })).toEqual(mine);
  expect(await allPages(9, false, { unassigned: true })).toEqual(only(({ id }) => !mine.includes(id)));
  expect(await allPages(9, false, { teamIds: [] })).toEqual([]);
  expect(await allPages(9, false, { region: 'EMEA' })).toEqual([]);
});

test('S31 many who take the next ticket at once get different ones, the first of their teams that nobody has', async () => {
  const asOf = NOW + 6 * HOUR;
  passTo(asOf);
  const people: Staff[] = [];
  for (let at = 0; at < 6; at += 1) people.push(await desk.hire());
  const memberIds = people.map(({ staffId }) => staffId);
  const { id: teamId } = await desk.manager.act('createTeam', { name: 'Takers', region: 'EMEA', memberIds });
  const free = world.filter((_, at) => at % 5 !== 0).slice(0, 8);
  for (const { id } of free) await desk.manager.act('assignTicket', { ticketId: id, teamId });
  // What waits without a team is anybody's; here all of it is with another one.
  const { id: others } = await desk.manager.act('createTeam', {
    name: 'Others',
    region: 'AMER',
    memberIds: [],
  });
  for (const { id } of world.filter((ticket) => !free.includes(ticket))) {
    await desk.manager.act('assignTicket', { ticketId: id, teamId: others });
  }

  const taken = await Promise.all(people.map((person) => person.act('takeNextTicket', {})));
  const order = ordered(free, asOf);
  expect(taken.map(({ id }) => id).sort()).toEqual([...order.slice(0, 6)].sort());

  expect((await people[0]!.act('takeNextTicket', { teamId })).id).toBe(order[6]);
  expect((await people[1]!.act('takeNextTicket', {})).id).toBe(order[7]);
  expect(await people[2]!.problem('takeNextTicket', {})).toMatchObject({ code: 'QUEUE_EMPTY' });
  expect(await desk.engineer.problem('takeNextTicket', {})).toMatchObject({ code: 'QUEUE_EMPTY' });
  expect(await desk.engineer.problem('takeNextTicket', { teamId })).toMatchObject({
    issues: [{ path: 'teamId', code: 'UNKNOWN' }],
  });
});

test('S9 S31 a ticket without a team is taken by whoever has the skills, in the order of the queue', async () => {
  desk.at('2026-06-02T08:00:00Z'); // another Tuesday in Paris, 10:00
  const [ana, bob] = [await desk.hire(), await desk.hire()];
  await desk.manager.act('setSkills', { staffId: bob.staffId, languages: ['FR'] });
  const { id: teamId } = await desk.manager.act('createTeam', {
    name: 'Ana’s',
    region: 'EMEA',
    memberIds: [ana.staffId],
  });
  const customer = await desk.customer({ plan: 'PREMIUM' });
  const limited = await customer.open({ severity: 'LIMITED' });
  await desk.manager.act('assignTicket', { ticketId: limited.id, teamId });
  const severe = await customer.open();

  // He reads French only: what waits without a team is not for him, and he is told that it does.
  const none =
    'No ticket of your teams, and none without a team that your skills fit, waits without somebody who has it.';
  expect(await bob.client.tickets.takeNext()).toMatchObject({
    ...{ __typename: 'QueueEmptyProblem', lackingSkillCount: 1 },
    message: `${none} One without a team waits for a skill that you lack.`,
  });
  const second = await customer.open({ severity: 'MODERATE' });
  expect(await bob.problem('takeNextTicket', {})).toMatchObject({
    code: 'QUEUE_EMPTY',
    en: `${none} 2 without a team wait for a skill that you lack.`,
    fr: 'Aucun ticket de vos équipes, ni ticket sans équipe qui demande vos compétences, n’attend sans que quelqu’un s’en occupe. 2 tickets sans équipe attendent une compétence que vous n’avez pas.',
  });
  await desk.manager.act('assignTicket', { ticketId: second.id, assigneeId: ana.staffId });
  expect((await ana.act('takeNextTicket', { teamId })).id).toBe(limited.id); // of this team alone
  await desk.manager.act('assignTicket', { ticketId: limited.id, assigneeId: null });
  const next = await ana.client.tickets.takeNext();
  expect(next).toMatchObject({ __typename: 'TakeNextTicketSuccess', ticket: { id: severe.id, team: null } });
  expect((await ana.act('takeNextTicket', {})).id).toBe(limited.id);
  // Nothing waits any more, with whatever skills.
  expect(await bob.client.tickets.takeNext()).toMatchObject({ lackingSkillCount: 0, message: none });
});

test('S31 C15 each ticket of the queue says in a sentence why it stands there, in both languages', async () => {
  desk.at('2026-06-03T06:00:00Z'); // Wednesday, 08:00 in Paris
  const [premium, basic] = [await desk.customer({ plan: 'PREMIUM' }), await desk.customer()];
  const severe = await premium.open(); // one business hour: 09:00, at risk from 08:45 on
  const limited = await premium.open({ severity: 'LIMITED' });
  const free = await basic.open({ severity: 'LIMITED' });
  const reason = async (id: string, by: Staff | Customer = desk.engineer) => {
    const { ticket } = await by.read<{ ticket: { en: string | null; fr: string | null } }>(
      'query ($id: ID!) { ticket(id: $id) { en: queueReason(locale: EN) fr: queueReason(locale: FR) } }',
      { id },
    );
    return ticket;
  };
  expect(await reason(severe.id)).toEqual({
    en: 'Severe on Premium: by severity, then by plan, then by deadline (Wednesday 3 June at 09:00).',
    fr: '«\u00a0Sévère\u00a0» avec Premium\u00a0: par gravité, puis par forfait, puis par échéance (mercredi 3 juin à 9h00).',
  });
  expect((await reason(free.id)).en).toBe(
    'Limited on Basic, with nothing promised: by severity, then by plan, after what has a deadline.',
  );
  desk.at('2026-06-03T06:50:00Z');
  expect((await reason(severe.id)).en).toBe(
    'At risk, to be answered by Wednesday 3 June at 09:00: before all that is not urgent, by deadline.',
  );
  desk.at('2026-06-03T07:30:00Z');
  expect((await reason(severe.id)).fr).toBe(
    'Sans réponse, échéance passée (mercredi 3 juin à 9h00)\u00a0: avant tout ce qui n’est pas urgent, par échéance.',
  );
  await desk.engineer.act('replyToTicket', { ticketId: limited.id, body: 'We are on it.' });
  expect((await reason(limited.id)).en).toBe(
    'Limited on Premium, answered once: by severity, then by plan, then by the deadline that it had (Wednesday 3 June at 12:00).',
  );
  expect(await reason(limited.id, premium)).toEqual({ en: null, fr: null });
  await desk.engineer.act('cancelTicket', { ticketId: free.id, reason: 'SPAM' });
  expect((await reason(free.id)).en).toBeNull();
});

test('S39 the queue is for staff, and refuses the cursors of other lists', async () => {
  const customer = await desk.customer();
  expect(await customer.error(QUEUE, { first: 5 })).toMatchObject({ code: 'FORBIDDEN' });
  expect(await desk.engineer.error(QUEUE, { first: 5, after: 'WyJhIl0' })).toMatchObject({
    code: 'BAD_USER_INPUT',
  });
});
