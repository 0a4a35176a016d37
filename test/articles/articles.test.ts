import { asTenant } from '@tierline/prisma/tenancy';
import { publishArticles } from '@tierline/schema/articles/articles.jobs';
import { createClient, unwrap, type Client } from '@tierline/sdk';
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

const passTime = (instant: string) => {
  desk.at(instant);
  return asTenant('every-account', () => publishArticles(desk.server.database.client, new Date(instant)));
};
const eventsOf = async (id: string) =>
  (await desk.manager.client.events.list().all(500))
    .filter(({ subject }) => subject === id)
    .map(({ type }) => type as string);

test('S37 an article goes from a draft through the review of another person to its readers', async () => {
  const { articles } = desk.engineer.client;
  const drafted = unwrap(
    await articles.draft({
      category: 'SIGN_IN',
      texts: [text('FR', 'Le mot de passe oublié'), text('EN', 'The forgotten password', '# Do\n\nThis.')],
    }),
  ).article;
  const articleId = drafted.id;
  expect(drafted).toMatchObject({ publishedAt: null, nextVersion: { number: 1, state: 'DRAFT' } });
  expect(await desk.anonymous.client.articles.get(articleId)).toBeNull();
  expect(await desk.anonymous.client.articles.bySlug('the-forgotten-password')).toBeNull();

  expect(await desk.manager.client.articles.approve({ articleId })).toMatchObject({
    __typename: 'ArticleStateProblem',
    state: 'DRAFT',
  });
  unwrap(await articles.submit({ articleId }));
  expect(await articles.approve({ articleId })).toMatchObject({ __typename: 'OwnArticleProblem' });
  expect(await articles.revise({ articleId, texts: [text('EN', 'Changed')] })).toMatchObject({
    __typename: 'ArticleStateProblem',
    state: 'IN_REVIEW',
  });
  const returned = unwrap(
    await desk.manager.client.articles.giveBack({ articleId, reason: 'Say which button.' }),
  ).article;
  expect(returned.nextVersion).toMatchObject({
    state: 'DRAFT',
    returnReason: 'Say which button.',
    reviewer: { id: desk.manager.staffId },
  });
  // Whoever writes on it meanwhile does not approve it either.
  unwrap(
    await desk.manager.client.articles.revise({
      articleId,
      texts: [text('EN', 'The forgotten password', 'The blue button.')],
    }),
  );
  unwrap(await articles.submit({ articleId }));
  expect(await desk.manager.client.articles.approve({ articleId })).toMatchObject({
    __typename: 'OwnArticleProblem',
  });
  const third = await desk.hire();
  unwrap(await third.client.articles.approve({ articleId }));

  const read = await desk.anonymous.client.articles.get(articleId);
  expect(read).toMatchObject({
    publishedAt: '2026-03-02T09:00:00.000Z',
    requiredPlan: null,
    text: { locale: 'EN', isFallback: false, slug: 'the-forgotten-password', body: 'The blue button.' },
  });
  expect(await eventsOf(articleId)).toEqual([
    'article.drafted',
    'article.submitted',
    'article.returned',
    'article.revised',
    'article.submitted',
    'article.approved',
    'article.published',
  ]);
});

test('S37 B21 an article is read in one’s language, or in the one that there is, and no link dies', async () => {
  const both = await publish(desk, { texts: [text('FR', 'Balises lentes'), text('EN', 'Slow tags')] });
  const french = await publish(desk, { texts: [text('FR', 'Consentement refusé')] });
  const { articles } = desk.anonymous.client;
  expect((await articles.get(both, { locale: 'fr' }))!.text).toMatchObject({ title: 'Balises lentes' });
  expect((await articles.bySlug('slow-tags', { locale: 'fr' }))!.text).toMatchObject({
    slug: 'balises-lentes',
    isFallback: false,
  });
  expect((await articles.bySlug('consentement-refuse', { locale: 'en' }))!.text).toMatchObject({
    locale: 'FR',
    isFallback: true,
  });

  // A new title keeps the address; a new address leaves the former one leading there.
  const revise = async (texts: ReturnType<typeof text>[]) => {
    unwrap(await desk.engineer.client.articles.revise({ articleId: both, texts }));
    await approve(desk.engineer, desk.manager, both);
  };
  await revise([text('FR', 'Balises trop lentes'), text('EN', 'Tags that are slow')]);
  expect((await articles.bySlug('slow-tags'))!.text).toMatchObject({
    title: 'Tags that are slow',
    slug: 'slow-tags',
  });
  await revise([text('EN', 'Tags that are slow', 'New.', 'tags-slow-to-load')]);
  expect((await articles.bySlug('slow-tags'))!.text).toMatchObject({ slug: 'tags-slow-to-load' });
  // Its French text went: the French link leads to the English one.
  expect((await articles.bySlug('balises-lentes', { locale: 'fr' }))!.text).toMatchObject({
    locale: 'EN',
    slug: 'tags-slow-to-load',
  });

  // Archived, its links lead to its successor, and so do those of an article that led to it.
  const { articles: staff } = desk.engineer.client;
  unwrap(await staff.archive({ articleId: both }));
  expect(await articles.bySlug('slow-tags')).toBeNull();
  unwrap(await staff.archive({ articleId: both, successorId: french }));
  expect(await articles.bySlug('slow-tags')).toMatchObject({ id: french });
  const last = await publish(desk, { texts: [text('EN', 'Consent in one place')] });
  unwrap(await staff.archive({ articleId: french, successorId: last }));
  expect(await articles.bySlug('slow-tags')).toMatchObject({ id: last });
  expect(await articles.get(both)).toBeNull();
  for (const successorId of [both, last, 'art_none']) {
    expect(await staff.archive({ articleId: last, successorId })).toMatchObject({
      issues: [{ path: 'successorId', code: 'UNKNOWN' }],
    });
  }
  // Published again, it is there again.
  unwrap(await staff.revise({ articleId: both, texts: [text('EN', 'Slow tags again')] }));
  await approve(desk.engineer, desk.manager, both);
  expect(await articles.bySlug('slow-tags')).toMatchObject({ id: both, text: { title: 'Slow tags again' } });
});

test('S37 two articles never share an address', async () => {
  const [first, second] = await Promise.all([
    publish(desk, { texts: [text('EN', 'Same title')] }),
    publish(desk, { texts: [text('EN', 'Same title')] }),
  ]);
  const slugs = await Promise.all(
    [first, second].map(async (id) => (await desk.anonymous.client.articles.get(id))!.text.slug),
  );
  expect(slugs.toSorted()).toEqual(['same-title', 'same-title-2']);
  const texts = [text('EN', 'Another', 'Body.', 'same-title')];
  expect(await desk.engineer.client.articles.draft({ category: 'SIGN_IN', texts })).toMatchObject({
    issues: [{ path: 'texts.0.slug', code: 'TAKEN' }],
  });
});

test('S37 a version is published by itself when its time comes, once, whoever looks', async () => {
  const { articles } = desk.engineer.client;
  const { article } = unwrap(await articles.draft({ category: 'TAGS', texts: [text('EN', 'New in April')] }));
  const articleId = article.id;
  unwrap(await articles.submit({ articleId }));
  const approveAt = (publishAt: string) => desk.manager.client.articles.approve({ articleId, publishAt });
  expect(await approveAt('2026-03-02T09:00:00Z')).toMatchObject({
    issues: [{ path: 'publishAt', code: 'TOO_SMALL' }],
  });
  unwrap(await approveAt('2026-03-09T08:00:00Z'));
  unwrap(await articles.giveBack({ articleId, reason: 'A word.' }));
  unwrap(await articles.submit({ articleId }));
  const scheduled = unwrap(await approveAt('2026-04-01T08:00:00Z')).article;
  expect(scheduled.nextVersion).toMatchObject({
    state: 'SCHEDULED',
    publishAt: '2026-04-01T08:00:00.000Z',
  });
  expect(await passTime('2026-03-31T08:00:00Z')).toBe(0);
  expect(await desk.anonymous.client.articles.get(articleId)).toBeNull();
  const rounds = await Promise.all([
    passTime('2026-04-01T08:00:01Z'),
    passTime('2026-04-01T08:00:01Z'),
    passTime('2026-04-01T08:00:01Z'),
  ]);
  expect(rounds.toSorted()).toEqual([0, 0, 1]);
  expect(await desk.anonymous.client.articles.get(articleId)).toMatchObject({
    publishedAt: '2026-04-01T08:00:01.000Z',
  });
  expect((await eventsOf(articleId)).filter((type) => type === 'article.published')).toHaveLength(1);
});

test('S37 readers go on with what is published while the next version is written, and all versions stay', async () => {
  const id = await publish(desk, { texts: [text('EN', 'Version one')] });
  const { articles } = desk.engineer.client;
  unwrap(await articles.revise({ articleId: id, texts: [text('EN', 'Version two')] }));
  expect((await desk.anonymous.client.articles.get(id))!.text.title).toBe('Version one');
  await approve(desk.engineer, desk.manager, id);
  const { versions, nextVersion } = (await articles.versions(id))!;
  expect(nextVersion).toBeNull();
  expect(versions.nodes.map(({ number, state, text: { title } }) => [number, state, title])).toEqual([
    [2, 'PUBLISHED', 'Version two'],
    [1, 'SUPERSEDED', 'Version one'],
  ]);
  expect(await articles.submit({ articleId: id })).toMatchObject({
    __typename: 'ArticleStateProblem',
    state: null,
  });
});

test('S37 S35 everybody reads what is public, every customer what is for Basic, and the rest from its plan on', async () => {
  const titles = { null: 'For all', BASIC: 'For Basic', ENHANCED: 'For Enhanced', PREMIUM: 'For Premium' };
  const ids: string[] = [];
  for (const [plan, title] of Object.entries(titles)) {
    const requiredPlan = plan === 'null' ? null : (plan as 'BASIC');
    ids.push(await publish(desk, { category: 'DATA', requiredPlan, texts: [text('EN', `Zebra ${title}`)] }));
  }
  const basic = await desk.customer();
  const enhanced = await desk.customer({ plan: 'ENHANCED' });
  const premium = await desk.customer({ plan: 'PREMIUM' });
  const read = async (client: Client) => {
    const listed = await client.articles.list({ category: 'DATA' }).all(100);
    const found = await client.articles.search({ text: 'zebra' }).all(100);
    const single = await Promise.all(ids.map((id) => client.articles.get(id)));
    const named = await Promise.all(
      ids.map((_id, index) =>
        client.articles.bySlug(`zebra-${Object.values(titles)[index]!.toLowerCase().replace(' ', '-')}`),
      ),
    );
    const each = [
      listed.map(({ id }) => id),
      found.map(({ article }) => article.id),
      single.flatMap((one) => one?.id ?? []),
      named.flatMap((one) => one?.id ?? []),
    ].map((seen) => seen.map((id) => ids.indexOf(id)).toSorted());
    expect(each).toEqual(each.map(() => each[0]));
    return each[0];
  };
  expect(await read(desk.anonymous.client)).toEqual([0]);
  expect(await read(basic.client)).toEqual([0, 1]);
  expect(await read(enhanced.client)).toEqual([0, 1, 2]);
  expect(await read(premium.client)).toEqual([0, 1, 2, 3]);
  expect(await read(desk.engineer.client)).toEqual([0, 1, 2, 3]);
  const rated = await basic.client.articles.rate({ articleId: ids[3]!, isHelpful: true });
  expect(rated).toMatchObject({ issues: [{ path: 'articleId', code: 'UNKNOWN' }] });
  unwrap(
    await desk.engineer.client.articles.file({ articleId: ids[3]!, category: 'DATA', requiredPlan: 'BASIC' }),
  );
  expect(await read(basic.client)).toEqual([0, 1, 3]);
});

test('S37 categories are a tree of two levels, and one of the upper level holds what is below it', async () => {
  const tree = await createClient({ url: `${desk.server.url}/graphql`, locale: 'fr' }).articles.categories();
  expect(tree.map(({ code, name, children }) => [code, name, children.map((one) => one.code)])).toEqual([
    ['PROGRAMME', 'Le programme d’assistance', ['PLANS', 'REQUESTS']],
    ['PRODUCTS', 'Les produits', ['SIGN_IN', 'TAGS', 'DATA']],
  ]);
  const id = await publish(desk, { category: 'PLANS', texts: [text('EN', 'What a plan promises')] });
  for (const category of ['PROGRAMME', 'PLANS']) {
    const { nodes } = await desk.anonymous.client.articles.list({ category });
    expect(nodes.map((one) => one.id)).toEqual([id]);
  }
  const first = await desk.anonymous.client.articles.list({ first: 2 });
  const next = await desk.anonymous.client.articles.list({ first: 2, after: first.pageInfo.endCursor! });
  const ids = [...first.nodes, ...next.nodes].map((one) => one.id);
  expect(new Set(ids).size).toBe(4);
});

test('S37 what is written is checked, and staff alone write', async () => {
  const { articles } = desk.engineer.client;
  const good = text('EN', 'Fine');
  for (const [input, path, code] of [
    [{ category: 'NONE', texts: [good] }, 'category', 'UNKNOWN'],
    [{ category: 'TAGS', texts: [] }, 'texts', 'TOO_SMALL'],
    [{ category: 'TAGS', texts: [good, good] }, 'texts', 'TWICE'],
    [{ category: 'TAGS', texts: [{ ...good, slug: 'Not Good' }] }, 'texts.0.slug', 'INVALID_FORMAT'],
    [{ category: 'TAGS', skus: ['NONE'], texts: [good] }, 'skus', 'UNKNOWN'],
  ] as const) {
    expect(await articles.draft({ ...input } as never)).toMatchObject({ issues: [{ path, code }] });
  }
  const { client } = await desk.customer({ plan: 'PREMIUM' });
  const draft = { category: 'TAGS', texts: [good] };
  await expect(client.articles.draft(draft)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(desk.anonymous.client.articles.draft(draft)).rejects.toMatchObject({
    code: 'UNAUTHENTICATED',
  });
  await expect(client.articles.list({ states: ['DRAFT'] })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(articles.submit({ articleId: 'art_none' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const { article } = unwrap(await articles.draft(draft));
  const drafts = await articles.list({ states: ['DRAFT'] }).all(100);
  expect(drafts.map(({ id }) => id)).toContain(article.id);
});
