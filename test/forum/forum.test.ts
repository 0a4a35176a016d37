import { asTenant } from '@tierline/prisma/tenancy';
import { tellOfForumPosts } from '@tierline/schema/forum/forum.jobs';
import { unwrap, type Client } from '@tierline/sdk';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';

let desk: Desk;
/** On Basic, of two accounts. */
let asker: Customer;
let helper: Customer;
const MONDAY = '2026-03-02T09:00:00Z';
beforeAll(async () => {
  desk = await openDesk({ at: MONDAY });
});
afterAll(() => desk.stop());
beforeEach(async () => {
  desk.at(MONDAY);
  asker = await desk.customer(); // anew, because an hour has limits
  helper = await desk.customer();
});

const start = async ({ client }: { client: Client }, title = 'A topic', body = 'How?', category = 'TAGS') =>
  unwrap(await client.forum.start({ category, title, body })).topic;
const reply = async ({ client }: { client: Client }, topicId: string, body = 'So.') =>
  unwrap(await client.forum.reply({ topicId, body })).post;
const posts = async ({ client }: { client: Client }, topicId: string) =>
  (await client.forum.topic(topicId, { first: 100 }))!.posts.nodes;
const tell = () =>
  asTenant('every-account', () => tellOfForumPosts(desk.server.database.client, desk.server.clock.now()));
const forumNotices = async ({ client }: { client: Client }) =>
  (await client.notifications.list().all(100)).filter(({ kind }) => kind === 'FORUM_REPLIED');

test('S38 a Basic customer posts and replies, and accepts an answer of a customer of another account', async () => {
  const topic = await start(asker, 'Les balises ne partent pas', 'Depuis hier, rien.');
  expect(topic).toMatchObject({
    title: 'Les balises ne partent pas',
    category: { code: 'TAGS' },
    author: { name: 'Aline P.', isStaff: false },
    answer: null,
    replyCount: 0,
    isFollowed: true,
  });
  const answer = await reply(helper, topic.id, 'Publish the version.');
  const staff = await reply(desk.engineer, topic.id, 'As they say.');
  expect(staff.author).toMatchObject({ name: 'Jeanne M.', isStaff: true });
  expect(await helper.client.forum.accept({ topicId: topic.id, postId: answer.id })).toMatchObject({
    __typename: 'NotYourPostProblem',
  });
  const question = (await posts(asker, topic.id))[0]!.id;
  expect(await asker.client.forum.accept({ topicId: topic.id, postId: question })).toMatchObject({
    issues: [{ path: 'postId', code: 'UNKNOWN' }],
  });
  const accepted = unwrap(await asker.client.forum.accept({ topicId: topic.id, postId: answer.id })).topic;
  expect(accepted).toMatchObject({ answer: { id: answer.id }, replyCount: 2 });
  expect((await posts(helper, topic.id)).map(({ isAnswer }) => isAnswer)).toEqual([false, true, false]);
  const answered = await helper.client.forum.topics({ answered: true }).all(100);
  expect(answered.map(({ id }) => id)).toEqual([topic.id]);
  unwrap(await desk.engineer.client.forum.accept({ topicId: topic.id }));
  expect(await helper.client.forum.topics({ answered: true }).all(100)).toEqual([]);
  const events = (await desk.manager.client.events.list().all(500)).filter(
    ({ subject }) => subject === topic.id,
  );
  expect(events.map(({ type }) => type as string)).toEqual([
    'forum.topic_started',
    'forum.replied',
    'forum.replied',
    'forum.topic_answered',
    'forum.topic_answered',
  ]);
});

test.each(['BASIC', 'ENHANCED', 'PREMIUM'] as const)(
  'S38 everything of the forum is there on %s',
  async (plan) => {
    const { client } = await desk.customer({ plan });
    const topic = await start({ client }, `On ${plan}`);
    const post = await reply(helper, topic.id);
    unwrap(await client.forum.react({ postId: post.id, kind: 'THANKS' }));
    unwrap(await client.forum.follow({ topicId: topic.id }));
    unwrap(await client.forum.report({ postId: post.id, reason: 'OFF_TOPIC' }));
    unwrap(await client.forum.accept({ topicId: topic.id, postId: post.id }));
    const own = await reply({ client }, topic.id);
    unwrap(await client.forum.edit({ postId: own.id, body: 'Better.' }));
    unwrap(await client.forum.deletePost({ postId: own.id }));
    const { nodes } = await client.forum.search({ text: `"On ${plan}"` });
    expect(nodes.map(({ post: found }) => found.topic.id)).toEqual([topic.id]);
    unwrap(await desk.engineer.client.forum.moderate({ postId: post.id, decision: 'SHOW' }));
  },
);

test('S38 S35 the forum is for customers’ people and staff', async () => {
  const { id } = await start(asker);
  await expect(desk.anonymous.client.forum.topic(id)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  await expect(desk.anonymous.client.forum.topics()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  await expect(helper.client.forum.moderate({ postId: 'pst_none', decision: 'SHOW' })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  await expect(helper.client.forum.queue()).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(helper.client.forum.reply({ topicId: 'top_none', body: 'x' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(await helper.client.forum.start({ category: 'NONE', title: 'x', body: 'x' })).toMatchObject({
    issues: [{ path: 'category', code: 'UNKNOWN' }],
  });
});

test('S38 whoever follows a topic is told of each reply once, not of the own, nor of what is held', async () => {
  const [one, two, new1] = [await desk.customer(), await desk.customer(), await desk.customer()];
  const topic = await start(one);
  unwrap(await two.client.forum.follow({ topicId: topic.id }));
  unwrap(await desk.engineer.client.forum.follow({ topicId: topic.id }));
  await tell();
  desk.at('2026-03-02T09:01:00Z');
  await reply(two, topic.id);
  expect(await reply(new1, topic.id, 'See www.spam.example')).toMatchObject({
    heldAt: '2026-03-02T09:01:00.000Z',
  });
  const told = await Promise.all([tell(), tell()]);
  expect(told.toSorted()).toEqual([0, 1]);
  expect(await tell()).toBe(0);
  expect(await forumNotices(one)).toMatchObject([
    { title: `New reply to your topic in the forum: ${topic.title}` },
  ]);
  expect(await forumNotices(two)).toEqual([]);
  expect(await forumNotices(new1)).toEqual([]);
  expect(await forumNotices(desk.engineer)).toHaveLength(1);
  unwrap(await one.client.forum.follow({ topicId: topic.id, unfollow: true }));
  await reply(two, topic.id);
  await tell();
  expect(await forumNotices(one)).toHaveLength(1);
});

test('S38 what of a newcomer leads elsewhere is seen by its author and moderators until one lets it be seen', async () => {
  const newcomer = await desk.customer();
  const topic = await start(newcomer, 'Cheap watches', 'https://watches.example');
  expect(await newcomer.client.forum.topic(topic.id)).not.toBeNull();
  expect(await helper.client.forum.topic(topic.id)).toBeNull();
  expect((await helper.client.forum.search({ text: 'watches' })).nodes).toEqual([]);
  const node = 'query ($id: ID!) { node(id: $id) { id } }';
  expect(await helper.read(node, { id: topic.id })).toEqual({ node: null });
  const queued = (await desk.engineer.client.forum.queue().all(100)).find(
    (one) => one.topic.id === topic.id,
  )!;
  expect(queued).toMatchObject({ heldAt: '2026-03-02T09:00:00.000Z', reportReasons: [] });
  unwrap(await desk.engineer.client.forum.moderate({ postId: queued.id, decision: 'SHOW' }));
  expect(await helper.client.forum.topic(topic.id)).not.toBeNull();
  // Known by now.
  expect(await reply(newcomer, topic.id, 'https://watches.example')).toMatchObject({ heldAt: null });
  expect(await reply(await desk.customer(), topic.id, 'No link.')).toMatchObject({ heldAt: null });
});

test('S38 reports come to moderators, who hide a post with a reason or let it stay', async () => {
  const topic = await start(asker, 'Rude words');
  const post = await reply(helper, topic.id, 'A rude flamingo.');
  unwrap(await asker.client.forum.accept({ topicId: topic.id, postId: post.id }));
  for (const reason of ['OFFENSIVE', 'SPAM'] as const)
    unwrap(await asker.client.forum.report({ postId: post.id, reason }));
  const waiting = async () =>
    (await desk.engineer.client.forum.queue().all(100)).find(({ id }) => id === post.id)?.reportReasons;
  expect(await waiting()).toEqual(['OFFENSIVE']);
  expect(await desk.engineer.client.forum.moderate({ postId: post.id, decision: 'HIDE' })).toMatchObject({
    issues: [{ path: 'reason', code: 'REQUIRED' }],
  });
  unwrap(
    await desk.engineer.client.forum.moderate({ postId: post.id, decision: 'HIDE', reason: 'Be kind.' }),
  );
  expect(await waiting()).toBeUndefined();
  expect((await posts(asker, topic.id)).map(({ id }) => id)).not.toContain(post.id);
  expect((await asker.client.forum.topic(topic.id))!).toMatchObject({ answer: null, replyCount: 0 });
  expect((await asker.client.forum.search({ text: 'flamingo' })).nodes).toEqual([]);
  expect((await posts(helper, topic.id)).find(({ id }) => id === post.id)).toMatchObject({
    hiddenReason: 'Be kind.',
  });
  unwrap(await desk.engineer.client.forum.moderate({ postId: post.id, decision: 'SHOW' }));
  expect((await posts(asker, topic.id)).map(({ id }) => id)).toContain(post.id);
});

test('S38 in a locked topic staff alone write; a moved one is elsewhere', async () => {
  const topic = await start(asker, 'To lock');
  const moved = unwrap(
    await desk.engineer.client.forum.moderateTopic({ topicId: topic.id, locked: true, category: 'IDEAS' }),
  ).topic;
  expect(moved).toMatchObject({ category: { code: 'IDEAS' }, lockedAt: '2026-03-02T09:00:00.000Z' });
  expect(await helper.client.forum.reply({ topicId: topic.id, body: 'x' })).toMatchObject({
    __typename: 'TopicLockedProblem',
    lockedAt: '2026-03-02T09:00:00.000Z',
  });
  await reply(desk.engineer, topic.id);
  unwrap(await desk.engineer.client.forum.moderateTopic({ topicId: topic.id, locked: false }));
  await reply(helper, topic.id);
  const ideas = await helper.client.forum.topics({ category: 'IDEAS' }).all(100);
  expect(ideas.map(({ id }) => id)).toContain(topic.id);
});

test('S38 one edits the own posts, with a history for author and staff, and takes them back as a mark', async () => {
  const topic = await start(asker);
  const post = await reply(helper, topic.id, 'First words.');
  desk.at('2026-03-02T10:00:00Z');
  const edited = unwrap(await helper.client.forum.edit({ postId: post.id, body: 'Second words.' })).post;
  expect(edited).toMatchObject({ body: 'Second words.', editedAt: '2026-03-02T10:00:00.000Z' });
  expect(await asker.client.forum.edit({ postId: post.id, body: 'Mine.' })).toMatchObject({
    __typename: 'NotYourPostProblem',
  });
  const history = async ({ client }: { client: Client }) =>
    (await client.forum.post(post.id))!.history.nodes.map(({ body }) => body);
  expect(await history(helper)).toEqual(['First words.']);
  expect(await history(desk.engineer)).toEqual(['First words.']);
  expect(await history(asker)).toEqual([]);
  expect(await asker.client.forum.deletePost({ postId: post.id })).toMatchObject({
    __typename: 'NotYourPostProblem',
  });
  unwrap(await helper.client.forum.deletePost({ postId: post.id }));
  expect((await posts(asker, topic.id))[1]).toMatchObject({
    id: post.id,
    body: null,
    deletedAt: '2026-03-02T10:00:00.000Z',
  });
  expect(await history(desk.engineer)).toEqual([]);
  await expect(helper.client.forum.edit({ postId: post.id, body: 'Again.' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('S38 members react once of each kind, and take it back', async () => {
  const topic = await start(asker);
  const post = await reply(helper, topic.id);
  for (let twice = 0; twice < 2; twice += 1)
    unwrap(await asker.client.forum.react({ postId: post.id, kind: 'THANKS' }));
  unwrap(await desk.engineer.client.forum.react({ postId: post.id, kind: 'THANKS' }));
  const { reactions } = unwrap(await asker.client.forum.react({ postId: post.id, kind: 'WORKS' })).post;
  expect(reactions).toEqual({ thanks: 2, sameHere: 0, works: 1, mine: ['THANKS', 'WORKS'] });
  unwrap(await asker.client.forum.react({ postId: post.id, kind: 'THANKS', withdraw: true }));
  expect((await posts(asker, topic.id))[1]!.reactions).toEqual({
    thanks: 1,
    sameHere: 0,
    works: 1,
    mine: ['WORKS'],
  });
});

test('S38 an hour has limits for customers’ people, also for those who write at once, and none for staff', async () => {
  const busy = await desk.customer();
  const titles = ['1', '2', '3', '4', '5', '6', '7'];
  const started = await Promise.all(
    titles.map((title) => busy.client.forum.start({ category: 'TAGS', title, body: 'x' })),
  );
  expect(started.filter(({ __typename }) => __typename === 'StartForumTopicSuccess')).toHaveLength(5);
  expect(started.find(({ __typename }) => __typename === 'ForumLimitProblem')).toMatchObject({
    perHour: 5,
    availableAt: '2026-03-02T10:00:00.000Z',
  });
  for (const title of titles) await start(desk.engineer, title);
  desk.at('2026-03-02T10:00:00Z');
  await start(busy, '8');
});

test('S38 topics come in pages, those first in which somebody wrote last', async () => {
  const older = await start(asker, 'Older', 'x', 'DATA');
  desk.at('2026-03-02T09:30:00Z');
  const newer = await start(helper, 'Newer', 'x', 'DATA');
  desk.at('2026-03-02T09:40:00Z');
  await reply(helper, older.id);
  const first = await asker.client.forum.topics({ category: 'DATA', first: 1 });
  const next = await asker.client.forum.topics({
    category: 'DATA',
    first: 1,
    after: first.pageInfo.endCursor!,
  });
  expect([...first.nodes, ...next.nodes].map(({ id }) => id)).toEqual([older.id, newer.id]);
});

test('B24 an erased person is a mark in the forum, and named nowhere there', async () => {
  const bruno = await asker.colleague();
  const viewer = await bruno.client.accounts.viewer();
  const email = viewer?.__typename === 'Contact' ? viewer.email : '';
  expect(unwrap(await bruno.client.forum.rename({ name: 'Kiwi man' })).member.name).toBe('Kiwi man');
  const topic = await start(bruno, 'Kiwi topic', 'Kiwi words.');
  const post = await reply(bruno, topic.id, 'Kiwi again.');
  unwrap(await bruno.client.forum.edit({ postId: post.id, body: 'Kiwi for ever.' }));
  await reply(helper, topic.id, 'Thank you, Bruno Roy. Pears too.');
  const personId = bruno.contactId;
  unwrap(await desk.manager.client.accounts.erasePerson({ personId, confirmation: email }));
  const client = new pg.Client(desk.server.databaseUrl);
  await client.connect();
  const tables = ['ForumMember', 'ForumTopic', 'ForumPost', 'ForumPostVersion'];
  for (const table of tables) {
    const { rows } = await client.query(`select 1 from "${table}" t where t::text ~* 'kiwi|bruno'`);
    expect({ table, rows }).toEqual({ table, rows: [] });
  }
  await client.end();
  const left = await posts(helper, topic.id);
  expect(left.map(({ body, author }) => [body, author.name])).toEqual([
    ['[erased]', '[erased]'],
    ['[erased]', '[erased]'],
    ['Thank you, [erased]. Pears too.', 'Aline P.'],
  ]);
});
