import { isDeepStrictEqual } from 'node:util';
import type { Comparison } from './schema-changes.ts';

/** A type of events as events.json has it. */
export interface ReleasedEventType {
  version: string;
  audience: 'CUSTOMER' | 'VENDOR';
  payload: JsonSchema;
}

/** What payloads use of JSON Schema. */
interface JsonSchema {
  type?: string | string[];
  enum?: unknown[];
  anyOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  description?: string;
  additionalProperties?: unknown;
  [keyword: string]: unknown;
}

export type EventTypes = Record<string, ReleasedEventType>;

/**
 * What became of the released types of events. A type stays, because events of it stand in the feed for ever. Within a
 * version fields may be added, and values to an enum; anything else makes a new version, of a later date.
 */
export function compareEvents(released: EventTypes, current: EventTypes): Comparison {
  const comparison: Comparison = { refused: [], removed: [], changed: [], added: [] };
  for (const [type, before] of Object.entries(released)) {
    const after = current[type];
    if (!after) {
      comparison.refused.push(`Event ${type} was removed: events of it stand in the feed.`);
      continue;
    }
    const losses = [
      ...(before.audience === 'CUSTOMER' && after.audience === 'VENDOR'
        ? ['customers no longer see it']
        : []),
      ...(before.version > after.version ? [`its version went back from ${before.version}`] : []),
      ...(before.version === after.version ? lost(before.payload, after.payload, 'payload') : []),
    ];
    comparison.refused.push(...losses.map((loss) => `Event ${type}: ${loss}.`));
    if (before.version < after.version) {
      comparison.changed.push(`Event ${type} has a new form: version ${after.version}.`);
    } else if (!isDeepStrictEqual(bare(before.payload), bare(after.payload))) {
      comparison.changed.push(`Event ${type} tells more.`);
    }
  }
  for (const type of Object.keys(current)) {
    if (!(type in released)) comparison.added.push(`Event ${type} was added.`);
  }
  return comparison;
}

/** What a reader of the former form would miss, or not expect, in the latter. */
function lost(before: JsonSchema, after: JsonSchema, place: string): string[] {
  if (before.properties) {
    return Object.entries(before.properties).flatMap(([name, field]) => {
      const now = after.properties?.[name];
      const path = `${place}.${name}`;
      if (!now) return [`${path} was removed; that takes a new version`];
      const isOptional = before.required?.includes(name) && !after.required?.includes(name);
      return [
        ...(isOptional ? [`${path} became optional; that takes a new version`] : []),
        ...lost(field, now, path),
      ];
    });
  }
  if (before.items && after.items) return lost(before.items, after.items, `${place}[]`);
  if (before.enum && after.enum) {
    const gone = before.enum.filter((value) => !after.enum?.includes(value));
    return gone.map(
      (value) => `${place} is never ${JSON.stringify(value)} any more; that takes a new version`,
    );
  }
  if (before.anyOf && after.anyOf?.length === before.anyOf.length) {
    return before.anyOf.flatMap((one, index) => lost(one, after.anyOf![index]!, place));
  }
  return isDeepStrictEqual(bare(before), bare(after))
    ? []
    : [`${place} changed its form; that takes a new version`];
}

/** Without what is only said about it. */
function bare(schema: JsonSchema): unknown {
  return JSON.parse(
    JSON.stringify(schema, (key, value: unknown) =>
      (key === 'description' && typeof value === 'string') || key === 'freeText' ? undefined : value,
    ),
  );
}
