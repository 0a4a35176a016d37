// Writes the contract under review: schema.graphql from the code-first schema, events.json from the registry of events.
import { writeFileSync } from 'node:fs';
import { payloadSchema } from '@tierline/schema/event-type';
import { EVENT_TYPES } from '@tierline/schema/event-types';
import { schema } from '@tierline/schema/schema';
import { lexicographicSortSchema, printSchema } from 'graphql';

const sdl = printSchema(lexicographicSortSchema(schema));
writeFileSync(new URL('../schema.graphql', import.meta.url), `${sdl}\n`);

const events = Object.entries(EVENT_TYPES)
  .toSorted(([a], [b]) => (a < b ? -1 : 1))
  .map(([type, { version, audience, text, rules, payload }]) => [
    type,
    { version, audience, summary: text, rules, payload: payloadSchema(payload) },
  ]);
writeFileSync(
  new URL('../events.json', import.meta.url),
  `${JSON.stringify(Object.fromEntries(events), null, 2)}\n`,
);
