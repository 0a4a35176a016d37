import { plugin as operationTypes } from '@graphql-codegen/typescript-operations';
import type { PluginFunction, Types } from '@graphql-codegen/plugin-helpers';
import {
  buildASTSchema,
  isEnumType,
  parse,
  printSchema,
  visit,
  type GraphQLEnumType,
  type GraphQLSchema,
} from 'graphql';
import { fragmentsOf, HEADER } from './source.ts';

/**
 * The types that operations use. Enums are closed where you send one, and open where you receive one, so that a
 * value added later lands in a `default` that the type checker made you write.
 */
export const plugin: PluginFunction = async (schema, files, _config, info) => {
  const enums = Object.keys(schema.getTypeMap()).filter((name) => isEnumType(schema.getType(name)));
  const scalars = Object.fromEntries(enums.map((name) => [open(name), `Open<${name}>`]));
  const { prepend = [], content } = asParts(
    await operationTypes(
      withOpenEnums(schema),
      files,
      {
        inlineFragmentTypes: 'combine',
        arrayInputCoercion: false,
        defaultScalarType: 'unknown',
        scalars: {
          ...scalars,
          ID: 'string',
          BigInt: { input: 'bigint | number | `${bigint}`', output: '`${bigint}`' },
          DateTime: { input: 'Date | string', output: 'string' },
          LocalDate: 'string',
          Month: 'string',
        },
      },
      info ?? {},
    ),
  );
  const onlyReceived = enums.filter(
    (name) => content.includes(`Open<${name}>`) && !content.includes(`export type ${name} =`),
  );
  return [
    HEADER,
    ...(content.includes(EVENT_FRAGMENT) ? ["import type { TypedEvent } from './events.ts';"] : []),
    ...prepend,
    '/** One of these values, or one that the API learnt after this build. */',
    'export type Open<Value extends string> = Value | (string & {});',
    ...onlyReceived.map((name) => enumType(schema, name)),
    withTypedEvents(content),
    ...fragmentsOf(files).map(({ name }) => `export type ${name.value} = ${name.value}Fragment;`),
    '',
  ].join('\n');
};

/** An event is one of a union by its type: GraphQL has only JSON for its payload. */
function withTypedEvents(content: string): string {
  return content.replace(EVENT_FRAGMENT, `${EVENT_FRAGMENT} TypedEvent<UntypedEvent>;\ntype UntypedEvent =`);
}

const EVENT_FRAGMENT = 'export type FeedEventFragment =';

/** The same schema, where the enums of answers are scalars of another name. */
function withOpenEnums(schema: GraphQLSchema): GraphQLSchema {
  const received = new Set<string>();
  const document = visit(parse(printSchema(schema)), {
    InputValueDefinition: () => false,
    NamedType: (node) => {
      if (!isEnumType(schema.getType(node.name.value))) return undefined;
      received.add(node.name.value);
      return { ...node, name: { ...node.name, value: open(node.name.value) } };
    },
  });
  const scalars = [...received].map((name) => `scalar ${open(name)}`).join('\n');
  return buildASTSchema(
    scalars === ''
      ? document
      : { ...document, definitions: [...document.definitions, ...parse(scalars).definitions] },
  );
}

function asParts(output: Types.PluginOutput): Types.ComplexPluginOutput {
  return typeof output === 'string' ? { content: output } : output;
}

function enumType(schema: GraphQLSchema, name: string): string {
  const values = (schema.getType(name) as GraphQLEnumType).getValues();
  return `export type ${name} = ${values.map((value) => `'${value.name}'`).join(' | ')};`;
}

function open(enumName: string): string {
  return `Open${enumName}`;
}
