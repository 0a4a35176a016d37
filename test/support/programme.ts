import { newId } from '@tierline/prisma/ids';
import { createClient, GraphQLRequestError, type Client, type GraphQLErrorEntry } from '@tierline/sdk';
import pg from 'pg';
import { expect } from 'vitest';
import { testServer, type TestServer, type TestServerOptions } from './server.ts';

/** The vendor's desk as the tests of a file share it: one real server, a clock that stands still, some people. */
export interface Desk {
  server: TestServer;
  /** Where the server's clock stands from now on. */
  at(instant: string): void;
  anonymous: Caller;
  engineer: Staff;
  manager: Staff;
  /** Another member of staff, hired by the manager: an engineer of EMEA unless told. */
  hire(person?: { name?: string; roles?: string[]; region?: string }): Promise<Staff>;
  /** A new account, made through the API as its clock stands; on Basic and subscribed to IQ-TM unless told. */
  customer(options?: CustomerOptions): Promise<Customer>;
  stop(): Promise<void>;
}

export interface CustomerOptions {
  plan?: 'BASIC' | 'ENHANCED' | 'PREMIUM';
  timeZone?: string;
  country?: string;
  subdivision?: string;
  locale?: 'FR' | 'EN';
  skus?: readonly string[];
}

export interface Customer extends Caller {
  accountId: string;
  /** The administrator, in whose name this caller acts. */
  contactId: string;
  /** Of its tokens. */
  subject: string;
  /** Opens a severe LOGIN_ISSUE unless told otherwise. */
  open(request?: object): Promise<Ticket>;
  /** Another contact of the account, as a caller. */
  colleague(options?: { siteId?: string; roles?: string[] }): Promise<Omit<Customer, 'colleague'>>;
}

export interface Staff extends Caller {
  staffId: string;
  /** Of its tokens. */
  subject: string;
}

/** Somebody with a token, or nobody in particular. */
export interface Caller {
  client: Client;
  /** The data of a request that must succeed. */
  read<Data>(document: string, variables?: object): Promise<Data>;
  /** The one error with which a request must fail. */
  error(document: string, variables?: object): Promise<{ code: string; message: string }>;
  /** The object that a mutation answers with; it must succeed. */
  act<Name extends Mutation>(mutation: Name, input: object): Promise<Outcome[(typeof NOUNS)[Name]]>;
  /** The problem with which a mutation must answer. */
  problem(mutation: Mutation, input: object): Promise<Problem>;
  /** The one error with which a mutation must fail. */
  denied(mutation: Mutation, input: object): Promise<{ code: string; message: string }>;
  ticket(id: string): Promise<Ticket>;
  timeline(id: string): Promise<TimelineEvent[]>;
}

export interface Ticket {
  id: string;
  reference: string;
  state: string;
  severity: string;
  plan: string;
  receivedAt: string;
  endedAt: string | null;
  initialResponse: Clock;
  clocks: Clock[];
}

export interface Clock {
  id: string;
  metric: string;
  state: string;
  cancelled: string | null;
  startedAt: string;
  targetSeconds: number | null;
  targetVersion: number | null;
  countedFrom: string | null;
  dueAt: string | null;
  dueAtLocal: string | null;
  timeZone: string;
  atRiskAt: string | null;
  endedAt: string | null;
  breachedAt: string | null;
  elapsedSeconds: number;
  remainingSeconds: number | null;
  asOf: string;
  nextSupportWindow: { opensAt: string; closesAt: string };
}

export interface ClockSnapshot {
  state: string;
  targetSeconds: number | null;
  dueAt: string | null;
  atRiskAt: string | null;
  endedAt: string | null;
  cancelled: string | null;
}

export interface TimelineEvent {
  position: string;
  sequence: number;
  type: string;
  occurredAt: string;
  payload: Record<string, unknown>;
}

export interface Problem {
  __typename: string;
  code: string;
  en: string;
  fr: string;
  issues?: { path: string; code: string; en: string; fr: string }[];
}

export interface Money {
  amountMinor: string;
  currency: string;
}

/** A line of a contract, as a quote shows it and as it was agreed. */
export interface PriceLine {
  kind: string;
  effectiveOn: string;
  firstDay: string;
  lastDay: string;
  planBefore: string;
  plan: string;
  annualFees: Money;
  rate: { version: number; basisPoints: number } | null;
  annualPrice: Money;
  assessedPrice: Money;
  priceBefore: Money;
  price: Money;
  appliesFromRenewal: boolean;
  days: number;
  termDays: number;
  method: string;
  due: Money;
  nonRefundable: boolean;
  refund: Money | null;
  terminationReason: string | null;
  autoRenew: boolean;
  endsChosenPlan: boolean;
  additionalTerms: { number: string }[];
  terms: { version: number };
  derivation: string[];
}

export interface ContractLine extends PriceLine {
  id: string;
  sequence: number;
  orderedOn: string;
  effectiveAt: string;
  agreedBy: string;
  quoteId: string | null;
}

export interface Review {
  id: string;
  month: string;
  requestsInPeriod: number;
  requestsReviewed: number;
  completedAt: string | null;
  clusters: {
    id: string;
    recurring: boolean;
    lacksAnalysis: boolean;
    revision: number;
    requests: {
      ticket: { id: string };
      nearest: { id: string } | null;
      score: number | null;
      textSimilarity: number | null;
      sameRequestType: boolean | null;
      sameSku: boolean | null;
    }[];
  }[];
}

interface Outcome {
  quote: { id: string; kind: string; state: string; expiresAt: string; line: PriceLine };
  contract: { id: string; reference: string; lines: { nodes: ContractLine[] } };
  rateTable: { version: number };
  ticket: Ticket;
  targetVersion: { version: number; effectiveFrom: string; retiredAt: string | null };
  repair: { id: string; state: string; before: ClockSnapshot; after: ClockSnapshot | null };
  obligation: { id: string; state: string };
  review: Review;
  account: {
    id: string;
    sites: { nodes: { id: string; name: string }[] };
    profiles: { nodes: { id: string }[] };
    contacts: { nodes: { id: string }[] };
  };
  contact: { id: string };
  staffMember: { id: string };
  label: { id: string; name: string; colour: string | null };
  savedFilter: { id: string; name: string; filter: object; isValid: boolean; team: { id: string } | null };
  attachment: { id: string; state: string; threat: string | null; fileName: string };
  partner: { id: string; people: { nodes: { id: string }[] } };
  person: { id: string };
  course: { id: string };
  session: { id: string };
  booking: { id: string; state: string };
  grant: { id: string };
  engagement: { id: string; state: string; settledAt: string | null };
  exclusion: { id: string; endsAt: string | null };
  intakeForm: { version: number };
  team: { id: string; name: string; lead: { id: string } | null; members: { nodes: { id: string }[] } };
  region: { code: string; onDuty: boolean; hours: { weekday: number; opensAt: string; closesAt: string }[] };
  inbox: { readCount: number; unreadCount: number };
  apiKey: { id: string };
  table: { version: number };
  correction: { version: number; on: string; withdrawnAt: string | null };
}

type Mutation = keyof typeof NOUNS;

const NOUNS = {
  openTicket: 'ticket',
  replyToTicket: 'ticket',
  beginScopeReview: 'ticket',
  reviewTicketScope: 'ticket',
  startWork: 'ticket',
  reopenTicket: 'ticket',
  requestSecondOpinion: 'ticket',
  giveSecondOpinion: 'ticket',
  scheduleTicketMeeting: 'ticket',
  cancelTicketMeeting: 'ticket',
  excludeSolution: 'exclusion',
  endSolutionExclusion: 'exclusion',
  publishIntakeForm: 'intakeForm',
  acceptTechnicalServicesOffer: 'engagement',
  declineTechnicalServicesOffer: 'engagement',
  waitForCustomer: 'ticket',
  waitForThirdParty: 'ticket',
  resumeTicket: 'ticket',
  addInternalNote: 'ticket',
  logCall: 'ticket',
  assignTicket: 'ticket',
  rejectTicket: 'ticket',
  closeTicket: 'ticket',
  raiseSeverity: 'ticket',
  lowerSeverity: 'ticket',
  contestSeverity: 'ticket',
  decideContest: 'ticket',
  splitTicket: 'ticket',
  mergeTickets: 'ticket',
  cancelTicket: 'ticket',
  reclassifyTicket: 'ticket',
  redactMessage: 'ticket',
  redactTicket: 'ticket',
  redactAttachment: 'attachment',
  waiveObligation: 'obligation',
  analyseCluster: 'review',
  completeMonthlyReview: 'review',
  dismissCluster: 'review',
  mergeClusters: 'review',
  moveToCluster: 'review',
  openMonthlyReview: 'review',
  reviewRequests: 'review',
  createAccount: 'account',
  relocateAccount: 'account',
  addSite: 'account',
  addProfile: 'account',
  subscribeSku: 'account',
  choosePlan: 'account',
  endSubscription: 'account',
  acceptTerms: 'account',
  recordAnnualFees: 'account',
  publishRates: 'rateTable',
  quoteServiceOrder: 'quote',
  quoteAmendment: 'quote',
  quoteRenewal: 'quote',
  quoteTermination: 'quote',
  placeServiceOrder: 'contract',
  applyAmendment: 'contract',
  renewContract: 'contract',
  terminateContract: 'contract',
  closeDay: 'account',
  reopenDay: 'account',
  addContact: 'contact',
  hireStaff: 'staffMember',
  correctStaffMember: 'staffMember',
  createApiKey: 'apiKey',
  endAccess: 'person',
  restoreAccess: 'person',
  changeRoles: 'person',
  correctContact: 'contact',
  publishHolidayCorrection: 'correction',
  withdrawHolidayCorrection: 'correction',
  publishTargets: 'targetVersion',
  retireTargets: 'targetVersion',
  repairClock: 'repair',
  decideClockRepair: 'repair',
  completeUpload: 'attachment',
  createTrainingCourse: 'course',
  scheduleTrainingSession: 'session',
  cancelTrainingSession: 'session',
  bookTrainingSeat: 'booking',
  cancelTrainingSeat: 'booking',
  recordAttendance: 'booking',
  createPartner: 'partner',
  certifyPartner: 'partner',
  suspendPartner: 'partner',
  reinstatePartner: 'partner',
  addPartnerPerson: 'person',
  grantPartnerAccess: 'grant',
  revokePartnerAccess: 'grant',
  createLabel: 'label',
  changeLabel: 'label',
  labelTicket: 'ticket',
  watchTicket: 'ticket',
  unwatchTicket: 'ticket',
  createSavedFilter: 'savedFilter',
  changeSavedFilter: 'savedFilter',
  createTeam: 'team',
  changeTeamMembers: 'team',
  setRegionHours: 'region',
  markNoticesRead: 'inbox',
  assignTam: 'account',
  assignAutomatically: 'ticket',
  setSkills: 'staffMember',
  setAutoAssignment: 'team',
  publishRoutingRules: 'table',
  takeNextTicket: 'ticket',
  endTam: 'account',
  recordAbsence: 'staffMember',
  endAbsence: 'staffMember',
  publishEscalationRules: 'table',
} as const satisfies Record<string, keyof Outcome>;

const CLOCK = `id metric state cancelled startedAt targetSeconds targetVersion countedFrom dueAt dueAtLocal timeZone atRiskAt
  endedAt breachedAt elapsedSeconds remainingSeconds asOf nextSupportWindow { opensAt closesAt }`;

const SNAPSHOT = 'state targetSeconds dueAt atRiskAt endedAt cancelled';
const MONEY = 'amountMinor currency';
const PRICE_LINE = `kind effectiveOn firstDay lastDay planBefore plan annualFees { ${MONEY} } rate { version basisPoints }
  annualPrice { ${MONEY} } assessedPrice { ${MONEY} } priceBefore { ${MONEY} } price { ${MONEY} } appliesFromRenewal days termDays
  method due { ${MONEY} } nonRefundable refund { ${MONEY} } terminationReason autoRenew endsChosenPlan
  additionalTerms { number } terms { version } derivation`;

export const CONTRACT_LINE = `id sequence orderedOn effectiveAt agreedBy quoteId ${PRICE_LINE}`;

const FIELDS: Record<keyof Outcome, string> = {
  quote: `id kind state expiresAt line { ${PRICE_LINE} }`,
  contract: `id reference lines(first: 100) { nodes { ${CONTRACT_LINE} } }`,
  rateTable: 'version',
  ticket: `id reference state severity plan receivedAt endedAt initialResponse { ${CLOCK} } clocks { ${CLOCK} }`,
  account: 'id sites { nodes { id name } } profiles { nodes { id } } contacts { nodes { id } }',
  obligation: 'id state',
  review: `id month requestsInPeriod requestsReviewed completedAt clusters { id recurring lacksAnalysis revision
    requests { ticket { id } nearest { id } score textSimilarity sameRequestType sameSku } }`,
  contact: 'id',
  staffMember: 'id',
  targetVersion: 'version effectiveFrom retiredAt',
  repair: `id state before { ${SNAPSHOT} } after { ${SNAPSHOT} }`,
  attachment: 'id state threat fileName',
  partner: 'id people { nodes { id } }',
  person: '... on Node { id }',
  course: 'id',
  session: 'id',
  booking: 'id state',
  grant: 'id',
  engagement: 'id state settledAt',
  label: 'id name colour',
  savedFilter: 'id name filter isValid team { id }',
  exclusion: 'id endsAt',
  intakeForm: 'version',
  team: 'id name lead { id } members { nodes { id } }',
  region: 'code onDuty hours { weekday opensAt closesAt }',
  inbox: 'readCount unreadCount',
  apiKey: 'id',
  table: 'version',
  correction: 'version on withdrawnAt',
};

/** One severe request that every plan covers. */
export const REQUEST = {
  requestType: 'LOGIN_ISSUE',
  severity: 'SEVERE',
  sku: 'IQ-TM',
  subject: 'Nobody can sign in',
  question: 'Since this morning the sign-in page answers with an error. What can we do?',
};

/** The review of a request that the plan covers and that takes no meeting: nothing is resolved without one (S90). */
export const IN_SCOPE = { verdict: 'IN_SCOPE', meetingDecision: 'NOT_NEEDED' };

/** Opens the desk of a test file; its first manager stands in the tables, everything else comes by the API. */
export async function openDesk(
  options: { at: string } & Pick<
    TestServerOptions,
    | 'pages'
    | 'pagesOn'
    | 'scanner'
    | 'budgets'
    | 'limits'
    | 'trustedProxies'
    | 'callersCheckedEveryMs'
    | 'loopbackWebhooks'
    | 'meetingProvider'
  >,
): Promise<Desk> {
  const server = await testServer(options);
  const staffId = newId('stf');
  await insertManager(server.databaseUrl, staffId);
  const manager = { ...caller(server, await server.token(staffId)), staffId, subject: staffId };
  const hire: Desk['hire'] = async ({
    name = 'Jeanne Morel',
    roles = ['ENGINEER'],
    region = 'EMEA',
  } = {}) => {
    const subject = newId('stf');
    const email = `${subject}@vendor.example`;
    const { id } = await manager.act('hireStaff', { name, email, roles, region, subject });
    return { ...caller(server, await server.token(subject)), staffId: id, subject };
  };
  return {
    server,
    at: server.clock.set,
    anonymous: caller(server),
    manager,
    engineer: await hire(),
    hire,
    customer: (options) => newCustomer(server, manager, options),
    stop: server.stop,
  };
}

async function insertManager(databaseUrl: string, id: string): Promise<void> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  await client.query(
    `insert into "StaffMember" (id, name, email, roles, "regionCode", subject)
     values ($1, 'Max Weber', 'max@vendor.example', '{MANAGER}', 'EMEA', $1)`,
    [id],
  );
  await client.end();
}

async function newCustomer(
  server: TestServer,
  manager: Caller,
  options: CustomerOptions = {},
): Promise<Customer> {
  const {
    plan = 'BASIC',
    timeZone = 'Europe/Paris',
    country = 'FR',
    subdivision,
    locale = 'EN',
    skus = ['IQ-TM'],
  } = options;
  const subject = newId('con');
  const { id: accountId, contacts } = await manager.act('createAccount', {
    name: 'Maison Lumière',
    timeZone,
    country,
    subdivision,
    locale,
    administrator: { name: 'Aline Petit', email: 'aline@lumiere.example', subject },
  });
  for (const sku of skus) await manager.act('subscribeSku', { accountId, sku });
  if (plan !== 'BASIC') await manager.act('choosePlan', { accountId, planCode: plan });
  const customer = asCustomer(caller(server, await server.token(subject)), {
    subject,
    accountId,
    contactId: contacts.nodes[0]!.id,
  });
  return {
    ...customer,
    colleague: async ({ siteId, roles = ['REQUESTER'] } = {}) => {
      const name = newId('con');
      const input = {
        accountId,
        siteId,
        roles,
        name: 'Bruno Roy',
        email: `${name}@lumiere.example`,
        subject: name,
      };
      const { id } = await manager.act('addContact', input);
      return asCustomer(caller(server, await server.token(name)), {
        subject: name,
        accountId,
        contactId: id,
      });
    },
  };
}

function asCustomer(
  person: Caller,
  who: Pick<Customer, 'subject' | 'accountId' | 'contactId'>,
): Omit<Customer, 'colleague'> {
  return {
    ...person,
    ...who,
    open: (request) => person.act('openTicket', { ...REQUEST, ...request }),
  };
}

/** A caller with this token. */
export function caller(server: TestServer, token?: string): Caller {
  const client = createClient({ url: `${server.url}/graphql`, ...(token !== undefined && { token }) });
  const read = <Data>(document: string, variables: object = {}): Promise<Data> =>
    client.request<Data, object>(document, variables);
  const error = async (document: string, variables?: object) => {
    const refusal: unknown = await read(document, variables).catch((thrown: unknown) => thrown);
    expect(refusal).toBeInstanceOf(GraphQLRequestError);
    const { errors } = refusal as GraphQLRequestError;
    expect(errors).toHaveLength(1);
    const [{ message, extensions }] = errors as [GraphQLErrorEntry];
    return { code: String(extensions?.['code']), message };
  };
  const answer = async (mutation: Mutation, input: object) => {
    const data = await read<Record<string, Problem & Record<string, unknown>>>(documentOf(mutation), {
      input,
    });
    return data[mutation]!;
  };
  return {
    client,
    read,
    error,
    act: async (mutation, input) => {
      const result = await answer(mutation, input);
      expect(result).not.toHaveProperty('code');
      return result[NOUNS[mutation]] as never;
    },
    problem: async (mutation, input) => {
      const result = await answer(mutation, input);
      expect(result).toHaveProperty('code');
      return result;
    },
    denied: (mutation, input) => error(documentOf(mutation), { input }),
    ticket: async (id) =>
      (await read<{ ticket: Ticket }>(`query ($id: ID!) { ticket(id: $id) { ${FIELDS.ticket} } }`, { id }))
        .ticket,
    timeline: async (id) => {
      const { ticket } = await read<{ ticket: { timeline: { nodes: TimelineEvent[] } } }>(TIMELINE, { id });
      return ticket.timeline.nodes;
    },
  };
}

const TIMELINE = `query ($id: ID!) {
  ticket(id: $id) { timeline(first: 100) { nodes { position sequence type occurredAt payload } } }
}`;

function documentOf(mutation: Mutation): string {
  const name = mutation[0]!.toUpperCase() + mutation.slice(1);
  const noun = NOUNS[mutation];
  return `mutation ($input: ${name}Input!) {
    ${mutation}(input: $input) {
      __typename
      ... on Problem { code en: message(locale: EN) fr: message(locale: FR) }
      ... on InvalidInputProblem { issues { path code en: message(locale: EN) fr: message(locale: FR) } }
      ... on ${name}Success { ${noun} { ${FIELDS[noun]} } }
    }
  }`;
}
