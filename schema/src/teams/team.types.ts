import { StaffMember } from '../accounts/account.types.ts';
import { builder } from '../builder.ts';
import { itemQuery, keysetPage } from '../paging.ts';

export const Team = builder.prismaNode('Team', {
  description: 'Members of the staff who work on tickets together, in one region (S9).',
  id: { field: 'id', description: 'Starts with `tea_`.' },
  nullable: true,
  // Customers see which team works for them, so every signed-in caller may resolve a team's id.
  findUnique: (id, { actor }) => ({ id: actor.kind === 'anonymous' ? '' : id }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What people call it; no other team has the name.' }),
    region: t.relation('region', {
      description: 'The region that it works in, by that region’s calendar (S108).',
    }),
    lead: t.relation('lead', { nullable: true, description: 'The member who leads it.' }),
  }),
});

builder.prismaObjectField(Team, 'members', (t) =>
  t.connection({
    type: StaffMember,
    description: 'Its members by name. Staff only.',
    authScopes: { staff: true },
    resolve: ({ id }, args, ctx, info) => {
      const ours = { teams: { some: { teamId: id } } };
      return keysetPage(
        args,
        [
          ['name', 'asc', 'text'],
          ['id', 'asc', 'text'],
        ],
        ours,
        (page) => ctx.db.staffMember.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.staffMember.count({ where: ours }),
      );
    },
  }),
);

builder.prismaObjectField(StaffMember, 'teams', (t) =>
  t.field({
    type: [Team],
    description: 'The teams that the person works in, by name.',
    select: (_args, _ctx, nested) => ({
      teams: { select: { team: nested(true) }, orderBy: { team: { name: 'asc' } } },
    }),
    resolve: ({ teams }) => teams.map(({ team }) => team),
  }),
);

builder.queryField('team', (t) =>
  t.prismaField({
    type: Team,
    nullable: true,
    description: 'A team by its id; null when absent.',
    authScopes: { signedIn: true },
    args: { id: t.arg.id({ required: true, description: 'Starts with `tea_`.' }) },
    resolve: (query, _root, { id }, { db }) => db.team.findUnique({ ...query, where: { id } }),
  }),
);

builder.queryField('teams', (t) =>
  t.connection({
    type: Team,
    description: 'The teams of the desk by name. Staff only.',
    authScopes: { staff: true },
    resolve: (_root, args, ctx, info) =>
      keysetPage(
        args,
        [['name', 'asc', 'text']],
        {},
        (page) => ctx.db.team.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.team.count(),
      ),
  }),
);
