import { builder } from '../builder.ts';
import { FORUM_ACTS, type ForumAct } from './forum.rules.ts';

export const ForumActType = builder.enumType('ForumAct', {
  description: 'What people do in the forum, and an hour limits.',
  values: {
    TOPIC: { description: 'Starting a topic.' },
    POST: { description: 'Writing a post, the first of a topic included.' },
    REACTION: { description: 'Reacting to a post.' },
    REPORT: { description: 'Reporting a post to moderators.' },
  } satisfies Record<ForumAct, { description: string }>,
});

export const ForumLimit = builder
  .objectRef<{ act: ForumAct; perHour: number | null }>('ForumLimit')
  .implement({
    description:
      'How often a customer’s person may do something in the forum; the vendor’s staff are not limited (S38).',
    fields: (t) => ({
      act: t.expose('act', { type: ForumActType, description: 'What.' }),
      perHour: t.exposeInt('perHour', {
        nullable: true,
        description: 'How often within any hour; null for as often as they like.',
      }),
    }),
  });

builder.queryField('forumLimits', (t) =>
  t.field({
    type: [ForumLimit],
    description: 'How often people of customers may do what in the forum. For every plan (S38).',
    authScopes: { signedIn: true },
    resolve: async (_root, _args, { db }) => {
      const limits = await db.forumLimit.findMany();
      return FORUM_ACTS.map((act) => ({
        act,
        perHour: limits.find((limit) => limit.act === act)?.perHour ?? null,
      }));
    },
  }),
);
