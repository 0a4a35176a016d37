// Writes schema.graphql, the contract under review, from the code-first schema.
import { writeFileSync } from 'node:fs';
import { schema } from '@tierline/schema/schema';
import { lexicographicSortSchema, printSchema } from 'graphql';

const sdl = printSchema(lexicographicSortSchema(schema));
writeFileSync(new URL('../schema.graphql', import.meta.url), `${sdl}\n`);
