import {
  isInputObjectType,
  getNamedType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLSchema,
} from 'graphql';
import { visibleRows } from '../access.ts';
import type { Context } from '../context.ts';
import { referenced } from './ticket-filter.types.ts';

/** What arguments and fields of inputs are called that take the id of a ticket. */
const NAMES = new Set(['ticketId', 'ticketIds', 'sourceId', 'targetId', 'duplicateOfId', 'relatedToId']);

/**
 * Lets references such as "T-1042" stand wherever the id of a ticket is taken, of the tickets that the caller may see; one
 * that names none stays as it is, and is not found.
 */
export function takeReferences(schema: GraphQLSchema): GraphQLSchema {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const field of roots.flatMap((root) => Object.values(root?.getFields() ?? {}))) {
    if (!field.args.some((arg) => takesTicket(arg))) continue;
    for (const step of ['resolve', 'subscribe'] as const) {
      const asBefore = field[step];
      if (!asBefore) continue;
      field[step] = async (source: unknown, args: object, ctx: Context, info) =>
        asBefore(source, await withIds(args, ctx), ctx, info);
    }
  }
  return schema;
}

/** @param seen inputs that were looked into: a filter may hold others of its kind */
function takesTicket(
  { name, type }: GraphQLArgument | GraphQLInputField,
  seen: readonly unknown[] = [],
): boolean {
  if (NAMES.has(name)) return true;
  const of = getNamedType(type);
  if (!isInputObjectType(of) || seen.includes(of)) return false;
  return Object.values(of.getFields()).some((field) => takesTicket(field, [...seen, of]));
}

async function withIds(args: object, { db, actor }: Context): Promise<object> {
  const numbers = new Set<number>();
  walk(args, (id) => {
    const number = referenced(id);
    if (number !== null) numbers.add(number);
    return id;
  });
  if (numbers.size === 0 || actor.kind === 'anonymous') return args;
  const tickets = await db.ticket.findMany({
    where: { AND: [{ number: { in: [...numbers] } }, visibleRows(actor)] },
    select: { id: true, number: true },
  });
  const ids = new Map(tickets.map(({ id, number }) => [number, id]));
  return walk(args, (id) => ids.get(referenced(id) ?? 0) ?? id);
}

/** The arguments, and inputs in them, with each id of a ticket as `of` has it. */
function walk(args: object, of: (id: string) => string): object {
  const within = (value: unknown, isTicket: boolean): unknown => {
    if (Array.isArray(value)) return value.map((one) => within(one, isTicket));
    if (typeof value === 'string') return isTicket ? of(value) : value;
    return typeof value === 'object' && value !== null && !(value instanceof Date) ? walk(value, of) : value;
  };
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, within(value, NAMES.has(name))]),
  );
}
