import { happened, type NewEvent, type Tx } from '../event.ts';

/**
 * Records that an account accepts a version of the terms (S86); nothing where it accepted that one, or a later one,
 * before. The account is locked.
 */
export async function recordAcceptance(
  tx: Tx,
  { id, acceptedTermsVersion: before }: { id: string; acceptedTermsVersion: number },
  version: number,
  now: Date,
): Promise<[NewEvent] | []> {
  if (version <= before) return [];
  await tx.termsAcceptance.create({ data: { accountId: id, version, acceptedAt: now } });
  await tx.account.update({ where: { id }, data: { acceptedTermsVersion: version } });
  return [happened('account.terms_accepted', { id, accountId: id }, { before, after: version })];
}
