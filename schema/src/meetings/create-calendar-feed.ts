import { newId } from '@tierline/prisma/ids';
import { allow, ownedBy } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { hashOf, newFeedSecret } from './feed-secret.ts';

/**
 * Makes the address at which a calendar program reads the caller's meetings, told once; a former one ends at once. Asked
 * again it is another address: the secret in it is kept nowhere, also not for an Idempotency-Key.
 */
export async function createCalendarFeed(ctx: Context): Promise<{ id: string; url: string }> {
  const { actor, now, publicUrl } = ctx;
  allow(actor, 'calendarFeed.keep');
  const secret = newFeedSecret();
  const { id } = await transact({ ...ctx, idempotency: null }, actor, async (tx) => {
    const owner = ownedBy(actor);
    const accountId = actor.kind === 'contact' ? actor.accountId : null;
    const feed = await tx.calendarFeed.upsert({
      where: 'contactId' in owner ? { contactId: owner.contactId } : { staffId: owner.staffId },
      create: { id: newId('cal'), accountId, ...owner, hash: hashOf(secret), createdAt: now, rotatedAt: now },
      update: { hash: hashOf(secret), rotatedAt: now, revokedAt: null },
    });
    const created = happenedAtVendor('calendar_feed.created', actor.id, { feedId: feed.id });
    return { value: { id: feed.id }, events: [{ ...created, accountId }] };
  });
  return { id, url: `${publicUrl}/calendars/meetings.ics?key=${secret}` };
}
