// What the acts of a history do with an account, or with several of its tickets at once.
import { REQUEST } from '../support/programme.ts';
import {
  ask,
  body,
  dayOf,
  later,
  newWord,
  PLACES,
  planOf,
  SEVERITIES,
  severityOf,
  skuOf,
  type Request,
  type World,
} from './history-world.ts';

export type OnAccount = keyof typeof ON_ACCOUNT;

const HOURS = [{}, { opensAt: '10:30' }, { closesAt: '12:15' }, { opensAt: '09:00', closesAt: '16:00' }];

export const ON_ACCOUNT = {
  open: (world) => [
    world.pick % 4 === 3 ? world.colleague : world.customer,
    'openTicket',
    {
      ...REQUEST,
      severity: SEVERITIES[Math.min(2, world.pick % 4)],
      sku: skuOf(world),
      subject: `Sign-in ${newWord()}`,
      question: body(),
    },
  ],
  choosePlan: (world) => [world.desk.manager, 'choosePlan', { ...account(world), planCode: planOf(world) }],
  choosePlanLater: (world) => [
    world.desk.manager,
    'choosePlan',
    { ...account(world), planCode: planOf(world), startsAt: later(world, (1 + (world.pick % 40)) * 37) },
  ],
  closeDay: (world) => [
    world.customer,
    'closeDay',
    { ...account(world), on: dayOf(world), reason: 'Inventory', ...HOURS[world.pick % 4] },
  ],
  reopenDay: async (world: World): Promise<Request> => {
    if (world.pick % 2) await ask(ON_ACCOUNT.closeDay(world));
    return [world.customer, 'reopenDay', { ...account(world), on: dayOf(world) }];
  },
  relocate: (world) => [
    world.desk.manager,
    'relocateAccount',
    { ...account(world), ...PLACES[world.pick % PLACES.length] },
  ],
  importTickets: (world) => [
    world.desk.manager,
    'importTickets',
    {
      ...account(world),
      enforceFrom: world.pick % 5 === 0 ? later(world, -600) : null,
      tickets: [importedTicket(world, world.pick), importedTicket(world, world.pick + 1)],
    },
  ],
  excludeSolution: (world) => [
    world.desk.manager,
    'excludeSolution',
    {
      solution: 'EVENTSTREAM',
      startsAt: later(world, (world.pick % 3) * 45),
      accountIds: [world.customer.accountId],
      ...{ reasonFr: 'Fin de vie.', reasonEn: 'It ends.', noticeFr: 'Bientôt.', noticeEn: 'Soon.' },
    },
  ],
  endExclusion: async (world: World): Promise<Request> => {
    if (world.pick % 2) await ask(ON_ACCOUNT.excludeSolution(world));
    const exclusionId = await lastExclusion(world);
    return exclusionId === null ? null : [world.desk.manager, 'endSolutionExclusion', { exclusionId }];
  },
  endAccess: (world) => [
    world.desk.manager,
    'endAccess',
    { personId: world.colleague.contactId, reason: 'Has left.' },
  ],
  restoreAccess: async (world: World): Promise<Request> => {
    if (world.pick % 2) await ask(ON_ACCOUNT.endAccess(world));
    const input = { personId: world.colleague.contactId, roles: ['REQUESTER'], reason: 'Is back.' };
    return [world.desk.manager, 'restoreAccess', input];
  },
  closeMany: (world) => [
    world.pick % 2 ? world.customer : world.desk.engineer,
    'closeTickets',
    { ticketIds: some(world) },
  ],
  assignMany: (world) => [
    world.desk.manager,
    'assignTickets',
    {
      ticketIds: some(world),
      assigneeId: [world.desk.engineer.staffId, world.second.staffId][world.pick % 2],
    },
  ],
  noteMany: (world) => [world.desk.engineer, 'noteTickets', { ticketIds: some(world), body: body() }],
  handOver: (world) => {
    const [fromId, toId] = [world.desk.engineer.staffId, world.second.staffId];
    const people = world.pick % 2 ? { fromId, toId } : { fromId: toId, toId: fromId };
    return [world.desk.manager, 'handOverTickets', { ...people, ticketIds: world.tickets, note: body() }];
  },
} as const satisfies Record<string, (world: World) => Request | Promise<Request>>;

const account = ({ customer }: World) => ({ accountId: customer.accountId });

/** Every other ticket, at least the first. */
function some({ tickets, pick }: World): string[] {
  return tickets.filter((_, index) => index === 0 || (index + pick) % 2 === 0);
}

/** Received some hours or days ago; answered or not, and resolved or not. */
function importedTicket(world: World, pick: number): object {
  const received = -(120 + (pick % 50) * 97);
  const answered = received + 30 * (pick % 5);
  const resolved = answered + 30 * (pick % 3);
  return {
    externalReference: `OLD-${pick % 7}`,
    requesterId: (pick % 2 ? world.customer : world.colleague).contactId,
    requestType: 'LOGIN_ISSUE',
    severity: severityOf({ ...world, pick }),
    plan: pick % 4 === 0 ? null : planOf({ ...world, pick }),
    sku: 'IQ-TM',
    subject: `Sign-in ${newWord()}`,
    question: body(),
    receivedAt: later(world, received),
    respondedAt: pick % 3 === 0 ? null : later(world, Math.min(0, answered)),
    resolvedAt: pick % 2 === 0 ? null : later(world, Math.min(0, resolved)),
  };
}

async function lastExclusion({ desk, customer }: World): Promise<string | null> {
  const { events } = await desk.manager.read<{ events: { nodes: { subject: string }[] } }>(
    `query ($accountId: ID!) { events(first: 100, accountId: $accountId, types: ["solution.excluded"]) {
      nodes { subject } } }`,
    { accountId: customer.accountId },
  );
  return events.nodes.at(-1)?.subject ?? null;
}
