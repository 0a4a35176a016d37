import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');

/** Every file that belongs to the repository, relative to its root. Needs no git, so it works in an export too. */
export function trackedFiles(): string[] {
  const ignored = readFileSync(path.join(ROOT, '.gitignore'), 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return filesBelow('', (file) => ignored.some((pattern) => matches(file, pattern))).sort();
}

export function read(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}

function filesBelow(directory: string, isIgnored: (file: string) => boolean): string[] {
  return readdirSync(path.join(ROOT, directory), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(directory, entry.name);
    if (entry.name === '.git' || isIgnored(entry.isDirectory() ? `${file}/` : file)) return [];
    return entry.isDirectory() ? filesBelow(file, isIgnored) : [file];
  });
}

/** The three forms that our .gitignore uses: `name/` anywhere, `path/name/` at the root, `*.ending` anywhere. */
function matches(file: string, pattern: string): boolean {
  if (pattern.startsWith('*.')) return file.endsWith(pattern.slice(1));
  return pattern.slice(0, -1).includes('/') ? file === pattern : `/${file}`.endsWith(`/${pattern}`);
}
