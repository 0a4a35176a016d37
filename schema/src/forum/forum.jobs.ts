import type { PrismaClient } from '@tierline/prisma/database';
import { transact } from '@tierline/prisma/transact';
import { NOTHING_HAPPENED } from '../event.ts';
import { notify, type NewNotice } from '../notifications/notify.ts';

/**
 * Tells whoever follows a topic of each reply that others see, once: not its author, and of a question nobody. It is done
 * here because a customer's request reaches nobody of another account.
 *
 * @returns how many posts were told of
 */
export async function tellOfForumPosts(db: PrismaClient, now: Date): Promise<number> {
  const origin = { db, now, requestId: 'forum', actor: { kind: 'system', id: null } } as const;
  const { told } = await transact(origin, async (tx) => {
    const due = await tx.$queryRaw<{ id: string }[]>`
      select "id" from "ForumPost"
      where "toldAt" is null and "heldAt" is null and "hiddenAt" is null and "deletedAt" is null
      order by "postedAt", "id" limit 100 for update skip locked`;
    const ids = due.map(({ id }) => id);
    if (ids.length === 0) return { value: { told: 0 }, events: NOTHING_HAPPENED };
    const followers = await tx.$queryRaw<Follower[]>`
      select p."id" as "postId", p."topicId", m."contactId", m."staffId", c."accountId", t."memberId" = m."id" as "isAsker"
      from "ForumPost" p
      join "ForumTopic" t on t."id" = p."topicId"
      join "ForumFollow" f on f."topicId" = p."topicId" and f."memberId" <> p."memberId" and f."since" < p."postedAt"
      join "ForumMember" m on m."id" = f."memberId"
      left join "Contact" c on c."id" = m."contactId"
      where p."id" = any (${ids}::text[]) and not p."isQuestion" and c."erasedAt" is null`;
    const notices = followers.map(
      ({ postId, topicId, contactId, staffId, accountId, isAsker }): NewNotice => ({
        kind: 'FORUM_REPLIED',
        data: { topicId, isAsker },
        recipient: contactId ? { contactId } : { staffId: staffId! },
        accountId,
        ticketId: null,
        causeId: postId,
      }),
    );
    await notify(tx, notices, now);
    await tx.forumPost.updateMany({ where: { id: { in: ids } }, data: { toldAt: now } });
    return { value: { told: ids.length }, events: NOTHING_HAPPENED };
  });
  return told;
}

interface Follower {
  postId: string;
  topicId: string;
  contactId: string | null;
  staffId: string | null;
  accountId: string | null;
  isAsker: boolean;
}
