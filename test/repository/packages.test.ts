import { satisfies, valid } from 'semver';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { read } from './tracked.ts';

interface Manifest {
  name: string;
  engines?: { node: string };
  [group: string]: unknown;
}

interface Lockfile {
  packages: Record<string, { engines?: { node?: string } }>;
}

const WORKSPACE = parse(read('pnpm-workspace.yaml')) as {
  packages: string[];
  catalog: Record<string, string>;
  overrides: Record<string, string>;
};
const LOCKFILE_TEXT = read('pnpm-lock.yaml');
const LOCKED = Object.entries((parse(LOCKFILE_TEXT) as Lockfile).packages);
const MANIFESTS = ['.', ...WORKSPACE.packages].map(
  (directory) => JSON.parse(read(`${directory}/package.json`)) as Manifest,
);
const GROUPS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];
const LEFT_OUT = '-'; // pnpm's word for an override that removes a package
const OLDEST_NODE = '20.19.0';

test('one copy of graphql is installed', () => {
  const copies = LOCKED.map(([name]) => name).filter((name) => name.startsWith('graphql@'));
  expect(copies).toEqual([`graphql@${WORKSPACE.catalog.graphql}`]);
});

test('the lockfile holds no address, so it works with any registry', () => {
  expect(LOCKED.length).toBeGreaterThan(300);
  expect(LOCKFILE_TEXT).not.toMatch(/https?:\/\/|tarball:|git\+/);
});

test(`every installed package runs on Node ${OLDEST_NODE}`, () => {
  const tooNew = LOCKED.filter(([, { engines }]) => !satisfies(OLDEST_NODE, engines?.node ?? '*'));
  expect(tooNew.map(([name, { engines }]) => `${name} needs ${engines?.node}`)).toEqual([]);
});

test('the published engines are those that are proven', () => {
  for (const { name, engines } of MANIFESTS.filter((manifest) => manifest.engines)) {
    expect({ name, node: engines?.node }).toEqual({ name, node: '>=20.19' });
  }
});

test('every version is exact, and what several packages share comes from the catalog', () => {
  const wanted = MANIFESTS.flatMap((manifest) =>
    GROUPS.flatMap((group) =>
      Object.entries((manifest[group] ?? {}) as Record<string, string>).map(([dependency, version]) => ({
        from: manifest.name,
        dependency,
        version,
      })),
    ),
  );
  const loose = wanted.filter(
    ({ version }) =>
      !valid(version.replace(/^npm:typescript@/, '')) && !['catalog:', 'workspace:*'].includes(version),
  );
  expect(loose).toEqual([]);

  const drifting = wanted.filter((one) =>
    wanted.some((other) => other.dependency === one.dependency && other.version !== one.version),
  );
  expect(drifting).toEqual([]);

  const pinned = Object.entries({ ...WORKSPACE.catalog, ...WORKSPACE.overrides });
  expect(pinned.filter(([, version]) => !valid(version) && version !== LEFT_OUT)).toEqual([]);
  const unused = Object.keys(WORKSPACE.catalog).filter(
    (name) => !wanted.some(({ dependency, version }) => dependency === name && version === 'catalog:'),
  );
  expect(unused).toEqual([]);
});

test('dependencies are sorted, so that two changes rarely meet in one line', () => {
  for (const manifest of MANIFESTS) {
    for (const group of GROUPS) {
      const names = Object.keys(manifest[group] ?? {});
      expect({ in: manifest.name, names }).toEqual({ in: manifest.name, names: [...names].sort() });
    }
  }
});
