import type { Prisma } from '@tierline/prisma/database';
import { visibleContext } from '../access.ts';
import { Account } from '../accounts/account.types.ts';
import { reachAccount } from '../accounts/reach-account.ts';
import { builder } from '../builder.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { ProblemInterface } from '../problem.types.ts';
import { ContextChangedProblem, CONTEXT_TOPICS, type ContextTopic } from './objective.rules.ts';

export const ContextTopicEnum = builder.enumType('ContextTopic', {
  description: 'What the TAM writes on.',
  values: {
    USAGE: { description: 'What the customer does with the product (S76).' },
    ARCHITECTURE: { description: 'How it is built in: sites, apps, data sources, consent.' },
    CONTACTS: { description: 'Who does and decides what.' },
    CONSTRAINTS: { description: 'What is to be minded: freezes, rules, peaks of the year.' },
  } satisfies Record<ContextTopic, { description: string }>,
});

const ContextSection = builder.prismaObject('ContextSection', {
  description:
    'What the TAM knows of an account on one topic, from an instant on (S76). Staff reads all of it, the customer’s administrators what is shared with them; requesters and partners none. Never changed: a new version takes its place.',
  fields: (t) => ({
    topic: t.expose('topic', { type: ContextTopicEnum, description: 'On what.' }),
    version: t.exposeInt('version', {
      description: '1, 2, 3 …; the highest stands. Name it when you write, so that nothing written is lost.',
    }),
    text: t.exposeString('text', { description: 'What is known.' }),
    shared: t.exposeBoolean('shared', { description: 'Whether the customer’s administrators read it too.' }),
    writtenAt: t.expose('writtenAt', { type: 'DateTime', description: 'Since when it says so.' }),
    writtenBy: t.relation('writtenBy', { description: 'Who wrote it.' }),
  }),
});

builder.prismaObjectField(Account, 'context', (t) =>
  t.prismaField({
    type: [ContextSection],
    description:
      'What the TAM knows of it: what it does with the product, how that is built in, who decides, what is to be minded (S76). For its administrators what is shared with them.',
    args: { asOf: t.arg({ type: 'DateTime', description: 'At this instant; now unless told (B13).' }) },
    extensions: { items: CONTEXT_TOPICS.length },
    resolve: async (query, { id: accountId }, { asOf }, { db, actor, now }) => {
      const latest = await db.contextSection.groupBy({
        by: ['topic'],
        where: { accountId, writtenAt: { lte: asOf ?? now } },
        _max: { version: true },
      });
      const standing = latest.map(({ topic, _max }) => ({ topic, version: _max.version! }));
      return db.contextSection.findMany({
        ...query,
        where: { AND: [{ accountId, OR: standing }, visibleContext(actor)] },
        orderBy: { topic: 'asc' },
      });
    },
  }),
);

builder.prismaObjectField(Account, 'contextVersions', (t) =>
  t.connection({
    type: ContextSection,
    description:
      'All that the TAM ever wrote on a topic, the latest first; for its administrators what was shared with them.',
    args: { topic: t.arg({ type: ContextTopicEnum, required: true, description: 'On what.' }) },
    resolve: async ({ id: accountId }, { topic, ...args }, ctx, info) => {
      await reachAccount(ctx, accountId);
      const where = { AND: [{ accountId, topic }, visibleContext(ctx.actor)] };
      return keysetPage<Prisma.ContextSectionGetPayload<object>>(
        args,
        [['version', 'desc', 'integer']],
        where,
        (page) => ctx.db.contextSection.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.contextSection.count({ where }),
      );
    },
  }),
);

builder.objectType(ContextChangedProblem, {
  name: 'ContextChangedProblem',
  description:
    'Somebody else wrote on the topic since you read it: nothing was written, and nothing is lost.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    topic: t.expose('topic', { type: ContextTopicEnum, description: 'On which topic.' }),
    version: t.exposeInt('version', { description: 'The version that stands now.' }),
  }),
});
