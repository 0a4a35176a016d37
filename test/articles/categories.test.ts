import { loadCatalogue } from '@tierline/prisma/catalogue';
import { asTenant } from '@tierline/prisma/tenancy';
import { unwrap } from '@tierline/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { meanwhileAt } from '../support/meanwhile.ts';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';

let desk: Desk;
let ours: Customer;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T07:00:00Z' });
  ours = await desk.customer();
});
afterAll(() => desk.stop());

const manager = () => desk.manager.client;
const shelves = async () =>
  (await desk.anonymous.client.articles.categories()).map(({ code, children }) => [
    code,
    ...children.map((child) => child.code),
  ]);
const drawers = async () => (await ours.client.forum.categories()).map(({ code }) => code);
const eventsOf = async (subject: string) =>
  (await manager().audit.list({ subject })).nodes.map(({ type, payload }) => ({ type, payload }));

const BILLING = { code: 'BILLING', nameFr: 'Facturation', nameEn: 'Billing' };

test('S37 managers add, name, move and remove categories of articles, and no article is lost', async () => {
  const before = [
    ['PROGRAMME', 'PLANS', 'REQUESTS'],
    ['PRODUCTS', 'SIGN_IN', 'TAGS', 'DATA'],
  ];
  expect(await shelves()).toEqual(before);
  const first = () => manager().articles.setCategory({ ...BILLING, parent: 'PROGRAMME', position: 1 });
  unwrap(await first());
  unwrap(await first()); // says nothing new
  expect(await shelves()).toEqual([['PROGRAMME', 'BILLING', 'PLANS', 'REQUESTS'], before[1]]);
  // Named anew, it stands where it stood; put elsewhere, those that it leaves close up.
  const { category } = unwrap(
    await manager().articles.setCategory({ ...BILLING, nameEn: 'Invoices', parent: 'PROGRAMME' }),
  );
  expect(category).toEqual({ code: 'BILLING', name: 'Invoices' });
  unwrap(await manager().articles.setCategory({ ...BILLING, parent: 'PRODUCTS', position: 3 }));
  expect(await shelves()).toEqual([before[0], ['PRODUCTS', 'SIGN_IN', 'TAGS', 'BILLING', 'DATA']]);
  expect(await eventsOf('BILLING')).toMatchObject([
    { type: 'article.category_set', payload: { nameEn: 'Billing', parent: 'PRODUCTS', position: 3 } },
    { type: 'article.category_set', payload: { nameEn: 'Invoices', position: 1, added: false } },
    { type: 'article.category_set', payload: { parent: 'PROGRAMME', position: 1, added: true } },
  ]);

  const text = { locale: 'EN', title: 'Invoices', summary: 'Where they are.', body: 'Here.' } as const;
  const { article } = unwrap(
    await desk.engineer.client.articles.draft({ category: 'BILLING', texts: [text] }),
  );
  const { removeCategory } = manager().articles;
  expect(await removeCategory({ code: 'BILLING' })).toMatchObject({
    __typename: 'CategoryInUseProblem',
    count: 1,
    message: 'There is 1 thing in it still: say where it goes.',
  });
  expect(await removeCategory({ code: 'PRODUCTS', moveTo: 'PLANS' })).toMatchObject({
    count: 4,
    message: 'There are 4 categories below it still: remove them first, or put them elsewhere.',
  });
  for (const moveTo of ['BILLING', 'NOWHERE']) {
    expect(await removeCategory({ code: 'BILLING', moveTo })).toMatchObject({
      issues: [{ path: 'moveTo', code: 'UNKNOWN' }],
    });
  }
  const moving = { code: 'BILLING', moveTo: 'PLANS' };
  expect(unwrap(await removeCategory(moving)).removed).toEqual({ code: 'BILLING', moved: 1 });
  expect(await shelves()).toEqual(before);
  expect(
    await desk.engineer.read('query ($id: ID!) { article(id: $id) { category { code } } }', {
      id: article.id,
    }),
  ).toEqual({ article: { category: { code: 'PLANS' } } });
  expect((await eventsOf('BILLING'))[0]).toEqual({
    type: 'article.category_removed',
    payload: { moved: 1, movedTo: 'PLANS' },
  });
  await expect(removeCategory(moving)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('S37 there are two levels, codes are plain, and managers alone decide', async () => {
  const { setCategory } = manager().articles;
  const issue = (path: string, code: string) => ({ issues: [{ path, code }] });
  expect(await setCategory({ ...BILLING, parent: 'PLANS' })).toMatchObject(issue('parent', 'TOO_DEEP'));
  const programme = { code: 'PROGRAMME', nameFr: 'Programme', nameEn: 'Programme' };
  expect(await setCategory({ ...programme, parent: 'PRODUCTS' })).toMatchObject(issue('parent', 'TOO_DEEP'));
  expect(await setCategory({ ...programme, parent: 'PROGRAMME' })).toMatchObject(issue('parent', 'TOO_DEEP'));
  expect(await setCategory({ ...BILLING, parent: 'NOWHERE' })).toMatchObject(issue('parent', 'UNKNOWN'));
  expect(await setCategory({ ...BILLING, code: 'bill ing' })).toMatchObject({ issues: [{ path: 'code' }] });
  expect(await setCategory({ ...BILLING, position: 0 })).toMatchObject({ issues: [{ path: 'position' }] });
  for (const { client } of [desk.engineer, ours]) {
    for (const refused of [
      () => client.articles.setCategory(BILLING),
      () => client.articles.removeCategory({ code: 'PLANS' }),
      () => client.forum.setCategory(BILLING),
      () => client.forum.removeCategory({ code: 'IDEAS' }),
      () => client.forum.setLimit({ act: 'TOPIC', perHour: 9 }),
    ]) {
      await expect(refused()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
  }
});

test('S38 managers keep the categories of the forum, and of many who do so at once none undoes another', async () => {
  const { setCategory, removeCategory } = manager().forum;
  expect(await drawers()).toEqual(['WELCOME', 'TAGS', 'DATA', 'IDEAS']);
  await Promise.all(
    ['A', 'B', 'C', 'D'].map(async (code) => unwrap(await setCategory({ ...BILLING, code, position: 1 }))),
  );
  const places = await asTenant('every-account', async () =>
    desk.server.database.client.forumCategory.findMany({ orderBy: { position: 'asc' } }),
  );
  expect(places.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  const all = await drawers();
  expect(all.slice(4)).toEqual(['WELCOME', 'TAGS', 'DATA', 'IDEAS']);
  expect(all.slice(0, 4).toSorted()).toEqual(['A', 'B', 'C', 'D']);
  unwrap(await ours.client.forum.start({ category: 'A', title: 'Bills', body: 'How do I read them?' }));
  expect(await removeCategory({ code: 'A' })).toMatchObject({ __typename: 'CategoryInUseProblem', count: 1 });
  expect(unwrap(await removeCategory({ code: 'A', moveTo: 'IDEAS' })).removed).toEqual({
    code: 'A',
    moved: 1,
  });
  // Seven are left; where nothing changes nothing happens.
  for (const position of [7, 7, 9, 1, undefined])
    unwrap(await setCategory({ ...BILLING, code: 'B', position }));
  const positions = (await eventsOf('B')).map(({ payload }) => (payload as { position: number }).position);
  expect(positions).toEqual([1, 7, 1]);
  for (const code of ['B', 'C', 'D']) unwrap(await removeCategory({ code }));
  expect(await drawers()).toEqual(['WELCOME', 'TAGS', 'DATA', 'IDEAS']);
  expect((await ours.client.forum.topics({ category: 'IDEAS' })).nodes).toMatchObject([{ title: 'Bills' }]);
  expect((await eventsOf('A')).map(({ type }) => type)).toEqual([
    'forum.category_removed',
    'forum.category_set',
  ]);
});

/** What `act` gives while the category is being removed. */
const whileRemoved = async <T>(table: string, code: string, act: () => Promise<T>): Promise<T> =>
  meanwhileAt(desk.server.databaseUrl, [`delete from "${table}" where "code" = '${code}'`], act);

test('S37 S38 whoever files something in a category that is just being removed learns that there is none', async () => {
  for (const code of ['X', 'Y', 'Z']) unwrap(await manager().forum.setCategory({ ...BILLING, code }));
  const unknown = { __typename: 'InvalidInputProblem', issues: [{ path: 'category', code: 'UNKNOWN' }] };
  const topic = { title: 'Bills', body: 'How do I read them?' };
  const { topic: there } = unwrap(await ours.client.forum.start({ ...topic, category: 'IDEAS' }));
  const start = () => ours.client.forum.start({ ...topic, category: 'X' });
  expect(await whileRemoved('ForumCategory', 'X', start)).toMatchObject(unknown);
  const move = () => manager().forum.moderateTopic({ topicId: there.id, category: 'Y' });
  expect(await whileRemoved('ForumCategory', 'Y', move)).toMatchObject(unknown);
  unwrap(await manager().articles.setCategory(BILLING));
  const text = { locale: 'EN', title: 'Invoices', summary: 'Where they are.', body: 'Here.' } as const;
  const draft = () => desk.engineer.client.articles.draft({ category: 'BILLING', texts: [text] });
  expect(await whileRemoved('ArticleCategory', 'BILLING', draft)).toMatchObject(unknown);
  unwrap(await manager().forum.removeCategory({ code: 'Z', moveTo: 'IDEAS' }));
  expect((await eventsOf('Z'))[0]).toMatchObject({ payload: { moved: 0, movedTo: null } });
});

test('S38 managers say how often an hour lets people write, and what they decided outlives the next start', async () => {
  const { setLimit, limits } = manager().forum;
  expect(await limits()).toEqual([
    { act: 'TOPIC', perHour: 5 },
    { act: 'POST', perHour: 20 },
    { act: 'REACTION', perHour: 60 },
    { act: 'REPORT', perHour: 10 },
  ]);
  expect(await setLimit({ act: 'TOPIC', perHour: 0 })).toMatchObject({ issues: [{ path: 'perHour' }] });
  expect(unwrap(await setLimit({ act: 'TOPIC', perHour: 1 })).limit).toEqual({ act: 'TOPIC', perHour: 1 });
  const writer = await ours.colleague();
  const start = () => writer.client.forum.start({ category: 'IDEAS', title: 'One more', body: 'Please.' });
  unwrap(await start());
  expect(await start()).toMatchObject({ __typename: 'ForumLimitProblem', perHour: 1 });
  unwrap(await setLimit({ act: 'TOPIC' }));
  for (let more = 0; more < 6; more += 1) unwrap(await start());
  unwrap(await setLimit({ act: 'TOPIC' })); // says nothing new
  expect(await eventsOf('TOPIC')).toEqual([
    { type: 'forum.limit_set', payload: { before: 1, after: null } },
    { type: 'forum.limit_set', payload: { before: 5, after: 1 } },
  ]);
  unwrap(await manager().articles.setCategory({ ...BILLING, parent: 'PROGRAMME' }));
  unwrap(await manager().forum.removeCategory({ code: 'DATA' }));
  await loadCatalogue(desk.server.databaseUrl);
  expect((await limits())[0]).toEqual({ act: 'TOPIC', perHour: null });
  expect((await shelves())[0]).toEqual(['PROGRAMME', 'PLANS', 'REQUESTS', 'BILLING']);
  expect(await drawers()).toEqual(['WELCOME', 'TAGS', 'IDEAS']);
});
