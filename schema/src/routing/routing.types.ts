import { StaffMember } from '../accounts/account.types.ts';
import { builder } from '../builder.ts';
import { Locale } from '../localized.ts';
import { PlanCode, RequestTypeCode, Severity } from '../plans/plan.types.ts';
import { ProblemInterface } from '../problem.types.ts';
import { Team } from '../teams/team.types.ts';
import { NobodyFoundProblem } from './nobody-found.rules.ts';
import type { SKILLS } from './routing.rules.ts';

export const Skill = builder.enumType('Skill', {
  description: 'What whoever is assigned by rule must be able to do.',
  values: {
    REQUEST_TYPE: { description: 'Requests of the ticket’s type.' },
    SOLUTION: { description: 'The product that the ticket is about.' },
    LANGUAGE: { description: 'The language of the requester.' },
  } satisfies Record<(typeof SKILLS)[number], { description: string }>,
});

builder.prismaObject('SkillSet', {
  description: 'What a member of the staff can be assigned by rule.',
  fields: (t) => ({
    requestTypes: t.field({
      type: [RequestTypeCode],
      description: 'Requests of these types; of all when empty.',
      resolve: ({ requestTypes }) => requestTypes as (typeof RequestTypeCode.$inferType)[],
    }),
    solutions: t.exposeStringList('solutions', {
      description: 'Codes of the products; all when empty.',
    }),
    languages: t.expose('languages', { type: [Locale], description: 'These languages; all when empty.' }),
    capacity: t.exposeInt('capacity', {
      nullable: true,
      description: 'The most that open tickets may weigh together; null without limit.',
    }),
  }),
});

builder.prismaObjectField(StaffMember, 'skills', (t) =>
  t.relation('skills', {
    nullable: true,
    description: 'What the person can be assigned by rule; null: everything, without limit. Staff only.',
    authScopes: { staff: true },
  }),
);

builder.prismaObjectField(Team, 'autoAssign', (t) =>
  t.exposeBoolean('autoAssign', {
    description: 'New tickets are given to it, and to one of its members, by rule.',
  }),
);

builder.prismaObject('RoutingRule', {
  description: 'How a ticket that fits it is assigned. The first that fits decides.',
  fields: (t) => ({
    plans: t.field({
      type: [PlanCode],
      description: 'Tickets of these plans; of all when empty.',
      resolve: ({ planCodes }) => planCodes,
    }),
    severities: t.expose('severities', {
      type: [Severity],
      description: 'Tickets of these severities; of all when empty.',
    }),
    requestTypes: t.field({
      type: [RequestTypeCode],
      description: 'Requests of these types; of all when empty.',
      resolve: ({ requestTypes }) => requestTypes as (typeof RequestTypeCode.$inferType)[],
    }),
    team: t.relation('team', {
      nullable: true,
      description:
        'The team; null: that of the customer’s region while it is at work, else of a region that is, else of the customer’s for its next opening.',
    }),
    skills: t.expose('skills', { type: [Skill], description: 'What whoever gets it must be able to do.' }),
  }),
});

export const RoutingTable = builder.prismaObject('RoutingTable', {
  description: 'A published table of how new tickets are assigned; the newest is in force.',
  fields: (t) => ({
    version: t.exposeInt('version', {
      description: '0 comes with the programme; 1, 2, 3 … are the desk’s own.',
    }),
    publishedAt: t.expose('publishedAt', { type: 'DateTime', description: 'From when it is in force.' }),
    severeWeight: t.exposeInt('severeWeight', { description: 'How much an open severe ticket weighs.' }),
    moderateWeight: t.exposeInt('moderateWeight', {
      description: 'How much an open moderate ticket weighs.',
    }),
    limitedWeight: t.exposeInt('limitedWeight', { description: 'How much an open limited ticket weighs.' }),
    rules: t.relation('rules', {
      query: { orderBy: { position: 'asc' } },
      description: 'Its rules, in order.',
    }),
  }),
});

builder.queryField('routingTable', (t) =>
  t.prismaField({
    type: RoutingTable,
    nullable: true,
    description: 'A table of routing rules: the one in force unless told; null when absent. Staff only.',
    authScopes: { staff: true },
    args: { version: t.arg.int({ description: 'This version.' }) },
    resolve: (query, _root, { version }, { db, now }) =>
      db.routingTable.findFirst({
        ...query,
        where: { publishedAt: { lte: now }, ...(version != null && { version }) },
        orderBy: { version: 'desc' },
      }),
  }),
);

builder.objectType(NobodyFoundProblem, {
  name: 'NobodyFoundProblem',
  description: 'The rules name nobody else than who has the ticket already.',
  interfaces: [ProblemInterface],
});
