import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Kind, parse, type OperationDefinitionNode } from 'graphql';

const TABS = path.resolve(import.meta.dirname, '../../server/src/playground/app/tabs');

/** A tab of the playground: what it may run, named as its first operation is, and the variables of all of them. */
export interface Tab {
  file: string;
  title: string;
  source: string;
  operations: OperationDefinitionNode[];
  variables: Record<string, unknown>;
}

/** In the order in which the playground shows them. */
export const tabs: Tab[] = readdirSync(TABS)
  .filter((file) => file.endsWith('.graphql'))
  .sort()
  .map(read);

function read(file: string): Tab {
  const source = readFileSync(path.join(TABS, file), 'utf8');
  const operations = parse(source).definitions.filter(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const json = path.join(TABS, file.replace('.graphql', '.json'));
  const variables = operations.some(({ variableDefinitions }) => variableDefinitions?.length)
    ? (JSON.parse(readFileSync(json, 'utf8')) as Record<string, unknown>)
    : {};
  return { file, title: operations[0]?.name?.value ?? '', source, operations, variables };
}
