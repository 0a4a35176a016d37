import type { Prisma } from '@tierline/prisma/database';
import { isVendorStaff } from '../access.ts';
import { builder } from '../builder.ts';
import { localeArg, localized } from '../localized.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { ProblemInterface } from '../problem.types.ts';
import {
  FORUM_REACTIONS,
  ForumLimitProblem,
  NotYourPostProblem,
  TopicLockedProblem,
  type FORUM_REPORT_REASONS,
} from './forum.rules.ts';
import { seenPosts, seenTopics } from './seen.ts';

type Reaction = (typeof FORUM_REACTIONS)[number];

export const ForumReactionKind = builder.enumType('ForumReactionKind', {
  description: 'How somebody reacts to a post.',
  values: {
    THANKS: { description: 'Thank you.' },
    SAME_HERE: { description: 'I have the same question or trouble.' },
    WORKS: { description: 'It works for me.' },
  } satisfies Record<Reaction, { description: string }>,
});

export const ForumReportReason = builder.enumType('ForumReportReason', {
  description: 'What is wrong with a post.',
  values: {
    SPAM: { description: 'It advertises.' },
    OFFENSIVE: { description: 'It hurts somebody.' },
    PERSONAL_DATA: { description: 'It tells of a person, or holds a secret.' },
    OFF_TOPIC: { description: 'It belongs elsewhere.' },
  } satisfies Record<(typeof FORUM_REPORT_REASONS)[number], { description: string }>,
});

export const ForumCategory = builder.prismaObject('ForumCategory', {
  description: 'What topics of the forum are about (S38).',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Names it; never changes with the language.' }),
    name: t.string({
      description: 'The category in words.',
      args: localeArg(),
      resolve: ({ nameFr, nameEn }, { locale }, ctx) => localized({ fr: nameFr, en: nameEn }, locale, ctx),
    }),
  }),
});

export const ForumMember = builder.prismaObject('ForumMember', {
  description:
    'A person of a customer or of the vendor, as the forum shows them: a name of their choice, and nothing else.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Starts with `fmb_`.' }),
    name: t.exposeString('name', {
      description: 'The first name and a letter, until the person takes another name.',
    }),
    isStaff: t.boolean({
      description: 'True for the vendor’s staff: show it as a badge.',
      resolve: ({ staffId }) => staffId !== null,
    }),
    since: t.expose('since', { type: 'DateTime', description: 'When they did something here first.' }),
  }),
});

interface Reactions {
  counts: Record<Reaction, number>;
  mine: Reaction[];
}

const ForumReactions = builder.objectRef<Reactions>('ForumReactions').implement({
  description: 'How members reacted to a post.',
  fields: (t) => ({
    thanks: t.int({ description: 'How many said thank you.', resolve: ({ counts }) => counts.THANKS }),
    sameHere: t.int({
      description: 'How many have the same question or trouble.',
      resolve: ({ counts }) => counts.SAME_HERE,
    }),
    works: t.int({ description: 'For how many it works.', resolve: ({ counts }) => counts.WORKS }),
    mine: t.field({
      type: [ForumReactionKind],
      description: 'How you reacted.',
      resolve: ({ mine }) => mine,
    }),
  }),
});

const ForumPostVersion = builder.prismaObject('ForumPostVersion', {
  description: 'What a post said before it was edited.',
  fields: (t) => ({
    body: t.exposeString('body', { description: 'What it said, in Markdown.' }),
    since: t.expose('since', { type: 'DateTime', description: 'From when on.' }),
    until: t.expose('until', { type: 'DateTime', description: 'Until when.' }),
  }),
});

export const ForumPost = builder.prismaNode('ForumPost', {
  description:
    'The question of a topic, or a reply. One that is held or hidden only its author and staff see (S38).',
  id: { field: 'id', description: 'Starts with `pst_`.' },
  nullable: true,
  findUnique: (id, { actor }) => ({
    id: actor.kind === 'anonymous' ? '' : id,
    AND: [seenPosts(actor), { topic: seenTopics(actor) }],
  }),
  fields: (t) => ({
    topic: t.relation('topic', { description: 'Where it stands.' }),
    author: t.relation('member', { description: 'Who wrote it.' }),
    isQuestion: t.exposeBoolean('isQuestion', { description: 'True for the first post of a topic.' }),
    isAnswer: t.boolean({
      description: 'True for the reply that answers the topic.',
      select: { id: true, topic: { select: { answerId: true } } },
      resolve: ({ id, topic: { answerId } }) => answerId === id,
    }),
    body: t.string({
      nullable: true,
      description:
        'What it says, in Markdown. HTML in it is text: escape it. Null where its author took it back.',
      resolve: ({ body, deletedAt }) => (deletedAt ? null : body),
    }),
    postedAt: t.expose('postedAt', { type: 'DateTime', description: 'When it was written.' }),
    editedAt: t.expose('editedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was edited last; null unless it was.',
    }),
    heldAt: t.expose('heldAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when it waits for a moderator, as what may be spam does; null unless it does.',
    }),
    hiddenAt: t.expose('hiddenAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When a moderator hid it; null unless one did.',
    }),
    hiddenReason: t.exposeString('hiddenReason', {
      nullable: true,
      description: 'Why it was hidden, for its author; null unless it was.',
    }),
    deletedAt: t.expose('deletedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When its author took it back; null unless they did.',
    }),
    reactions: t.field({
      type: ForumReactions,
      description: 'How members reacted to it.',
      select: {
        reactions: { select: { kind: true, member: { select: { contactId: true, staffId: true } } } },
      },
      resolve: ({ reactions }, _args, { actor }) => {
        const kinds = FORUM_REACTIONS.map((kind) => ({
          kind,
          members: reactions.filter((one) => one.kind === kind).map(({ member }) => member),
        }));
        const isMe = (member: { contactId: string | null; staffId: string | null }) =>
          [member.contactId, member.staffId].includes(actor.id ?? '');
        const counts = Object.fromEntries(kinds.map(({ kind, members }) => [kind, members.length]));
        return {
          counts: counts as Record<Reaction, number>,
          mine: kinds.flatMap(({ kind, members }) => (members.some(isMe) ? [kind] : [])),
        };
      },
    }),
    reportReasons: t.field({
      type: [ForumReportReason],
      authScopes: { vendorStaff: true },
      description: 'What members found wrong and no moderator has settled, the earliest first. Staff only.',
      select: { reports: { where: { settledAt: null }, orderBy: { reportedAt: 'asc' } } },
      resolve: ({ reports }) => reports.map(({ reason }) => reason),
    }),
  }),
});

builder.prismaObjectField(ForumPost, 'history', (t) =>
  t.connection({
    type: ForumPostVersion,
    description: 'What it said before, the latest first: for its author and for staff, empty for others.',
    resolve: ({ id: postId }, args, ctx, info) => {
      const { actor } = ctx;
      const own = { post: { member: { contactId: actor.id ?? '' } } };
      const seen = { postId, ...(!isVendorStaff(actor) && own) };
      return keysetPage<Prisma.ForumPostVersionGetPayload<object>>(
        args,
        [
          ['until', 'desc', 'instant'],
          ['id', 'desc', 'text'],
        ],
        seen,
        (page) => ctx.db.forumPostVersion.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.forumPostVersion.count({ where: seen }),
      );
    },
  }),
);

export const ForumTopic = builder.prismaNode('ForumTopic', {
  description: 'Something that a member asks or tells, and what others say to it (S38).',
  id: { field: 'id', description: 'Starts with `top_`.' },
  nullable: true,
  findUnique: (id, { actor }) => ({ id: actor.kind === 'anonymous' ? '' : id, AND: [seenTopics(actor)] }),
  fields: (t) => ({
    category: t.relation('category', { description: 'What it is about.' }),
    title: t.exposeString('title', { description: 'It in one line.' }),
    author: t.relation('member', { description: 'Who started it.' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When it was started.' }),
    lastPostAt: t.expose('lastPostAt', { type: 'DateTime', description: 'When somebody wrote in it last.' }),
    lockedAt: t.expose('lockedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when staff alone write in it; null while everybody does.',
    }),
    answer: t.relation('answer', {
      nullable: true,
      description: 'The reply that answers it, as who asked or staff said; null for none.',
    }),
    replyCount: t.int({
      description: 'How many replies you see, those that were taken back left out.',
      select: (_args, { actor }) => ({
        _count: {
          select: { posts: { where: { AND: [{ isQuestion: false, deletedAt: null }, seenPosts(actor)] } } },
        },
      }),
      resolve: ({ _count }) => _count.posts,
    }),
    isFollowed: t.boolean({
      description: 'Whether you follow it: then you are told of replies.',
      select: (_args, { actor }) => ({
        follows: {
          where: { member: { OR: [{ contactId: actor.id ?? '' }, { staffId: actor.id ?? '' }] } },
          take: 1,
        },
      }),
      resolve: ({ follows }) => follows.length > 0,
    }),
  }),
});

builder.prismaObjectField(ForumTopic, 'posts', (t) =>
  t.connection({
    type: ForumPost,
    description: 'The question and the replies that you see, the earliest first.',
    resolve: ({ id: topicId }, args, ctx, info) => {
      const seen = { AND: [{ topicId }, seenPosts(ctx.actor)] };
      return keysetPage<Prisma.ForumPostGetPayload<object>>(
        args,
        [
          ['postedAt', 'asc', 'instant'],
          ['id', 'asc', 'text'],
        ],
        seen,
        (page) => ctx.db.forumPost.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.forumPost.count({ where: seen }),
      );
    },
  }),
);

builder.queryField('forumCategories', (t) =>
  t.prismaField({
    type: [ForumCategory],
    description: 'What topics of the forum are about. For every plan (S38).',
    authScopes: { signedIn: true },
    resolve: (query, _root, _args, { db }) =>
      db.forumCategory.findMany({ ...query, orderBy: { position: 'asc' } }),
  }),
);

builder.queryField('forumTopic', (t) =>
  t.prismaField({
    type: ForumTopic,
    nullable: true,
    description: 'A topic by its id; null where you see none. For every plan (S38).',
    authScopes: { signedIn: true },
    args: { id: t.arg.id({ required: true, description: 'Starts with `top_`.' }) },
    resolve: (query, _root, { id }, { actor, db }) =>
      db.forumTopic.findFirst({ ...query, where: { AND: [{ id }, seenTopics(actor)] } }),
  }),
);

builder.queryField('forumPost', (t) =>
  t.prismaField({
    type: ForumPost,
    nullable: true,
    description: 'A post by its id; null where you see none. For every plan (S38).',
    authScopes: { signedIn: true },
    args: { id: t.arg.id({ required: true, description: 'Starts with `pst_`.' }) },
    resolve: (query, _root, { id }, { actor, db }) =>
      db.forumPost.findFirst({
        ...query,
        where: { AND: [{ id, topic: seenTopics(actor) }, seenPosts(actor)] },
      }),
  }),
);

builder.queryField('forumTopics', (t) =>
  t.connection({
    type: ForumTopic,
    description: 'Topics of the forum, those first in which somebody wrote last. For every plan (S38).',
    authScopes: { signedIn: true },
    args: {
      category: t.arg.string({ description: 'Only those of the category of that code; all unless told.' }),
      answered: t.arg.boolean({ description: 'Only those with an answer, or without; both unless told.' }),
      followed: t.arg.boolean({ description: 'True for only those that you follow.' }),
    },
    resolve: (_root, { category, answered, followed, ...args }, ctx, info) => {
      const me = { OR: [{ contactId: ctx.actor.id ?? '' }, { staffId: ctx.actor.id ?? '' }] };
      const seen = {
        AND: [
          seenTopics(ctx.actor),
          category == null ? {} : { categoryCode: category },
          answered == null ? {} : { answerId: answered ? { not: null } : null },
          followed ? { follows: { some: { member: me } } } : {},
        ],
      };
      return keysetPage<Prisma.ForumTopicGetPayload<object>>(
        args,
        [
          ['lastPostAt', 'desc', 'instant'],
          ['id', 'desc', 'text'],
        ],
        seen,
        (page) => ctx.db.forumTopic.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.forumTopic.count({ where: seen }),
      );
    },
  }),
);

builder.queryField('forumQueue', (t) =>
  t.connection({
    type: ForumPost,
    description: 'Posts for moderators: held ones, and those with reports, the earliest first. Staff only.',
    authScopes: { staff: true },
    resolve: (_root, args, ctx, info) => {
      const waiting = { OR: [{ heldAt: { not: null } }, { reports: { some: { settledAt: null } } }] };
      return keysetPage<Prisma.ForumPostGetPayload<object>>(
        args,
        [
          ['postedAt', 'asc', 'instant'],
          ['id', 'asc', 'text'],
        ],
        waiting,
        (page) => ctx.db.forumPost.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.forumPost.count({ where: waiting }),
      );
    },
  }),
);

builder.objectType(TopicLockedProblem, {
  name: 'TopicLockedProblem',
  description: 'The topic is locked: staff alone write in it.',
  interfaces: [ProblemInterface],
  fields: (t) => ({ lockedAt: t.expose('lockedAt', { type: 'DateTime', description: 'Since when.' }) }),
});

builder.objectType(ForumLimitProblem, {
  name: 'ForumLimitProblem',
  description: 'You did this as often as one may within an hour.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    perHour: t.exposeInt('perHour', { description: 'How often one may.' }),
    availableAt: t.expose('availableAt', { type: 'DateTime', description: 'When you may again.' }),
  }),
});

builder.objectType(NotYourPostProblem, {
  name: 'NotYourPostProblem',
  description: 'The post or topic is somebody else’s.',
  interfaces: [ProblemInterface],
});
