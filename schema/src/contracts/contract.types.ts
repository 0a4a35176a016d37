import type { Prisma } from '@tierline/prisma/database';
import { allow, may, reach, visibleContracts } from '../access.ts';
import { Account } from '../accounts/account.types.ts';
import { builder } from '../builder.ts';
import { Money } from '../money.types.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { PlanCode } from '../plans/plan.types.ts';
import { agreedLine, standingAt, type Standing } from './agreed-lines.ts';
import { reference } from './contract.rules.ts';
import { PriceLine } from './price-line.types.ts';

type AgreedLineShape = ReturnType<typeof agreedLine>;

const ContractParty = builder.enumType('ContractParty', {
  description: 'Who agreed to a line.',
  values: {
    CUSTOMER: { description: 'An administrator of the customer accepted the quote.' },
    VENDOR: { description: 'A manager of the vendor placed it on behalf of the customer.' },
    SYSTEM: { description: 'The contract renewed by itself, as agreed.' },
  } as const,
});

const PARTIES = { CONTACT: 'CUSTOMER', STAFF: 'VENDOR' } as const;

export const ContractLine = builder.objectRef<AgreedLineShape>('ContractLine').implement({
  description: 'A line that was agreed. It is never changed and never removed.',
  interfaces: [PriceLine],
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Starts with `ctl_`.' }),
    sequence: t.exposeInt('sequence', { description: '1, 2, 3 … in one contract.' }),
    orderedAt: t.expose('orderedAt', { type: 'DateTime', description: 'When it was agreed.' }),
    orderedOn: t.expose('orderedOn', {
      type: 'LocalDate',
      description: 'The order date, a local date of the contract: it fixes fees and rates (S114).',
    }),
    effectiveAt: t.expose('effectiveAt', {
      type: 'DateTime',
      description:
        'From when it holds: the start of the day `effectiveOn`, or the order where that came later; of a termination, the end of that day.',
    }),
    agreedBy: t.field({
      type: ContractParty,
      description: 'Who agreed to it.',
      resolve: ({ orderedByKind }) => PARTIES[orderedByKind as keyof typeof PARTIES] ?? 'SYSTEM',
    }),
    quoteId: t.exposeID('quoteId', {
      nullable: true,
      description: 'The quote that was applied; null where the contract renewed by itself.',
    }),
  }),
});

export const Contract = builder.prismaNode('Contract', {
  description:
    'A purchased plan over one service term or several. What was agreed stands in its lines, which are only ever added.',
  id: { field: 'id', description: 'Starts with `ctr_`.' },
  nullable: true,
  findUnique: (id, { actor }) => ({ id, AND: [visibleContracts(actor)] }),
  fields: (t) => ({
    reference: t.string({
      description: 'The handle among people, "C-1042".',
      resolve: ({ number }) => reference(number),
    }),
    account: t.relation('account', { type: Account, description: 'The customer.' }),
    currency: t.exposeString('currency', { description: 'ISO 4217 code of all its amounts.' }),
    timeZone: t.exposeString('timeZone', {
      description: 'IANA zone of the account at the order: the days of the contract are local days there.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When its service order was placed.' }),
    lines: t.connection({
      type: ContractLine,
      description: 'What was agreed, the earliest first.',
      resolve: ({ id: contractId, currency }, args, { db }) =>
        keysetPage(
          args,
          [['sequence', 'asc', 'integer']],
          { contractId },
          async (page) => (await db.contractLine.findMany(page)).map((row) => agreedLine(row, currency)),
          () => db.contractLine.count({ where: { contractId } }),
        ),
    }),
  }),
});

export const ContractStanding = builder.objectRef<Standing>('ContractStanding').implement({
  description: 'A contract as it stood at one instant (B13).',
  fields: (t) => ({
    contract: t.field({
      type: Contract,
      description: 'The contract.',
      resolve: ({ contractId }, _args, { db }) =>
        db.contract.findUniqueOrThrow({ where: { id: contractId } }),
    }),
    plan: t.field({
      type: PlanCode,
      description: 'The plan that it bought for that instant.',
      resolve: ({ line }) => line.planCode,
    }),
    line: t.expose('line', {
      type: ContractLine,
      description: 'The line that it stood by: the last one that had taken effect.',
    }),
    endsOn: t.expose('endsOn', {
      type: 'LocalDate',
      description:
        'Last local day of support as agreed at that instant, renewals and a termination included.',
    }),
    endsAt: t.expose('endsAt', {
      type: 'DateTime',
      description: 'When that day is over: from then on the account is on Basic (S19).',
    }),
    asOf: t.expose('asOf', { type: 'DateTime', description: 'The instant for which this holds.' }),
  }),
});

const AnnualFees = builder.prismaObject('AnnualFees', {
  description: 'What a customer pays a year for the vendor’s products, as the vendor recorded it (S113).',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Starts with `fee_`.' }),
    amount: t.field({
      type: Money,
      description: 'The annual subscription fees.',
      resolve: ({ amountMinor, currency }) => ({ amountMinor, currency }),
    }),
    effectiveOn: t.expose('effectiveOn', {
      type: 'LocalDate',
      description: 'From this local date, until a later record.',
    }),
    recordedAt: t.expose('recordedAt', { type: 'DateTime', description: 'When it was recorded.' }),
  }),
});

builder.queryField('contract', (t) =>
  t.prismaField({
    type: Contract,
    nullable: true,
    description:
      'A contract by its id; null when absent or not yours. For the customer’s administrators and for staff.',
    authScopes: { signedIn: true },
    args: { id: t.arg.id({ required: true, description: 'Starts with `ctr_`.' }) },
    resolve: (query, _root, { id }, { db, actor }) =>
      db.contract.findFirst({ ...query, where: { AND: [{ id }, visibleContracts(actor)] } }),
  }),
);

builder.queryField('contracts', (t) =>
  t.connection({
    type: Contract,
    description: 'Contracts of an account, the latest first. For its administrators and for staff.',
    authScopes: { signedIn: true },
    args: { accountId: t.arg.id({ required: true, description: 'Of this account.' }) },
    resolve: (_root, { accountId, ...args }, ctx, info) => {
      allow(ctx.actor, 'contract.read');
      reach(ctx.actor, accountId);
      return keysetPage<Prisma.ContractGetPayload<object>>(
        args,
        [
          ['createdAt', 'desc', 'instant'],
          ['id', 'desc', 'text'],
        ],
        { accountId },
        (page) => ctx.db.contract.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.contract.count({ where: { accountId } }),
      );
    },
  }),
);

builder.queryField('contractAt', (t) =>
  t.field({
    type: ContractStanding,
    nullable: true,
    description:
      'The contract whose term covers an instant, as it stood then; null where none does, and the account is on Basic or on a plan chosen without an order (B13). Answers about the past never change. For the account’s administrators and for staff.',
    authScopes: { signedIn: true },
    args: {
      accountId: t.arg.id({ required: true, description: 'Of this account.' }),
      at: t.arg({ type: 'DateTime', description: 'At this instant; now unless told.' }),
    },
    resolve: (_root, { accountId, at }, { actor, db, now }) => {
      allow(actor, 'contract.read');
      reach(actor, accountId);
      return standingAt(db, accountId, at ?? now);
    },
  }),
);

builder.prismaObjectField(Account, 'contract', (t) =>
  t.field({
    type: ContractStanding,
    nullable: true,
    description:
      'The contract that the account is under, as it stands; null without one, and to all but administrators and staff (S113).',
    args: { at: t.arg({ type: 'DateTime', description: 'At this instant; now unless told (B13).' }) },
    resolve: ({ id }, { at }, { actor, db, now }) =>
      actor.kind !== 'anonymous' && may(actor, 'contract.read') ? standingAt(db, id, at ?? now) : null,
  }),
);

builder.queryField('annualFees', (t) =>
  t.connection({
    type: AnnualFees,
    description:
      'The annual subscription fees on record for an account, the latest first. For its administrators and for staff.',
    authScopes: { signedIn: true },
    args: { accountId: t.arg.id({ required: true, description: 'Of this account.' }) },
    resolve: (_root, { accountId, ...args }, { actor, db }) => {
      allow(actor, 'contract.read');
      reach(actor, accountId);
      return keysetPage<Prisma.AnnualFeesGetPayload<object>>(
        args,
        [
          ['effectiveOn', 'desc', 'instant'],
          ['recordedAt', 'desc', 'instant'],
          ['id', 'desc', 'text'],
        ],
        { accountId },
        (page) => db.annualFees.findMany(page),
        () => db.annualFees.count({ where: { accountId } }),
      );
    },
  }),
);
