import { HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import { isDatabaseAway } from '@tierline/prisma/database-away';
import type { Context } from '@tierline/schema/context';
import { GraphQLError } from 'graphql';
import type { Standing, Till } from './budgets.ts';
import { isKnownDocument } from './known-documents.ts';
import { priceWithin, type Limits } from './limits.ts';
import { spentOn } from './spent.ts';

/** `extensions.cost` of every answer, in whole points: what was asked for, what it took, and what is left. */
export interface CostReport {
  requested: number;
  actual: number;
  remaining: number;
  limit: number;
  restoreRate: number;
}

/**
 * Prices each operation before it runs, lets it run only when its caller can pay, and gives back what the answer did
 * not take. Every answer says how the budget stands.
 */
export function chargeOperations(limits: Limits, till: Till): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      let requested = 0;
      let standing: Standing | undefined;
      return {
        async didResolveOperation({ schema, source, document, operation, request, contextValue }) {
          if (!operation) return; // it will not run
          refuseUnknownDocument(source, contextValue);
          requested = points(priceWithin(limits, schema, document, operation, request.variables ?? {}));
          standing = await till.charge(contextValue, requested);
          if (!standing.paid) throw overBudget(standing, contextValue);
        },
        async willSendResponse({ response: { body, http }, contextValue }) {
          if (!standing || body.kind !== 'single') return;
          const { singleResult } = body;
          const settled = await settle(till, contextValue, standing, requested, singleResult.data);
          for (const [name, value] of budgetHeaders(settled.standing)) http.headers.set(name, value);
          singleResult.extensions = { ...singleResult.extensions, cost: settled.cost };
        },
      };
    },
  };
}

/** @throws GraphQLError UNKNOWN_DOCUMENT */
export function refuseUnknownDocument(source: string, { apiKey, locale }: Context): void {
  if (!apiKey?.knownDocumentsOnly || isKnownDocument(source)) return;
  const message =
    locale === 'FR'
      ? 'Cette clé d’API n’envoie que des documents du SDK, et celui-ci n’en est pas.'
      : 'This API key sends documents of the SDK only, and this is none of them.';
  throw new GraphQLError(message, {
    extensions: { code: 'UNKNOWN_DOCUMENT', http: { status: 403 } },
  });
}

/** What a price takes from a budget: whole points, and one for any request. */
export function points(price: number): number {
  return Math.max(1, Math.ceil(price - 1e-9));
}

export function overBudget(
  { retryAfterMs, limit, restoreRate }: Standing,
  { locale }: Pick<Context, 'locale'>,
): GraphQLError {
  const headers = new HeaderMap([['retry-after', String(Math.ceil(retryAfterMs / 1_000))]]);
  const message =
    locale === 'FR'
      ? `Trop a été demandé d’un coup : sur ${limit} points, ${restoreRate} reviennent chaque seconde. Rien n’a été fait ; réessayez dans ${retryAfterMs} ms.`
      : `Too much was asked at once: of ${limit} points, ${restoreRate} come back each second. Nothing was done; try again in ${retryAfterMs} ms.`;
  return new GraphQLError(message, {
    extensions: { code: 'RATE_LIMITED', retryAfterMs, http: { status: 429, headers } },
  });
}

/** Gives back what an answer with these data did not take. Nothing ran where the budget could not pay. */
async function settle(
  till: Till,
  context: Context,
  standing: Standing,
  requested: number,
  data: Readonly<Record<string, unknown>> | null | undefined,
): Promise<{ standing: Standing; cost: CostReport }> {
  const actual = standing.paid ? Math.min(requested, points(spentOn(data, context))) : 0;
  const settled =
    standing.paid && actual < requested
      ? await till.refund(context, standing, requested - actual).catch(unlessAway)
      : standing;
  const { remaining, limit, restoreRate } = settled;
  return { standing: settled, cost: { requested, actual, remaining, limit, restoreRate } };

  /** An answer that is there is worth more than the points, which come back by themselves. */
  function unlessAway(error: unknown): Standing {
    if (!isDatabaseAway(error)) throw error;
    return standing;
  }
}

/** As many APIs name them; `reset` is in how many seconds the budget is whole again. */
export function budgetHeaders({ limit, remaining, secondsToWhole }: Standing): [string, string][] {
  return [
    ['x-ratelimit-limit', String(limit)],
    ['x-ratelimit-remaining', String(remaining)],
    ['x-ratelimit-reset', String(Math.ceil(secondsToWhole))],
  ];
}
