import { happened, happenedAtVendor, type NewEvent, type Tx } from '../event.ts';

/**
 * Notes that no mail reaches an address: nothing is sent there from now on, and its accounts' administrators see it.
 * One that is noted already stays as it is.
 */
export async function noteUndeliverable(
  tx: Tx,
  { address, cause, detail, mailId }: NewUndeliverable,
  now: Date,
): Promise<NewEvent[]> {
  const { count } = await tx.undeliverableAddress.createMany({
    data: { address, cause, detail: detail.slice(0, 500), since: now },
    skipDuplicates: true,
  });
  return count === 0 ? [] : toldOf(tx, address, 'mail.address_disabled', { cause, mailId });
}

interface NewUndeliverable {
  address: string;
  cause: 'REFUSED' | 'BOUNCED';
  /** What the other side said. */
  detail: string;
  /** The mail that did not arrive. */
  mailId: string;
}

/** One event for each contact of that address, whose account hears of it; else one at the vendor. */
export async function toldOf(
  tx: Tx,
  address: string,
  type: 'mail.address_disabled' | 'mail.address_enabled',
  payload: NewEvent['payload'],
): Promise<[NewEvent, ...NewEvent[]]> {
  const contacts = await tx.contact.findMany({ where: { email: address }, orderBy: { id: 'asc' } });
  const [first, ...others] = contacts.map((contact) =>
    happened(type, contact, { ...payload, contactId: contact.id }),
  );
  if (first) return [first, ...others];
  const person = await tx.staffMember.findUnique({ where: { email: address } });
  return [happenedAtVendor(type, person?.id ?? 'mail', { ...payload, contactId: null })];
}
