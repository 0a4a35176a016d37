import { unwrap } from '@tierline/sdk';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { approve, publish, text } from '../support/articles.ts';
import { openDesk, type Desk } from '../support/programme.ts';

let desk: Desk;
const MONDAY = '2026-03-02T09:00:00Z';
beforeAll(async () => {
  desk = await openDesk({ at: MONDAY });
});
afterAll(() => desk.stop());
beforeEach(() => desk.at(MONDAY));

const article = () => publish(desk, { texts: [text('EN', 'Some article')] });
const effect = async (articleId: string) => {
  const { article: of, ...figures } = (await desk.engineer.client.articles.effect(articleId))!;
  expect(of.id).toBe(articleId);
  return figures;
};
const NOTHING = {
  views: 0,
  readers: 0,
  helpful: 0,
  unhelpful: 0,
  draftsRead: 0,
  ticketsSaved: 0,
  draftsPending: 0,
};

test('S37 a person counts once a day as a reader', async () => {
  const articleId = await article();
  const { client, colleague } = await desk.customer();
  const other = await colleague();
  expect(await effect(articleId)).toEqual(NOTHING);
  for (const reader of [client, client, other.client]) unwrap(await reader.articles.read({ articleId }));
  desk.at('2026-03-03T09:00:00Z');
  unwrap(await client.articles.read({ articleId }));
  expect(await effect(articleId)).toEqual({ ...NOTHING, views: 3, readers: 2 });
});

test('S37 a person says once of each version whether it helped, and may think again', async () => {
  const articleId = await article();
  const { client, accountId } = await desk.customer();
  const rate = async (isHelpful: boolean, comment?: string) =>
    unwrap(await client.articles.rate({ articleId, isHelpful, comment: comment ?? null })).article;
  expect((await client.articles.get(articleId))!.isHelpful).toBeNull();
  expect(await rate(true)).toMatchObject({ isHelpful: true });
  await rate(true);
  expect(await effect(articleId)).toMatchObject({ helpful: 1, unhelpful: 0 });
  expect(await rate(false, 'Which button?')).toMatchObject({ isHelpful: false });
  expect(await effect(articleId)).toMatchObject({ helpful: 0, unhelpful: 1 });
  unwrap(await desk.engineer.client.articles.revise({ articleId, texts: [text('EN', 'Better')] }));
  await approve(desk.engineer, desk.manager, articleId);
  expect((await client.articles.get(articleId))!.isHelpful).toBeNull();
  await rate(true);
  expect(await effect(articleId)).toMatchObject({ helpful: 1, unhelpful: 1 });
  const events = (await client.events.list({ accountId }).all(100)).filter(
    ({ type }) => type === 'article.rated',
  );
  expect(events.map(({ payload }) => (payload as { isHelpful: boolean }).isHelpful)).toEqual([
    true,
    false,
    true,
  ]);
});

test('S37 a ticket is saved when its writer says that an article helped', async () => {
  const articleId = await article();
  const { client } = await desk.customer();
  unwrap(await client.articles.read({ articleId, draft: 'd1' }));
  expect(await effect(articleId)).toMatchObject({ draftsRead: 1, ticketsSaved: 0, draftsPending: 1 });
  unwrap(await client.articles.rate({ articleId, isHelpful: true, draft: 'd1' }));
  expect(await effect(articleId)).toMatchObject({ draftsRead: 1, ticketsSaved: 1, draftsPending: 0 });
});

test('S37 a ticket is saved when its writer read and made no request within a day', async () => {
  const articleId = await article();
  const { client } = await desk.customer();
  unwrap(await client.articles.read({ articleId, draft: 'd1' }));
  desk.at('2026-03-03T08:59:59Z');
  expect(await effect(articleId)).toMatchObject({ ticketsSaved: 0, draftsPending: 1 });
  desk.at('2026-03-03T09:00:00Z');
  expect(await effect(articleId)).toMatchObject({ ticketsSaved: 1, draftsPending: 0 });
});

test('S37 a request within a day saves nothing, whatever was said, and one after a day or of somebody else does not count', async () => {
  const articleId = await article();
  const asks = await desk.customer();
  const later = await desk.customer();
  const colleague = await later.colleague();
  for (const { client } of [asks, later]) {
    unwrap(await client.articles.rate({ articleId, isHelpful: true, draft: 'd1' }));
  }
  expect(await effect(articleId)).toMatchObject({ draftsRead: 2, ticketsSaved: 2 });
  desk.at('2026-03-03T08:00:00Z');
  await asks.open();
  await colleague.open();
  desk.at('2026-03-03T09:00:01Z');
  await later.open();
  expect(await effect(articleId)).toMatchObject({ draftsRead: 2, ticketsSaved: 1, draftsPending: 0 });
});

test('S37 a ticket counts for one article: the one that helped, else the one read last', async () => {
  const [first, second] = [await article(), await article()];
  const { client } = await desk.customer();
  unwrap(await client.articles.read({ articleId: first, draft: 'helped' }));
  unwrap(await client.articles.read({ articleId: first, draft: 'read' }));
  desk.at('2026-03-02T09:10:00Z');
  unwrap(await client.articles.read({ articleId: second, draft: 'helped' }));
  unwrap(await client.articles.read({ articleId: second, draft: 'read' }));
  unwrap(await client.articles.rate({ articleId: first, isHelpful: true, draft: 'helped' }));
  desk.at('2026-03-04T09:00:00Z');
  expect(await effect(first)).toMatchObject({ draftsRead: 1, ticketsSaved: 1 });
  expect(await effect(second)).toMatchObject({ draftsRead: 1, ticketsSaved: 1 });
  const ranking = await desk.engineer.client.articles.effects().all(100);
  const saved = ranking.map(({ ticketsSaved }) => ticketsSaved);
  expect(saved).toEqual(saved.toSorted((a, b) => b - a));
  expect(saved[0]).toBe(1);
  const none = await desk.engineer.client.articles.effect(first, { to: '2026-03-01T00:00:00Z' });
  expect(none).toMatchObject(NOTHING);
});

test('S37 what customers read is for staff to see, and for customers’ people to say', async () => {
  const articleId = await article();
  const { client } = await desk.customer();
  await expect(client.articles.effect(articleId)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(desk.engineer.client.articles.read({ articleId })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  await expect(desk.anonymous.client.articles.rate({ articleId, isHelpful: true })).rejects.toMatchObject({
    code: 'UNAUTHENTICATED',
  });
  expect(await client.articles.read({ articleId, draft: 'Not a code!' })).toMatchObject({
    issues: [{ path: 'draft', code: 'INVALID_FORMAT' }],
  });
});
