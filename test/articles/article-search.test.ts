import { afterAll, beforeAll, expect, test } from 'vitest';
import { publish, text } from '../support/articles.ts';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';

type Draft = NonNullable<Parameters<Customer['client']['articles']['suggest']>[1]>;

let desk: Desk;
let customer: Customer;
const ids: Record<string, string> = {};

beforeAll(async () => {
  desk = await openDesk({ at: '2026-03-02T09:00:00Z' });
  customer = await desk.customer();
  ids['password'] = await publish(desk, {
    requestTypes: ['LOGIN_ISSUE'],
    skus: ['IQ-TM'],
    texts: [
      text(
        'FR',
        'Réinitialiser un mot de passe',
        'Les administrateurs réinitialisent ceux de < 3 mois & accès.',
      ),
      text('EN', 'Reset a password', 'Administrators reset passwords in the settings.'),
    ],
  });
  ids['tags'] = await publish(desk, {
    category: 'TAGS',
    texts: [text('EN', 'Publishing tags', 'Versions are published with utag.js; a password is not needed.')],
  });
  ids['premium'] = await publish(desk, {
    category: 'DATA',
    requiredPlan: 'PREMIUM',
    texts: [text('EN', 'Quarterly audiences', 'How the flamingo report counts audiences.')],
  });
});
afterAll(() => desk.stop());

const search = async (words: string, options = {}) =>
  (await desk.anonymous.client.articles.search({ text: words, ...options }).all(50)).map(
    ({ article }) => Object.entries(ids).find(([, id]) => id === article.id)?.[0],
  );

test.each([
  ['passwords', ['password', 'tags']], // inflected; the title counts more than the body
  ['reinitialiser', ['password']], // without accents
  ['RÉINITIALISÉS', ['password']],
  ['mots de passe', ['password']],
  ['"reset a password"', ['password']],
  ['password -tags', ['password']],
  ['utag', ['tags']], // part of a word of code
  ['flamingo', []], // what one may not read is not found
  ['nothingatall', []],
])('S37 “%s” finds %j', async (words, found) => {
  expect(await search(words)).toEqual(found);
});

test.each([
  ['pasword', ['password', 'tags']],
  ['reinitialser', ['password']],
  ['publshing vresions', ['tags']],
  ['flamngo', []],
])('S37 mistyped, “%s” finds %j', async (words, found) => {
  expect(await search(words)).toEqual(found);
});

test('S37 an excerpt shows what was found, escaped, in the language in which it was found', async () => {
  const french = await desk.anonymous.client.articles.search({ text: 'réinitialiser' }, { locale: 'fr' });
  expect(french.nodes.map(({ locale }) => locale)).toEqual(['FR']);
  expect(french.nodes[0]!.excerpt.html).toContain('<mark>Réinitialiser</mark> un mot');
  expect(french.nodes[0]!.excerpt.html).toContain('&lt; 3 mois &amp; accès');
  const mistyped = await desk.anonymous.client.articles.search({ text: 'pasword' });
  expect(mistyped.nodes[0]!.excerpt.html).toContain('<mark>');
});

test('S37 what is found comes in pages that neither repeat nor leave out', async () => {
  const first = await desk.anonymous.client.articles.search({
    text: 'password',
    first: 1,
    withTotalCount: true,
  });
  expect(first.totalCount).toBe(2);
  expect(first.nodes.map(({ article }) => article.id)).toEqual([ids['password']]);
  const next = await desk.anonymous.client.articles.search({
    text: 'password',
    first: 1,
    after: first.pageInfo.endCursor!,
  });
  expect(next.nodes.map(({ article }) => article.id)).toEqual([ids['tags']]);
  expect(next.pageInfo.hasNextPage).toBe(false);
  expect(await search('password', { category: 'TAGS' })).toEqual(['tags']);
  expect(await search('password', { category: 'PRODUCTS' })).toEqual(['password', 'tags']);
  await expect(desk.anonymous.client.articles.search({ text: ' ' })).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
  });
});

test('S37 a ticket that is being written is answered by articles like it, those for its type first', async () => {
  const suggest = async (subject: string, draft: Draft = {}, who = customer) =>
    (await who.client.articles.suggest(subject, draft)).map(
      ({ article }) => Object.entries(ids).find(([, id]) => id === article.id)?.[0],
    );
  expect(await suggest('I cannot reset my password')).toEqual(['password']);
  const draft = { description: 'How are the tags published? No password?' };
  expect(await suggest('Publish a version', draft)).toEqual(['tags']);
  expect(await suggest('Publish a version', { ...draft, requestType: 'LOGIN_ISSUE', sku: 'IQ-TM' })).toEqual([
    'password',
    'tags',
  ]);
  expect(await suggest('Dans les mots pour avec')).toEqual([]); // small words, and one
  expect(await suggest('The flamingo report counts')).toEqual([]);
  expect(await suggest('""\\ | & ! ( ')).toEqual([]);
  const premium = await desk.customer({ plan: 'PREMIUM' });
  expect(await suggest('The flamingo report counts', {}, premium)).toEqual(['premium']);
  await expect(desk.anonymous.client.articles.suggest('Help')).rejects.toMatchObject({
    code: 'UNAUTHENTICATED',
  });
});
