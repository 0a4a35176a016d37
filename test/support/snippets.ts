import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface Snippet {
  /** The word behind the opening fence: sh, graphql, ts. */
  language: string;
  code: string;
  /** Of the first line of the code, from 1. */
  line: number;
}

const ROOT = path.resolve(import.meta.dirname, '../..');

/** The fenced code of a Markdown file of the repository, from top to bottom. */
export function snippetsOf(file: string): Snippet[] {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(
    ([, language = '', code = ''], index, all) => ({
      language,
      code,
      line: text.slice(0, all[index]!.index).split('\n').length + 1,
    }),
  );
}
