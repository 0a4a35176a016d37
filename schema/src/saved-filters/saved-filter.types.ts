import { coerceInputValue, type GraphQLInputType, type GraphQLSchema } from 'graphql';
import { visibleSavedFilters } from '../access.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { found, RequestError } from '../problem.ts';
import type { TicketFilterShape, TicketOrder as TicketOrderName } from '../tickets/ticket-filter.rules.ts';
import { TicketOrder } from '../tickets/ticket-filter.types.ts';

export const SavedFilter = builder.prismaNode('SavedFilter', {
  description:
    'A filter of tickets that somebody keeps under a name. Use it by its id: `tickets(savedFilterId: …)`.',
  id: { field: 'id', description: 'Starts with `flt_`.' },
  nullable: true,
  findUnique: (id, { actor }) => ({ id, AND: [visibleSavedFilters(actor)] }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What its owner calls it; unique among the owner’s.' }),
    filter: t.expose('filter', { type: 'JSON', description: 'A `TicketFilter`, as it was sent.' }),
    orderBy: t.field({
      type: TicketOrder,
      description: 'The order of what it finds.',
      resolve: ({ orderBy }) => orderBy as typeof TicketOrder.$inferType,
    }),
    team: t.relation('team', { nullable: true, description: 'The team that it is shared with.' }),
    isMine: t.boolean({
      description: 'You made it; another’s is shared with a team of yours.',
      resolve: ({ contactId, staffId }, _args, { actor }) => (staffId ?? contactId) === actor.id,
    }),
    isValid: t.boolean({
      description: 'False when it asks for what the API knows no more: then change it before you use it.',
      resolve: ({ filter }, _args, _ctx, { schema }) => readFilter(schema, filter) !== null,
    }),
  }),
});

builder.queryField('savedFilter', (t) =>
  t.prismaField({
    type: SavedFilter,
    nullable: true,
    description: 'A saved filter by its id; null when absent, or neither yours nor shared with you.',
    authScopes: { signedIn: true },
    args: { id: t.arg.id({ required: true, description: 'Starts with `flt_`.' }) },
    resolve: (query, _root, { id }, { db, actor }) =>
      db.savedFilter.findFirst({ ...query, where: { AND: [{ id }, visibleSavedFilters(actor)] } }),
  }),
);

builder.queryField('savedFilters', (t) =>
  t.connection({
    type: SavedFilter,
    description: 'Your saved filters, and those that are shared with your teams, by name.',
    authScopes: { signedIn: true },
    resolve: (_root, args, ctx, info) => {
      const ours = visibleSavedFilters(ctx.actor);
      return keysetPage(
        args,
        [
          ['name', 'asc', 'text'],
          ['id', 'asc', 'text'],
        ],
        ours,
        (page) => ctx.db.savedFilter.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.savedFilter.count({ where: ours }),
      );
    },
  }),
);

/**
 * What a saved filter asks for, read as if it had just been sent: the schema of today decides whether it still fits.
 *
 * @throws RequestError NOT_FOUND for one that is absent or not the actor's, BAD_USER_INPUT for one that no longer fits
 */
export async function savedFilterOf(
  { db, actor }: Context,
  schema: GraphQLSchema,
  id: string,
): Promise<{ filter: TicketFilterShape; orderBy: TicketOrderName }> {
  const saved = found(
    await db.savedFilter.findFirst({ where: { AND: [{ id }, visibleSavedFilters(actor)] } }),
    'saved filter',
    id,
  );
  const filter = readFilter(schema, saved.filter);
  if (!filter) {
    throw new RequestError('BAD_USER_INPUT', {
      fr: `Le filtre enregistré « ${saved.name} » demande ce que l’API ne connaît plus : modifiez-le par changeSavedFilter.`,
      en: `The saved filter “${saved.name}” asks for what the API knows no more: change it with changeSavedFilter.`,
    });
  }
  return { filter, orderBy: saved.orderBy as TicketOrderName };
}

/** Null when the `TicketFilter` of today does not take it. */
function readFilter(schema: GraphQLSchema, kept: unknown): TicketFilterShape | null {
  let fits = true;
  const type = schema.getType('TicketFilter') as GraphQLInputType;
  const filter: unknown = coerceInputValue(kept, type, () => (fits = false));
  return fits ? (filter as TicketFilterShape) : null;
}
