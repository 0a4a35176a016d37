import type { Prisma } from '@tierline/prisma/database';
import { visibleRows } from '../access.ts';
import { StaffMember } from '../accounts/account.types.ts';
import { reachAccount } from '../accounts/reach-account.ts';
import { builder } from '../builder.ts';
import { localeArg, localized } from '../localized.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { inForce } from '../plans/plan-at.ts';
import { ProblemInterface } from '../problem.types.ts';
import {
  dueOn,
  inStates,
  obligationState,
  ObligationSettledProblem,
  type OBLIGATION_KINDS,
  type ObligationState,
} from './obligation.rules.ts';
import { OBLIGATION_LABELS } from './obligation-words.rules.ts';
import { dateAt } from '../contracts/term.rules.ts';

export const ObligationKindEnum = builder.enumType('ObligationKind', {
  description: 'What a plan promises.',
  values: {
    TAM_ASSIGNMENT: { description: 'Somebody is the Technical Account Manager (S66).' },
    MONTHLY_REVIEW: { description: 'All requests of a month are reviewed: the regular review (S72, S83).' },
    ANNUAL_HEALTH_REVIEW: {
      description: 'The health of the account is examined once a contract year (S82).',
    },
    TECHNICAL_MEETING: { description: 'A technical meeting is held, each month (S74).' },
    FEATURE_PRESENTATION: { description: 'New features are presented, each quarter (S73).' },
    CHECK_IN: { description: 'The TAM checks in, each month (S79).' },
    SEATS_EXPIRE: {
      description:
        'The free training seats are used, or their people reminded before they expire (S64, S85, E2).',
    },
  } satisfies Record<(typeof OBLIGATION_KINDS)[number], { description: string }>,
});

export const ObligationStateEnum = builder.enumType('ObligationState', {
  description: 'Where an obligation stands.',
  values: {
    DUE: { description: 'Not kept yet; there is time.' },
    OVERDUE: { description: 'Not kept in time, and still open.' },
    DONE: { description: 'Kept; `doneAt` and `proof` say when and by what.' },
    WAIVED: { description: 'Given up, with a reason.' },
    WITHDRAWN: { description: 'No longer promised; `withdrawnFor` says why.' },
  } satisfies Record<ObligationState, { description: string }>,
});

const ObligationProofType = builder.enumType('ObligationProofType', {
  description: 'What an obligation was kept by.',
  values: {
    TAM_ASSIGNMENT: { description: 'A TAM’s assignment, `tam_…`.' },
    MONTHLY_REVIEW: { description: 'A completed monthly review, `mrv_…`.' },
    HEALTH_REVIEW: { description: 'A completed health review, `hrv_…`.' },
    ENGAGEMENT: { description: 'A meeting that was held, as recorded by the TAM.' },
    LEDGER_LINE: { description: 'The last movement of the year’s units, `lin_…`.' },
  } as const,
});

const ObligationWithdrawalEnum = builder.enumType('ObligationWithdrawal', {
  description: 'Why something is no longer promised.',
  values: {
    PLAN_CHANGED: { description: 'The plan was changed without an order.' },
    CONTRACT_CHANGED: { description: 'The contract was ordered, amended, renewed or terminated.' },
    ACCOUNT_MOVED: { description: 'The account moved to another time zone.' },
    TAM_CHANGED: { description: 'Another TAM was named for that time.' },
  } as const,
});

const ObligationProof = builder
  .objectRef<{ proof: typeof ObligationProofType.$inferType; proofId: string }>('ObligationProof')
  .implement({
    description: 'What proves that an obligation was kept.',
    fields: (t) => ({
      type: t.expose('proof', { type: ObligationProofType, description: 'What it is.' }),
      id: t.exposeID('proofId', { description: 'Its id.' }),
    }),
  });

const ObligationParty = builder.enumType('ObligationParty', {
  description: 'One of both sides.',
  values: {
    CUSTOMER: { description: 'An administrator of the customer.' },
    VENDOR: { description: 'A manager of the vendor.' },
  } as const,
});

const ObligationWaiver = builder
  .objectRef<{ at: Date; by: 'CUSTOMER' | 'VENDOR'; reason: string }>('ObligationWaiver')
  .implement({
    description: 'That a promise was given up.',
    fields: (t) => ({
      at: t.expose('at', { type: 'DateTime', description: 'When.' }),
      by: t.expose('by', { type: ObligationParty, description: 'Which side did.' }),
      reason: t.exposeString('reason', { description: 'Why.' }),
    }),
  });

export const Obligation = builder.prismaNode('Obligation', {
  description:
    'A promise of the plan with its date, for both sides to see kept (B7). Made when a contract year begins and whenever plan, term or TAM change.',
  id: { field: 'id', description: 'Starts with `obl_`.' },
  nullable: true,
  findUnique: (id, { actor }) => ({ id, AND: [visibleRows(actor)] }),
  fields: (t) => ({
    account: t.relation('account', { description: 'To whom.' }),
    kind: t.expose('kind', { type: ObligationKindEnum, description: 'What.' }),
    label: t.string({
      description: 'What, in words.',
      args: localeArg(),
      resolve: ({ kind }, { locale }, ctx) => localized(OBLIGATION_LABELS[kind], locale, ctx),
    }),
    state: t.field({
      type: ObligationStateEnum,
      description: 'Where it stands now.',
      resolve: (obligation, _args, { now }) => obligationState(obligation, now),
    }),
    firstDay: t.field({
      type: 'LocalDate',
      description:
        'First local day of the time of which it is: of the month, the contract year, the interval.',
      select: { startsAt: true, account: { select: { timeZone: true } } },
      resolve: ({ startsAt, account }) => dateAt(startsAt, account.timeZone),
    }),
    lastDay: t.field({
      type: 'LocalDate',
      description: 'Last local day of that time.',
      select: { endsAt: true, account: { select: { timeZone: true } } },
      resolve: ({ endsAt, account }) => dueOn(endsAt, account.timeZone),
    }),
    dueAt: t.expose('dueAt', {
      type: 'DateTime',
      description: 'In time until this instant: the end of a local day of the account, as a rule.',
    }),
    owner: t.field({
      type: StaffMember,
      nullable: true,
      description: 'Who owes it: the account’s TAM; null while nobody is named (S66).',
      select: (_args, { now }, nested) => ({
        account: { select: { tamAssignments: { where: inForce(now), take: 1, select: { tam: nested() } } } },
      }),
      // Loaded as far as StaffMember asks, which the type of `nested()` does not say.
      resolve: ({ account }) => account.tamAssignments[0]?.tam ?? null,
    }),
    doneAt: t.expose('doneAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was kept; null until then.',
    }),
    late: t.boolean({
      description: 'Kept after it was due, or overdue now.',
      resolve: ({ dueAt, doneAt, waivedAt, withdrawnAt }, _args, { now }) =>
        !waivedAt && !withdrawnAt && (doneAt ? doneAt > dueAt : dueAt <= now),
    }),
    proof: t.field({
      type: ObligationProof,
      nullable: true,
      description: 'What proves that it was kept; null until then.',
      resolve: ({ proof, proofId }) => (proof && proofId !== null ? { proof, proofId } : null),
    }),
    waiver: t.field({
      type: ObligationWaiver,
      nullable: true,
      description: 'That it was given up; null unless it was.',
      resolve: ({ waivedAt, waivedByKind, waiverReason }) =>
        waivedAt && waiverReason !== null
          ? {
              at: waivedAt,
              by: waivedByKind === 'STAFF' ? ('VENDOR' as const) : ('CUSTOMER' as const),
              reason: waiverReason,
            }
          : null,
    }),
    withdrawnAt: t.expose('withdrawnAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when it is no longer promised; null unless it is not.',
    }),
    withdrawnFor: t.expose('withdrawnFor', {
      type: ObligationWithdrawalEnum,
      nullable: true,
      description: 'Why it is no longer promised; null unless it is not.',
    }),
  }),
});

builder.queryField('obligation', (t) =>
  t.prismaField({
    type: Obligation,
    nullable: true,
    description: 'An obligation by its id; null when absent or not yours.',
    authScopes: { signedIn: true },
    args: { id: t.arg.id({ required: true, description: 'Starts with `obl_`.' }) },
    resolve: (query, _root, { id }, { db, actor }) =>
      db.obligation.findFirst({ ...query, where: { AND: [{ id }, visibleRows(actor)] } }),
  }),
);

builder.queryField('obligations', (t) =>
  t.connection({
    type: Obligation,
    description:
      'What the plan promises, by date, the earliest first: of one account, or of all that you may see. The same list for both sides (B7).',
    authScopes: { signedIn: true },
    args: {
      accountId: t.arg.id({ description: 'Of this account; of all that you may see unless told.' }),
      overdue: t.arg.boolean({ description: 'Only what is overdue (true) or is not (false).' }),
      states: t.arg({
        type: [ObligationStateEnum],
        description: 'Only what stands so; all but what was withdrawn unless told.',
      }),
      kinds: t.arg({ type: [ObligationKindEnum], description: 'Only of these kinds.' }),
      tamId: t.arg.id({ description: 'Only of accounts whose TAM this member of staff is now.' }),
      dueFrom: t.arg({ type: 'DateTime', description: 'Only what is due from this instant on, inclusive.' }),
      dueBefore: t.arg({ type: 'DateTime', description: 'Only what is due before this instant.' }),
    },
    resolve: async (_root, args, ctx, info) => {
      const { accountId, overdue, states, kinds, tamId, dueFrom, dueBefore, ...page } = args;
      if (accountId != null) await reachAccount(ctx, accountId);
      const { now } = ctx;
      const where = {
        AND: [
          visibleRows(ctx.actor),
          accountId == null ? {} : { accountId },
          inStates(states ?? ['DUE', 'OVERDUE', 'DONE', 'WAIVED'], now),
          overdue == null ? {} : overdue ? inStates(['OVERDUE'], now) : { NOT: inStates(['OVERDUE'], now) },
          kinds ? { kind: { in: kinds } } : {},
          tamId == null ? {} : { account: { tamAssignments: { some: { tamId, ...inForce(now) } } } },
          { dueAt: { ...(dueFrom && { gte: dueFrom }), ...(dueBefore && { lt: dueBefore }) } },
        ],
      };
      return keysetPage<Prisma.ObligationGetPayload<object>>(
        page,
        [
          ['dueAt', 'asc', 'instant'],
          ['id', 'asc', 'text'],
        ],
        where,
        (keyset) => ctx.db.obligation.findMany({ ...itemQuery(ctx, info), ...keyset }),
        () => ctx.db.obligation.count({ where }),
      );
    },
  }),
);

builder.objectType(ObligationSettledProblem, {
  name: 'ObligationSettledProblem',
  description: 'The obligation is done, waived or withdrawn already.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    state: t.expose('state', { type: ObligationStateEnum, description: 'Where it stands.' }),
  }),
});
