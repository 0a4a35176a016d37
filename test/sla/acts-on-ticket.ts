// What the acts of a history do with one ticket.
import { IN_SCOPE, type Ticket } from '../support/programme.ts';
import { ask, body, newWord, severityOf, SKUS, wordsOf, type Request, type World } from './history-world.ts';
import { MINUTE } from './reference-calendar.ts';

export type OnTicket = keyof typeof ON_TICKET;

export const ON_TICKET = {
  ask: (world, ticketId) => [
    world.pick % 3 === 2 ? world.colleague : world.customer,
    'replyToTicket',
    { ticketId, body: body() },
  ],
  answer: ({ desk }, ticketId) => [desk.engineer, 'replyToTicket', { ticketId, body: body() }],
  resolve: ({ desk }, ticketId) => [
    desk.engineer,
    'replyToTicket',
    { ticketId, body: body(), resolve: true, review: IN_SCOPE },
  ],
  call: ({ desk }, ticketId) => [desk.engineer, 'logCall', { ticketId, summary: body() }],
  note: ({ desk }, ticketId) => [desk.engineer, 'addInternalNote', { ticketId, body: body() }],
  waitForCustomer: ({ desk }, ticketId) => [desk.engineer, 'waitForCustomer', { ticketId, body: body() }],
  waitForThirdParty: ({ desk }, ticketId) => [
    desk.engineer,
    'waitForThirdParty',
    { ticketId, reason: body() },
  ],
  resume: async (world: World, ticketId: string): Promise<Request> => {
    if (world.pick % 2) await ask(ON_TICKET.waitForThirdParty(world, ticketId));
    return [world.desk.engineer, 'resumeTicket', { ticketId }];
  },
  beginReview: ({ desk }, ticketId) => [desk.engineer, 'beginScopeReview', { ticketId }],
  review: ({ desk }, ticketId) => [desk.engineer, 'reviewTicketScope', { ticketId, review: IN_SCOPE }],
  waive: ({ desk }, ticketId) => [desk.engineer, 'reviewTicketScope', { ticketId, review: WAIVED }],
  reject: ({ desk }, ticketId) => [
    desk.engineer,
    'rejectTicket',
    { ticketId, clause: '3.4', reasonFr: 'Hors contrat.', reasonEn: 'This is excluded.' },
  ],
  requestSecondOpinion: ({ customer }, ticketId) => [
    customer,
    'requestSecondOpinion',
    { ticketId, reason: body() },
  ],
  secondOpinion: async (world: World, ticketId: string): Promise<Request> => {
    await ask(ON_TICKET.reject(world, ticketId));
    await ask(ON_TICKET.requestSecondOpinion(world, ticketId));
    return ON_TICKET.giveSecondOpinion(world, ticketId);
  },
  giveSecondOpinion: ({ second, pick }, ticketId) => [
    second,
    'giveSecondOpinion',
    {
      ...{ ticketId, outcome: pick % 3 ? 'OVERTURNED' : 'UPHELD', meetingDecision: 'NOT_NEEDED' },
      ...{ reasonFr: 'Vu à deux.', reasonEn: 'Seen by two.' },
    },
  ],
  startWork: async (world: World, ticketId: string): Promise<Request> => {
    if (world.pick % 2) await ask(ON_TICKET.review(world, ticketId));
    return [world.desk.engineer, 'startWork', { ticketId }];
  },
  reopen: ({ desk }, ticketId) => [desk.engineer, 'reopenTicket', { ticketId, reason: body() }],
  close: ({ desk }, ticketId) => [desk.engineer, 'closeTicket', { ticketId }],
  withdraw: ({ customer }, ticketId) => [customer, 'closeTicket', { ticketId }],
  undoEnding: async (world: World, ticketId: string): Promise<Request> => {
    await ask(world.pick % 2 ? ON_TICKET.withdraw(world, ticketId) : ON_TICKET.cancelSpam(world, ticketId));
    return ON_TICKET.reopen(world, ticketId);
  },
  worsen: (world, ticketId) => [
    world.pick % 2 ? world.customer : world.desk.engineer,
    'raiseSeverity',
    { ticketId, severity: severityOf(world), cause: 'WORSENED' },
  ],
  correct: (world, ticketId) => [
    world.desk.engineer,
    'raiseSeverity',
    { ticketId, severity: severityOf(world), cause: 'CORRECTION' },
  ],
  lower: ({ desk }, ticketId) => [
    desk.engineer,
    'lowerSeverity',
    { ticketId, severity: 'LIMITED', reason: body() },
  ],
  contest: ({ customer }, ticketId) => [customer, 'contestSeverity', { ticketId, reason: body() }],
  uphold: async (world: World, ticketId: string): Promise<Request> => {
    if (world.pick % 2) await ask(ON_TICKET.lower(world, ticketId));
    await ask(ON_TICKET.contest(world, ticketId));
    return [world.desk.manager, 'decideContest', { ticketId, decision: 'UPHELD', reason: body() }];
  },
  restore: async (world: World, ticketId: string): Promise<Request> => {
    if (world.pick % 2) await ask(ON_TICKET.lower(world, ticketId));
    await ask(ON_TICKET.contest(world, ticketId));
    return [world.desk.manager, 'decideContest', { ticketId, decision: 'RESTORED', reason: body() }];
  },
  merge: (world, ticketId) => [
    world.desk.engineer,
    'mergeTickets',
    { sourceId: ticketId, targetId: another(world) },
  ],
  split: async (world, ticketId) => {
    const question = someOf(await saidOn(world, ticketId, ['Contact', 'PartnerPerson']), world);
    return [
      world.desk.engineer,
      'splitTicket',
      { ticketId, messageIds: [question!.id], subject: `Another ${newWord()}` },
    ];
  },
  reclassify: (world, ticketId) => [
    world.desk.engineer,
    'reclassifyTicket',
    { ticketId, ...CLASSES[world.pick % CLASSES.length], review: world.pick % 2 ? IN_SCOPE : null },
  ],
  rename: ({ desk }, ticketId) => [
    desk.engineer,
    'reclassifyTicket',
    { ticketId, subject: `Corrected ${newWord()}` },
  ],
  assign: ({ desk, second, pick }, ticketId) => [
    desk.manager,
    'assignTicket',
    { ticketId, assigneeId: [desk.engineer.staffId, second.staffId, null][pick % 3] },
  ],
  repair: async (world, ticketId) => {
    const { clocks } = await world.desk.engineer.ticket(ticketId);
    const clock = clocks[world.pick % clocks.length]!;
    const { repairClock } = await world.desk.engineer.read<{ repairClock: { repair?: { id: string } } }>(
      `mutation ($input: RepairClockInput!) { repairClock(input: $input) {
        ... on RepairClockSuccess { repair { id } } } }`,
      { input: { clockId: clock.id, correction: correctionOf(clock, world), reason: body() } },
    );
    const repairId = repairClock.repair?.id;
    const decision = world.pick % 7 === 0 ? 'REFUSED' : 'APPROVED';
    return repairId === undefined ? null : [world.desk.manager, 'decideClockRepair', { repairId, decision }];
  },
  cancelSpam: ({ desk }, ticketId) => [desk.engineer, 'cancelTicket', { ticketId, reason: 'SPAM' }],
  cancelDuplicate: (world, ticketId) => [
    world.desk.engineer,
    'cancelTicket',
    { ticketId, reason: 'DUPLICATE', duplicateOfId: another(world) },
  ],
  redactMessage: async (world, ticketId) => {
    const message = someOf(await saidOn(world, ticketId), world);
    const [word] = wordsOf(message?.body ?? '');
    if (!message || word === undefined) return null;
    const answer = await ask([world.desk.engineer, 'redactMessage', { messageId: message.id }]);
    if (answer === 'RedactMessageSuccess') world.taken.push({ ticketId, messageId: message.id, word });
    return null;
  },
  redactTicket: async (world, ticketId) => {
    const { ticket } = await world.desk.engineer.read<{ ticket: { subject: string } }>(
      'query ($id: ID!) { ticket(id: $id) { subject } }',
      { id: ticketId },
    );
    const [text] = wordsOf(ticket.subject);
    if (text === undefined) return null;
    const answer = await ask([world.desk.engineer, 'redactTicket', { ticketId, text }]);
    if (answer === 'RedactTicketSuccess') world.taken.push({ ticketId, messageId: null, word: text });
    return null;
  },
} as const satisfies Record<string, (world: World, ticketId: string) => Request | Promise<Request>>;

const WAIVED = {
  ...{ verdict: 'WAIVED', clause: '3.4', waiverReason: 'For this once.' },
  meetingDecision: 'NOT_NEEDED',
};
/** What a request turns out to be: of another type, or about another service. */
const CLASSES = [
  { requestType: 'PLATFORM_DOWN_VENDOR_CAUSE' },
  { requestType: 'HOW_TO' },
  { requestType: 'LOGIN_ISSUE' },
  { sku: SKUS[1] },
  { sku: SKUS[0], requestType: 'EXPERT_ADVICE' },
];

function another({ tickets, pick }: World): string {
  return tickets[(pick + 1) % tickets.length]!;
}

/** A response within the life of the clock, another deadline, or no verdict at all; on whole minutes. */
function correctionOf({ startedAt }: Ticket['clocks'][number], { now, pick }: World): object {
  const minutes = Math.floor((now - Date.parse(startedAt)) / MINUTE);
  const at = (minute: number) => new Date(minute).toISOString();
  switch (pick % 5) {
    case 0:
      return { cancel: true };
    case 1:
    case 2:
      return { dueAt: at(now + ((pick % 11) - 5) * 47 * MINUTE) };
    default:
      return { respondedAt: at(Date.parse(startedAt) + Math.floor((minutes * (pick % 4)) / 4) * MINUTE) };
  }
}

interface Said {
  id: string;
  body: string;
  author: { __typename: string } | null;
}

/** What was said on a ticket, by people. */
async function saidOn({ desk }: World, ticketId: string, by?: readonly string[]): Promise<Said[]> {
  const { ticket } = await desk.engineer.read<{ ticket: { messages: { nodes: Said[] } } }>(
    'query ($id: ID!) { ticket(id: $id) { messages(first: 100) { nodes { id body author { __typename } } } } }',
    { id: ticketId },
  );
  return ticket.messages.nodes.filter(({ author }) => author && (by?.includes(author.__typename) ?? true));
}

function someOf<Item>(items: readonly Item[], { pick }: World): Item | undefined {
  return items[pick % items.length];
}
