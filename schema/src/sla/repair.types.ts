import type { Prisma } from '@tierline/prisma/database';
import { visibleRows } from '../access.ts';
import { StaffMember } from '../accounts/account.types.ts';
import { builder } from '../builder.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { ProblemInterface } from '../problem.types.ts';
import { Clock, ClockCancellation, ClockState } from './clock.types.ts';
import {
  RepairDecidedProblem,
  RepairOutdatedProblem,
  SamePersonProblem,
  type ClockSnapshot as Snapshot,
} from './repair.rules.ts';

const ClockCorrection = builder.enumType('ClockCorrection', {
  description: 'What a correction sets (C33).',
  values: {
    RESPONDED_AT: { description: 'When the vendor responded, though nobody wrote it down then.' },
    DUE_AT: { description: 'By when the vendor had to respond.' },
    CANCEL: { description: 'That the clock gives no verdict.' },
  } as const,
});

const RepairState = builder.enumType('RepairState', {
  description: 'How far a correction has come.',
  values: {
    PROPOSED: { description: 'It waits for another person.' },
    APPROVED: { description: 'It was made.' },
    REFUSED: { description: 'Nothing was changed.' },
  } as const,
});

const ClockSnapshot = builder.objectRef<Snapshot>('ClockSnapshot').implement({
  description: 'A clock as it stood at a moment (B23).',
  fields: (t) => ({
    state: t.expose('state', { type: ClockState, description: 'Where the promise stood.' }),
    targetSeconds: t.exposeInt('targetSeconds', {
      nullable: true,
      description: 'The promise in business seconds; null where nothing was promised.',
    }),
    countedFrom: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'From when the promise counted.',
      resolve: (clock) => instant(clock.countedFrom),
    }),
    atRiskAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'From when the promise was at risk.',
      resolve: (clock) => instant(clock.atRiskAt),
    }),
    dueAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The last instant at which a response was in time.',
      resolve: (clock) => instant(clock.dueAt),
    }),
    endedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it had ended; null while it ran.',
      resolve: (clock) => instant(clock.endedAt),
    }),
    cancelled: t.field({
      type: ClockCancellation,
      nullable: true,
      description: 'Why it had ended without a verdict; null otherwise.',
      resolve: ({ cancelled }) => cancelled as typeof ClockCancellation.$inferType | null,
    }),
  }),
});

export const ClockRepair = builder.prismaObject('ClockRepair', {
  description:
    'A correction of a clock by people, with its receipt: who proposed it and why, who decided, before and after (C33, B23).',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Starts with `rep_`.' }),
    clock: t.relation('clock', { description: 'The clock that it corrects.' }),
    state: t.expose('state', { type: RepairState, description: 'How far it has come.' }),
    correction: t.expose('correction', { type: ClockCorrection, description: 'What it sets.' }),
    correctedTo: t.expose('correctedTo', {
      type: 'DateTime',
      nullable: true,
      description: 'The instant that it sets; null when it cancels the clock.',
    }),
    reason: t.exposeString('reason', { description: 'Why, in the words of its author.' }),
    proposedBy: t.relation('proposedBy', { type: StaffMember, description: 'Who proposed it.' }),
    proposedAt: t.expose('proposedAt', { type: 'DateTime', description: 'When.' }),
    decidedBy: t.relation('decidedBy', {
      type: StaffMember,
      nullable: true,
      description: 'Who decided it: never its author. Null while it waits.',
    }),
    decidedAt: t.expose('decidedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was decided; null while it waits.',
    }),
    decisionReason: t.exposeString('decisionReason', {
      nullable: true,
      description: 'Why it was decided so, when that was said.',
    }),
    before: t.field({
      type: ClockSnapshot,
      description: 'The clock as its author saw it.',
      // Only `snapshot` writes the column.
      resolve: ({ before }) => before as unknown as Snapshot,
    }),
    after: t.field({
      type: ClockSnapshot,
      nullable: true,
      description: 'The clock that it made; null unless approved.',
      resolve: ({ after }) => after as unknown as Snapshot | null,
    }),
  }),
});

builder.prismaObjectField(Clock, 'repairs', (t) =>
  t.relation('repairs', {
    type: ClockRepair,
    description:
      'Corrections of it by people, the first ones first (C33, B23). Customers see those that were made.',
    query: (_args, { actor }) => ({
      where: actor.kind === 'staff' ? {} : { state: 'APPROVED' as const },
      orderBy: [{ proposedAt: 'asc' as const }, { id: 'asc' as const }],
    }),
  }),
);

builder.queryField('clockRepairs', (t) =>
  t.connection({
    type: ClockRepair,
    description: 'Corrections of clocks, the latest proposed first: those that wait unless told. Staff only.',
    authScopes: { staff: true },
    args: {
      state: t.arg({ type: RepairState, defaultValue: 'PROPOSED', description: 'How far they have come.' }),
    },
    resolve: (_root, args, ctx, info) => {
      const wanted = { ...visibleRows(ctx.actor), ...(args.state && { state: args.state }) };
      return keysetPage<Prisma.ClockRepairGetPayload<object>>(
        args,
        [
          ['proposedAt', 'desc', 'instant'],
          ['id', 'desc', 'text'],
        ],
        wanted,
        (page) => ctx.db.clockRepair.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.clockRepair.count({ where: wanted }),
      );
    },
  }),
);

builder.objectType(SamePersonProblem, {
  name: 'SamePersonProblem',
  description: 'Two people decide: who asked, or did it, is not the one who answers (C33, C17).',
  interfaces: [ProblemInterface],
});

builder.objectType(RepairDecidedProblem, {
  name: 'RepairDecidedProblem',
  description: 'The correction was decided already.',
  interfaces: [ProblemInterface],
});

builder.objectType(RepairOutdatedProblem, {
  name: 'RepairOutdatedProblem',
  description: 'The clock has changed since the correction was proposed (C35).',
  interfaces: [ProblemInterface],
});

function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
