import { allow, reach } from '../access.ts';
import { Account } from '../accounts/account.types.ts';
import { builder } from '../builder.ts';
import {
  BalanceType,
  ContractYearType,
  CountedBenefitCode,
  CountedEntitlement,
  LedgerCauseEnum,
  LedgerLineKindEnum,
} from '../entitlements/ledger.types.ts';
import { Money } from '../money.types.ts';
import { Obligation, ObligationKindEnum, ObligationStateEnum } from '../obligations/obligation.types.ts';
import { PlanCode } from '../plans/plan.types.ts';
import { found } from '../problem.ts';
import { accountStatement, type AccountStatement as Statement } from './account-statement.ts';
import { Contract, ContractLine, ContractStanding } from './contract.types.ts';

const StatementPlan = builder.objectRef<Statement['plans'][number]>('StatementPlan').implement({
  description: 'A stretch of time on one plan.',
  fields: (t) => ({
    plan: t.expose('planCode', { type: PlanCode, description: 'The plan.' }),
    startsAt: t.expose('startsAt', { type: 'DateTime', description: 'From this instant, inclusive.' }),
    endsAt: t.expose('endsAt', { type: 'DateTime', description: 'Until this instant, exclusive.' }),
    contract: t.field({
      type: Contract,
      nullable: true,
      description: 'The contract that bought it; null for Basic and for a plan chosen without an order.',
      resolve: ({ contractId }, _args, { db }) =>
        contractId === null ? null : db.contract.findUniqueOrThrow({ where: { id: contractId } }),
    }),
  }),
});

const StatementBalance = builder.objectRef<Statement['balances'][number]>('StatementBalance').implement({
  description: 'How much of a counted benefit there was.',
  fields: (t) => ({
    benefit: t.expose('benefit', { type: CountedBenefitCode, description: 'Of which benefit.' }),
    opening: t.expose('opening', { type: CountedEntitlement, description: 'Just before the time.' }),
    current: t.expose('current', {
      type: CountedEntitlement,
      description: 'At the instant of the time that is nearest to `asOf`: now, while the time runs.',
    }),
    closing: t.expose('closing', {
      type: CountedEntitlement,
      description:
        'At the last instant of the time; where that is yet to come, as agreed and booked by `asOf`.',
    }),
  }),
});

type Year = Statement['years'][number];

const StatementYearBalance = builder.objectRef<Year['balances'][number]>('StatementYearBalance').implement({
  description: 'What the units of one contract year had become.',
  fields: (t) => ({
    benefit: t.expose('benefit', { type: CountedBenefitCode, description: 'Units of which benefit.' }),
    balance: t.expose('balance', {
      type: BalanceType,
      description: 'At the instant of the time that is nearest to `asOf`.',
    }),
  }),
});

const StatementYear = builder.objectRef<Year>('StatementYear').implement({
  description: 'A contract year of the time: units never carry over from one to the next (E2).',
  fields: (t) => ({
    contractYear: t.field({
      type: ContractYearType,
      description: 'The year, to its real end: earlier than its anniversary where a service order ended it.',
      resolve: ({ year }) => year,
    }),
    balances: t.expose('balances', {
      type: [StatementYearBalance],
      description: 'Its units, by benefit.',
    }),
  }),
});

const StatementMovement = builder.objectRef<Statement['movements'][number]>('StatementMovement').implement({
  description: 'Units of a counted benefit that moved (E1).',
  fields: (t) => ({
    at: t.expose('at', {
      type: 'DateTime',
      description: 'When it took effect; after `asOf`, when it will by what is agreed and booked.',
    }),
    benefit: t.expose('benefit', { type: CountedBenefitCode, description: 'Units of what.' }),
    kind: t.expose('kind', { type: LedgerLineKindEnum, description: 'Which way they moved.' }),
    units: t.exposeInt('units', { description: 'How many.' }),
    cause: t.expose('cause', { type: LedgerCauseEnum, description: 'Why.' }),
  }),
});

const StatementObligation = builder
  .objectRef<Statement['obligations'][number]>('StatementObligation')
  .implement({
    description: 'A promise of the plan that was due in the time (B7).',
    fields: (t) => ({
      kind: t.expose('kind', { type: ObligationKindEnum, description: 'What.' }),
      dueAt: t.expose('dueAt', { type: 'DateTime', description: 'In time until this instant.' }),
      state: t.expose('state', {
        type: ObligationStateEnum,
        description: 'Where it stood at the end of the time, or stands now where that is earlier.',
      }),
      doneAt: t.expose('doneAt', {
        type: 'DateTime',
        nullable: true,
        description: 'When it was kept; null until then.',
      }),
      obligation: t.field({
        type: Obligation,
        description: 'The obligation as it stands now.',
        resolve: ({ id }, _args, { db }) => db.obligation.findUniqueOrThrow({ where: { id } }),
      }),
    }),
  });

const AccountStatement = builder.objectRef<Statement>('AccountStatement').implement({
  description:
    'What an account had, agreed, owes and used from one local day to another: plans, contract lines with their derivation, and the ledger of counted benefits with its balances (S115, B8, B13).',
  fields: (t) => ({
    account: t.field({
      type: Account,
      description: 'The account.',
      resolve: ({ accountId }, _args, { db }) => db.account.findUniqueOrThrow({ where: { id: accountId } }),
    }),
    from: t.expose('from', { type: 'LocalDate', description: 'First local day of the time.' }),
    to: t.expose('to', { type: 'LocalDate', description: 'Last local day of the time, included.' }),
    timeZone: t.exposeString('timeZone', { description: 'IANA zone whose days these are.' }),
    plans: t.expose('plans', {
      type: [StatementPlan],
      description: 'The plans of the time, one after the other without a gap, Basic included (S5).',
    }),
    lines: t.expose('lines', {
      type: [ContractLine],
      description: 'What was agreed in the time, by order date, the earliest first.',
    }),
    due: t.expose('due', {
      type: [Money],
      description: 'What those lines make due together, by currency; empty when nothing was agreed.',
    }),
    balances: t.expose('balances', {
      type: [StatementBalance],
      description: 'The counted benefits just before the time, now, and at the end of it.',
    }),
    years: t.expose('years', {
      type: [StatementYear],
      description:
        'The contract years of the time that have begun, the earliest first; empty where none has.',
    }),
    movements: t.expose('movements', {
      type: [StatementMovement],
      description:
        'What moves in the ledger in the time, the earliest first: it leads from the opening to the closing balances.',
    }),
    standing: t.expose('standing', {
      type: ContractStanding,
      nullable: true,
      description:
        'The contract at the instant of the time that is nearest to `asOf`; null where no term runs then.',
    }),
    obligations: t.expose('obligations', {
      type: [StatementObligation],
      description:
        'What the plan promised by dates of the time, the earliest first, without what was withdrawn (B7).',
    }),
    upcoming: t.expose('upcoming', {
      type: [ContractLine],
      description:
        'What is agreed by that instant and takes effect later, the earliest first; nothing that a termination leaves no room for.',
    }),
    over: t.exposeBoolean('over', {
      description: 'Whether the time is over: until then the statement still changes.',
    }),
    asOf: t.expose('asOf', { type: 'DateTime', description: 'When it was drawn up.' }),
  }),
});

builder.queryField('accountStatement', (t) =>
  t.field({
    type: AccountStatement,
    description:
      'The statement of an account for a time of up to 367 days, past or yet to come: what is to come is as agreed and booked now. For its administrators and for staff.',
    authScopes: { signedIn: true },
    args: {
      accountId: t.arg.id({ required: true, description: 'Of this account.' }),
      from: t.arg({ type: 'LocalDate', required: true, description: 'First local day.' }),
      to: t.arg({ type: 'LocalDate', required: true, description: 'Last local day, included.' }),
    },
    resolve: async (_root, { accountId, from, to }, ctx) => {
      allow(ctx.actor, 'contract.read');
      reach(ctx.actor, accountId);
      return found(await accountStatement(ctx, { accountId, from, to }), 'account', accountId);
    },
  }),
);
