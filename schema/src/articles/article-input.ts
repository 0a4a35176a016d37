import * as z from 'zod';
import { line, prose } from '../input.ts';
import { InvalidInputProblem, unknownValue, type Refinement } from '../problem.ts';
import type { Tx } from '../event.ts';

/** What an article says, in one language or both. */
export const textsInput = z
  .array(
    z.object({
      locale: z.enum(['FR', 'EN']),
      title: line(200),
      summary: line(500),
      body: prose(50_000),
      slug: z
        .string()
        .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
        .max(80)
        .nullish(),
    }),
  )
  .min(1)
  .max(2)
  .refine((texts) => new Set(texts.map(({ locale }) => locale)).size === texts.length, {
    params: {
      code: 'TWICE',
      fr: 'donne deux textes dans la même langue.',
      en: 'has two texts in one language.',
    } satisfies Refinement,
  });

export type TextsInput = z.output<typeof textsInput>;

/** Where an article stands in the knowledge base, and who reads it. */
export const placeInput = {
  category: z.string(),
  requiredPlan: z.enum(['BASIC', 'ENHANCED', 'PREMIUM']).nullish(),
  skus: z.array(z.string()).max(20).nullish(),
  requestTypes: z.array(z.string()).max(20).nullish(),
};

interface Place {
  category: string;
  requiredPlan?: 'BASIC' | 'ENHANCED' | 'PREMIUM' | null | undefined;
  skus?: string[] | null | undefined;
  requestTypes?: string[] | null | undefined;
}

/**
 * The columns of a place. Its category stays until the transaction ends.
 *
 * @throws InvalidInputProblem UNKNOWN for a category, service or type of requests that is none
 */
export async function placeOf(tx: Tx, { category, requiredPlan, skus, requestTypes }: Place) {
  const [known] = await tx.$queryRaw<[{ category: boolean; skus: string[]; types: string[] }]>`
    select exists (select 1 from "ArticleCategory" where "code" = ${category} for key share) as category,
      array(select "code" from "Sku" where "code" = any (${skus ?? []}::text[])) as skus,
      array(select "code" from "RequestType" where "code"::text = any (${requestTypes ?? []}::text[])) as types`;
  if (!known.category) throw unknownValue('category', category);
  checkKnown('skus', skus ?? [], known.skus);
  checkKnown('requestTypes', requestTypes ?? [], known.types);
  return {
    categoryCode: category,
    planCode: requiredPlan ?? null,
    skus: [...new Set(skus ?? [])],
    requestTypes: [...new Set(requestTypes ?? [])],
  };
}

function checkKnown(path: string, asked: readonly string[], known: readonly string[]): void {
  const unknown = asked.find((code) => !known.includes(code));
  if (unknown !== undefined) throw unknownValue(path, unknown);
}

/** What a client calls a ticket that is being written: a code, never words of a person. */
export const draftKey = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

/** @throws InvalidInputProblem when an instant is not to come */
export function checkToCome(path: string, at: Date | null | undefined, now: Date): void {
  if (!at || at > now) return;
  const text = { fr: 'est passé.', en: 'has passed.' };
  throw new InvalidInputProblem([{ path, code: 'TOO_SMALL', text }]);
}
