import type { Comparison } from './schema-changes.ts';

export type Bump = 'major' | 'minor' | 'patch';

const BUMPS: readonly Bump[] = ['patch', 'minor', 'major'];

/**
 * What the SDK's next version has to be at least, from what became of the released schema and events: major where
 * something that was deprecated has gone, minor where something is new or otherwise than it was, else patch.
 */
export function bumpFor(comparisons: readonly Comparison[]): Bump {
  if (comparisons.some(({ removed }) => removed.length > 0)) return 'major';
  if (comparisons.some(({ added, changed }) => added.length + changed.length > 0)) return 'minor';
  return 'patch';
}

/** Below 1.0.0 the second number stands for the first: what breaks is a minor step there. */
export function bumpOf(version: string, bump: Bump): Bump {
  return version.startsWith('0.') && bump === 'major' ? 'minor' : bump;
}

/** The greatest step that changesets promise for a package; null when none names it. */
export function promisedBump(changesets: readonly string[], name: string): Bump | null {
  const lines = changesets.flatMap((text) => (/^---\n([\s\S]*?)^---$/m.exec(text)?.[1] ?? '').split('\n'));
  const promised = lines.flatMap((line) => {
    const [, quoted, bump] = /^['"]?([^'"]+)['"]?: (major|minor|patch)$/.exec(line) ?? [];
    return quoted === name ? [bump as Bump] : [];
  });
  return promised.toSorted((a, b) => BUMPS.indexOf(b) - BUMPS.indexOf(a))[0] ?? null;
}

export function isEnough(promised: Bump | null, needed: Bump): boolean {
  return promised !== null && BUMPS.indexOf(promised) >= BUMPS.indexOf(needed);
}
