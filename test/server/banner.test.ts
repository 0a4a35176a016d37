import { banner } from '@tierline/server/banner';
import { expect, test } from 'vitest';

const URL = 'http://localhost:4000';

test('the demo shows where it is, a token for everybody, something to paste, and its notes', () => {
  const people = [
    { title: 'Marie, administrator', token: 'aaa.bbb.ccc' },
    { title: 'Jean, engineer', token: 'ddd.eee.fff' },
  ];
  const machines = [{ title: 'A machine of Atelier', token: 'tl_ggg' }];
  const lines = banner({ url: URL, people, machines, notes: ['old data'], embedded: true }).split('\n');
  expect(lines.indexOf('  ddd.eee.fff')).toBeLessThan(lines.indexOf('Tierline is ready.')); // long tokens scroll away
  expect(lines).toEqual(
    expect.arrayContaining([
      'Tierline is ready.',
      '  Playground  http://localhost:4000/playground   open this first',
      '  GraphQL     http://localhost:4000/graphql',
      '  TIERLINE_URL=http://localhost:4000/graphql npm run tour',
      '  Marie, administrator',
      '  aaa.bbb.ccc',
      '  Jean, engineer',
      '  ddd.eee.fff',
      '  A machine of Atelier',
      '  tl_ggg',
      `  curl -s http://localhost:4000/graphql -H 'content-type: application/json' -d '{"query":"{ plans { code name } }"}'`,
      'Note: old data',
    ]),
  );
});

test('where the data are somebody else’s, it offers no way to delete them', () => {
  const text = banner({ url: URL, people: [], machines: [], notes: [], embedded: false });
  expect(text).toContain('the data are in your database');
  expect(text).not.toContain('--reset');
});
