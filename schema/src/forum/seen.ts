import type { Prisma } from '@tierline/prisma/database';
import { isVendorStaff, type Actor } from '../access.ts';

export type Viewer = Actor;

/**
 * The posts that somebody sees: those that are neither held nor hidden, the own ones, and for staff all. What its author
 * took back is there as a mark.
 */
export function seenPosts(viewer: Viewer): Prisma.ForumPostWhereInput {
  if (isVendorStaff(viewer)) return {};
  const { id } = viewer;
  return { OR: [{ heldAt: null, hiddenAt: null }, { member: { contactId: id ?? '' } }] };
}

/** The topics whose question somebody sees. */
export function seenTopics(viewer: Viewer): Prisma.ForumTopicWhereInput {
  return { posts: { some: { AND: [{ isQuestion: true }, seenPosts(viewer)] } } };
}
