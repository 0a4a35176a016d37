import { checkLimit, firstName, ForumLimitProblem, isHeld } from '@tierline/schema/forum/forum.rules';
import { expect, test } from 'vitest';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 9, minute));

test('S38 one may again an hour after the earliest of as many as one may', () => {
  expect(() => checkLimit(2, [at(0)])).not.toThrow();
  expect(() => checkLimit(null, [at(0), at(1), at(2)])).not.toThrow();
  const refused = (done: Date[]) => {
    try {
      checkLimit(2, done);
    } catch (error) {
      return error instanceof ForumLimitProblem ? error.availableAt : error;
    }
    return null;
  };
  expect(refused([at(0), at(5)])).toEqual(at(60));
  expect(refused([at(0), at(5), at(7)])).toEqual(at(65));
});

test.each([
  ['See https://a.example', true],
  ['See WWW.a.example', true],
  ['cheap-watches.shop', true],
  ['Our dataLayer.push() does nothing', false],
  ['Version 4.56 of utag.js', false],
  ['No link at all.', false],
])('S38 of a newcomer, “%s” is held: %s', (body, held) => {
  expect(isHeld(body, { isStaff: false, hasPosted: false })).toBe(held);
  expect(isHeld(body, { isStaff: false, hasPosted: true })).toBe(false);
  expect(isHeld(body, { isStaff: true, hasPosted: false })).toBe(false);
});

test.each([
  ['Aline Petit', 'Aline P.'],
  ['Jean-Luc de la Tour', 'Jean-Luc T.'],
  ['Madonna', 'Madonna'],
])('S38 %s is %s until they say otherwise', (name, shown) => {
  expect(firstName(name)).toBe(shown);
});
