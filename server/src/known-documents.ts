import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Written by `npm run codegen`: a line for each operation of the SDK, the SHA-256 of its text and its name. */
const MANIFEST = path.resolve(import.meta.dirname, '../known-documents.txt');

const hashes = new Set(
  readFileSync(MANIFEST, 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[0]!),
);

/** Whether the SDK brings this document, to the letter. */
export function isKnownDocument(source: string): boolean {
  return hashes.has(createHash('sha256').update(source).digest('hex'));
}
