import { isInputObjectType, getNamedType, type GraphQLArgument, type GraphQLSchema } from 'graphql';
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
    if (!field.args.some(takesTicket)) continue;
    for (const step of ['resolve', 'subscribe'] as const) {
      const asBefore = field[step];
      if (!asBefore) continue;
      field[step] = async (source: unknown, args: object, ctx: Context, info) =>
        asBefore(source, await withIds(args, ctx), ctx, info);
    }
  }
  return schema;
}

function takesTicket({ name, type }: GraphQLArgument): boolean {
  const of = getNamedType(type);
  return (
    NAMES.has(name) || (isInputObjectType(of) && Object.keys(of.getFields()).some((one) => NAMES.has(one)))
  );
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

/** The arguments, and one level of inputs in them, with each id of a ticket as `of` has it. */
function walk(args: object, of: (id: string) => string, inside = false): object {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]: [string, unknown]): [string, unknown] => {
      if (NAMES.has(name)) {
        if (typeof value === 'string') return [name, of(value)];
        if (Array.isArray(value)) return [name, value.map((one: string) => of(one))];
      }
      const isInput = !inside && typeof value === 'object' && value !== null && !Array.isArray(value);
      return [name, isInput && !(value instanceof Date) ? walk(value, of, true) : value];
    }),
  );
}
