import type { Role, SignedInActor } from '../access.ts';
import { happened, happenedAtVendor, type EventType, type NewEvent, type Tx } from '../event.ts';
import { notFound } from '../problem.ts';
import { accountAtHand } from './account-at-hand.ts';
import { chargeLost, LastInChargeProblem, type PersonKind } from './roles.rules.ts';

/** Somebody who signs in, locked until the transaction ends. */
export interface PersonAtHand {
  id: string;
  kind: PersonKind;
  /** Of a contact. */
  accountId: string | null;
  /** Of a person of a partner. */
  partnerId: string | null;
  roles: readonly Role[];
  accessEndedAt: Date | null;
}

/**
 * A person whom the actor looks after: administrators their own account's or partner's people, managers everybody.
 *
 * @throws RequestError NOT_FOUND for one that is absent, erased, or somebody else's
 */
export async function personAtHand(tx: Tx, actor: SignedInActor, id: string): Promise<PersonAtHand> {
  const person =
    (await contactAtHand(tx, actor, id)) ??
    (await staffAtHand(tx, actor, id)) ??
    (await partnerPersonAtHand(tx, actor, id));
  if (!person) throw notFound('person', id);
  return person;
}

async function contactAtHand(tx: Tx, actor: SignedInActor, id: string): Promise<PersonAtHand | null> {
  const where = { id, erasedAt: null };
  const known = await tx.contact.findFirst({ where, select: { accountId: true } });
  if (!known || actor.kind === 'partner') return null;
  if (actor.kind === 'contact' && actor.accountId !== known.accountId) return null;
  await accountAtHand(tx, actor, known.accountId);
  await tx.$queryRaw`select 1 from "Contact" where "id" = ${id} for update`;
  const contact = await tx.contact.findFirst({ where });
  return contact && { ...contact, kind: 'CONTACT', partnerId: null };
}

async function staffAtHand(tx: Tx, actor: SignedInActor, id: string): Promise<PersonAtHand | null> {
  if (actor.kind !== 'staff') return null;
  await tx.$queryRaw`select 1 from "StaffMember" where "id" = ${id} for update`;
  const staff = await tx.staffMember.findFirst({ where: { id, erasedAt: null } });
  return staff && { ...staff, kind: 'STAFF', accountId: null, partnerId: null };
}

async function partnerPersonAtHand(tx: Tx, actor: SignedInActor, id: string): Promise<PersonAtHand | null> {
  if (actor.kind === 'contact') return null;
  const own = actor.kind === 'partner' ? { partnerId: actor.partnerId } : {};
  await tx.$queryRaw`select 1 from "PartnerPerson" where "id" = ${id} for update`;
  const person = await tx.partnerPerson.findFirst({ where: { id, erasedAt: null, ...own } });
  return person && { ...person, kind: 'PARTNER_PERSON', accountId: null };
}

/**
 * Gives a person other roles; without any, when access ends.
 *
 * @throws LastInChargeProblem where nobody would be left to look after the account or the desk
 */
export async function setRoles(
  tx: Tx,
  person: PersonAtHand,
  roles: readonly Role[],
  accessEndedAt: Date | null,
): Promise<void> {
  const { id, kind } = person;
  const lost = chargeLost(kind, person.roles, roles);
  if (lost && !(await anotherHas(tx, person))) throw new LastInChargeProblem(lost);
  const data = { roles: [...roles] as never[], accessEndedAt };
  if (kind === 'CONTACT') await tx.contact.update({ where: { id }, data });
  if (kind === 'STAFF') await tx.staffMember.update({ where: { id }, data });
  if (kind === 'PARTNER_PERSON') await tx.partnerPerson.update({ where: { id }, data });
}

async function anotherHas(tx: Tx, { id, accountId }: PersonAtHand): Promise<boolean> {
  if (accountId) {
    const others = { accountId, id: { not: id }, roles: { has: 'ADMINISTRATOR' as const } };
    return (await tx.contact.count({ where: others })) > 0;
  }
  // Two managers who end each other at once do so one after the other.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('tierline.managers'))`;
  return (await tx.staffMember.count({ where: { id: { not: id }, roles: { has: 'MANAGER' } } })) > 0;
}

/** What happened to a person: of a customer in the account, of anybody else at the vendor. */
export function toldOfPerson(
  { id, accountId }: Pick<PersonAtHand, 'id' | 'accountId'>,
  type: EventType,
  payload: NewEvent['payload'],
): NewEvent {
  return accountId ? happened(type, { id, accountId }, payload) : happenedAtVendor(type, id, payload);
}
