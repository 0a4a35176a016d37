import path from 'node:path';
import { schema } from '@tierline/schema/schema';
import { expect, test } from 'vitest';
import { read, trackedFiles } from './tracked.ts';

// A named request happens once because its change goes through `transact`, which keeps the name with the effect.

const SOURCES = new Map(
  trackedFiles()
    .filter((file) => /^schema\/src\/.+\.ts$/.test(file))
    .map((file) => [file, read(file)]),
);

test('B19 every mutation changes what it changes in transact, whose request can be named', () => {
  const mutations = Object.keys(schema.getMutationType()!.getFields());
  expect(mutations.length).toBeGreaterThan(30);
  expect(mutations.filter((name) => !transacts(name))).toEqual(ALWAYS_ANEW);
});

/** What answers with a secret that is kept nowhere, and changes nothing else: asked twice, it makes two. */
const ALWAYS_ANEW = ['createCalendarFeed', 'createReportLink'];

/** Whether the verb of that name calls `transact`, itself or by what it imports of its own term. */
function transacts(name: string): boolean {
  const file = [...SOURCES.keys()].find(
    (one) =>
      SOURCES.get(one)!.includes(`export async function ${name}(`) ||
      SOURCES.get(one)!.includes(`export function ${name}(`),
  );
  return file !== undefined && calls(file, new Set());
}

function calls(file: string, seen: Set<string>): boolean {
  if (seen.has(file)) return false;
  seen.add(file);
  const source = SOURCES.get(file) ?? '';
  if (/\btransact\(\s*ctx\b/.test(source)) return true;
  const imports = [...source.matchAll(/from '(\.\/[^']+)'/g)].map(([, to]) =>
    path.posix.join(path.posix.dirname(file), to!),
  );
  return imports.some((one) => calls(one, seen));
}
