import type { Tx } from '../event.ts';

/**
 * Forgets a person in the forum (B24): the name and every word that they wrote, titles and history too. Posts stay as marks.
 *
 * @param mark what stands where a text was
 */
export async function forgetMember(tx: Tx, contactId: string, mark: string): Promise<void> {
  const member = await tx.forumMember.findUnique({ where: { contactId } });
  if (!member) return;
  const { id: memberId } = member;
  await tx.forumMember.update({ where: { id: memberId }, data: { name: mark } });
  await tx.forumTopic.updateMany({ where: { memberId }, data: { title: mark } });
  await tx.forumPost.updateMany({ where: { memberId }, data: { body: mark } });
  await tx.forumPostVersion.updateMany({ where: { post: { memberId } }, data: { body: mark } });
  await tx.forumFollow.deleteMany({ where: { memberId } });
}

/** Forgets who somebody of the staff was: what they wrote stays. */
export async function forgetStaff(tx: Tx, staffId: string, mark: string): Promise<void> {
  await tx.forumMember.updateMany({ where: { staffId }, data: { name: mark } });
}
