import { readFileSync } from 'node:fs';
import type { PluginFunction } from '@graphql-codegen/plugin-helpers';
import { HEADER } from './source.ts';

/** A type of events as schema/events.json describes it. */
interface EventType {
  version: string;
  audience: string;
  summary: { en: string };
  payload: JsonSchema;
}

/** The part of JSON Schema that payloads use. */
interface JsonSchema {
  type?: string | string[];
  enum?: string[];
  anyOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  description?: string;
}

const FILE = new URL('../../schema/events.json', import.meta.url);

/** Every type of events with its payload, and the union over all of them. */
export const plugin: PluginFunction = () => {
  const types = Object.entries(JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, EventType>);
  return [
    HEADER,
    '/** What the events of each type tell, in the version that this build knows. */',
    'export interface EventPayloads {',
    ...types.flatMap(([name, { summary, payload }]) => [
      `  /** ${summary.en} */`,
      `  '${name}': ${typeOf(payload, '  ')};`,
    ]),
    '}',
    '',
    'export interface EventVersions {',
    ...types.map(([name, { version }]) => `  '${name}': '${version}';`),
    '}',
    '',
    'export type EventType = keyof EventPayloads;',
    '',
    'declare const later: unique symbol;',
    '/**',
    ' * A type that the API learnt after this build: it lands in the `default` of your `switch`. At run time it is a string;',
    ' * its type says otherwise, because a `case` would not rule out one that is.',
    ' */',
    'export interface LaterEventType extends String {',
    '  readonly [later]: true;',
    '}',
    '',
    '/** An event as one of the types that this build knows, or as a later one. */',
    'export type TypedEvent<Untyped> =',
    '  | {',
    "      [Type in EventType]: Omit<Untyped, 'type' | 'version' | 'payload'> & {",
    '        type: Type;',
    '        version: EventVersions[Type];',
    '        payload: EventPayloads[Type];',
    '      };',
    '    }[EventType]',
    "  | (Omit<Untyped, 'type' | 'payload'> & { type: LaterEventType; payload: unknown });",
    '',
  ].join('\n');
};

/** @throws Error for a form that payloads do not use */
function typeOf(schema: JsonSchema, indent: string): string {
  if (schema.anyOf) return schema.anyOf.map((one) => typeOf(one, indent)).join(' | ');
  if (schema.enum) return [...schema.enum.map((value) => `'${value}'`), '(string & {})'].join(' | ');
  if (Array.isArray(schema.type)) {
    return schema.type.map((type) => typeOf({ ...schema, type }, indent)).join(' | ');
  }
  switch (schema.type) {
    case 'string':
    case 'boolean':
    case 'null':
      return schema.type;
    case 'integer':
    case 'number':
      return 'number';
    case 'array':
      return `Array<${typeOf(schema.items ?? {}, indent)}>`;
    case 'object':
      return objectOf(schema, indent);
    default:
      throw new Error(`schema/events.json: no TypeScript for ${JSON.stringify(schema)}.`);
  }
}

function objectOf({ properties = {}, required = [] }: JsonSchema, indent: string): string {
  const fields = Object.entries(properties).flatMap(([name, schema]) => [
    ...(schema.description === undefined ? [] : [`${indent}  /** ${schema.description} */`]),
    `${indent}  ${name}${required.includes(name) ? '' : '?'}: ${typeOf(schema, `${indent}  `)};`,
  ]);
  return fields.length === 0 ? 'Record<string, never>' : ['{', ...fields, `${indent}}`].join('\n');
}
