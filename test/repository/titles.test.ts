import ts from 'typescript';
import { expect, test } from 'vitest';
import { read, trackedFiles } from './tracked.ts';

// The rules: requirements S, clock C, calendar K, entitlements E, prices PR, beyond B, and the clock's vectors V.
const HIGHEST: Record<string, number> = { S: 117, C: 38, K: 14, E: 6, PR: 5, B: 24, V: 15 };
// A table of cases may fill in an id of its own before the others, such as that of a vector.
const IDS = /^(?:%s |\$\w+ )?((?:(?:S|C|K|E|PR|B|V)\d+ )+)/;

test('every test of a term begins with the rules that it proves', () => {
  const terms = new Set(
    trackedFiles().flatMap((file) => /^schema\/src\/([^/]+)\//.exec(file)?.slice(1) ?? []),
  );
  const titles = trackedFiles()
    .filter((file) => file.endsWith('.test.ts') && terms.has(file.split('/')[1] ?? ''))
    .flatMap((file) => titlesOf(file, read(file)).map((title) => `${file}: ${title}`));
  expect(titles.filter((title) => !namesRules(title.slice(title.indexOf(': ') + 2)))).toEqual([]);
});

test('a title is read from every form of a test', () => {
  const source = `
    test('C5 one', () => {});
    test.each([1])('C6 each %s', () => {});
    test.for(cases)(\`K1 \${'a'} for\`, () => {});
    test(title, () => {});
    describe('not a test', () => {});`;
  expect(titlesOf('a.test.ts', source)).toEqual(['C5 one', 'C6 each %s', 'K1 …', '(title)']);
});

test('a title names rules only by ids that exist', () => {
  expect(namesRules('S68 C5 a severe ticket is answered in time')).toBe(true);
  expect(namesRules('%s B1 S60 a severe ticket is answered in time')).toBe(true);
  expect(namesRules('%s a severe ticket is answered in time')).toBe(false);
  expect(namesRules('a severe ticket is answered in time')).toBe(false);
  expect(namesRules('C39 a rule that nobody wrote')).toBe(false);
  expect(namesRules('C0 a rule that nobody wrote')).toBe(false);
});

function namesRules(title: string): boolean {
  const ids = IDS.exec(title)?.[1]?.trim().split(' ') ?? [];
  return (
    ids.length > 0 &&
    ids.every((id) => {
      const number = Number(id.replace(/\D+/, ''));
      return number >= 1 && number <= (HIGHEST[id.replace(/\d+/, '')] ?? 0);
    })
  );
}

function titlesOf(file: string, source: string): string[] {
  const titles: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isTest(node.expression)) titles.push(titleOf(node.arguments[0]));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true));
  return titles;
}

/** `test` in `test(…)`, `test.each(…)` in `test.each(…)(…)`. */
function isTest(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return callee.text === 'test' || callee.text === 'it';
  return ts.isCallExpression(callee) && /^(test|it)\.(each|for)$/.test(callee.expression.getText());
}

/** The part that stands in the source: what a template fills in may be anything. */
function titleOf(title: ts.Expression | undefined): string {
  if (title && ts.isStringLiteralLike(title)) return title.text;
  if (title && ts.isTemplateExpression(title)) return `${title.head.text}…`;
  return `(${title?.getText() ?? ''})`;
}
