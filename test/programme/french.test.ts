import { eventType, payload } from '@tierline/schema/event-type';
import { setApart, speaker } from '@tierline/schema/french';
import { InvalidInputProblem, RequestError } from '@tierline/schema/problem';
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

test('B21 problems, errors and types of events set their French apart, also where it quotes a value', () => {
  const text = { fr: '« x » est pris ; lequel ?', en: '“x” is taken; which one?' };
  const fr = '«\u00a0x\u00a0» est pris\u00a0; lequel\u00a0?';
  const problem = new InvalidInputProblem([{ path: 'name', code: 'TAKEN', text }]);
  expect(problem.issues[0]!.text).toEqual({ fr, en: text.en });
  expect(problem.text.fr).toBe(`Saisie invalide\u00a0: name\u00a0: ${fr}`);
  const error = new RequestError('BAD_USER_INPUT', text, text);
  expect([error.text, error.reason]).toEqual([
    { fr, en: text.en },
    { fr, en: text.en },
  ]);
  const type = eventType({ version: '2026-11-26', audience: 'VENDOR', text, payload: payload({}) });
  expect(type.text).toEqual({ fr, en: text.en });
});
