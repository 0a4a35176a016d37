import type { Tx } from '../event.ts';
import type { Portal } from './portal.rules.ts';

// What this term offers to others: where links of mails lead.

/**
 * Where requests are read and answered: the portal that this installation names, else the published one, of which nobody
 * knows by which address it opens a ticket (S49).
 */
export async function portalOf(
  tx: Pick<Tx, 'contactPoint'>,
  portalUrl: string | null | undefined,
): Promise<Portal> {
  if (portalUrl) return { url: portalUrl, opensTickets: true };
  const { value } = await tx.contactPoint.findUniqueOrThrow({ where: { code: 'PORTAL' } });
  return { url: `https://${value}`, opensTickets: false };
}
