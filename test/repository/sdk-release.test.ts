import { bumpFor, bumpOf, isEnough, promisedBump, type Bump } from '@tierline/schema/governance/semver';
import { expect, test } from 'vitest';

const NOTHING = { refused: [], removed: [], changed: [], added: [] };

test.each([
  ['nothing', [NOTHING, NOTHING], 'patch'],
  ['a new field', [{ ...NOTHING, added: ['Plan.title'] }, NOTHING], 'minor'],
  ['a new mark of deprecation', [{ ...NOTHING, changed: ['Plan.name'] }, NOTHING], 'minor'],
  ['an event that tells more', [NOTHING, { ...NOTHING, changed: ['plan.chosen'] }], 'minor'],
  [
    'what was deprecated gone, and a new field',
    [{ ...NOTHING, removed: ['Plan.name'], added: ['Plan.title'] }],
    'major',
  ],
] as const)(
  'B19 the SDK’s next version follows from the difference of the schema: %s',
  (_what, comparisons, bump) => {
    expect(bumpFor(comparisons.map((one) => ({ ...NOTHING, ...one }) as never))).toBe(bump);
  },
);

test('B19 before 1.0.0 what breaks is a minor step', () => {
  expect([bumpOf('0.1.0', 'major'), bumpOf('1.0.0', 'major'), bumpOf('0.1.0', 'patch')]).toEqual([
    'minor',
    'major',
    'patch',
  ]);
});

test('B19 changesets promise the greatest step that one of them names for the package', () => {
  const say = (name: string, bump: Bump) => `---\n'${name}': ${bump}\n---\n\nSomething: major\n`;
  const sdk = '@tierline/sdk';
  expect(promisedBump([say(sdk, 'patch'), say(sdk, 'minor'), say('other', 'major')], sdk)).toBe('minor');
  expect(promisedBump([say('other', 'major'), 'no head'], sdk)).toBeNull();
  expect([isEnough('minor', 'minor'), isEnough('patch', 'minor'), isEnough(null, 'patch')]).toEqual([
    true,
    false,
    false,
  ]);
});
