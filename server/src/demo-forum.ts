import type { threads } from '@tierline/prisma/demo/forum';
import { act, type Deed, type World } from './demo-act.ts';
import { before } from './demo-time.ts';

/** A topic of the forum, what was replied, and which reply the asker took for the answer (S38). */
export function discussing(world: World, thread: (typeof threads)[number], now: Date): Deed[] {
  const { by, daysAgo, replies, ...topic } = thread;
  const asked = before(now, daysAgo);
  let topicId: string;
  return [
    {
      at: asked,
      happen: async (at) => {
        topicId = (await act(world, by, at, 'startForumTopic', topic, 'topic { id }')).id;
      },
    },
    ...replies.map(({ by: helper, hoursLater, body, isAnswer }) => ({
      at: new Date(asked.getTime() + hoursLater * 3_600_000),
      happen: async (at: Date) => {
        const { id } = await act(world, helper, at, 'replyToForumTopic', { topicId, body }, 'post { id }');
        if (isAnswer) await act(world, by, at, 'acceptForumAnswer', { topicId, postId: id }, 'topic { id }');
      },
    })),
  ];
}
