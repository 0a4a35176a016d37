import { RequestError } from './problem.ts';

export type ContactRole = 'REQUESTER' | 'ADMINISTRATOR';
export type StaffRole = 'ENGINEER' | 'TAM' | 'MANAGER';

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
}

/** Who calls. Anonymous callers explore plans, terms, calendar and previews, nothing else (S35). */
export type Actor = { kind: 'anonymous'; id: null } | ContactActor | StaffActor;
export type SignedInActor = ContactActor | StaffActor;

const CUSTOMER = ['REQUESTER', 'ADMINISTRATOR'] as const;
const STAFF = ['ENGINEER', 'TAM', 'MANAGER'] as const;
/** Who judges requests: the programme says that an engineer does (S90). */
const REVIEWERS = ['ENGINEER', 'TAM'] as const;

/** The one table of who may do what; which accounts they may do it in is `reach`. */
const PERMISSIONS = {
  'absence.record': STAFF,
  'account.create': ['MANAGER'],
  'account.edit': ['MANAGER'],
  'apiKey.manage': ['ADMINISTRATOR', 'MANAGER'],
  'account.closeDays': ['ADMINISTRATOR', 'MANAGER'],
  'attachment.upload': [...CUSTOMER, ...STAFF],
  'contact.add': ['ADMINISTRATOR', 'MANAGER'],
  'contract.apply': ['ADMINISTRATOR', 'MANAGER'],
  'contract.quote': ['ADMINISTRATOR', 'MANAGER'],
  'contract.read': ['ADMINISTRATOR', ...STAFF],
  'fees.record': ['MANAGER'],
  'escalation.publish': ['MANAGER'],
  'notices.read': [...CUSTOMER, ...STAFF],
  'plan.choose': ['MANAGER'],
  'rates.publish': ['MANAGER'],
  'region.setHours': ['MANAGER'],
  'staff.hire': ['MANAGER'],
  'tam.assign': ['MANAGER'],
  'team.manage': ['MANAGER'],
  'ticket.open': [...CUSTOMER, ...STAFF],
  'ticket.reply': [...CUSTOMER, ...STAFF],
  'ticket.raiseSeverity': [...CUSTOMER, ...STAFF],
  'ticket.correctSeverity': STAFF,
  'ticket.lowerSeverity': STAFF,
  'ticket.split': STAFF,
  'ticket.merge': STAFF,
  'ticket.cancel': STAFF,
  'ticket.close': [...CUSTOMER, ...STAFF],
  'ticket.noteInternally': STAFF,
  'ticket.logCall': STAFF,
  'ticket.assign': STAFF,
  'ticket.wait': STAFF,
  'ticket.resolve': STAFF,
  'ticket.reviewScope': REVIEWERS,
  'ticket.reject': REVIEWERS,
  'ticket.work': STAFF,
  'ticket.import': ['MANAGER'],
  'clock.repair': STAFF,
  'clock.decideRepair': ['MANAGER'],
  'targets.publish': ['MANAGER'],
  'queue.read': STAFF,
} as const satisfies Record<string, readonly (ContactRole | StaffRole)[]>;

export type Action = keyof typeof PERMISSIONS;

/** @throws RequestError UNAUTHENTICATED or FORBIDDEN */
export function allow(actor: Actor, action: Action): asserts actor is SignedInActor {
  if (actor.kind === 'anonymous') throw new RequestError('UNAUTHENTICATED', SIGN_IN);
  if (!may(actor, action)) throw new RequestError('FORBIDDEN', `Your role does not include ${action}.`);
}

/** Whether one of the actor's roles includes the action. */
export function may({ roles }: Pick<SignedInActor, 'roles'>, action: Action): boolean {
  const permitted: readonly string[] = PERMISSIONS[action];
  return roles.some((role) => permitted.includes(role));
}

/**
 * Confirms that the actor works in this account: a contact in the own one, staff in all.
 *
 * @throws RequestError NOT_FOUND: an account of somebody else looks like none at all
 */
export function reach(actor: SignedInActor, accountId: string): void {
  if (actor.kind === 'contact' && actor.accountId !== accountId) {
    throw new RequestError('NOT_FOUND', `No account ${accountId}.`);
  }
}

/**
 * Confirms that the actor may decide for a member of the staff: for oneself, and managers for all.
 *
 * @throws RequestError FORBIDDEN
 */
export function mayActFor(actor: SignedInActor, staffId: string): void {
  if (actor.kind === 'staff' && (actor.id === staffId || actor.roles.includes('MANAGER'))) return;
  throw new RequestError('FORBIDDEN', 'Managers do this for others.');
}

export const SIGN_IN = 'Sign in: send a valid token in the Authorization header.';

/** The accounts whose rows the actor may touch, for row-level security. */
export function tenantOf(actor: Actor): 'every-account' | readonly string[] {
  if (actor.kind === 'staff') return 'every-account';
  return actor.kind === 'contact' ? [actor.accountId] : [];
}

/** Rows of an account, as a `where` of any table that has an `accountId`. */
export function visibleRows(actor: Actor): { accountId?: string } {
  return actor.kind === 'staff' ? {} : { accountId: ownAccount(actor) };
}

/**
 * Contracts, quotes and fees, as a `where`: what an account pays is for its administrators, and for staff. To others
 * they are absent.
 */
export function visibleContracts(actor: Actor): { accountId?: string } {
  if (actor.kind === 'contact' && !actor.roles.includes('ADMINISTRATOR')) return { accountId: '' };
  return visibleRows(actor);
}

/** The accounts themselves. */
export function visibleAccounts(actor: Actor): { id?: string } {
  return actor.kind === 'staff' ? {} : { id: ownAccount(actor) };
}

/** What the people of an account's administration, and managers of the vendor, look after: keys, webhooks, the audit log. */
export function manageableRows(actor: Actor): { accountId?: string } {
  if (actor.kind === 'staff' && actor.roles.includes('MANAGER')) return {};
  return {
    accountId: actor.kind === 'contact' && actor.roles.includes('ADMINISTRATOR') ? actor.accountId : '',
  };
}

/** Messages and events: a customer sees those meant for customers. */
export function visibleToActor(actor: Actor): { visibleToCustomer?: true; accountId?: string } {
  return actor.kind === 'staff' ? {} : { accountId: ownAccount(actor), visibleToCustomer: true };
}

/** Notices: everybody reads the own ones, and nobody else's. */
export function ownNotices(actor: Actor): { staffId: string } | { contactId: string } {
  return actor.kind === 'staff' ? { staffId: actor.id } : { contactId: actor.id ?? '' };
}

/** Whoever uploaded it, while it is not attached. */
export function uploadedBy(actor: Actor): { contactId: string } | { staffId: string } {
  return actor.kind === 'staff' ? { staffId: actor.id } : { contactId: actor.id ?? '' };
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

// No account has an empty id: an anonymous caller sees none.
function ownAccount(actor: Actor): string {
  return actor.kind === 'contact' ? actor.accountId : '';
}
