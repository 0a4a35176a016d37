import type { PluginFunction, Types } from '@graphql-codegen/plugin-helpers';
import {
  print,
  stripIgnoredCharacters,
  visit,
  type ASTNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
} from 'graphql';
import { fragmentsOf, HEADER, operationsOf } from './source.ts';

/** Each operation with its fragments as one string: no runtime, and a bundle holds only those it uses. */
export const plugin: PluginFunction = (schema, files) => {
  const operations = operationsOf(schema, files);
  const textOf = documentTexts(files);
  const types = operations.flatMap(({ typeName }) => [typeName, `${typeName}Variables`]);
  const constants = operations.map(({ node, typeName, namespace, method, description }) => {
    return `/** \`${namespace}.${method}\`: ${description.split('\n')[0]} */
export const ${node.name!.value}Document = ${quoted(textOf(node))} as TypedDocument<${typeName}, ${typeName}Variables>;
`;
  });
  return [
    HEADER,
    `import type { ${types.toSorted().join(', ')} } from './types.ts';`,
    "import type { TypedDocument } from '../transport.ts';\n",
    ...constants,
  ].join('\n');
};

/** What the SDK sends of an operation: with its fragments, and without what means nothing. */
export function documentTexts(
  files: readonly Types.DocumentFile[],
): (node: OperationDefinitionNode) => string {
  const fragments = new Map(fragmentsOf(files).map((fragment) => [fragment.name.value, fragment]));
  return (node) =>
    stripIgnoredCharacters([node, ...usedFragments(node, fragments)].map((part) => print(part)).join('\n'));
}

/** The fragments that a node spreads, and those that they spread, each once. */
function usedFragments(
  node: ASTNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  used = new Set<FragmentDefinitionNode>(),
): Set<FragmentDefinitionNode> {
  visit(node, {
    FragmentSpread: ({ name }) => {
      const fragment = fragments.get(name.value);
      if (!fragment || used.has(fragment)) return;
      used.add(fragment);
      usedFragments(fragment, fragments, used);
    },
  });
  return used;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
}
