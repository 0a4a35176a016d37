import { createHash } from 'node:crypto';
import type { PluginFunction } from '@graphql-codegen/plugin-helpers';
import { documentTexts } from './documents.ts';
import { operationsOf } from './source.ts';

/** A line for each operation, by its name: the SHA-256 of its text as it is sent, and the name. */
export const plugin: PluginFunction = (schema, files) => {
  const textOf = documentTexts(files);
  return operationsOf(schema, files)
    .map(({ node }) => ({ name: node.name!.value, text: textOf(node) }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, text }) => `${createHash('sha256').update(text).digest('hex')} ${name}\n`)
    .join('');
};
