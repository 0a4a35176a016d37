import type { PluginFunction } from '@graphql-codegen/plugin-helpers';
import { HEADER, operationsOf, type Operation } from './source.ts';

/**
 * One method for each operation, in namespaces. Its parameters:
 * the only required variable comes first by itself, `tickets.open(input)`, `accounts.get(id)`, and the optional ones
 * join the options; lists and operations with several required variables take all variables as one object first.
 * An input object that may be empty may be left out: `tickets.takeNext()`.
 * The options are last, so a variable added later moves nothing.
 */
export const plugin: PluginFunction = (schema, files) => {
  const operations = operationsOf(schema, files);
  const namespaces = [...new Set(operations.map(({ namespace }) => namespace))].toSorted();
  const documents = operations.map(({ node }) => `${node.name!.value}Document`);
  const types = operations.flatMap((operation) => typesOf(operation));
  return [
    HEADER,
    `import { ${documents.toSorted().join(', ')} } from './documents.ts';`,
    `import type { ${types.toSorted().join(', ')} } from './types.ts';`,
    "import { list, type PagedList } from '../pages.ts';",
    "import { each, type Live, type LiveOptions, type LiveTransport } from '../live.ts';",
    "import { field, type RequestOptions, type Transport } from '../transport.ts';",
    '',
    '/** Every operation as a method, by namespace. */',
    'export function methods(transport: Transport & LiveTransport) {',
    '  return {',
    ...namespaces.flatMap((namespace) => [
      `    ${namespace}: {`,
      ...operations.filter((operation) => operation.namespace === namespace).flatMap(methodOf),
      '    },',
    ]),
    '  };',
    '}',
    '',
  ].join('\n');
};

function methodOf(operation: Operation): string[] {
  const { method, description, rootField, typeName, isList, isLive, node } = operation;
  const { parameters, variables } = signatureOf(operation);
  const value = `${typeName}['${rootField}']`;
  const args = `(transport, ${node.name!.value}Document, '${rootField}', ${variables}, options)`;
  const [result, call] = isLive
    ? [`Live<${value}>`, 'each']
    : isList
      ? [`PagedList<${value}>`, 'list']
      : [`Promise<${value}>`, 'field'];
  return [
    '      /**',
    ...description.split('\n').map((line) => `       * ${line}`.trimEnd()),
    '       */',
    `      ${method}: (${parameters}): ${result} =>`,
    `        ${call}${args},`,
  ];
}

/** The parameters of a method, and the variables made of them. */
function signatureOf({ typeName, isList, isLive, variables }: Operation): {
  parameters: string;
  variables: string;
} {
  const type = `${typeName}Variables`;
  const options = isLive ? 'LiveOptions' : 'RequestOptions';
  const required = variables.filter((variable) => variable.required).map(({ name }) => name);
  const optional = variables.filter((variable) => !variable.required).map(({ name }) => name);
  if (variables.length === 0) return { parameters: `options?: ${options}`, variables: '{}' };
  if (isList || required.length > 1) {
    const mark = required.length === 0 ? '?' : '';
    return { parameters: `variables${mark}: ${type}, options?: ${options}`, variables: 'variables' };
  }
  const clash = optional.find((name) => REQUEST_OPTIONS.includes(name));
  if (clash !== undefined)
    throw new Error(`sdk/operations: $${clash} of ${typeName} is the name of a request option.`);
  const [only] = variables.filter((variable) => variable.required);
  const first = only ? `${only.name}: ${type}['${only.name}']${only.empty ? ' = {}' : ''}, ` : '';
  return {
    parameters:
      optional.length === 0
        ? `${first}options?: ${options}`
        : `${first}{ ${optional.join(', ')}, ...options }: ${options} & ${optionalPart(type, required)} = {}`,
    variables: `{ ${[...required, ...optional].join(', ')} }`,
  };
}

function optionalPart(type: string, required: readonly string[]): string {
  return required.length === 0 ? type : `Omit<${type}, '${required[0]}'>`;
}

function typesOf({ typeName, variables }: Operation): string[] {
  return variables.length === 0 ? [typeName] : [typeName, `${typeName}Variables`];
}

const REQUEST_OPTIONS = [
  'signal',
  'idempotencyKey',
  'locale',
  'timeoutMs',
  'retries',
  'headers',
  'silenceMs',
];
