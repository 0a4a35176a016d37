import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import { sandboxOf } from './access.ts';
import type { Context } from './context.ts';
import { RequestError } from './problem.ts';
import { IN_SANDBOXES } from './sandbox-fields.ts';
import { neededScopes } from './scopes.ts';

/** Lets a request that came with an API key into those root fields only that its scopes open. */
export function requireScopes(schema: GraphQLSchema): GraphQLSchema {
  for (const type of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      if (field.subscribe) field.subscribe = guarded(field.name, field.subscribe);
      if (field.resolve) field.resolve = guarded(field.name, field.resolve);
    }
  }
  return schema;
}

type Resolver = GraphQLFieldResolver<unknown, Context, Record<string, unknown>>;

function guarded(name: string, resolve: Resolver): Resolver {
  return (root, args, ctx, info) => {
    // A key of a sandbox has every scope, and does what can stay in there.
    if (sandboxOf(ctx.actor) !== null) checkStaysInSandbox(name);
    else if (ctx.apiKey) checkScopes(name, args, ctx.apiKey);
    return resolve(root, args, ctx, info);
  };
}

/** @throws RequestError FORBIDDEN that names what the key lacks */
function checkScopes(name: string, args: Record<string, unknown>, key: { scopes: readonly string[] }): void {
  const needed = neededScopes(name, args);
  if (!needed)
    throw new RequestError('FORBIDDEN', {
      fr: `${name} n’est pas ouvert aux clés d’API.`,
      en: `${name} is not for API keys.`,
    });
  const lacking = needed.find((scope) => !key.scopes.includes(scope));
  if (lacking)
    throw new RequestError('FORBIDDEN', {
      fr: `Il manque à cette clé d’API la portée ${lacking}.`,
      en: `This API key lacks the scope ${lacking}.`,
    });
}

/** @throws RequestError FORBIDDEN for what is not of a sandbox, or would reach beyond it (B22) */
function checkStaysInSandbox(name: string): void {
  if (IN_SANDBOXES.has(name)) return;
  throw new RequestError('FORBIDDEN', {
    fr: `${name} ne se fait pas dans un bac à sable : cela en sortirait.`,
    en: `${name} is not for a sandbox: it would reach beyond it.`,
  });
}
