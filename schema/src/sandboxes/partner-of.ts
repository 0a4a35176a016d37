import { forbidden, type SignedInActor } from '../access.ts';

/**
 * Whose sandboxes the actor manages.
 *
 * @throws RequestError FORBIDDEN for anybody but a partner
 */
export function partnerOf(actor: SignedInActor): string {
  if (actor.kind !== 'partner') throw forbidden(['PARTNER_ADMINISTRATOR']);
  return actor.partnerId;
}
