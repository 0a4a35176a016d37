import { allow, ownedBy } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, NOTHING_HAPPENED, transact } from '../event.ts';
import { found } from '../problem.ts';

/**
 * Ends the address of the caller's calendar feed at once; one that has ended stays so since then.
 *
 * @throws RequestError NOT_FOUND where there never was one
 */
export async function revokeCalendarFeed(ctx: Context): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'calendarFeed.keep');
  return transact(ctx, actor, async (tx) => {
    const feed = found(
      await tx.calendarFeed.findFirst({ where: ownedBy(actor) }),
      'calendar feed of',
      actor.id,
    );
    const { id, accountId, revokedAt } = feed;
    if (revokedAt) return { value: { id }, events: NOTHING_HAPPENED };
    await tx.calendarFeed.update({ where: { id }, data: { hash: null, revokedAt: now } });
    const revoked = happenedAtVendor('calendar_feed.revoked', actor.id, { feedId: id });
    return { value: { id }, events: [{ ...revoked, accountId }] };
  });
}
