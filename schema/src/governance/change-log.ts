import type { Comparison } from './schema-changes.ts';

/**
 * The change log with a release at its top.
 *
 * @param date of the release, YYYY-MM-DD
 */
export function withRelease(
  log: string,
  { version, date }: { version: string; date: string },
  comparisons: readonly Comparison[],
): string {
  const part = (title: string, name: keyof Comparison) => {
    const sentences = comparisons.flatMap((comparison) => comparison[name]);
    return sentences.length === 0
      ? []
      : [`### ${title}`, sentences.map((one) => `- ${escaped(one)}`).join('\n')];
  };
  const release = [
    `## ${version}, ${date}`,
    ...part('Removed', 'removed'),
    ...part('Changed', 'changed'),
    ...part('Added', 'added'),
  ].join('\n\n');
  const [heading, ...earlier] = log.split(/^(?=## )/m);
  return (
    [heading!.trimEnd(), release.trimEnd(), earlier.join('').trimEnd()].filter(Boolean).join('\n\n') + '\n'
  );
}

/** What Markdown would take for something else. */
function escaped(text: string): string {
  return text.replace(/[_*<>[\]`]/g, String.raw`\$&`);
}

/** The version in the first line of a released contract. */
export function releasedVersion(sdl: string): string {
  const version = /^# Version (\d+\.\d+\.\d+), /.exec(sdl)?.[1];
  if (version === undefined) throw new Error('released.graphql does not begin with its version.');
  return version;
}

/** Whether a version comes after another one: three numbers each. */
export function isLater(version: string, than: string): boolean {
  const [left, right] = [version, than].map((text) => text.split('.').map(Number));
  const index = left!.findIndex((number, place) => number !== right![place]);
  return index >= 0 && left![index]! > right![index]!;
}
