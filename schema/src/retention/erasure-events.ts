import { happened, happenedAtVendor, type NewEvent } from '../event.ts';

/** What happened to a person, in the feed of the account that they were of, or of the vendor. */
export function toldOfErasure(
  type: 'person.erasure_requested' | 'person.erased',
  { personId, accountId }: { personId: string; accountId: string | null },
  payload: NewEvent['payload'],
): NewEvent {
  return accountId
    ? happened(type, { id: personId, accountId }, payload)
    : happenedAtVendor(type, personId, payload);
}
