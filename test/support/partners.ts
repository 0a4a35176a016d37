import { newId } from '@tierline/prisma/ids';
import { caller, type Caller, type Customer, type Desk } from './programme.ts';

export interface PartnerCaller extends Caller {
  partnerId: string;
  personId: string;
  /** Of its tokens. */
  subject: string;
}

/** A partner organisation, certified until 2027 unless told otherwise, and its administrator as a caller. */
export async function newPartner(
  { manager, server }: Desk,
  { expiresAt = '2027-01-01T00:00:00Z' }: { expiresAt?: string | null } = {},
): Promise<PartnerCaller> {
  const subject = newId('pps');
  const { id: partnerId, people } = await manager.act('createPartner', {
    name: `Atelier Données ${subject.slice(-6)}`,
    administrator: { name: 'Léa Fontaine', email: `${subject}@atelier.example`, subject },
  });
  if (expiresAt) await manager.act('certifyPartner', { partnerId, level: 'PROFESSIONAL', expiresAt });
  return {
    ...caller(server, await server.token(subject)),
    partnerId,
    personId: people.nodes[0]!.id,
    subject,
  };
}

/** Lets a partner act for a customer: all that can be granted, unless told otherwise. */
export function grantAccess(
  customer: Pick<Customer, 'act' | 'accountId'>,
  { partnerId }: { partnerId: string },
  options: { scopes?: string[]; endsAt?: string } = {},
): Promise<{ id: string }> {
  const { scopes = ['READ', 'SUBMIT', 'REPLY'], endsAt } = options;
  return customer.act('grantPartnerAccess', { accountId: customer.accountId, partnerId, scopes, endsAt });
}
