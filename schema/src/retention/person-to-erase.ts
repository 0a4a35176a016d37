import { STAFF_ERASED } from '../accounts/erased-staff.rules.ts';
import type { Tx } from '../event.ts';
import { ERASED, StillHasAccessProblem } from './erasure.rules.ts';

/** The person at hand, and where they were. */
export interface PersonToErase {
  id: string;
  kind: 'CONTACT' | 'PARTNER_PERSON' | 'STAFF';
  name: string;
  email: string;
  phone: string | null;
  /** The own account, those that a partner acts and acted for, or for the vendor's staff all. */
  accounts: string[];
  accountId: string | null;
  partnerId: string | null;
  /** What they were called, and where they were written to, before that was corrected. */
  formerly: readonly { name: string; email: string; phone?: string | null }[];
  /** Addresses and numbers that are theirs, and were: those of before a correction unless somebody else has them now. */
  emails: string[];
  phones: string[];
}

/**
 * The person, locked: whatever they would still write waits, and finds them gone.
 *
 * @throws StillHasAccessProblem for somebody of the vendor's staff who has access
 */
export async function personToErase(tx: Tx, id: string): Promise<PersonToErase | null> {
  await tx.$queryRaw`select 1 from "Contact" where "id" = ${id} for update`;
  const contact = await tx.contact.findUnique({ where: { id } });
  if (contact) {
    const { name, email, phone, accountId } = contact;
    const formerly = await formerlyKnownAs(tx, id);
    const { emails, phones } = await reachedAt(tx, contact, formerly);
    const known = { name, email, phone, formerly, emails, phones };
    return { id, kind: 'CONTACT', ...known, accountId, accounts: [accountId], partnerId: null };
  }
  await tx.$queryRaw`select 1 from "PartnerPerson" where "id" = ${id} for update`;
  const agent = await tx.partnerPerson.findUnique({ where: { id } });
  if (!agent) return staffToErase(tx, id);
  const { name, email, partnerId } = agent;
  const grants = await tx.partnerGrant.findMany({ where: { partnerId }, distinct: ['accountId'] });
  const accounts = grants.map(({ accountId }) => accountId);
  const nobody = { phone: null, accountId: null, formerly: [], emails: [email], phones: [] };
  return { id, kind: 'PARTNER_PERSON', name, email, accounts, partnerId, ...nobody };
}

/** Whoever works for the vendor leaves first: tickets, desks and accounts of theirs are handed over by that. */
async function staffToErase(tx: Tx, id: string): Promise<PersonToErase | null> {
  await tx.$queryRaw`select 1 from "StaffMember" where "id" = ${id} for update`;
  const staff = await tx.staffMember.findFirst({ where: { id, sandboxId: null } });
  if (!staff) return null;
  if (!staff.accessEndedAt) throw new StillHasAccessProblem();
  const accounts = await tx.account.findMany({ select: { id: true } });
  const { email } = staff;
  const formerly = await formerlyKnownAs(tx, id);
  const reassigned = await tx.staffMember.findMany({
    where: { id: { not: id }, email: { in: formerly.map((before) => before.email) } },
  });
  const theirs = formerly.filter((before) => !reassigned.some((other) => other.email === before.email));
  return {
    ...{ id, kind: 'STAFF', email, phone: null, accountId: null, partnerId: null, formerly },
    name: staff.name === STAFF_ERASED ? ERASED : staff.name,
    ...{ accounts: accounts.map((account) => account.id), phones: [] },
    emails: [email, ...theirs.map((before) => before.email)],
  };
}

async function formerlyKnownAs(tx: Tx, subject: string): Promise<PersonToErase['formerly']> {
  const corrections = await tx.event.findMany({
    where: { subject, type: { in: ['person.corrected', 'staff.corrected'] } },
  });
  return corrections.map(
    ({ payload }) => (payload as unknown as { before: PersonToErase['formerly'][number] }).before,
  );
}

/** What was corrected may be somebody else's by now, and is not to be erased with the one who had it. */
async function reachedAt(
  tx: Tx,
  { id, email, phone }: { id: string; email: string; phone: string | null },
  formerly: PersonToErase['formerly'],
): Promise<{ emails: string[]; phones: string[] }> {
  const others = await tx.contact.findMany({
    where: {
      id: { not: id },
      erasedAt: null,
      OR: [
        { email: { in: formerly.map((before) => before.email) } },
        { phone: { in: formerly.flatMap((before) => before.phone ?? []) } },
      ],
    },
    select: { email: true, phone: true },
  });
  const formerEmails = formerly
    .map((before) => before.email)
    .filter((former) => !others.some((other) => other.email === former));
  const formerPhones = formerly
    .flatMap((before) => before.phone ?? [])
    .filter((former) => !others.some((other) => other.phone === former));
  return { emails: [email, ...formerEmails], phones: [...(phone ? [phone] : []), ...formerPhones] };
}
