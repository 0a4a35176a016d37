import type { Tx } from '../event.ts';

/**
 * Forgets a person in the forum (B24): the name and every word that they wrote, titles and history too, and the words that
 * name them in what others wrote there. Posts stay as marks.
 *
 * @param words a regular expression of what names the person
 * @param mark what stands where a text was
 */
export async function forgetMember(tx: Tx, contactId: string, words: string, mark: string): Promise<void> {
  const member = await tx.forumMember.findUnique({ where: { contactId } });
  if (member) {
    const { id: memberId } = member;
    await tx.forumMember.update({ where: { id: memberId }, data: { name: mark } });
    await tx.forumTopic.updateMany({ where: { memberId }, data: { title: mark } });
    await tx.forumPost.updateMany({ where: { memberId }, data: { body: mark } });
    await tx.forumPostVersion.updateMany({ where: { post: { memberId } }, data: { body: mark } });
    await tx.forumFollow.deleteMany({ where: { memberId } });
  }
  await forgetWords(tx, words, mark);
}

/** Forgets somebody of the staff: what they wrote stays, and names nobody. */
export async function forgetStaff(tx: Tx, staffId: string, words: string, mark: string): Promise<void> {
  await tx.forumMember.updateMany({ where: { staffId }, data: { name: mark } });
  await forgetWords(tx, words, mark);
}

async function forgetWords(tx: Tx, words: string, mark: string): Promise<void> {
  await tx.$executeRaw`update "ForumTopic" set "title" = regexp_replace("title", ${words}, ${mark}, 'gi') where "title" ~* ${words}`;
  await tx.$executeRaw`update "ForumPost" set "body" = regexp_replace("body", ${words}, ${mark}, 'gi') where "body" ~* ${words}`;
  await tx.$executeRaw`
    update "ForumPost" set "hiddenReason" = regexp_replace("hiddenReason", ${words}, ${mark}, 'gi') where "hiddenReason" ~* ${words}`;
  await tx.$executeRaw`
    update "ForumPostVersion" set "body" = regexp_replace("body", ${words}, ${mark}, 'gi') where "body" ~* ${words}`;
}
