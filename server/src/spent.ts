import type { Context } from '@tierline/schema/context';
import { defaultFieldResolver, isObjectType, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { COST_OF_A_LEAF, COST_OF_AN_OBJECT } from './limits.ts';

const surcharges = new WeakMap<Context, number>();

/** Lets fields that compute much note for each request how often they did. */
export function meterDearFields(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const cost = Number(field.extensions['cost'] ?? 0);
      if (cost > 0) field.resolve = metered(field.resolve ?? defaultFieldResolver, cost);
    }
  }
}

function metered(
  resolve: GraphQLFieldResolver<unknown, Context>,
  cost: number,
): GraphQLFieldResolver<unknown, Context> {
  return (root, args, context, info) => {
    surcharges.set(context, (surcharges.get(context) ?? 0) + cost);
    return resolve(root, args, context, info);
  };
}

/** What an answer did cost, by the measure of `price`: what it holds, and what was computed for it. */
export function spentOn(
  data: Readonly<Record<string, unknown>> | null | undefined,
  context: Context,
): number {
  return (data ? Object.values(data).reduce<number>(addSize, 0) : 0) + (surcharges.get(context) ?? 0);
}

function addSize(sum: number, value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>(addSize, sum);
  if (typeof value !== 'object' || value === null) return sum + COST_OF_A_LEAF;
  return Object.values(value).reduce<number>(addSize, sum + COST_OF_AN_OBJECT);
}
