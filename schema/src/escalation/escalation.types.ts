import { builder } from '../builder.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { PlanCode, Severity } from '../plans/plan.types.ts';
import type { ESCALATION_RECIPIENTS, ESCALATION_TRIGGERS } from './escalation.rules.ts';

export const EscalationTrigger = builder.enumType('EscalationTrigger', {
  description: 'Of what somebody is told.',
  values: {
    AT_RISK: { description: 'An initial response came to be at risk (C15).' },
    BREACHED: { description: 'An initial response did not come in time (C31).' },
    ASSIGNEE_SILENT: {
      description:
        'The customer has waited for an answer, initial or next, for so many business minutes; a new assignee gets the full time.',
    },
  } satisfies Record<(typeof ESCALATION_TRIGGERS)[number], { description: string }>,
});

export const EscalationRecipient = builder.enumType('EscalationRecipient', {
  description:
    'Who is told. Whoever is outside the hours of the own region, or absent, is not: a counterpart in a region that is at work is told instead, else they are when they are back (C32).',
  values: {
    ASSIGNEE: { description: 'Who works on the ticket; counterpart: a lead of a team at work.' },
    TEAM_LEAD: { description: 'Who leads its team; counterpart: a lead of a team at work.' },
    TEAM: { description: 'Everybody in its team; counterpart: the members of a team at work.' },
    ON_DUTY_MANAGERS: { description: 'The managers at work: of its region, else of another.' },
    TAM: { description: 'The account’s TAM, the backup while only that one is at work (S66).' },
    ADMINISTRATORS: { description: 'The administrators of the account, at any time.' },
  } satisfies Record<(typeof ESCALATION_RECIPIENTS)[number], { description: string }>,
});

builder.prismaObject('EscalationRule', {
  description: 'Who is told of what.',
  fields: (t) => ({
    trigger: t.expose('trigger', { type: EscalationTrigger, description: 'Of what.' }),
    afterBusinessMinutes: t.exposeInt('afterBusinessMinutes', {
      nullable: true,
      description: 'The business minutes of silence; null for the other triggers.',
    }),
    plans: t.field({
      type: [PlanCode],
      description: 'For tickets of these plans; of all when empty.',
      resolve: ({ planCodes }) => planCodes,
    }),
    severities: t.expose('severities', {
      type: [Severity],
      description: 'For tickets of these severities; of all when empty.',
    }),
    tell: t.expose('tell', { type: [EscalationRecipient], description: 'Who is told.' }),
  }),
});

export const EscalationTable = builder.prismaObject('EscalationTable', {
  description: 'A published table of who is told of what; the newest is in force (C32).',
  fields: (t) => ({
    version: t.exposeInt('version', {
      description: '0 comes with the programme; 1, 2, 3 … are the desk’s own.',
    }),
    publishedAt: t.expose('publishedAt', {
      type: 'DateTime',
      description: 'From when it is, or was, in force.',
    }),
    rules: t.relation('rules', {
      query: { orderBy: { position: 'asc' } },
      description: 'Its rules. All that apply are followed; nobody is told twice of the same.',
    }),
  }),
});

builder.queryField('escalationTables', (t) =>
  t.connection({
    type: EscalationTable,
    description: 'The tables of escalation rules, the one in force first. Staff only.',
    authScopes: { staff: true },
    resolve: (_root, args, ctx, info) =>
      keysetPage(
        args,
        [['version', 'desc', 'integer']],
        {},
        (page) => ctx.db.escalationTable.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.escalationTable.count(),
      ),
  }),
);

builder.queryField('escalationTable', (t) =>
  t.prismaField({
    type: EscalationTable,
    nullable: true,
    description: 'A table of escalation rules: the one in force unless told; null when absent. Staff only.',
    authScopes: { staff: true },
    args: { version: t.arg.int({ description: 'This version.' }) },
    resolve: (query, _root, { version }, { db, now }) =>
      db.escalationTable.findFirst({
        ...query,
        where: { publishedAt: { lte: now }, ...(version != null && { version }) },
        orderBy: { version: 'desc' },
      }),
  }),
);
