import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Written by `npm run codegen`: a line for each operation of the SDK, the SHA-256 of its text and its name. */
const MANIFEST = path.resolve(import.meta.dirname, '../known-documents.txt');

/** Added to by `npm run schema:release`: each document of a released SDK, a line each. Who has that SDK goes on with it. */
const RELEASED = path.resolve(import.meta.dirname, '../released-documents.txt');

const lines = (file: string) => readFileSync(file, 'utf8').split('\n');
const hashes = new Set([
  ...lines(MANIFEST).map((line) => line.split(' ')[0]!),
  ...lines(RELEASED).map(hashOf),
]);

/** Whether the SDK brings this document, to the letter, or one that was released brought it. */
export function isKnownDocument(source: string): boolean {
  return source !== '' && hashes.has(hashOf(source));
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
