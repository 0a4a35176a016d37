import { homedir } from 'node:os';
import { expect, test } from 'vitest';
import { read, ROOT, trackedFiles } from './tracked.ts';

// Written in pieces, or this file would report itself.
const HOME = new RegExp(
  `(^|[^\\w.])(/${'home'}/\\w|/${'Users'}/\\w|/${'root'}/\\w|[A-Z]:\\\\${'Users'}\\\\)`,
);
const REGISTRY = new RegExp(`${'registry'}\\.[\\w-]+\\.[a-z]{2,}|_${'authToken'}|npm_config_${'registry'}=`);

test('no file names a place of the machine that it was written on', () => {
  const here = [ROOT, homedir()].filter((place) => place.split('/').length > 2);
  const traces = lines().filter(
    ({ text }) => HOME.test(text) || here.some((place) => text.includes(`${place}/`)),
  );
  expect(traces).toEqual([]);
});

test('no file names the registry that its packages came from', () => {
  expect(lines().filter(({ text }) => REGISTRY.test(text))).toEqual([]);
});

test('the patterns see what they look for', () => {
  expect(`cd /${'home'}/ada/tierline`).toMatch(HOME);
  expect(`open('/${'Users'}/ada')`).toMatch(HOME);
  expect(`C:\\${'Users'}\\ada`).toMatch(HOME);
  expect(`https://${'registry'}.example.com/graphql`).toMatch(REGISTRY);
  expect('GET /home and https://example.com/home/').not.toMatch(HOME);
});

function lines(): { file: string; line: number; text: string }[] {
  return trackedFiles().flatMap((file) =>
    read(file)
      .split('\n')
      .map((text, index) => ({ file, line: index + 1, text })),
  );
}
