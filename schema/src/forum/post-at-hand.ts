import type { Tx } from '../event.ts';
import { found } from '../problem.ts';
import { seenPosts, seenTopics, type Viewer } from './seen.ts';

/**
 * The topic, locked until the transaction ends: posts come one after the other.
 *
 * @throws RequestError NOT_FOUND for one that the caller does not see
 */
export async function topicAtHand(tx: Tx, id: string, viewer: Viewer) {
  await tx.$queryRaw`select 1 from "ForumTopic" where "id" = ${id} for no key update`;
  const topic = await tx.forumTopic.findFirst({ where: { AND: [{ id }, seenTopics(viewer)] } });
  return found(topic, 'topic', id);
}

/**
 * The post, with its topic locked until the transaction ends.
 *
 * @throws RequestError NOT_FOUND for one that the caller does not see
 */
export async function postAtHand(tx: Tx, id: string, viewer: Viewer) {
  await tx.$queryRaw`select 1 from "ForumTopic" t join "ForumPost" p on p."topicId" = t."id"
    where p."id" = ${id} for no key update of t`;
  const post = await tx.forumPost.findFirst({
    where: { AND: [{ id, topic: seenTopics(viewer) }, seenPosts(viewer)] },
    include: { topic: true },
  });
  return found(post, 'post', id);
}
