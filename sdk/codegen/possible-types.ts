import type { PluginFunction } from '@graphql-codegen/plugin-helpers';
import { isAbstractType, TypeInfo, visit, visitWithTypeInfo, type GraphQLAbstractType } from 'graphql';
import { HEADER } from './source.ts';

/** What each interface and union that operations select from may be: caches such as Apollo Client's have to be told. */
export const plugin: PluginFunction = (schema, files) => {
  const found = new Set<GraphQLAbstractType>();
  const info = new TypeInfo(schema);
  const visitor = visitWithTypeInfo(info, {
    SelectionSet: () => {
      const type = info.getParentType();
      if (isAbstractType(type)) found.add(type);
    },
  });
  for (const { document } of files) if (document) visit(document, visitor);
  const entries = [...found]
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((type) => {
      const members = schema.getPossibleTypes(type).map(({ name }) => `'${name}'`);
      return `  ${type.name}: [${members.toSorted().join(', ')}],`;
    });
  return [
    HEADER,
    '/** What each interface and union of the documents may be: `new InMemoryCache({ possibleTypes })` of Apollo Client. */',
    'export const possibleTypes: Record<string, string[]> = {',
    ...entries,
    '};',
    '',
  ].join('\n');
};
