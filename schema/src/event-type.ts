import * as z from 'zod';
import { setApart } from './french.ts';
import type { Text } from './problem.ts';

/** What an event of one type tells: the contract of feed, webhooks and subscriptions. */
export interface EventTypeDefinition {
  /**
   * Since when the payload has this form. Fields may be added to it; one that changes or goes makes a new version,
   * and events keep the version that they were written with.
   */
  version: `${number}-${number}-${number}`;
  /** Who sees it: the customers of its account and their partners too, or the vendor's staff only. */
  audience: 'CUSTOMER' | 'VENDOR';
  /** For whoever reads what happened: plain words, no ids of rules. */
  text: Text;
  /** Ids of the rules that it follows, such as C16. */
  rules: readonly string[];
  /** Ids rather than personal data, and what people write as `freeText`: events outlive the people in them (B24). */
  payload: z.ZodObject;
}

/**
 * Describes a type of events; each term lists its own in `<term>.events.ts`. Its text may end with the rules that it
 * follows, "(C20, C24).", as descriptions do: they are told apart from it.
 */
export function eventType(definition: Omit<EventTypeDefinition, 'rules'>): EventTypeDefinition {
  const { fr, en } = definition.text;
  const rules = RULES.exec(en)?.[1]?.split(', ') ?? [];
  const text = { fr: setApart(fr.replace(RULES, '.')), en: en.replace(RULES, '.') };
  return { ...definition, text, rules };
}

const RULES = / \(([A-Z]+\d+(?:, [A-Z]+\d+)*)\)\.$/;

/** Fields of payloads, each with what it says. */
export const field = {
  text: (description: string) => z.string().describe(description),
  maybeText: (description: string) => z.string().nullable().describe(description),
  /** What a person wrote: erasing the person erases it (B24). */
  freeText: (description: string) => z.string().meta({ description, freeText: true }),
  maybeFreeText: (description: string) => z.string().optional().meta({ description, freeText: true }),
  /** A text that may be left out. */
  maybe: (description: string) => z.string().optional().describe(description),
  id: (prefix: string, description: string) =>
    z
      .string()
      .regex(new RegExp(`^${prefix}_`))
      .describe(`${description} Starts with \`${prefix}_\`.`),
  maybeId: (prefix: string, description: string) =>
    z
      .string()
      .regex(new RegExp(`^${prefix}_`))
      .nullable()
      .describe(`${description} Starts with \`${prefix}_\`.`),
  instant: (description: string) => z.iso.datetime().describe(description),
  maybeInstant: (description: string) => z.iso.datetime().nullable().describe(description),
  date: (description: string) => z.iso.date().describe(description),
  integer: (description: string) => z.int().describe(description),
  maybeInteger: (description: string) => z.int().nullable().describe(description),
  yesNo: (description: string) => z.boolean().describe(description),
  oneOf: <const Values extends readonly [string, ...string[]]>(values: Values, description: string) =>
    z.enum(values).describe(description),
  maybeOneOf: <const Values extends readonly [string, ...string[]]>(values: Values, description: string) =>
    z.enum(values).nullable().describe(description),
  listOf: (item: z.ZodType, description: string) => z.array(item).describe(description),
  object: (shape: z.ZodRawShape, description: string) => z.strictObject(shape).describe(description),
};

/** A payload with exactly these fields. */
export function payload(shape: z.ZodRawShape): z.ZodObject {
  return z.strictObject(shape);
}

/** Its form for whoever does not read TypeScript: JSON Schema 2020-12. */
export function payloadSchema(of: z.ZodObject): object {
  return z.toJSONSchema(of);
}
