import { happened, type NewEvent, type Tx } from '../event.ts';
import { inForce } from '../plans/plan-at.ts';

/**
 * Lets a resolved request for activation or deactivation take effect: the subscriptions of its service that are in force
 * are activated or deactivated as of the resolution, not before (S45). Re-opening the ticket switches nothing back:
 * that takes a request of its own, which the history then shows.
 */
export async function switchProduct(
  tx: Tx,
  ticket: { id: string; accountId: string; requestTypeCode: string; skuCode: string },
  at: Date,
): Promise<NewEvent[]> {
  const { id: ticketId, accountId, requestTypeCode, skuCode } = ticket;
  const activates = requestTypeCode === 'PRODUCT_ACTIVATION';
  if (!activates && requestTypeCode !== 'PRODUCT_DEACTIVATION') return [];
  const where = { accountId, skuCode, ...inForce(at) };
  const { count } = await tx.subscription.updateMany({
    where,
    data: activates ? { activatedAt: at, deactivatedAt: null } : { deactivatedAt: at },
  });
  if (count === 0) return []; // it ended while the ticket was open
  const type = activates ? 'account.product_activated' : 'account.product_deactivated';
  return [happened(type, { id: accountId, accountId }, { sku: skuCode, ticketId })];
}
