import {
  checkAnswers,
  checkFields,
  IntakeAnswersProblem,
  type IntakeField,
  type IntakeKind,
} from '@tierline/schema/plans/intake.rules';
import { array, assert, constantFrom, property, record, string } from 'fast-check';
import { describe, expect, test } from 'vitest';

const label = { fr: 'Quoi ?', en: 'What?' };
const field = (key: string, kind: IntakeKind, required = false): IntakeField => ({
  key,
  kind,
  required,
  label,
  ...(kind === 'CHOICE' && { options: ['a', 'b'].map((value) => ({ value, label })) }),
});
const form = (...fields: IntakeField[]) => ({ requestType: 'HOW_TO', version: 2, fields });

function issuesOf(work: () => unknown): [string, string][] {
  try {
    work();
    return [];
  } catch (problem) {
    return (problem as IntakeAnswersProblem).issues.map(({ path, code }) => [path, code]);
  }
}

describe('answers', () => {
  test.each([
    ['TEXT', ['anything at all'], []],
    ['NUMBER', ['12', '-0.5', '0'], ['twelve', '1e3', '1,5', '.5']],
    ['DATE', ['2026-07-14', '2028-02-29'], ['14/07/2026', '2026-02-29', '2026-7-14', '2026-07-14T00:00:00Z']],
    ['YES_NO', ['YES', 'NO'], ['yes', 'true', 'oui']],
    ['CHOICE', ['a', 'b'], ['c', 'A']],
  ] as const)('S87 a %s takes what its kind says', (kind, good, bad) => {
    const check = (value: string) => checkAnswers(form(field('q', kind)), [{ key: 'q', value }], true);
    for (const value of good) expect(check(` ${value} `)).toEqual([{ key: 'q', value }]);
    for (const value of bad) expect(issuesOf(() => check(value))).toEqual([['q', 'INVALID_FORMAT']]);
  });

  test('S87 what is required, unknown or answered twice is told at once, in both languages', () => {
    const asked = form(field('purpose', 'TEXT', true), field('on', 'DATE'));
    const answers = [
      { key: 'on', value: 'soon' },
      { key: 'on', value: '2026-07-14' },
      { key: 'colour', value: 'red' },
    ];
    expect(issuesOf(() => checkAnswers(asked, answers, true))).toEqual([
      ['colour', 'UNKNOWN'],
      ['on', 'TWICE'],
      ['purpose', 'REQUIRED'],
      ['on', 'INVALID_FORMAT'],
    ]);
    const problem = new IntakeAnswersProblem('HOW_TO', 2, [
      { path: 'purpose', code: 'REQUIRED', text: { fr: 'attend une réponse.', en: 'needs an answer.' } },
    ]);
    expect(problem.text).toEqual({
      fr: 'Le formulaire demande d’autres réponses\u00a0: purpose attend une réponse.',
      en: 'The form asks for other answers: purpose needs an answer.',
    });
  });

  test('S87 a request that came without the form may leave anything open; a blank answer is none', () => {
    const asked = form(field('purpose', 'TEXT', true));
    expect(checkAnswers(asked, [], false)).toEqual([]);
    expect(issuesOf(() => checkAnswers(asked, [{ key: 'purpose', value: '  ' }], true))).toEqual([
      ['purpose', 'REQUIRED'],
    ]);
  });

  test('S87 whatever is sent, it is refused, or kept in the order of the form with every required answer', () => {
    const asked = form(field('a', 'TEXT', true), field('b', 'NUMBER'), field('c', 'YES_NO', true));
    const answer = record({
      key: constantFrom('a', 'b', 'c', 'd'),
      value: constantFrom('YES', '1', '', 'x'),
    });
    assert(
      property(array(answer, { maxLength: 5 }), (answers) => {
        let kept;
        try {
          kept = checkAnswers(asked, answers, true);
        } catch (problem) {
          expect(problem).toBeInstanceOf(IntakeAnswersProblem);
          return;
        }
        const keys = kept.map(({ key }) => key);
        expect(keys).toEqual(['a', 'b', 'c'].filter((key) => keys.includes(key)));
        expect(keys).toEqual(expect.arrayContaining(['a', 'c']));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('forms', () => {
  test.each([
    [[field('ok', 'TEXT'), field('alsoOk2', 'CHOICE')], []],
    [
      [field('Not', 'TEXT'), field('a b', 'TEXT'), field('', 'TEXT')],
      ['fields.0.key', 'fields.1.key', 'fields.2.key'],
    ],
    [[field('twice', 'TEXT'), field('twice', 'DATE')], ['fields.1.key']],
    [[{ ...field('q', 'CHOICE'), options: [{ value: 'a', label }] }], ['fields.0.options']],
    [[{ ...field('q', 'TEXT'), options: [{ value: 'a', label }] }], ['fields.0.options']],
    [
      [{ ...field('q', 'CHOICE'), options: ['a', 'a'].map((value) => ({ value, label })) }],
      ['fields.0.options'],
    ],
  ])('S87 a form is published whole, or every fault is told: case %#', (fields, paths) => {
    expect(issuesOf(() => checkFields(fields)).map(([path]) => path)).toEqual(paths);
  });

  test('S87 a key is a plain word', () => {
    assert(
      property(string(), (key) => {
        const refused = issuesOf(() => checkFields([field(key, 'TEXT')])).length > 0;
        expect(refused).toBe(!/^[a-z][A-Za-z0-9]{0,39}$/.test(key));
      }),
    );
  });
});
