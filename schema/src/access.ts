import { notFound, RequestError, type Text } from './problem.ts';

export type ContactRole = 'REQUESTER' | 'ADMINISTRATOR';
export type StaffRole = 'ENGINEER' | 'TAM' | 'MANAGER';
export type PartnerRole = 'PARTNER_AGENT' | 'PARTNER_ADMINISTRATOR';
export type Role = ContactRole | StaffRole | PartnerRole;
/** What a customer lets a partner do in its name; READ is part of both others. */
export type PartnerScope = 'READ' | 'SUBMIT' | 'REPLY';

export interface ContactActor {
  kind: 'contact';
  id: string;
  accountId: string;
  roles: readonly ContactRole[];
}

export interface StaffActor {
  kind: 'staff';
  id: string;
  roles: readonly StaffRole[];
  /** The sandbox in which a partner plays this person (B22). */
  sandboxId?: string | undefined;
}

/** A person of a partner organisation, who acts for the customers that granted it access (S22). */
export interface PartnerActor {
  kind: 'partner';
  id: string;
  partnerId: string;
  roles: readonly PartnerRole[];
  /** Whether the organisation is certified at this moment, and not suspended. */
  certified: boolean;
  /** What customers let it do at this moment; nothing while it is not certified. */
  grants: readonly { accountId: string; scopes: readonly PartnerScope[] }[];
  /** The sandbox to which its key is bound (B22): then that is its one customer. */
  sandboxId?: string | undefined;
}

/** Who calls. Anonymous callers explore plans, terms, calendar and previews, nothing else (S35). */
export type Actor = { kind: 'anonymous'; id: null } | SignedInActor;
export type SignedInActor = ContactActor | StaffActor | PartnerActor;

const CUSTOMER = ['REQUESTER', 'ADMINISTRATOR'] as const;
export const STAFF = ['ENGINEER', 'TAM', 'MANAGER'] as const;
/** Who judges requests: the programme says that an engineer does (S90). */
const REVIEWERS = ['ENGINEER', 'TAM'] as const;
const PARTNER = ['PARTNER_AGENT', 'PARTNER_ADMINISTRATOR'] as const;

/** The one table of who may do what; which accounts they may do it in is `reach`. */
const PERMISSIONS = {
  'absence.record': STAFF,
  'account.read': [...CUSTOMER, ...STAFF, ...PARTNER],
  'account.create': ['MANAGER'],
  'account.edit': ['MANAGER'],
  'account.acceptTerms': ['ADMINISTRATOR'],
  'apiKey.manage': ['ADMINISTRATOR', 'MANAGER', 'PARTNER_ADMINISTRATOR'],
  'audit.read': ['ADMINISTRATOR', 'MANAGER'],
  'account.closeDays': ['ADMINISTRATOR', 'MANAGER'],
  'actionItem.complete': [...CUSTOMER, ...STAFF],
  'article.rate': CUSTOMER,
  'articleCategory.manage': ['MANAGER'],
  'article.write': STAFF,
  'attachment.upload': [...CUSTOMER, ...STAFF, ...PARTNER],
  'forum.write': [...CUSTOMER, ...STAFF],
  'forum.manage': ['MANAGER'],
  'forum.moderate': STAFF,
  'label.manage': STAFF,
  'savedFilter.keep': [...CUSTOMER, ...STAFF],
  'ticket.label': STAFF,
  'ticket.search': [...CUSTOMER, ...STAFF, ...PARTNER],
  'ticket.watch': [...CUSTOMER, ...STAFF],
  'contact.add': ['ADMINISTRATOR', 'MANAGER'],
  'contact.correct': ['ADMINISTRATOR', 'MANAGER'],
  'contract.apply': ['ADMINISTRATOR', 'MANAGER'],
  'contract.quote': ['ADMINISTRATOR', 'MANAGER'],
  'contract.read': ['ADMINISTRATOR', ...STAFF],
  'fees.record': ['MANAGER'],
  'escalation.publish': ['MANAGER'],
  'holidays.correct': ['MANAGER'],
  'message.redact': [...CUSTOMER, ...STAFF, ...PARTNER],
  'notices.read': [...CUSTOMER, ...STAFF],
  'incomingMail.decide': STAFF,
  'mail.enableAddress': ['ADMINISTRATOR', ...STAFF],
  'review.write': ['TAM', 'MANAGER'],
  'review.follow': [...CUSTOMER, ...STAFF],
  'successPlan.write': ['TAM', 'MANAGER'],
  'successPlan.agree': ['ADMINISTRATOR'],
  'successPlan.report': [...CUSTOMER, 'TAM', 'MANAGER'],
  'context.write': ['TAM', 'MANAGER'],
  'obligation.waive': ['ADMINISTRATOR', 'MANAGER'],
  'partner.create': ['MANAGER'],
  'partner.certify': ['MANAGER'],
  'partner.suspend': ['MANAGER'],
  'partner.addPerson': ['PARTNER_ADMINISTRATOR', 'MANAGER'],
  'partner.grant': ['ADMINISTRATOR'],
  'partner.revoke': ['ADMINISTRATOR', 'MANAGER'],
  'phoneCall.handle': STAFF,
  'plan.choose': ['MANAGER'],
  'intake.publish': ['MANAGER'],
  'solution.exclude': ['MANAGER'],
  'rates.publish': ['MANAGER'],
  'sandbox.advance': [...CUSTOMER, ...STAFF, ...PARTNER],
  'sandbox.manage': ['PARTNER_ADMINISTRATOR'],
  'sandbox.read': [...CUSTOMER, ...STAFF, ...PARTNER],
  'person.erase': ['MANAGER'],
  'person.manage': ['ADMINISTRATOR', 'MANAGER', 'PARTNER_ADMINISTRATOR'],
  'region.setHours': ['MANAGER'],
  'routing.manage': ['MANAGER'],
  'staff.correct': ['MANAGER'],
  'staff.hire': ['MANAGER'],
  'tam.assign': ['MANAGER'],
  'team.manage': ['MANAGER'],
  'webhook.manage': ['ADMINISTRATOR', 'MANAGER', 'PARTNER_ADMINISTRATOR'],
  'training.book': [...CUSTOMER, ...STAFF],
  'training.bookForOthers': ['ADMINISTRATOR', ...STAFF],
  'training.learn': CUSTOMER,
  'training.manage': STAFF,
  'ticket.open': [...CUSTOMER, ...STAFF, ...PARTNER],
  'ticket.reply': [...CUSTOMER, ...STAFF, ...PARTNER],
  'ticket.raiseSeverity': [...CUSTOMER, ...STAFF, ...PARTNER],
  'ticket.correctSeverity': STAFF,
  'ticket.lowerSeverity': STAFF,
  'ticket.contestSeverity': CUSTOMER,
  'ticket.decideContest': STAFF,
  'ticket.split': STAFF,
  'ticket.merge': STAFF,
  'ticket.cancel': STAFF,
  'ticket.close': [...CUSTOMER, ...STAFF, ...PARTNER],
  'ticket.noteInternally': STAFF,
  'ticket.logCall': STAFF,
  'ticket.assign': STAFF,
  'ticket.wait': STAFF,
  'ticket.reclassify': STAFF,
  'ticket.redact': STAFF,
  'ticket.resolve': STAFF,
  'ticket.reviewScope': REVIEWERS,
  'ticket.reject': REVIEWERS,
  'ticket.work': STAFF,
  'ticket.import': ['MANAGER'],
  'clock.repair': STAFF,
  'clock.decideRepair': ['MANAGER'],
  'targets.publish': ['MANAGER'],
  'ticket.requestSecondOpinion': CUSTOMER,
  'engagement.decide': ['ADMINISTRATOR'],
  'engagement.plan': ['TAM', 'MANAGER'],
  'runbook.publish': ['TAM', 'MANAGER'],
  'runbook.tick': STAFF,
  'calendarFeed.keep': [...CUSTOMER, ...STAFF],
  'engagement.chooseSlot': CUSTOMER,
  'meeting.schedule': STAFF,
  'meeting.cancel': [...CUSTOMER, ...STAFF],
  'meeting.record': STAFF,
  'meeting.addMaterials': [...CUSTOMER, ...STAFF],
  'queue.read': STAFF,
  'report.link': [...CUSTOMER, ...STAFF],
  'report.vendor': STAFF,
  'status.report': STAFF,
  'ticket.rate': CUSTOMER,
} as const satisfies Record<string, readonly Role[]>;

export type Action = keyof typeof PERMISSIONS;

/** One of these a customer must have granted for a partner to do it there; what is missing no partner does for a customer. */
const SCOPES: Partial<Record<Action, readonly PartnerScope[]>> = {
  'account.read': ['READ'],
  'attachment.upload': ['SUBMIT', 'REPLY'],
  'message.redact': ['REPLY'],
  'ticket.open': ['SUBMIT'],
  'ticket.reply': ['REPLY'],
  'ticket.raiseSeverity': ['REPLY'],
  'ticket.close': ['REPLY'],
};

/** @throws RequestError UNAUTHENTICATED, CERTIFICATION_REQUIRED or FORBIDDEN */
export function allow(actor: Actor, action: Action): asserts actor is SignedInActor {
  checkStanding(actor);
  if (!may(actor, action)) throw forbidden(PERMISSIONS[action]);
}

/** Says for whom it is instead. */
export function forbidden(permitted: readonly Role[]): RequestError {
  const groups = GROUPS.filter(({ roles }) => roles.some((role) => permitted.includes(role))).map(
    ({ roles, all, some }) =>
      roles.every((role) => permitted.includes(role))
        ? all
        : roles.flatMap((role) => (permitted.includes(role) ? (some[role] ?? []) : [])),
  );
  const names = groups.flat();
  return new RequestError('FORBIDDEN', {
    fr: `Votre rôle ne le permet pas : c’est réservé ${names.map(({ fr }) => fr).join(', ')}.`,
    en: `Your role does not include this: it is for ${names.map(({ en }) => en).join(', ')}.`,
  });
}

const GROUPS: readonly { roles: readonly Role[]; all: Text; some: Partial<Record<Role, Text>> }[] = [
  {
    roles: CUSTOMER,
    all: { fr: 'aux personnes du client', en: 'the customer’s people' },
    some: {
      REQUESTER: { fr: 'aux demandeurs du client', en: 'the customer’s requesters' },
      ADMINISTRATOR: { fr: 'aux administrateurs du client', en: 'the customer’s administrators' },
    },
  },
  {
    roles: STAFF,
    all: { fr: 'au personnel du fournisseur', en: 'the vendor’s staff' },
    some: {
      ENGINEER: { fr: 'aux ingénieurs du fournisseur', en: 'the vendor’s engineers' },
      TAM: { fr: 'aux TAM', en: 'TAMs' },
      MANAGER: { fr: 'aux responsables du fournisseur', en: 'the vendor’s managers' },
    },
  },
  {
    roles: PARTNER,
    all: { fr: 'aux partenaires', en: 'partners' },
    some: {
      PARTNER_AGENT: { fr: 'aux agents des partenaires', en: 'partners’ agents' },
      PARTNER_ADMINISTRATOR: { fr: 'aux administrateurs des partenaires', en: 'partners’ administrators' },
    },
  },
];

/** Whether one of the actor's roles includes the action. */
export function may({ roles }: Pick<SignedInActor, 'roles'>, action: Action): boolean {
  const permitted: readonly string[] = PERMISSIONS[action];
  return roles.some((role) => permitted.includes(role));
}

/**
 * Confirms that the actor works in this account: a contact in the own one, staff in all, a partner in those that
 * granted what the action takes.
 *
 * @param action what is about to be done there: without it, no partner does it
 * @throws RequestError NOT_FOUND: an account of somebody else looks like none at all; FORBIDDEN for a partner in an
 *   account that granted less
 */
export function reach(actor: SignedInActor, accountId: string, action?: Action): void {
  if (actor.kind === 'staff') return;
  const grant =
    actor.kind === 'partner' ? actor.grants.find((one) => one.accountId === accountId) : undefined;
  if (actor.kind === 'contact' ? actor.accountId !== accountId : !grant) {
    throw notFound('account', accountId);
  }
  if (grant && !(action && permits(grant, action)))
    throw notGranted(
      { fr: 'Le client ne vous a pas accordé', en: 'The customer has not granted you' },
      action,
    );
}

/**
 * Confirms that a partner does this for at least one customer: before it is told for which.
 *
 * @throws RequestError FORBIDDEN
 */
export function reachSomewhere(actor: SignedInActor, action: Action): void {
  if (actor.kind !== 'partner' || actor.grants.some((grant) => permits(grant, action))) return;
  throw notGranted({ fr: 'Aucun client ne vous a accordé', en: 'No customer has granted you' }, action);
}

/** Whether the actor may do it in this account, of which it may see things. */
export function mayIn(
  actor: Pick<ContactActor, 'kind' | 'roles'> | Pick<StaffActor, 'kind' | 'roles'> | PartnerMover,
  accountId: string,
  action: Action,
): boolean {
  if (!may(actor, action)) return false;
  return (
    actor.kind !== 'partner' ||
    actor.grants.some((grant) => grant.accountId === accountId && permits(grant, action))
  );
}

/** What of a partner decides what it may do. */
type PartnerMover = Pick<PartnerActor, 'kind' | 'roles' | 'grants'>;

function permits({ scopes }: { scopes: readonly PartnerScope[] }, action: Action): boolean {
  return SCOPES[action]?.some((scope) => scopes.includes(scope)) ?? false;
}

function notGranted(begins: Text, action?: Action): RequestError {
  const scopes = action && SCOPES[action];
  return new RequestError('FORBIDDEN', {
    fr: `${begins.fr} ${scopes?.join(' ou ') ?? 'cela : aucun partenaire ne le fait'}.`,
    en: `${begins.en} ${scopes?.join(' or ') ?? 'this: no partner does it'}.`,
  });
}

/**
 * Confirms that the actor may decide for a member of the staff: for oneself, and managers for all.
 *
 * @throws RequestError FORBIDDEN
 */
export function mayActFor(actor: SignedInActor, staffId: string): void {
  if (actor.kind === 'staff' && (actor.id === staffId || actor.roles.includes('MANAGER'))) return;
  throw new RequestError('FORBIDDEN', {
    fr: 'On le fait pour soi-même ; pour les autres, c’est réservé aux responsables du fournisseur.',
    en: 'One does this for oneself; for others it is for the vendor’s managers.',
  });
}

/**
 * Confirms that the actor may take out what somebody wrote or sent: one's own, and staff everybody's.
 *
 * @throws RequestError FORBIDDEN
 */
export function checkAuthor(
  actor: SignedInActor,
  { contactId, partnerPersonId }: { contactId: string | null; partnerPersonId: string | null },
): void {
  if (actor.kind === 'staff') return;
  if (actor.id === (actor.kind === 'contact' && !partnerPersonId ? contactId : partnerPersonId)) return;
  throw new RequestError('FORBIDDEN', {
    fr: 'On ne retire que ce qu’on a écrit ou envoyé soi-même ; le personnel du fournisseur le fait pour les autres.',
    en: 'One takes out only what one wrote or sent oneself; the vendor’s staff do it for others.',
  });
}

/**
 * Confirms that somebody signed in, and that a partner is certified: without that it neither acts nor reads (S22).
 *
 * @throws RequestError UNAUTHENTICATED or CERTIFICATION_REQUIRED
 */
export function checkStanding(actor: Actor): asserts actor is SignedInActor {
  const refusal = standingOf(actor);
  if (refusal) throw refusal;
}

/** Why this caller gets nothing but what is open to everybody; null when it does. */
export function standingOf(actor: Actor): RequestError | null {
  if (actor.kind === 'anonymous') return new RequestError('UNAUTHENTICATED', SIGN_IN);
  if (actor.kind !== 'partner' || actor.certified) return null;
  return new RequestError('CERTIFICATION_REQUIRED', {
    fr: 'Votre organisation n’est pas certifiée en ce moment : sa certification a expiré, est suspendue ou n’a jamais été donnée.',
    en: 'Your organisation is not certified at present: its certification has expired, is suspended or was never given.',
  });
}

const SIGN_IN: Text = {
  fr: 'Identifiez-vous : envoyez un jeton valide dans l’en-tête Authorization.',
  en: 'Sign in: send a valid token in the Authorization header.',
};

/** The id of a sandbox's account, which says that it is one (B22): row-level security goes by it. */
export const SANDBOX_PREFIX = 'acc_sandbox_';

/** The sandbox in which the actor plays somebody; null in the vendor's own world. */
export function sandboxOf(actor: Actor): string | null {
  if (actor.kind === 'anonymous') return null;
  if (actor.kind === 'contact') return actor.accountId.startsWith(SANDBOX_PREFIX) ? actor.accountId : null;
  return actor.sandboxId ?? null;
}

/** Whether it is somebody of the vendor: not whom a partner plays in a sandbox, who sees what all read, and nothing before (B22). */
export function isVendorStaff(actor: Actor): boolean {
  return actor.kind === 'staff' && actor.sandboxId === undefined;
}

/** Whose rows the actor may touch, for row-level security: ids of accounts, and a partner's own; or one sandbox. */
export function tenantOf(actor: Actor): 'every-account' | readonly string[] {
  const sandboxId = sandboxOf(actor);
  if (sandboxId !== null) return [sandboxId];
  if (actor.kind === 'staff') return 'every-account';
  return actor.kind === 'partner' ? [actor.partnerId, ...accountsOf(actor)] : accountsOf(actor);
}

/** Rows of an account, as a `where` of any table that has an `accountId`. */
export function visibleRows(actor: Actor): { accountId?: { in: string[] } } {
  return actor.kind === 'staff' ? {} : { accountId: { in: accountsOf(actor) } };
}

/**
 * Contracts, quotes and fees, as a `where`: what an account pays is for its administrators, and for staff. To others
 * they are absent.
 */
export function visibleContracts(actor: Actor): { accountId?: { in: string[] } } {
  // A partner helps with the product; what the customer pays is not its business.
  const own = actor.kind === 'contact' && actor.roles.includes('ADMINISTRATOR') ? [actor.accountId] : [];
  return actor.kind === 'staff' ? {} : { accountId: { in: own } };
}

/** Monthly reviews: customers read what is completed. */
export function visibleReviews(actor: Actor): { accountId?: { in: string[] }; completedAt?: { not: null } } {
  return actor.kind === 'staff' ? {} : { accountId: { in: accountsOf(actor) }, completedAt: { not: null } };
}

/** Success plans: both sides read them, partners do not. */
export function visibleObjectives(actor: Actor): { accountId?: string } {
  if (actor.kind === 'staff') return {};
  return { accountId: actor.kind === 'contact' ? actor.accountId : '' };
}

/** What the TAM knows of an account: staff reads all, the customer's administrators what is shared with them. */
export function visibleContext(actor: Actor): { accountId?: string; shared?: true } {
  if (actor.kind === 'staff') return {};
  const isOurs = actor.kind === 'contact' && actor.roles.includes('ADMINISTRATOR');
  return { accountId: isOurs ? actor.accountId : '', shared: true };
}

/** The accounts themselves. */
export function visibleAccounts(actor: Actor): { id?: { in: string[] } } {
  return actor.kind === 'staff' ? {} : { id: { in: accountsOf(actor) } };
}

/** What the people of an account's administration, and managers of the vendor, look after: keys, webhooks, the audit log. */
function manageableRows(actor: Actor): { accountId?: string } {
  if (actor.kind === 'staff' && actor.roles.includes('MANAGER')) return {};
  return {
    accountId: actor.kind === 'contact' && actor.roles.includes('ADMINISTRATOR') ? actor.accountId : '',
  };
}

/** API keys and webhooks that the actor looks after: partners' administrators too have theirs. */
export function manageableIntegrations(actor: Actor): { accountId?: string } | { partnerId: string } {
  const sandboxId = sandboxOf(actor);
  if (sandboxId !== null) return { accountId: sandboxId };
  if (actor.kind !== 'partner') return manageableRows(actor);
  return { partnerId: actor.roles.includes('PARTNER_ADMINISTRATOR') ? actor.partnerId : '' };
}

/** Messages and events: a customer sees those meant for customers. */
export function visibleToActor(actor: Actor): { visibleToCustomer?: true; accountId?: { in: string[] } } {
  return actor.kind === 'staff' ? {} : { accountId: { in: accountsOf(actor) }, visibleToCustomer: true };
}

/** The same of one event or message at hand. */
export function isVisibleTo(
  actor: Actor,
  { accountId, visibleToCustomer }: { accountId: string | null; visibleToCustomer: boolean },
): boolean {
  if (actor.kind === 'staff') return true;
  return visibleToCustomer && accountId !== null && accountsOf(actor).includes(accountId);
}

/** Notices: everybody reads the own ones, and nobody else's. */
export function ownNotices(actor: Actor): { staffId: string } | { contactId: string } {
  return actor.kind === 'staff' ? { staffId: actor.id } : { contactId: actor.id ?? '' };
}

/** Whose addresses the actor looks after, as a `where` of contacts; null for all of them. */
export function visibleAddresses(actor: Actor): { accountId: string } | null {
  return actor.kind === 'staff' ? null : { accountId: manageableRows(actor).accountId ?? '' };
}

/** What a person owns. */
export function ownedBy(actor: Actor): { contactId: string } | { staffId: string } {
  return actor.kind === 'staff' ? { staffId: actor.id } : { contactId: actor.id ?? '' };
}

/** Whoever uploaded a file, while it is not attached. */
export function uploadedBy(actor: Actor): ReturnType<typeof ownedBy> | { partnerPersonId: string } {
  return actor.kind === 'partner' ? { partnerPersonId: actor.id } : ownedBy(actor);
}

/** Attachments of what the actor sees, and own uploads that are not attached yet. */
export function visibleAttachments(actor: Actor) {
  return {
    OR: [
      { attachedAt: { not: null }, ...visibleToActor(actor) },
      { attachedAt: null, ...uploadedBy(actor) },
    ],
  };
}

/** Saved filters: the own ones, and for staff those of their teams; managers see all that are shared. */
export function visibleSavedFilters(actor: Actor) {
  if (actor.kind !== 'staff') return ownedBy(actor);
  const shared = actor.roles.includes('MANAGER')
    ? { teamId: { not: null } }
    : { team: { members: { some: { staffId: actor.id } } } };
  return { OR: [ownedBy(actor), shared] };
}

/** Saved filters that the actor may change: the own ones, and for managers those that are shared. */
export function ownedSavedFilters(actor: Actor) {
  if (actor.kind !== 'staff' || !actor.roles.includes('MANAGER')) return ownedBy(actor);
  return { OR: [ownedBy(actor), { teamId: { not: null } }] };
}

function accountsOf(actor: Exclude<Actor, StaffActor>): string[] {
  if (actor.kind === 'contact') return [actor.accountId];
  return actor.kind === 'partner' ? actor.grants.map(({ accountId }) => accountId) : [];
}
