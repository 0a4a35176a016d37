import { StaffMember } from '../accounts/account.types.ts';
import { builder } from '../builder.ts';
import { Locale } from '../localized.ts';
import { PlanCode, RequestTypeCode, Severity } from '../plans/plan.types.ts';
import { reread } from '../reread.ts';
import { Team } from '../teams/team.types.ts';
import { Ticket } from '../tickets/ticket.types.ts';
import { ASSIGN_AUTOMATICALLY_PROBLEMS, assignAutomatically } from './assign-automatically.ts';
import { PUBLISH_ROUTING_RULES_PROBLEMS, publishRoutingRules } from './publish-routing-rules.ts';
import { RoutingTable, Skill } from './routing.types.ts';
import { SET_AUTO_ASSIGNMENT_PROBLEMS, setAutoAssignment } from './set-auto-assignment.ts';
import { SET_SKILLS_PROBLEMS, setSkills } from './set-skills.ts';

const AssignAutomaticallyInput = builder.inputType('AssignAutomaticallyInput', {
  description: 'Which ticket to assign by rule.',
  fields: (t) => ({ ticketId: t.id({ required: true, description: 'The ticket.' }) }),
});

builder.mutationField('assignAutomatically', (t) =>
  t.prismaField({
    type: Ticket,
    description:
      'Assigns a ticket by the rules, as if it came in now: a TAM request to the TAM (S30), another to a team at work and its member with the skills and the least to do. The event `ticket.assigned` says why. Staff only.',
    authScopes: { staff: true },
    errors: {
      types: ASSIGN_AUTOMATICALLY_PROBLEMS,
      dataField: { name: 'ticket', description: 'The ticket as it is now.' },
      result: { description: 'It was assigned.' },
      union: { description: 'The ticket, or why it stays where it is.' },
    },
    args: { input: t.arg({ type: AssignAutomaticallyInput, required: true, description: 'Which.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await assignAutomatically(ctx, input);
      return ctx.db.ticket.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const SetSkillsInput = builder.inputType('SetSkillsInput', {
  description: 'What a member of the staff can be assigned by rule.',
  fields: (t) => ({
    staffId: t.id({ required: true, description: 'The member of staff.' }),
    requestTypes: t.field({ type: [RequestTypeCode], description: 'These types; all unless told.' }),
    solutions: t.stringList({ description: 'Codes of these products; all unless told.' }),
    languages: t.field({ type: [Locale], description: 'These languages; all unless told.' }),
    capacity: t.int({
      description: 'The most that open tickets may weigh, 0 to 10,000; no limit unless told.',
    }),
  }),
});

builder.mutationField('setSkills', (t) =>
  t.prismaField({
    type: StaffMember,
    description: 'Sets what a member of the staff can be assigned by rule, and how much. Managers only.',
    authScopes: { manager: true },
    errors: {
      types: SET_SKILLS_PROBLEMS,
      dataField: { name: 'staffMember', description: 'The person as things are now.' },
      result: { description: 'The skills were set.' },
      union: { description: 'The person, or why nothing was set.' },
    },
    args: { input: t.arg({ type: SetSkillsInput, required: true, description: 'The skills.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { staffId: id } = await setSkills(ctx, input);
      return ctx.db.staffMember.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const SetAutoAssignmentInput = builder.inputType('SetAutoAssignmentInput', {
  description: 'Whether tickets are given to a team by rule.',
  fields: (t) => ({
    teamId: t.id({ required: true, description: 'The team.' }),
    on: t.boolean({ required: true, description: 'True to switch it on.' }),
  }),
});

builder.mutationField('setAutoAssignment', (t) =>
  t.prismaField({
    type: Team,
    description:
      'Lets new tickets be given to a team, and to one of its members, by rule; or not. Managers only.',
    authScopes: { manager: true },
    errors: {
      types: SET_AUTO_ASSIGNMENT_PROBLEMS,
      dataField: { name: 'team', description: 'The team as it is now.' },
      result: { description: 'It was set.' },
      union: { description: 'The team, or why nothing was set.' },
    },
    args: { input: t.arg({ type: SetAutoAssignmentInput, required: true, description: 'Which.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await setAutoAssignment(ctx, input);
      return ctx.db.team.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const RoutingRuleInput = builder.inputType('RoutingRuleInput', {
  description: 'How a ticket that fits it is assigned.',
  fields: (t) => ({
    plans: t.field({ type: [PlanCode], description: 'Tickets of these plans; of all unless told.' }),
    severities: t.field({ type: [Severity], description: 'Of these severities; of all unless told.' }),
    requestTypes: t.field({ type: [RequestTypeCode], description: 'Of these types; of all unless told.' }),
    teamId: t.id({ description: 'The team; that of a region at work unless told.' }),
    skills: t.field({
      type: [Skill],
      description: 'What whoever gets it must be able to do; nothing unless told.',
    }),
  }),
});

const PublishRoutingRulesInput = builder.inputType('PublishRoutingRulesInput', {
  description: 'The whole table of how new tickets are assigned.',
  fields: (t) => ({
    severeWeight: t.int({
      required: true,
      defaultValue: 4,
      description: 'Of an open severe ticket, 1 to 100.',
    }),
    moderateWeight: t.int({ required: true, defaultValue: 2, description: 'Of a moderate one, 1 to 100.' }),
    limitedWeight: t.int({ required: true, defaultValue: 1, description: 'Of a limited one, 1 to 100.' }),
    rules: t.field({
      type: [RoutingRuleInput],
      required: true,
      description: 'At most 100; the first that fits decides, and what fits none is not assigned.',
    }),
  }),
});

builder.mutationField('publishRoutingRules', (t) =>
  t.prismaField({
    type: RoutingTable,
    description: 'Publishes the table of how new tickets are assigned; in force from now on. Managers only.',
    authScopes: { manager: true },
    errors: {
      types: PUBLISH_ROUTING_RULES_PROBLEMS,
      dataField: { name: 'table', description: 'The table, now in force.' },
      result: { description: 'It is published.' },
      union: { description: 'The table, or why the former one stays in force.' },
    },
    args: { input: t.arg({ type: PublishRoutingRulesInput, required: true, description: 'The table.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { version } = await publishRoutingRules(ctx, input);
      return ctx.db.routingTable.findUniqueOrThrow({ ...query, where: { version } });
    },
  }),
);
