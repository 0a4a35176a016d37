import { setApart, speaker } from '@tierline/schema/french';
import { expect, test } from 'vitest';

test.each([
  [
    'Où est la clé ? Ici : « Paris » ; enfin !',
    'Où est la clé\u00a0? Ici\u00a0: «\u00a0Paris\u00a0»\u00a0; enfin\u00a0!',
  ],
  ['https://a.example/?q=1 à 8h00', 'https://a.example/?q=1 à 8h00'],
  ['Déjà mis\u00a0: oui', 'Déjà mis\u00a0: oui'],
])('B21 French sets its signs apart, and breaks no line before them: %s', (text, set) => {
  expect(setApart(text)).toBe(set);
});

test('B21 English is said as it is written', () => {
  expect(speaker('EN')({ fr: 'Pourquoi ?', en: 'Why ?' })).toBe('Why ?');
  expect(speaker('FR')({ fr: 'Pourquoi ?', en: 'Why?' })).toBe('Pourquoi\u00a0?');
});
