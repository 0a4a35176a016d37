import { plansRead, slugOf, textIn } from '@tierline/schema/articles/article.rules';
import { expect, test } from 'vitest';

test.each([
  ['Où est passé l’œuf ?', 'ou-est-passe-l-oeuf'],
  ['Sign-in: what now?', 'sign-in-what-now'],
  ['  Straße — été 2026 ', 'strasse-ete-2026'],
  ['サポート', 'article'],
  ['a'.repeat(79) + ' bc', 'a'.repeat(79)],
])('S37 the name of “%s” in addresses is %s', (title, slug) => {
  expect(slugOf(title)).toBe(slug);
});

test('S37 a text is there in the language asked for, else in English, else in the one that there is', () => {
  const [fr, en] = [{ locale: 'FR' as const }, { locale: 'EN' as const }];
  expect(textIn([fr, en], 'FR')).toEqual({ locale: 'FR', isFallback: false });
  expect(textIn([en], 'FR')).toEqual({ locale: 'EN', isFallback: true });
  expect(textIn([fr], 'EN')).toEqual({ locale: 'FR', isFallback: true });
});

test('S37 a plan reads what is for it and for lesser ones', () => {
  expect(plansRead('BASIC')).toEqual(['BASIC']);
  expect(plansRead('ENHANCED')).toEqual(['BASIC', 'ENHANCED']);
  expect(plansRead('PREMIUM')).toEqual(['BASIC', 'ENHANCED', 'PREMIUM']);
});
