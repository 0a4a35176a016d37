import { builder } from '../builder.ts';
import { reread } from '../reread.ts';
import { CHANGE_TEAM_MEMBERS_PROBLEMS, changeTeamMembers } from './change-team-members.ts';
import { CREATE_TEAM_PROBLEMS, createTeam } from './create-team.ts';
import { Team } from './team.types.ts';

const CreateTeamInput = builder.inputType('CreateTeamInput', {
  description: 'A team of the desk.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'What people call it, 1 to 200 characters; unique.' }),
    region: t.string({ required: true, description: 'Code of the region that it works in, such as `EMEA`.' }),
    memberIds: t.idList({
      required: true,
      description: 'Who works in it, up to 100 members of the staff; of any region, and of several teams.',
    }),
    leadId: t.id({ description: 'The member who leads it; nobody when left out.' }),
  }),
});

builder.mutationField('createTeam', (t) =>
  t.prismaField({
    type: Team,
    description: 'Creates a team, to which tickets can then be given (S9). Managers only.',
    authScopes: { manager: true },
    errors: {
      types: CREATE_TEAM_PROBLEMS,
      dataField: { name: 'team', description: 'The new team.' },
      result: { description: 'The team was created.' },
      union: { description: 'The team, or why there is none.' },
    },
    args: { input: t.arg({ type: CreateTeamInput, required: true, description: 'What to do.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await createTeam(ctx, input);
      return ctx.db.team.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const ChangeTeamMembersInput = builder.inputType('ChangeTeamMembersInput', {
  description: 'Who joins a team, who leaves it, and who leads it.',
  fields: (t) => ({
    teamId: t.id({ required: true, description: 'The team.' }),
    add: t.idList({ description: 'Who joins, up to 100; whoever is in it already, stays.' }),
    remove: t.idList({ description: 'Who leaves, up to 100; they keep their tickets.' }),
    leadId: t.id({
      description:
        'Who leads it from now on: one of the members, or nobody when null. As before when left out, unless the lead leaves.',
    }),
  }),
});

builder.mutationField('changeTeamMembers', (t) =>
  t.prismaField({
    type: Team,
    description:
      'Lets people join and leave a team, and names its lead. Tickets stay where they are, and no clock is touched (C19). Managers only.',
    authScopes: { manager: true },
    errors: {
      types: CHANGE_TEAM_MEMBERS_PROBLEMS,
      dataField: { name: 'team', description: 'The team as it is now.' },
      result: { description: 'The team was changed.' },
      union: { description: 'The team, or why it stays as it was.' },
    },
    args: { input: t.arg({ type: ChangeTeamMembersInput, required: true, description: 'What to do.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await changeTeamMembers(ctx, input);
      return ctx.db.team.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);
