// What an API key may be allowed to do: scopes of the words of the programme, and the one that each root field takes.

const READ_AND_WRITE = [
  'accounts',
  'clocks',
  'contracts',
  'entitlements',
  'events',
  'notices',
  'obligations',
  'partners',
  'plans',
  'reports',
  'status',
  'teams',
  'tickets',
  'webhooks',
  'training',
] as const;

/** Every scope that a key can be given; one that it was not given it lacks. */
export const SCOPES = READ_AND_WRITE.flatMap((word) => [`${word}:read`, `${word}:write`] as const);
export type Scope = (typeof SCOPES)[number];

/**
 * What a key needs for each root field of the API. `OPEN` is open to everybody, also without a token (S35); `PEOPLE` is
 * for people only: no key makes another, and none approves what it could propose (B23). A field that is not listed is refused to every key. What hangs below
 * a root field comes with it.
 */
export const ROOT_FIELDS: Readonly<Record<string, Scope | 'OPEN' | 'PEOPLE' | 'BY_ID'>> = {
  account: 'accounts:read',
  accounts: 'accounts:read',
  acceptTerms: 'accounts:write',
  addContact: 'accounts:write',
  endSubscription: 'accounts:write',
  termsAt: 'accounts:read',
  addProfile: 'accounts:write',
  addSite: 'accounts:write',
  assignTam: 'accounts:write',
  closeDay: 'accounts:write',
  createAccount: 'accounts:write',
  endTam: 'accounts:write',
  hireStaff: 'accounts:write',
  relocateAccount: 'accounts:write',
  reopenDay: 'accounts:write',
  staffMembers: 'accounts:read',
  subscribeSku: 'accounts:write',
  viewer: 'OPEN',

  erasePerson: 'PEOPLE',

  apiKey: 'PEOPLE',
  apiKeys: 'PEOPLE',
  createApiKey: 'PEOPLE',
  revokeApiKey: 'PEOPLE',
  rotateApiKey: 'PEOPLE',

  clockRepairs: 'clocks:read',
  decideClockRepair: 'PEOPLE',
  publishTargets: 'clocks:write',
  repairClock: 'clocks:write',
  retireTargets: 'clocks:write',
  targetVersion: 'clocks:read',
  targetVersions: 'clocks:read',

  accountStatement: 'contracts:read',
  annualFees: 'contracts:read',
  applyAmendment: 'contracts:write',
  contract: 'contracts:read',
  contractAt: 'contracts:read',
  contracts: 'contracts:read',
  placeServiceOrder: 'contracts:write',
  publishRates: 'contracts:write',
  quote: 'contracts:read',
  quoteAmendment: 'contracts:write',
  quoteRenewal: 'contracts:write',
  quoteServiceOrder: 'contracts:write',
  quoteTermination: 'contracts:write',
  quotes: 'contracts:read',
  rateTable: 'contracts:read',
  rateTables: 'contracts:read',
  recordAnnualFees: 'contracts:write',
  renewContract: 'contracts:write',
  terminateContract: 'contracts:write',

  checkCoverage: 'entitlements:read',
  endSolutionExclusion: 'entitlements:write',
  excludeSolution: 'entitlements:write',
  solutionExclusions: 'entitlements:read',
  entitlementBalance: 'entitlements:read',
  entitlementLedger: 'entitlements:read',
  entitlementsAt: 'entitlements:read',

  auditLog: 'events:read',
  events: 'events:read',
  retentionPeriods: 'OPEN',
  eventTypes: 'OPEN',

  addPartnerPerson: 'partners:write',
  certifyPartner: 'partners:write',
  createPartner: 'partners:write',
  grantPartnerAccess: 'partners:write',
  partner: 'partners:read',
  partners: 'partners:read',
  reinstatePartner: 'partners:write',
  revokePartnerAccess: 'partners:write',
  suspendPartner: 'partners:write',

  choosePlan: 'plans:write',
  publishIntakeForm: 'plans:write',
  planAt: 'plans:read',

  comparePlans: 'OPEN',
  countries: 'OPEN',
  plan: 'OPEN',
  plans: 'OPEN',
  recommendPlan: 'OPEN',
  regions: 'OPEN',
  intakeForm: 'OPEN',
  intakeForms: 'OPEN',
  requestType: 'OPEN',
  requestTypes: 'OPEN',
  slaPreview: 'OPEN',
  supportCalendar: 'OPEN',
  supportProgramme: 'OPEN',
  terms: 'OPEN',

  markNoticesRead: 'notices:write',
  notices: 'notices:read',

  obligation: 'obligations:read',
  obligations: 'obligations:read',
  waiveObligation: 'obligations:write',

  createReportLink: 'reports:write',
  endStatusEvent: 'status:write',
  reportStatusEvent: 'status:write',
  rateTicket: 'tickets:write',
  statusComponents: 'OPEN',
  statusEvent: 'OPEN',
  statusEvents: 'OPEN',
  supportReport: 'reports:read',
  vendorReport: 'reports:read',

  changeTeamMembers: 'teams:write',
  createTeam: 'teams:write',
  endAbsence: 'teams:write',
  escalationTable: 'teams:read',
  escalationTables: 'teams:read',
  publishEscalationRules: 'teams:write',
  publishRoutingRules: 'teams:write',
  recordAbsence: 'teams:write',
  routingTable: 'teams:read',
  setAutoAssignment: 'teams:write',
  setSkills: 'teams:write',
  setRegionHours: 'teams:write',
  team: 'teams:read',
  teams: 'teams:read',

  acceptTechnicalServicesOffer: 'tickets:write',
  addInternalNote: 'tickets:write',
  attachment: 'tickets:read',
  labels: 'tickets:read',
  savedFilter: 'tickets:read',
  savedFilters: 'tickets:read',
  searchTickets: 'tickets:read',
  changeLabel: 'tickets:write',
  createLabel: 'tickets:write',
  labelTicket: 'tickets:write',
  watchTicket: 'tickets:write',
  unwatchTicket: 'tickets:write',
  createSavedFilter: 'tickets:write',
  changeSavedFilter: 'tickets:write',
  deleteSavedFilter: 'tickets:write',
  assignTickets: 'tickets:write',
  labelTickets: 'tickets:write',
  closeTickets: 'tickets:write',
  noteTickets: 'tickets:write',
  completeUpload: 'tickets:write',
  requestUpload: 'tickets:write',
  assignAutomatically: 'tickets:write',
  assignTicket: 'tickets:write',
  cancelTicketMeeting: 'tickets:write',
  cancelTicket: 'tickets:write',
  closeTicket: 'tickets:write',
  declineTechnicalServicesOffer: 'tickets:write',
  giveSecondOpinion: 'tickets:write',
  contestSeverity: 'tickets:write',
  decideContest: 'tickets:write',
  importTickets: 'tickets:write',
  logCall: 'tickets:write',
  lowerSeverity: 'tickets:write',
  mergeTickets: 'tickets:write',
  openTicket: 'tickets:write',
  queue: 'tickets:read',
  raiseSeverity: 'tickets:write',
  rejectTicket: 'tickets:write',
  beginScopeReview: 'tickets:write',
  reopenTicket: 'tickets:write',
  replyToTicket: 'tickets:write',
  requestSecondOpinion: 'tickets:write',
  reviewTicketScope: 'tickets:write',
  scheduleTicketMeeting: 'tickets:write',
  splitTicket: 'tickets:write',
  startWork: 'tickets:write',
  takeNextTicket: 'tickets:write',
  resumeTicket: 'tickets:write',
  technicalServicesEngagements: 'tickets:read',
  ticket: 'tickets:read',
  tickets: 'tickets:read',
  waitForCustomer: 'tickets:write',
  waitForThirdParty: 'tickets:write',

  addWebhook: 'webhooks:write',
  changeWebhook: 'webhooks:write',
  removeWebhook: 'webhooks:write',
  replayWebhook: 'webhooks:write',
  replayWebhookDelivery: 'webhooks:write',
  rotateWebhookSecret: 'webhooks:write',
  startWebhook: 'webhooks:write',
  stopWebhook: 'webhooks:write',
  testWebhook: 'webhooks:write',
  webhook: 'webhooks:read',
  webhooks: 'webhooks:read',
  webhookDelivery: 'webhooks:read',
  webhookSchedule: 'OPEN',
  bookTrainingSeat: 'training:write',
  cancelTrainingSeat: 'training:write',
  cancelTrainingSession: 'training:write',
  createTrainingCourse: 'training:write',
  recordAttendance: 'training:write',
  scheduleTrainingSession: 'training:write',
  trainingCourses: 'training:read',
  trainingSession: 'training:read',

  node: 'BY_ID',
  nodes: 'BY_ID',
};

/** What `node` and `nodes` take for an id that begins so. */
const NODES: Readonly<Record<string, Scope>> = {
  acc: 'accounts:read',
  con: 'accounts:read',
  ntc: 'notices:read',
  obl: 'obligations:read',
  par: 'partners:read',
  pps: 'partners:read',
  prf: 'accounts:read',
  sit: 'accounts:read',
  ste: 'status:read',
  stf: 'accounts:read',
  tam: 'accounts:read',
  tea: 'teams:read',
  tkt: 'tickets:read',
  whe: 'webhooks:read',
  bkg: 'training:read',
  crs: 'training:read',
  ses: 'training:read',
  tse: 'tickets:read',
};

/** What a key needs for a root field with these arguments; null when no key may. */
export function neededScopes(rootField: string, args: { id?: unknown; ids?: unknown }): Scope[] | null {
  const needed = ROOT_FIELDS[rootField];
  switch (needed) {
    case undefined:
    case 'PEOPLE':
      return null;
    case 'OPEN':
      return [];
    case 'BY_ID': {
      const ids = [args.id ?? [], args.ids ?? []].flat().map(String);
      const scopes = ids.map((id) => NODES[id.slice(0, id.indexOf('_'))]);
      return scopes.every((scope) => scope !== undefined) ? scopes : null;
    }
    default:
      return [needed];
  }
}
