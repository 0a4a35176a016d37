import { builder } from '../builder.ts';
import { reread } from '../reread.ts';
import { ACCEPT_FORUM_ANSWER_PROBLEMS, acceptForumAnswer } from './accept-forum-answer.ts';
import { DELETE_FORUM_POST_PROBLEMS, deleteForumPost } from './delete-forum-post.ts';
import { EDIT_FORUM_POST_PROBLEMS, editForumPost } from './edit-forum-post.ts';
import { FOLLOW_FORUM_TOPIC_PROBLEMS, followForumTopic } from './follow-forum-topic.ts';
import { MODERATE_FORUM_POST_PROBLEMS, moderateForumPost } from './moderate-forum-post.ts';
import { MODERATE_FORUM_TOPIC_PROBLEMS, moderateForumTopic } from './moderate-forum-topic.ts';
import { REACT_TO_FORUM_POST_PROBLEMS, reactToForumPost } from './react-to-forum-post.ts';
import { RENAME_FORUM_MEMBER_PROBLEMS, renameForumMember } from './rename-forum-member.ts';
import { REPLY_TO_FORUM_TOPIC_PROBLEMS, replyToForumTopic } from './reply-to-forum-topic.ts';
import { REPORT_FORUM_POST_PROBLEMS, reportForumPost } from './report-forum-post.ts';
import { START_FORUM_TOPIC_PROBLEMS, startForumTopic } from './start-forum-topic.ts';
import { ForumMember, ForumPost, ForumReactionKind, ForumReportReason, ForumTopic } from './forum.types.ts';

const ForumDecision = builder.enumType('ForumDecision', {
  description: 'What a moderator decides of a post.',
  values: {
    SHOW: { description: 'Everybody sees it.' },
    HIDE: { description: 'Only its author and staff see it.' },
  } as const,
});

const StartForumTopicInput = builder.inputType('StartForumTopicInput', {
  description: 'What you ask or tell.',
  fields: (t) => ({
    category: t.string({ required: true, description: 'The code of its category: see `forumCategories`.' }),
    title: t.string({ required: true, description: 'It in one line, 1 to 200 characters.' }),
    body: t.string({ required: true, description: '1 to 20,000 characters of Markdown.' }),
  }),
});

builder.mutationField('startForumTopic', (t) =>
  t.prismaField({
    type: ForumTopic,
    description:
      'Asks or tells something. For people of customers on every plan, and staff (S38); what of a newcomer leads elsewhere waits for a moderator, and an hour has limits. You follow what you write in. Event: `forum.topic_started`.',
    authScopes: { signedIn: true },
    errors: {
      types: START_FORUM_TOPIC_PROBLEMS,
      dataField: { name: 'topic', description: 'The topic.' },
      result: { description: 'It is started.' },
      union: { description: 'The topic, or why it was not started.' },
    },
    args: {
      input: t.arg({ type: StartForumTopicInput, required: true, description: 'What you ask or tell.' }),
    },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await startForumTopic(ctx, input);
      return ctx.db.forumTopic.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const ReplyToForumTopicInput = builder.inputType('ReplyToForumTopicInput', {
  description: 'What you say, and where.',
  fields: (t) => ({
    topicId: t.id({ required: true, description: 'Starts with `top_`.' }),
    body: t.string({ required: true, description: '1 to 20,000 characters of Markdown.' }),
  }),
});

builder.mutationField('replyToForumTopic', (t) =>
  t.prismaField({
    type: ForumPost,
    description:
      'Writes in a topic; its followers are told. For people of customers on every plan, and staff (S38); what of a newcomer leads elsewhere waits for a moderator, and an hour has limits. Event: `forum.replied`.',
    authScopes: { signedIn: true },
    errors: {
      types: REPLY_TO_FORUM_TOPIC_PROBLEMS,
      dataField: { name: 'post', description: 'The reply.' },
      result: { description: 'It is written.' },
      union: { description: 'The reply, or why there is none.' },
    },
    args: {
      input: t.arg({ type: ReplyToForumTopicInput, required: true, description: 'What you say, and where.' }),
    },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await replyToForumTopic(ctx, input);
      return ctx.db.forumPost.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const EditForumPostInput = builder.inputType('EditForumPostInput', {
  description: 'What it is to say.',
  fields: (t) => ({
    postId: t.id({ required: true, description: 'Starts with `pst_`.' }),
    body: t.string({ required: true, description: '1 to 20,000 characters of Markdown.' }),
  }),
});

builder.mutationField('editForumPost', (t) =>
  t.prismaField({
    type: ForumPost,
    description:
      'Changes what you wrote; what it said before stays in its history. Event: `forum.post_edited`.',
    authScopes: { signedIn: true },
    errors: {
      types: EDIT_FORUM_POST_PROBLEMS,
      dataField: { name: 'post', description: 'The post as it is now.' },
      result: { description: 'It is changed.' },
      union: { description: 'The post, or why it stays as it is.' },
    },
    args: { input: t.arg({ type: EditForumPostInput, required: true, description: 'What it is to say.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await editForumPost(ctx, input);
      return ctx.db.forumPost.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const DeleteForumPostInput = builder.inputType('DeleteForumPostInput', {
  description: 'What you take back.',
  fields: (t) => ({
    postId: t.id({ required: true, description: 'Starts with `pst_`.' }),
  }),
});

builder.mutationField('deleteForumPost', (t) =>
  t.prismaField({
    type: ForumPost,
    description:
      'Takes back what you wrote: a mark stays, its words and history go. Again is as once. Event: `forum.post_deleted`.',
    authScopes: { signedIn: true },
    errors: {
      types: DELETE_FORUM_POST_PROBLEMS,
      dataField: { name: 'post', description: 'The mark.' },
      result: { description: 'It is taken back.' },
      union: { description: 'The mark, or why it stays.' },
    },
    args: {
      input: t.arg({ type: DeleteForumPostInput, required: true, description: 'What you take back.' }),
    },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await deleteForumPost(ctx, input);
      return ctx.db.forumPost.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const AcceptForumAnswerInput = builder.inputType('AcceptForumAnswerInput', {
  description: 'What answers a topic.',
  fields: (t) => ({
    topicId: t.id({ required: true, description: 'Starts with `top_`.' }),
    postId: t.id({ description: 'A reply of the topic; none any more unless told.' }),
  }),
});

builder.mutationField('acceptForumAnswer', (t) =>
  t.prismaField({
    type: ForumTopic,
    description:
      'Says which reply answers a topic, or that none does: who asked says it, or staff (S38). Event: `forum.topic_answered`.',
    authScopes: { signedIn: true },
    errors: {
      types: ACCEPT_FORUM_ANSWER_PROBLEMS,
      dataField: { name: 'topic', description: 'The topic as it is now.' },
      result: { description: 'It is recorded.' },
      union: { description: 'The topic, or why nothing changed.' },
    },
    args: {
      input: t.arg({ type: AcceptForumAnswerInput, required: true, description: 'What answers a topic.' }),
    },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await acceptForumAnswer(ctx, input);
      return ctx.db.forumTopic.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const ReactToForumPostInput = builder.inputType('ReactToForumPostInput', {
  description: 'How you react.',
  fields: (t) => ({
    postId: t.id({ required: true, description: 'Starts with `pst_`.' }),
    kind: t.field({ type: ForumReactionKind, required: true, description: 'How.' }),
    withdraw: t.boolean({ description: 'True to take it back; false unless told.' }),
  }),
});

builder.mutationField('reactToForumPost', (t) =>
  t.prismaField({
    type: ForumPost,
    description: 'Reacts to a post, once of each kind, or takes that back. Event: `forum.reacted`.',
    authScopes: { signedIn: true },
    errors: {
      types: REACT_TO_FORUM_POST_PROBLEMS,
      dataField: { name: 'post', description: 'The post as it is now.' },
      result: { description: 'It is recorded.' },
      union: { description: 'The post, or why nothing was recorded.' },
    },
    args: { input: t.arg({ type: ReactToForumPostInput, required: true, description: 'How you react.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await reactToForumPost(ctx, input);
      return ctx.db.forumPost.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const FollowForumTopicInput = builder.inputType('FollowForumTopicInput', {
  description: 'What you follow.',
  fields: (t) => ({
    topicId: t.id({ required: true, description: 'Starts with `top_`.' }),
    unfollow: t.boolean({ description: 'True to follow it no more; false unless told.' }),
  }),
});

builder.mutationField('followForumTopic', (t) =>
  t.prismaField({
    type: ForumTopic,
    description:
      'Follows a topic, so that you are told of replies, or does so no more. Event: `forum.followed`.',
    authScopes: { signedIn: true },
    errors: {
      types: FOLLOW_FORUM_TOPIC_PROBLEMS,
      dataField: { name: 'topic', description: 'The topic as it is now.' },
      result: { description: 'It is recorded.' },
      union: { description: 'The topic, or why nothing changed.' },
    },
    args: { input: t.arg({ type: FollowForumTopicInput, required: true, description: 'What you follow.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await followForumTopic(ctx, input);
      return ctx.db.forumTopic.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const ReportForumPostInput = builder.inputType('ReportForumPostInput', {
  description: 'What is wrong.',
  fields: (t) => ({
    postId: t.id({ required: true, description: 'Starts with `pst_`.' }),
    reason: t.field({ type: ForumReportReason, required: true, description: 'What is wrong.' }),
  }),
});

builder.mutationField('reportForumPost', (t) =>
  t.prismaField({
    type: ForumPost,
    description: 'Tells moderators that a post is wrong, once. Event: `forum.post_reported`.',
    authScopes: { signedIn: true },
    errors: {
      types: REPORT_FORUM_POST_PROBLEMS,
      dataField: { name: 'post', description: 'The post.' },
      result: { description: 'It is reported.' },
      union: { description: 'The post, or why it was not reported.' },
    },
    args: { input: t.arg({ type: ReportForumPostInput, required: true, description: 'What is wrong.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await reportForumPost(ctx, input);
      return ctx.db.forumPost.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const ModerateForumPostInput = builder.inputType('ModerateForumPostInput', {
  description: 'What becomes of a post.',
  fields: (t) => ({
    postId: t.id({ required: true, description: 'Starts with `pst_`.' }),
    decision: t.field({ type: ForumDecision, required: true, description: 'What becomes of it.' }),
    reason: t.string({
      description: 'Why it is hidden, for its author: 1 to 1,000 characters, required then.',
    }),
  }),
});

builder.mutationField('moderateForumPost', (t) =>
  t.prismaField({
    type: ForumPost,
    description:
      'Lets a post be seen, one that was held or hidden too, or hides it, with its topic where it is the question; its reports are settled. Staff only. Event: `forum.post_moderated`.',
    authScopes: { staff: true },
    errors: {
      types: MODERATE_FORUM_POST_PROBLEMS,
      dataField: { name: 'post', description: 'The post as it is now.' },
      result: { description: 'It is decided.' },
      union: { description: 'The post, or why nothing was decided.' },
    },
    args: {
      input: t.arg({ type: ModerateForumPostInput, required: true, description: 'What becomes of a post.' }),
    },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await moderateForumPost(ctx, input);
      return ctx.db.forumPost.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const ModerateForumTopicInput = builder.inputType('ModerateForumTopicInput', {
  description: 'What becomes of a topic.',
  fields: (t) => ({
    topicId: t.id({ required: true, description: 'Starts with `top_`.' }),
    locked: t.boolean({ description: 'Whether staff alone write in it; as it is unless told.' }),
    category: t.string({ description: 'The code of its category; as it is unless told.' }),
  }),
});

builder.mutationField('moderateForumTopic', (t) =>
  t.prismaField({
    type: ForumTopic,
    description:
      'Locks or opens a topic, or moves it to another category. Staff only. Event: `forum.topic_moderated`.',
    authScopes: { staff: true },
    errors: {
      types: MODERATE_FORUM_TOPIC_PROBLEMS,
      dataField: { name: 'topic', description: 'The topic as it is now.' },
      result: { description: 'It is done.' },
      union: { description: 'The topic, or why nothing changed.' },
    },
    args: {
      input: t.arg({
        type: ModerateForumTopicInput,
        required: true,
        description: 'What becomes of a topic.',
      }),
    },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await moderateForumTopic(ctx, input);
      return ctx.db.forumTopic.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const RenameForumMemberInput = builder.inputType('RenameForumMemberInput', {
  description: 'Another name.',
  fields: (t) => ({
    name: t.string({ required: true, description: '1 to 50 characters.' }),
  }),
});

builder.mutationField('renameForumMember', (t) =>
  t.prismaField({
    type: ForumMember,
    description:
      'Says how you are called in the forum, on everything that you wrote. Event: `forum.member_renamed`.',
    authScopes: { signedIn: true },
    errors: {
      types: RENAME_FORUM_MEMBER_PROBLEMS,
      dataField: { name: 'member', description: 'You, as the forum shows you.' },
      result: { description: 'You are called so.' },
      union: { description: 'You, or why you are not called so.' },
    },
    args: { input: t.arg({ type: RenameForumMemberInput, required: true, description: 'Another name.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await renameForumMember(ctx, input);
      return ctx.db.forumMember.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);
