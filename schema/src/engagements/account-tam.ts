import type { SignedInActor } from '../access.ts';
import { EntitlementRequiredProblem } from '../entitlements/entitlement-required.rules.ts';
import type { Tx } from '../event.ts';
import { inForce, planAt } from '../plans/plan-at.ts';
import { RequestError, type Text } from '../problem.ts';
import { NoTamProblem } from './engagement.rules.ts';

/**
 * Confirms that the account's plan brings the services of a TAM at an instant: Premium alone does (S71).
 *
 * @throws EntitlementRequiredProblem naming PREMIUM
 */
export async function requirePremium(
  tx: Tx,
  accountId: string,
  at: Date,
  what: Text = SERVICE,
): Promise<void> {
  const plan = await planAt(tx, accountId, at);
  if (plan !== 'PREMIUM') throw new EntitlementRequiredProblem(what, plan, 'PREMIUM');
}

const SERVICE = {
  fr: 'Un service du Technical Account Manager',
  en: 'A service of the Technical Account Manager',
};

/**
 * The TAM whose services an account's are. The TAM and the backup act in it, and managers; no other TAM does (S71).
 *
 * @throws NoTamProblem
 * @throws RequestError FORBIDDEN
 */
export async function tamOfAccount(
  tx: Tx,
  actor: SignedInActor,
  accountId: string,
  now: Date,
): Promise<string> {
  const assignment = await tx.tamAssignment.findFirst({ where: { accountId, ...inForce(now) } });
  if (!assignment) throw new NoTamProblem();
  const { tamId, backupId } = assignment;
  const isManager = actor.kind === 'staff' && actor.roles.includes('MANAGER');
  if (!isManager && actor.id !== tamId && actor.id !== backupId) {
    throw new RequestError('FORBIDDEN', {
      fr: 'C’est réservé au Technical Account Manager du compte, à son suppléant et aux responsables du fournisseur.',
      en: 'This is for the account’s Technical Account Manager, the backup, and the vendor’s managers.',
    });
  }
  return tamId;
}
